"""The cards that were found, one a row, in columns; rows are read when they are first seen."""

from collections.abc import Callable, Collection, Sequence
from pathlib import PurePath
from typing import NamedTuple

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
LEAST = 32  # cells of the question, before a column is left out for it
MOST_KEPT = 2_000  # rows
NEAR = 60  # rows that are read with one


def _due(row: Row, day: int) -> str:
    if row.state.is_suspended:
        return "suspended"
    if row.state.is_buried(day):
        return "buried"
    if row.is_asked_again(day):
        return "today"
    return _date(row.memory.due if row.memory else 0) or "new"


def _date(day: int) -> str:
    return str(as_date(day)) if day else ""


def _place(row: Row) -> str:
    return f"{one_line(PurePath(row.card.path).name)}:{row.card.line}"


def _tags(row: Row) -> str:
    return ", ".join(one_line(tag) for tag in row.card.tags if tag != TYPED)


Shown = Callable[[Row, int], str]
# Each column but the question: its width, with room for a sign after its name, and what it shows of
# a card on a day.
COLUMNS: dict[Column, tuple[int, Shown]] = {
    Column.DECK: (20, lambda row, day: one_line(row.card.deck)),
    Column.DUE: (10, _due),
    Column.INTERVAL: (10, lambda row, day: f"{row.memory.interval:,} d" if row.memory else ""),
    Column.EASE: (6, lambda row, day: ease_text(row.memory.ease) if row.memory else ""),
    Column.LAPSES: (8, lambda row, day: str(row.memory.lapses) if row.memory else ""),
    Column.KIND: (10, lambda row, day: row.card.kind.value),
    Column.TAGS: (16, lambda row, day: _tags(row)),
    Column.FLAG: (6, lambda row, day: str(row.state.flag or "")),
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
        question = self._named(Column.QUESTION)
        if self.by not in (Column.QUESTION, *shown):  # there is no room for what it is sorted by
            question = f"{question} · by {self._named(self.by)}"
        words = [fitted(question, max(0, room))]
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


class RowLayout(NamedTuple):
    """How rows are set: for which columns, in how many cells, and on which day."""

    columns: tuple[Column, ...]
    width: int
    day: int


def set_row(row: Row, layout: RowLayout) -> Content:
    """A card's row; what does not fit is not even made."""
    shown, room = fitting(layout.columns, layout.width)
    flag = "" if Column.FLAG in shown or not row.state.flag else f"⚑{row.state.flag} "
    question = (flag + in_a_row(row.card, room)).truncate(room, ellipsis=True, pad=True)
    cells = (
        f"{' ' * GAP}{fitted(COLUMNS[each][1](row, layout.day), COLUMNS[each][0])}"
        for each in shown
    )
    return question + "".join(cells)


class ReadRows(NamedTuple):
    """Rows that were read for these cards, and set, beside the screen."""

    numbers: Sequence[int]
    rows: Sequence[Row]
    layout: RowLayout
    drawn: Sequence[Content]


class FoundList(RowList):
    """Cards by their numbers; what is not read yet is asked for."""

    class Wanted(Message):
        """Rows are not read yet; one of them."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__()
        self.numbers: Sequence[int] = ()
        self.rows: dict[int, Row | None] = {}  # None for a card that could not be read
        self.marked: set[int] = set()
        self.columns: Sequence[Column] = USUAL
        self.day = 0
        self._is_asked = False
        self._layout = RowLayout((), 0, 0)
        self._drawn: dict[int, Content] = {}  # by number, in this layout

    def show(self, numbers: Sequence[int], cursor: int) -> None:
        """Show these cards, the cursor on one of them."""
        self.numbers = numbers
        self.rows = {each: row for each, row in self.rows.items() if row is not None}
        self.count = len(numbers)
        self.cursor = cursor
        self.refresh()

    def around(self, index: int, reach: int) -> list[int]:
        """Cards near one in the list that are not read yet."""
        near = self.numbers[max(0, index - reach) : index + reach]
        return [number for number in near if number not in self.rows]

    def take(self, read: ReadRows) -> None:
        """Show rows that were read; if there are many by now, only those near the cursor stay."""
        self._is_asked = False
        if len(self.rows) > MOST_KEPT:
            near = self.numbers[max(0, self.cursor - NEAR) : self.cursor + NEAR]
            self.rows = {each: self.rows[each] for each in near if each in self.rows}
            self._drawn = {}
        self._set_for(self.row_layout)
        self.rows.update(dict.fromkeys(read.numbers))
        self.rows.update((row.number, row) for row in read.rows)
        if read.layout == self._layout:
            of_rows = zip(read.rows, read.drawn, strict=True)
            self._drawn.update((row.number, drawn) for row, drawn in of_rows)
        top = self.scroll_offset.y
        if not {*read.numbers}.isdisjoint(self.numbers[top : top + self.size.height]):
            self.refresh()

    def forget(self) -> None:
        """Every row may be another now."""
        self.rows, self._drawn = {}, {}

    def want(self, index: int) -> None:
        """Ask for the rows near one, unless some are being read."""
        if not self._is_asked:
            self._is_asked = True
            self.post_message(self.Wanted(index))

    def look_ahead(self) -> None:
        """Ask for the rows a screenful away before they are in sight."""
        for index in (self.cursor + self.size.height, self.cursor - self.size.height):
            if 0 <= index < self.count and self.numbers[index] not in self.rows:
                self.want(index)
                return

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns."""
        self.columns = columns
        self.refresh()

    @property
    def row_layout(self) -> RowLayout:
        """How rows are set now."""
        return RowLayout((*self.columns,), max(0, self.row_width - len(MARKED)), self.day)

    @property
    def sees_marked(self) -> bool:
        """Whether a card that is marked is in sight."""
        top = self.scroll_offset.y
        return not self.marked.isdisjoint(self.numbers[top : top + self.size.height])

    @property
    def number(self) -> int | None:
        """The number of the card under the cursor."""
        return self.numbers[self.cursor] if self.numbers else None

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor, if it is read."""
        return self.rows.get(self.numbers[self.cursor]) if self.numbers else None

    def row(self, index: int, width: int) -> Content:
        """A card's row, set when it is first seen."""
        number = self.numbers[index]
        mark = MARKED if number in self.marked else " " * len(MARKED)
        if (row := self.rows.get(number)) is None:
            if number not in self.rows:
                self.want(index)
            return Content(f"{mark}…")
        self._set_for(self.row_layout)
        if (drawn := self._drawn.get(number)) is None:
            drawn = self._drawn[number] = set_row(row, self._layout)
        return Content(mark) + drawn

    def _set_for(self, layout: RowLayout) -> None:
        """What was set for another layout is of no use."""
        if layout != self._layout:
            self._layout, self._drawn = layout, {}
