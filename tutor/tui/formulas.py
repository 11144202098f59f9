"""Text with mathematics in it, set in lines."""

from collections.abc import Iterator, Mapping

from textual.content import Content

from tutor.core.card import Macros
from tutor.core.text import harmless
from tutor.typeset import Mode, Span, bold_runs, styled

STYLES: Mapping[str, str] = {
    "strong": "bold",
    "emphasis": "italic",
    "heading": "bold",
    "code": "$secondary",
    "link": "underline",
    "fault": "$error",
}


def set_formulas(text: str, width: int, mode: Mode, macros: Macros = ()) -> list[Content]:
    """The text in lines no wider than `width`, formulas on several rows, on one, or in words."""
    return [
        Content.assemble(*(piece for span in line for piece in _pieces(span)))
        for line in styled(harmless(text), max(1, width), mode, dict(macros))
    ]


def _pieces(span: Span) -> Iterator[tuple[str, str]]:
    """A span with its style; the bold letters of a formula are letters of the bold face here."""
    style = _style(span)
    if "maths" not in span.style.split() or span.text.isascii():
        yield span.text, style
        return
    for text, is_bold in bold_runs(span.text):
        yield text, f"{style} bold".strip() if is_bold else style


def _style(span: Span) -> str:
    return " ".join(STYLES[name] for name in span.style.split() if name in STYLES)
