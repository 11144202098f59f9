"""What screens with a pane have in common: the keys that scroll it."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tutor.tui.widgets.pane import Pane


class ScrollingScreen(Screen[Any]):
    """A screen whose pane is scrolled by the keys one expects."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", "Up", show=False, tooltip="Up"),
        Binding("down,j", "scroll(1)", "Down", show=False, tooltip="Down"),
        Binding("pagedown,ctrl+down", "more", "more below", tooltip="A page down"),
        Binding("pageup", "page(-1)", "Page up", show=False, tooltip="A page up"),
        Binding("pagedown,ctrl+down", "page(1)", "Page down", show=False, tooltip="A page down"),
        Binding("home", "first", "First", show=False, tooltip="To the top"),
        Binding("end,G", "last", "Last", show=False, tooltip="To the end"),
    ]

    def action_scroll(self, rows: int) -> None:
        """Scroll up or down."""
        self.query_one(Pane).scroll_by(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scrolling down is named where there is more and no frame says so."""
        if action == "more":
            return any(pane.hides_more for pane in self.query(Pane))
        return super().check_action(action, parameters)

    def action_more(self) -> None:
        """Scroll down by what is in sight."""
        self.query_one(Pane).page_by(1)

    def action_page(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.query_one(Pane).page_by(pages)

    def action_first(self) -> None:
        """Scroll to the top."""
        self.query_one(Pane).to_top()

    def action_last(self) -> None:
        """Scroll to the end."""
        self.query_one(Pane).to_end()
