"""Text with mathematics in it, set in lines."""

import re
from collections.abc import Iterator, Mapping

from textual.content import Content

from tutor.core.card import Macros
from tutor.core.text import paragraph
from tutor.settings import Notation
from tutor.typeset import Line, Span, Speech, bold_runs, styled

# Pairs that may stand for the brackets until the lines are set: one that is not in the text.
_STAND_INS = ("⦗⦘", "⦋⦌", "⧼⧽")

STYLES: Mapping[str, str] = {
    "maths": "$accent",
    "strong": "bold",
    "emphasis": "italic",
    "heading": "bold",
    "code": "$secondary",
    "code-keyword": "bold $primary",
    "code-name": "bold",
    "code-string": "$success",
    "code-number": "$accent",
    "code-comment": "italic $text-muted",
    "link": "underline",
    "fault": "$error",
}


def set_formulas(text: str, width: int, notation: Notation, macros: Macros = ()) -> list[Content]:
    """The text in lines no wider than `width`, formulas on several rows, on one, or in words."""
    return [
        Content.assemble(*(piece for span in line for piece in _pieces(span)))
        for line in _styled(paragraph(text), width, notation, macros)
    ]


def _styled(text: str, width: int, notation: Notation, macros: Macros) -> list[Line]:
    speech = Speech(notation.capitals, notation.words == "long")
    return styled(text, max(1, width), notation.maths, dict(macros), speech)


def _pieces(span: Span) -> Iterator[tuple[str, str]]:
    """A span with its style; the bold letters of a formula are letters of the bold face here."""
    style = _style(span)
    if "maths" not in span.style.split() or span.text.isascii():
        yield span.text, style
        return
    for text, is_bold in bold_runs(span.text):
        yield text, f"{style} bold".strip() if is_bold else style


def set_cloze(
    parts: tuple[str, str, str], width: int, notation: Notation, macros: Macros = ()
) -> tuple[list[Content], int]:
    """A text whose second part stands in brackets and stands out; in which line that begins."""
    before, part, after = map(paragraph, parts)
    stand_in = next((pair for pair in _STAND_INS if not set(pair) & set("".join(parts))), "[]")
    first, last = tuple(stand_in)
    lines, begins, is_inside = [], 0, False
    text = f"{before}{first}{part}{last}{after}"
    for y, line in enumerate(_styled(text, width, notation, macros)):
        pieces = []
        for span in line:
            for run, style in _pieces(span):
                for piece in re.split(f"([{re.escape(stand_in)}])", run):
                    if piece == first:
                        begins, is_inside = y, True
                    look = f"{style} bold $accent" if is_inside else style
                    pieces.append(({first: "[", last: "]"}.get(piece, piece), look))
                    is_inside = is_inside and piece != last
        lines.append(Content.assemble(*pieces))
    return lines, begins


def _style(span: Span) -> str:
    return " ".join(STYLES[name] for name in span.style.split() if name in STYLES)
