"""Every formula of the bundled decks, in every back-end."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tutor.typeset import box, document, formula_faults, formulas, line, mathml, parse, typst, words

DECKS = Path(__file__).parents[2] / "decks"
FILES = sorted(p for p in DECKS.glob("*/*") if p.suffix in (".md", ".toml"))


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".md":
        text = path.read_text(encoding="utf-8")
        yield text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    else:
        waiting: list[object] = [tomllib.loads(path.read_text(encoding="utf-8"))]
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value


@pytest.mark.parametrize("path", FILES, ids=[p.name for p in FILES])
def test_every_formula_of_a_bundled_deck_is_set_without_a_fault(path: Path) -> None:
    for text in _texts(path):
        assert formula_faults(text) == []
        for maths in formulas(text):
            formula = parse(maths.source)
            assert formula.faults == ()
            assert line(formula)
            assert words(formula)
            assert box(formula, 76, maths.display).width <= 76
            assert typst(formula)
            ElementTree.fromstring(mathml(formula, maths.display))


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("path", FILES, ids=[p.name for p in FILES])
def test_no_card_of_a_bundled_deck_shows_any_latex(path: Path, width: int) -> None:
    for text in _texts(path):
        for mode in ("box", "line", "words"):
            shown = "\n".join(document(text, width, mode))
            assert "\\" not in shown
            assert "$" not in shown


def test_typst_compiles_every_formula_of_the_bundled_decks() -> None:
    compiler = pytest.importorskip("typst")
    sources = [m.source for path in FILES for text in _texts(path) for m in formulas(text)]
    typeset = "".join(f"$ {typst(parse(source))} $\n" for source in sources)
    assert compiler.compile(typeset.encode(), format="svg")
