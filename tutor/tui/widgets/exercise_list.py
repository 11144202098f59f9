"""The exercises, one a row: the level each has come to, how many problems, and when it is due."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tutor.core.day import relative
from tutor.tui.card_text import in_a_row
from tutor.tui.exercise_facts import ExerciseFacts
from tutor.tui.widgets.row_list import MARK, RowList

HEADINGS = ("level", "problems", "due")
GAP = 3  # cells between columns
NARROW = 60  # a narrower row has no room for the number of problems


class ExerciseHeading(Widget):
    """What the columns are."""

    DEFAULT_CSS = "ExerciseHeading { height: 1; color: $text-muted; }"

    widths: reactive[tuple[int, ...]] = reactive(tuple(map(len, HEADINGS)))

    def render(self) -> RenderResult:
        """As wide as the rows of the list."""
        width = self.content_size.width - 2 * len(MARK)
        return " " * len(MARK) + _columns(width, Content("Exercises"), HEADINGS, self.widths)


class ExerciseList(RowList):
    """Every exercise. A level chosen for one stays while the list is there."""

    def __init__(self) -> None:
        super().__init__()
        self.exercises: Sequence[ExerciseFacts] = ()
        self.day = 0
        self.widths: tuple[int, ...] = ()

    def show(self, exercises: Sequence[ExerciseFacts], day: int) -> None:
        """Show these exercises; the cursor stays where it is."""
        self.exercises, self.day = exercises, day
        self.count = len(exercises)
        rows = [HEADINGS, *(_figures(facts, day) for facts in exercises)]
        self.widths = tuple(max(map(len, column)) for column in zip(*rows, strict=True))
        self.refresh()

    @property
    def chosen(self) -> ExerciseFacts | None:
        """The exercise under the cursor."""
        return self.exercises[self.cursor] if self.exercises else None

    def row(self, index: int, width: int) -> Content:
        """An exercise's row."""
        facts = self.exercises[index]
        title = in_a_row(facts.card, width)
        return _columns(width, title, _figures(facts, self.day), self.widths)


def _figures(facts: ExerciseFacts, day: int) -> tuple[str, str, str]:
    """Its level, how many problems that has, and when it is due."""
    when = "new" if facts.is_new else relative(max(facts.due, day), day)
    return f"{facts.level} of {len(facts.pools)}", f"{facts.pools[facts.level - 1]:,}", when


def _columns(width: int, title: Content, figures: Sequence[str], widths: Sequence[int]) -> Content:
    """A title on the left, with all the room that the figures leave, and those right-aligned."""
    if width < NARROW:
        figures, widths = figures[::2], widths[::2]
    room = max(0, width - sum(widths) - GAP * len(widths))
    columns = zip(figures, widths, strict=True)
    numbers = "".join(" " * GAP + f"{figure:>{wide}}" for figure, wide in columns)
    return title.truncate(room, ellipsis=True, pad=True) + numbers
