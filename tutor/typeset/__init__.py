"""Mathematics and text for reading: one parser, and a back-end for every place they are shown."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tutor.typeset.alphabets import bold_runs
from tutor.typeset.boxes import Box
from tutor.typeset.breaking import box
from tutor.typeset.definitions import definitions
from tutor.typeset.documents import Mode, document, styled
from tutor.typeset.one_line import line
from tutor.typeset.paragraph import Line, Span
from tutor.typeset.parser import parse
from tutor.typeset.spoken_names import Speech
from tutor.typeset.tree import Fault, Formula

if TYPE_CHECKING:
    from tutor.typeset.faults import formula_faults, formulas
    from tutor.typeset.spoken import words
    from tutor.typeset.to_mathml import mathml
    from tutor.typeset.to_typst import typst

__all__ = [
    "Box",
    "Fault",
    "Formula",
    "Line",
    "Mode",
    "Span",
    "Speech",
    "bold_runs",
    "box",
    "definitions",
    "document",
    "formula_faults",
    "formulas",
    "line",
    "mathml",
    "parse",
    "styled",
    "typst",
    "words",
]

# Where the names are that the first formula on a screen does not need.
_LATER = {
    "formula_faults": "faults",
    "formulas": "faults",
    "mathml": "to_mathml",
    "typst": "to_typst",
    "words": "spoken",
}


def __getattr__(name: str) -> Any:
    """One of those names, its file imported now."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
