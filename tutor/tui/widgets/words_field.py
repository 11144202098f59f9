"""Where a step is answered in words, in as many lines as it takes: enter begins another."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tutor.tui.widgets.answer_field import AnswerField


class WordsField(AnswerField):
    """The answer is checked against key points, like any other step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r,ctrl+enter", "screen.reveal", "check", tooltip="Check an answer in words"),
    ]
