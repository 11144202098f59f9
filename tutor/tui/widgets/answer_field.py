"""The place to type an answer; it takes the focus only when asked to."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from tutor.core.text import harmless

LONGEST = 10_000


class AnswerField(TextArea):
    """A text area that leaves on escape, keeps its clicks, and takes in nothing harmful."""

    TITLE = "Your answer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "done writing", tooltip="Leave the field"),
        Binding(
            "ctrl+r,ctrl+enter",
            "screen.reveal",
            "show answer",
            tooltip="Show the answer beside yours",
        ),
    ]
    DEFAULT_CSS = """
    AnswerField, AnswerField:focus {
        height: auto;
        min-height: 4;
        max-height: 8;
        padding: 0 1;
        border: round $border;
        background: $surface;
    }
    AnswerField:focus { border: round $primary; }
    """

    class Left(Message):
        """The learner is done writing."""

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.border_title = self.TITLE

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Enter is a new line here."""
        return key == "enter" or super().check_consume_key(key, character)

    def action_leave(self) -> None:
        """Give the keys back to the screen."""
        self.screen.set_focus(None)

    async def _on_paste(self, event: events.Paste) -> None:
        # Textual then calls the handler of the class this one is made from.
        room = max(0, LONGEST - len(self.text))
        event.text = harmless(event.text.replace("\r\n", "\n").replace("\r", "\n")[:room])

    def on_click(self, event: events.Click) -> None:
        """A click in the field reveals nothing."""
        event.stop()
