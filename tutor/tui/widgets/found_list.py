"""The cards that were found, one a row, in columns; rows are read when they are first seen."""

from collections.abc import Callable, Collection, Sequence
from pathlib import PurePath

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tutor.core.card import TYPED
from tutor.core.day import as_date
from tutor.core.memory import ease_text
from tutor.core.text import one_line
from tutor.search.list_columns import Column
from tutor.store.searching import Row
from tutor.tui.card_text import in_a_row
from tutor.tui.widgets.row_list import MARK, RowList
from tutor.width import fitted

MARKED = "● "  # a row that is marked, said without colour
GAP = 2  # cells between columns
LEAST = 24  # cells of the question, before a column is left out for it
MOST_KEPT = 2_000  # rows


def _due(row: Row, day: int) -> str:
    if row.state.is_suspended:
        return "suspended"
    if row.state.is_buried(day):
        return "buried"
    return _date(row.memory.due if row.memory else 0) or "new"


def _date(day: int) -> str:
    return str(as_date(day)) if day else ""


def _place(row: Row) -> str:
    return f"{one_line(PurePath(row.card.path).name)}:{row.card.line}"


def _tags(row: Row) -> str:
    return ", ".join(one_line(tag) for tag in row.card.tags if tag != TYPED)


Shown = Callable[[Row, int], str]
# Each column but the question: its width, and what it shows of a card on a day.
COLUMNS: dict[Column, tuple[int, Shown]] = {
    Column.DECK: (16, lambda row, day: one_line(row.card.deck)),
    Column.DUE: (10, _due),
    Column.INTERVAL: (8, lambda row, day: f"{row.memory.interval:,} d" if row.memory else ""),
    Column.EASE: (4, lambda row, day: ease_text(row.memory.ease) if row.memory else ""),
    Column.LAPSES: (6, lambda row, day: str(row.memory.lapses) if row.memory else ""),
    Column.KIND: (10, lambda row, day: row.card.kind.value),
    Column.TAGS: (16, lambda row, day: _tags(row)),
    Column.FLAG: (4, lambda row, day: str(row.state.flag or "")),
    Column.ADDED: (10, lambda row, day: _date(row.added)),
    Column.EDITED: (10, lambda row, day: _date(row.edited)),
    Column.FILE: (20, lambda row, day: _place(row)),
}
USUAL = (Column.DUE, Column.INTERVAL, Column.DECK)


def fitting(columns: Collection[Column], width: int) -> tuple[list[Column], int]:
    """The columns that fit beside a question, and the cells that are left for that."""
    room = width
    shown = []
    for column in columns:
        wide = COLUMNS[column][0] + GAP
        if room - wide < LEAST:
            break
        room -= wide
        shown.append(column)
    return shown, room


class FoundHeading(Widget):
    """What the columns are, and by which the cards are sorted; a click sorts by another."""

    DEFAULT_CSS = "FoundHeading { height: 1; margin: 0 1; max-width: 118; color: $text-muted; }"

    class Clicked(Message):
        """A heading was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Column] = USUAL
        self.by, self.is_reversed = Column.DECK, False

    def show(self, columns: Sequence[Column], by: Column, *, is_reversed: bool) -> None:
        """Show these columns."""
        self.columns, self.by, self.is_reversed = columns, by, is_reversed
        self.refresh()

    def render(self) -> RenderResult:
        """As wide as the rows of the list."""
        shown, room = fitting(self.columns, self._width)
        words = [fitted(self._named(Column.QUESTION), max(0, room))]
        words += (f"{' ' * GAP}{fitted(self._named(each), COLUMNS[each][0])}" for each in shown)
        return " " * len(MARK + MARKED) + "".join(words)

    def on_click(self, event: events.Click) -> None:
        """Sort by the column under the mouse."""
        shown, room = fitting(self.columns, self._width)
        x = event.x - len(MARK + MARKED)
        column, end = Column.QUESTION, room
        for each in shown:
            if x < end + GAP:
                break
            column, end = each, end + GAP + COLUMNS[each][0]
        self.post_message(self.Clicked(column))

    @property
    def _width(self) -> int:
        return self.content_size.width - len(MARK + MARKED) - 2  # and the scrollbar with its gap

    def _named(self, column: Column) -> str:
        if column is not self.by:
            return column.value
        return f"{column.value} {'▾' if self.is_reversed else '▴'}"


class FoundList(RowList):
    """Cards by their numbers; what is not read yet is asked for."""

    class Wanted(Message):
        """Rows in sight are not read yet; one of them."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__()
        self.numbers: Sequence[int] = ()
        self.rows: dict[int, Row] = {}
        self.marked: set[int] = set()
        self.columns: Sequence[Column] = USUAL
        self.day = 0
        self._is_asked = False
        self._drawn: dict[tuple[int, int], Content] = {}  # by number and width

    def show(self, numbers: Sequence[int], chosen: int | None = None) -> None:
        """Show these cards, the cursor on the one that is named if it is among them."""
        self.numbers = numbers
        self.count = len(numbers)
        self.cursor = numbers.index(chosen) if chosen in numbers else 0
        self.refresh()

    def take(self, rows: Sequence[Row], *, afresh: bool = False) -> None:
        """Show these rows, which were read; `afresh` in place of all others."""
        self._is_asked = False
        if afresh or len(self.rows) > MOST_KEPT:
            self.rows = {}
        self._drawn = {}
        self.rows.update((row.number, row) for row in rows)
        self.refresh()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns."""
        self.columns = columns
        self._drawn = {}
        self.refresh()

    @property
    def number(self) -> int | None:
        """The number of the card under the cursor."""
        return self.numbers[self.cursor] if self.numbers else None

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor, if it is read."""
        return self.rows.get(self.numbers[self.cursor]) if self.numbers else None

    def row(self, index: int, width: int) -> Content:
        """A card's row; what does not fit is not even made."""
        number = self.numbers[index]
        mark = MARKED if number in self.marked else " " * len(MARKED)
        if (row := self.rows.get(number)) is None:
            if not self._is_asked:
                self._is_asked = True
                self.post_message(self.Wanted(index))
            return Content(f"{mark}…")
        if (drawn := self._drawn.get((number, width))) is None:
            drawn = self._drawn[number, width] = self._columns(row, width - len(MARKED))
        return Content(mark) + drawn

    def _columns(self, row: Row, width: int) -> Content:
        shown, room = fitting(self.columns, width)
        question = in_a_row(row.card, room).truncate(room, ellipsis=True, pad=True)
        cells = (
            f"{' ' * GAP}{fitted(COLUMNS[each][1](row, self.day), COLUMNS[each][0])}"
            for each in shown
        )
        return question + "".join(cells)
