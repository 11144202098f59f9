"""A sheet of text over a screen; escape, or a click beside it, puts it away."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.tui.screens.over import OverScreen
from tutor.tui.widgets.key_bar import KeyBar


class Sheet(OverScreen[bool | None]):
    """A title and text that scrolls."""

    DEFAULT_CSS = """
    Sheet {
        align: center middle;
        #sheet {
            width: 90%; max-width: 84; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 0 1;
        }
        KeyBar { dock: none; background: $surface; padding: 0; margin-top: 1; }
        #sheet > #title { text-style: bold; margin-bottom: 1; }
        #sheet > VerticalScroll { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; }
        #sheet > VerticalScroll > Static { padding-right: 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,q", "dismiss", "close", tooltip="Close"),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def compose(self) -> ComposeResult:
        """The sheet, and the keys below it."""
        with Vertical(id="sheet"):
            yield Static(self.heading, id="title", markup=False)
            yield from self.above()
            with VerticalScroll(id="text"):
                yield Static(self.text)
            yield from self.below()
            yield KeyBar()

    @property
    def most_rows(self) -> int:
        """How many rows a sheet may have, by its styles."""
        return self.app.size.height * 9 // 10

    def above(self) -> ComposeResult:
        """What stands between the title and the text; a subclass may have something."""
        yield from ()

    def below(self) -> ComposeResult:
        """What stands between the text and the keys; a subclass may have something."""
        yield from ()

    def on_click(self, event: events.Click) -> None:
        """A click beside the sheet closes it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.dismiss()
