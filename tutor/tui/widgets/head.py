"""The top line of the home screen: the name, the day, the streak."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tutor.core.day import as_date
from tutor.core.text import counted
from tutor.tui.widgets.top_bar import INSET


class Head(Widget):
    """One line over a rule."""

    DEFAULT_CSS = "Head { height: 2; }"

    right = reactive("")

    def show(self, day: int, streak: int) -> None:
        """Show the day, and how many in a row were used."""
        date = as_date(day)
        row = f" · {counted(streak, 'day')} in a row" if streak else ""
        self.right = f"{date:%A} {date.day} {date:%B}{row}"

    def render(self) -> RenderResult:
        """As wide as there is room for."""
        width = self.content_size.width
        gap = " " * max(1, width - 2 * INSET - len("tutor") - len(self.right))
        return Content.assemble(
            " " * INSET,
            ("tutor", "bold $primary"),
            gap,
            (self.right, "$text-muted"),
            "\n",
            ("─" * width, "$border"),
        )
