"""Mathematics and text for reading: one parser, and a back-end for every place they are shown."""

from tutor.typeset.alphabets import bold_runs
from tutor.typeset.boxes import Box
from tutor.typeset.breaking import box
from tutor.typeset.definitions import definitions
from tutor.typeset.documents import Mode, document, styled
from tutor.typeset.faults import formula_faults, formulas
from tutor.typeset.one_line import line
from tutor.typeset.paragraph import Line, Span
from tutor.typeset.parser import parse
from tutor.typeset.spoken import words
from tutor.typeset.spoken_names import Speech
from tutor.typeset.to_mathml import mathml
from tutor.typeset.to_typst import typst
from tutor.typeset.tree import Fault, Formula

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
