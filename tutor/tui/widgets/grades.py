"""The four grades as buttons, each with the interval it leads to."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tutor.core.sm2 import Grade, Memory
from tutor.plain import outcome
from tutor.tui.messages import Do


class GradeButton(Static):
    """One grade; a click gives it."""

    ALLOW_SELECT = False

    def __init__(self, grade: Grade) -> None:
        super().__init__(id=grade.name.lower())
        self.grade = grade
        self.border_title = str(grade.value)

    def show(self, interval: str) -> None:
        """Show what the grade leads to."""
        name = self.grade.name.capitalize()
        self.update(Content.assemble((name, "bold"), "\n", (interval, "$text-muted")))

    def on_click(self) -> None:
        """Give the grade."""
        self.post_message(Do(f"grade({self.grade.value})"))


class Grades(Horizontal):
    """The row of buttons under an answer; `suggested` is marked in words."""

    DEFAULT_CSS = """
    Grades {
        height: 4;
        GradeButton {
            width: 1fr;
            height: 4;
            text-align: center;
            border: round $border;
            border-title-align: center;
            border-title-style: bold;
            border-subtitle-align: center;
            border-subtitle-color: $foreground;
            &:hover { background: $panel; }
        }
        #again { border: round $error 70%; border-title-color: $error; }
        #hard { border: round $warning 70%; border-title-color: $warning; }
        #good { border: round $success 70%; border-title-color: $success; }
        #easy { border: round $primary 70%; border-title-color: $primary; }
    }
    """

    suggested: reactive[Grade | None] = reactive(None)

    def compose(self) -> ComposeResult:
        """One button a grade."""
        for grade in Grade:
            yield GradeButton(grade)

    def show(self, choices: Mapping[Grade, Memory], day: int) -> None:
        """Show what each grade leads to."""
        self.suggested = None
        for button in self.query(GradeButton):
            button.show(outcome(button.grade, choices[button.grade], day))

    def watch_suggested(self, suggested: Grade | None) -> None:
        """Say so on the button."""
        for button in self.query(GradeButton):
            button.border_subtitle = "suggested" if button.grade is suggested else ""
