"""Where one step is answered: a line to type on, and under it what of it cannot be read."""

from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tutor.answers.verdict import Malformed
from tutor.caret import caret
from tutor.core.text import harmless
from tutor.exercises.question import Question, like

LONGEST = 1_000  # more than an answer may have: the learner sees why, and nothing is cut off


class StepField(Input):
    """The line itself. What is pasted is made harmless, so that it can only be complained of."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "check", tooltip="Check the answer"),
        Binding("up", "recall", "Recall", show=False, tooltip="Bring back your last answer"),
        Binding("ctrl+up", "screen.scroll(-1)", "Up", show=False, tooltip="Scroll up a line"),
        Binding("down,ctrl+down", "screen.scroll(1)", "Down", show=False, tooltip="Scroll down"),
        Binding("pagedown", "screen.more", "more below", tooltip="A page down"),
        Binding("pagedown", "screen.page(1)", "Page down", show=False, tooltip="A page down"),
        Binding("pagedown", "screen.page(1)", "Page down", show=False, tooltip="A page down"),
        Binding("pageup", "screen.page(-1)", "Page up", show=False, tooltip="A page up"),
    ]
    DEFAULT_CSS = """
    StepField {
        &, &:focus { background: $surface; background-tint: $foreground 0%; }
        & > .input--placeholder { color: $text-muted; }
        &:ansi > .input--cursor {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(max_length=LONGEST, compact=True, select_on_focus=False)
        self.latest = ""

    def ask(self, step: Question) -> None:
        """Take the answer to another step."""
        self.latest = ""
        self.clear()
        self.placeholder = like(step)

    def again(self, typed: str) -> None:
        """Take another answer; the one before can be brought back."""
        self.latest = typed
        self.clear()
        self.placeholder = "type another answer; ↑ brings back the last one"

    def action_recall(self) -> None:
        """Bring back the last answer, to be corrected; if there is none, scroll."""
        if not self.value and self.latest:
            self.value = self.latest
            self.cursor_position = len(self.value)
        else:
            self.call_next(self.run_action, "screen.scroll(-1)")

    def _on_paste(self, event: events.Paste) -> None:
        # Textual then calls the handler of the class this one is made from.
        event.text = harmless(" ".join(event.text[: 2 * LONGEST].splitlines()))


class AnswerLine(Vertical):
    """The field in a frame, with room for a complaint."""

    DEFAULT_CSS = """
    AnswerLine {
        height: auto;
        padding: 0 1;
        border: round $primary;
        background: $surface;
        &:ansi { background: ansi_default; border: round ansi_default; }
        Static { display: none; height: auto; }
    }
    """

    field = getters.query_one(StepField)
    complaint = getters.query_one(Static)

    def compose(self) -> ComposeResult:
        """The field and the complaint."""
        yield StepField()
        yield Static()

    def ask(self, step: Question, title: str) -> None:
        """Take the answer to another step."""
        self.border_title = title
        self.forgive()
        self.field.ask(step)
        self.field.focus()

    def complain(self, typed: str, malformed: Malformed) -> None:
        """Say why the text cannot be read, a caret under the place; the text can be corrected."""
        width = max(20, self.field.content_size.width - 1)
        line, mark = caret(typed, malformed.column, width)
        shown = [] if line == typed else [Content(line)]  # longer than the field
        stop = "" if malformed.message.endswith((".", "?")) else "."
        reason = Content(harmless(f"{malformed.message}{stop} This does not count."))
        pointer = Content(mark).stylize("bold $warning")
        self.complaint.update(Content("\n").join([*shown, pointer, reason]))
        self.complaint.display = True

    def forgive(self) -> None:
        """Take the complaint away."""
        self.complaint.display = False
