"""Which columns Browse shows, in a sheet."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.search.list_columns import Column
from tutor.tui.screens.sheet import Sheet
from tutor.tui.widgets.found_list import COLUMNS
from tutor.tui.widgets.row_list import RowList


class ColumnsSheet(Sheet):
    """The columns beside the question; what is `chosen` when it closes is shown in that order."""

    DEFAULT_CSS = "ColumnsSheet RowList { height: 11; max-height: 46vh; }"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "show or hide", tooltip="Show the column, or hide it"),
        Binding("escape,enter,q,c", "dismiss", "close", tooltip="Close"),
    ]

    def __init__(self, columns: Sequence[Column]) -> None:
        said = "They stand in the order in which you choose them, as many as there is room for."
        super().__init__("Columns", Content(said))
        self.chosen: list[Column] = [*columns]

    def above(self) -> ComposeResult:
        """The columns."""
        yield ColumnList(self.chosen)

    def action_choose(self) -> None:
        """Show the column under the cursor, or hide it."""
        rows = self.query_one(ColumnList)
        column = rows.each[rows.cursor]
        if column in self.chosen:
            self.chosen.remove(column)
        else:
            self.chosen.append(column)
        rows.refresh()

    def on_row_list_chosen(self) -> None:
        """A second click does so too."""
        self.action_choose()


class ColumnList(RowList):
    """Every column, with its place among those that are shown."""

    def __init__(self, chosen: Sequence[Column]) -> None:
        super().__init__()
        self.each = tuple(COLUMNS)
        self.chosen = chosen

    def on_mount(self) -> None:
        """Show them."""
        self.count = len(self.each)

    def row(self, index: int, width: int) -> Content:
        """A column: its place, if it is shown, and its name."""
        column = self.each[index]
        place = f"{self.chosen.index(column) + 1}" if column in self.chosen else "–"
        return Content(f"{place:>2}  {column.value}")
