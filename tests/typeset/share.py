"""The share of the collected formulas that is set without a fault, as a whole and by construct.

python -m tests.typeset.share measures this program, and with PYTHONPATH=OTHER
python tests/typeset/share.py another version of it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tutor import typeset
from tutor.typeset import parse

NOTES = Path(__file__).parent / "notes"
_HEADS = "% macros\n", "% formulas\n"
_SIMPLE = re.compile(
    r"\\(?:(?:re)?newcommand\*?\{(\\[A-Za-z0-9]+)\}(?:\[\d\])?\{(.*)\}|def(\\[A-Za-z]+)\{(.*)\}"
    r"|(DeclareMathOperator\*?)\{(\\[A-Za-z]+)\}\{(.*)\})"
)
_CONSTRUCT = re.compile(r"\\begin\{[A-Za-z]+\*?\}|\\[A-Za-z]+")


class Noted(NamedTuple):
    """A formula as an author wrote it, with the macros of its notes."""

    notes: str
    source: str
    macros: dict[str, str]


def collection() -> Iterator[Noted]:
    """Every formula of the notes; a line is a formula."""
    for path in sorted(NOTES.glob("*.tex")):
        text = path.read_text(encoding="utf-8")
        preamble, _, formulas = text.removeprefix(_HEADS[0]).partition(_HEADS[1])
        macros = _macros(preamble)
        for line in formulas.splitlines():
            yield Noted(path.stem, line, macros)


def _macros(preamble: str) -> dict[str, str]:
    if (definitions := getattr(typeset, "definitions", None)) is not None:
        read: dict[str, str] = definitions(preamble)
        return read
    macros = {}
    for line in preamble.splitlines():
        if (match := _SIMPLE.fullmatch(line)) is not None:
            name, body, defined, meaning, operator, called, shown = match.groups()
            if operator:
                star = operator[len("DeclareMathOperator") :]
                macros[called] = rf"\operatorname{star}{{{shown}}}"
            else:
                macros[name or defined] = body or meaning
    return macros


def is_set(noted: Noted) -> bool:
    """Whether a formula is set without a fault."""
    return not parse(noted.source, noted.macros).faults


def main() -> None:
    every: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for noted in collection():
        done = is_set(noted)
        constructs = {*_CONSTRUCT.findall(noted.source), noted.notes, "all"}
        every.update(constructs)
        if done:
            good.update(constructs)
        else:
            print(f"{noted.notes}: {noted.source}")
            for fault in parse(noted.source, noted.macros).faults:
                print(f"    {fault.column}: {fault.message}")
    print()
    for name, count in sorted(every.items(), key=lambda item: (item[0][:1] == "\\", item[0])):
        if good[name] < count or not name.startswith("\\"):
            print(f"{name:24} {good[name]:4} of {count:4}  {good[name] / count:7.1%}")


if __name__ == "__main__":
    main()
