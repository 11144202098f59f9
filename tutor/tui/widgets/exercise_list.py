"""The exercises, one a row: the level each has come to, how many problems, and when it is due."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tutor.core.day import relative
from tutor.core.text import one_line
from tutor.tui.exercise_facts import ExerciseFacts
from tutor.tui.widgets.row_list import MARK, RowList

LEVEL, PROBLEMS, WHEN = 8, 10, 16


class ExerciseHeading(Widget):
    """What the columns are."""

    DEFAULT_CSS = "ExerciseHeading { height: 1; color: $text-muted; }"

    def render(self) -> RenderResult:
        """As wide as the list."""
        width = self.content_size.width - len(MARK)
        return " " * len(MARK) + _columns(width, "Exercises", "level", "problems", "due")


class ExerciseList(RowList):
    """Every exercise. A level chosen for one stays while the list is there."""

    def __init__(self) -> None:
        super().__init__()
        self.exercises: Sequence[ExerciseFacts] = ()
        self.day = 0

    def show(self, exercises: Sequence[ExerciseFacts], day: int) -> None:
        """Show these exercises; the cursor stays where it is."""
        self.exercises, self.day = exercises, day
        self.count = len(exercises)
        self.refresh()

    @property
    def chosen(self) -> ExerciseFacts | None:
        """The exercise under the cursor."""
        return self.exercises[self.cursor] if self.exercises else None

    def row(self, index: int, width: int) -> Content:
        """An exercise's row."""
        facts = self.exercises[index]
        level = f"{facts.level} of {len(facts.pools)}"
        when = "new" if facts.is_new else relative(max(facts.due, self.day), self.day)
        pool = f"{facts.pools[facts.level - 1]:,}"
        return _columns(width, one_line(facts.card.question), level, pool, when)


def _columns(width: int, title: str, level: str, problems: str, when: str) -> Content:
    room = max(0, width - LEVEL - PROBLEMS - WHEN)
    figures = f"{level:>{LEVEL}}{problems:>{PROBLEMS}}{when:>{WHEN}}"
    return Content(title).truncate(room, ellipsis=True, pad=True) + figures
