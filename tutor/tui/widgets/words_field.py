"""Where a step is answered in words, in as many lines as it takes; enter checks it."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tutor.tui.widgets.answer_field import AnswerField


class WordsField(AnswerField):
    """The answer is checked against key points, like any other step."""

    TITLE = "Your answer; ^j begins a new line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.reveal", "check", tooltip="Check an answer in words"),
        Binding("ctrl+r,ctrl+enter", "screen.reveal", "check", show=False, tooltip="Check it"),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", "new line", tooltip="Begin a new line"),
    ]

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Enter checks, as in every other step."""
        return key != "enter" and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()  # which is a new line

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")
