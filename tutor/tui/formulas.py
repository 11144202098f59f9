"""Text with mathematics in it, set in lines."""

from collections.abc import Mapping

from textual.content import Content

from tutor.core.card import Macros
from tutor.core.text import harmless
from tutor.typeset import Mode, Span, styled

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
        Content.assemble(*((span.text, _style(span)) for span in line))
        for line in styled(harmless(text), max(1, width), mode, dict(macros))
    ]


def _style(span: Span) -> str:
    return " ".join(STYLES[name] for name in span.style.split() if name in STYLES)
