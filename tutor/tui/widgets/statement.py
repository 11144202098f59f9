"""The problem, above its steps and always in sight."""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.settings import ON_ONE_LINE, Notation
from tutor.tui.formulas import set_formulas
from tutor.tui.line import ROOMY


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
        if height >= ROOMY or self.notation.maths != "box":
            return drawn
        return min(drawn, set_formulas(self.text, width, ON_ONE_LINE), key=len)
