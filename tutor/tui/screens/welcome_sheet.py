"""The first screen of one who has no history: four lines, and no key is lost."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tutor.core.welcome import ON_SCREEN
from tutor.tui.screens.over import OverScreen

CLOSES = ("enter", "escape", "space")


class WelcomeSheet(OverScreen[events.Key | None]):
    """It is dismissed with the key that was pressed; a click has none."""

    DEFAULT_CSS = """
    WelcomeSheet {
        align: center middle;
        #welcome {
            width: 100%; max-width: 80; height: auto; max-height: 100%; margin: 0 1;
            background: $surface; border: round $border; padding: 1 1;
        }
        #welcome > Static { margin-bottom: 1; }
        #welcome > Static.-last { margin-bottom: 0; }
    }
    WelcomeSheet.-low #welcome { padding: 0 2; }
    WelcomeSheet.-low #welcome > Static { margin-bottom: 0; }
    """
    HELP = "What this is, and what to press."
    AUTO_FOCUS: ClassVar[str | None] = ""

    def compose(self) -> ComposeResult:
        """A paragraph a line."""
        with Vertical(id="welcome"):
            *lines, last = ON_SCREEN
            first = Content(lines[0]).stylize("bold")
            yield Static(first)
            for line in lines[1:]:
                yield Static(Content(line))
            yield Static(Content(last), classes="-last")

    def on_key(self, event: events.Key) -> None:
        """Any key closes it; what is more is also done, and so is a key right after it."""
        event.stop()
        event.prevent_default()
        if self.is_active:
            self.dismiss(None if event.key in CLOSES else event)
        else:  # later, so that the key that closed it comes first
            self.app.call_later(self.app.post_message, events.Key(event.key, event.character))

    def on_click(self) -> None:
        """So does a click."""
        self.dismiss(None)
