"""The attempts at an exercise, one a row: when, at which level, the grade and the time."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from tutor.core.day import as_date
from tutor.tui.past_attempt import PastAttempt
from tutor.tui.review_summary import duration
from tutor.tui.widgets.row_list import MARK, RowList

DATE, LEVEL, GRADE, TIME = 10, 6, 6, 12  # all of them fit in 46


class AttemptHeading(Widget):
    """What the columns are."""

    DEFAULT_CSS = "AttemptHeading { height: 1; color: $text-muted; }"

    def render(self) -> RenderResult:
        """Above the columns of the list."""
        return " " * len(MARK) + _columns("Attempts", "level", "grade", "time", "")


class AttemptList(RowList):
    """Every attempt, the latest first; enter or a click opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open attempt", tooltip="Open the chosen attempt"),
    ]

    def __init__(self, attempts: Sequence[PastAttempt]) -> None:
        super().__init__()
        self.attempts = attempts

    def on_mount(self) -> None:
        """Show them."""
        self.count = len(self.attempts)

    def row(self, index: int, width: int) -> Content:
        """An attempt's row."""
        past = self.attempts[index]
        level = "–" if past.level is None else f"{past.level}"
        grade = past.grade.name.capitalize()
        practice = "  practice" if past.is_practice else ""
        date = f"{as_date(past.day):%Y-%m-%d}"
        return Content(_columns(date, level, grade, duration(past.seconds), practice))

    def action_open(self) -> None:
        """Open the attempt under the cursor."""
        self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """One click opens an attempt."""
        row = event.y + self.scroll_offset.y
        if 0 <= row < self.count:
            event.prevent_default()
            self.cursor = row
            self.action_open()


def _columns(date: str, level: str, grade: str, time: str, practice: str) -> str:
    return f"{date:<{DATE}}{level:>{LEVEL}}  {grade:<{GRADE}}{time:>{TIME}}{practice}"
