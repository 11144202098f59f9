"""The problem, above its steps and always in sight."""

import re

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.settings import ON_ONE_LINE, Notation
from tutor.tui.formulas import set_formulas
from tutor.tui.line import ROOMY

_FORMULA = r"\$[^$]*=[^$]*\$"
# Formulas side by side after a word that leads to them, where something ends with them.
_DEFINES = re.compile(
    rf"\b(with|where|first|then|\w+:) ({_FORMULA}(?:(?:,| and) {_FORMULA})*)(?=[.,:]|$)"
)
_AND = re.compile(r"\$(?:,| and) \$")
_QUAD = r",\\quad "


class Statement(Widget):
    """As high as the problem is."""

    DEFAULT_CSS = """
    Statement { height: auto;  text-wrap: nowrap; }
    """

    def __init__(self, notation: Notation) -> None:
        super().__init__()
        self.notation = notation
        self.text = ""

    def show(self, text: str) -> None:
        """Show another problem."""
        self.text = text
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes."""
        return len(self._lines(width, viewport.height))

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width, self.screen.size.height))

    def _lines(self, width: int, height: int) -> list[Content]:
        """Its lines; on a low screen formulas stand on one line each, where that makes it lower."""
        drawn = set_formulas(self.text, width, self.notation)
        if self.notation.maths != "box":
            return drawn
        if height < ROOMY:
            return min(drawn, set_formulas(self.text, width, ON_ONE_LINE), key=len)
        apart = [line for line in set_formulas(set_apart(self.text), width, self.notation) if line]
        return apart if len(apart) <= height // 3 else drawn


def set_apart(text: str) -> str:
    """The text with what defines f, and the like, on lines of their own."""
    return _DEFINES.sub(lambda found: f"{found[1]} $${_AND.sub(_QUAD, found[2])[1:-1]}$$", text)
