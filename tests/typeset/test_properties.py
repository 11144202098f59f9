"""What holds for every formula, whatever it is."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.typeset.trees import formulas
from tutor.typeset import Formula, box, line, mathml, parse, typst, words

_widths = st.integers(2, 100)


@given(formulas, _widths, st.booleans())
@settings(max_examples=400)
def test_any_tree_set_in_two_dimensions_is_a_rectangle_with_its_baseline_inside(
    formula: Formula, width: int, display: bool
) -> None:
    set_ = box(formula, width, display)
    assert {cell_len(row) for row in set_.rows} == {set_.width}
    assert 0 <= set_.baseline < len(set_.rows)
    assert set_.width <= width


@given(formulas)
def test_any_tree_has_one_line_and_words_without_line_breaks(formula: Formula) -> None:
    for text in (line(formula), words(formula)):
        assert len(text.splitlines()) <= 1


@given(formulas, st.booleans())
def test_any_tree_is_well_formed_mathml(formula: Formula, display: bool) -> None:
    assert ElementTree.fromstring(mathml(formula, display)).tag == "math"


_TEXT = re.compile(r'\\\S|"(?:\\.|[^"\\])*"')  # an escaped sign, or a string


@given(formulas | st.text(max_size=80).map(parse))
def test_typst_source_holds_no_code_but_ours(formula: Formula) -> None:
    outside = _TEXT.sub("", typst(formula))
    assert '"' not in outside
    assert "$" not in outside
    for hashed in re.findall(r"#.{0,5}", outside):
        assert hashed.startswith(("#h(", "#true", "#false", "#(")), outside


def test_typst_compiles_what_is_made_of_any_tree() -> None:
    compiler = pytest.importorskip("typst")

    @given(st.lists(formulas, min_size=10, max_size=30))
    @settings(max_examples=15)
    def compiles(many: list[Formula]) -> None:
        source = "".join(f"$ {typst(formula)} $\n" for formula in many)
        compiler.compile(source.encode(), format="svg")

    compiles()


_LETTERS = "abcdefghijklmnopqrstuvwyz"  # each is used once; x is a sign in some words


@st.composite
def _spelled(draw: st.DrawFn) -> str:
    """A formula in which every letter stands once, as itself."""
    letters = list(draw(st.permutations(_LETTERS)))[: draw(st.integers(1, 20))]
    joints = [" + ", " = ", ", ", " ", r" \cdot ", r"\quad ", "/", " - "]
    source = ""
    for letter in letters:
        shape = draw(
            st.sampled_from(
                ["{}", r"\frac{{{}}}{{2}}", r"\sqrt{{{}}}", "({})", r"\left[{}\right]", "|{}|"]
            )
        )
        source += shape.format(letter) + draw(st.sampled_from(joints))
    return source


@given(_spelled(), st.integers(2, 60))
def test_breaking_a_formula_loses_no_letter(source: str, width: int) -> None:
    formula = parse(source)
    wanted = sorted(c for c in re.sub(r"\\[a-z]+", "", source) if c.isalpha())
    rows = box(formula, width).rows
    assert sorted(c for row in rows for c in row if c in _LETTERS) == wanted
    assert sorted(c for c in line(formula) if c in _LETTERS) == wanted
