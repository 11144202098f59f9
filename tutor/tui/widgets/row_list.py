"""A list of one-line rows that are drawn only when seen, so that 100,000 are no more than ten."""

from abc import abstractmethod
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

MARK = "▸ "  # the row that is chosen, said without colour


class _OfRow(Message):
    def __init__(self, lines: "RowList", row: int) -> None:
        super().__init__()
        self.lines = lines
        self.row = row


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor. A subclass says how a row looks in `row`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--hover"}
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        scrollbar-size-vertical: 1;
        & > .row-list--hover { background: $surface; }
        & > .row-list--cursor { color: $foreground; background: $panel; text-style: bold; }
        &:ansi > .row-list--hover { text-style: underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="The row above"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="The row below"),
        Binding("pageup", "page(-1)", "Page up", show=False, tooltip="A screenful up"),
        Binding("pagedown", "page(1)", "Page down", show=False, tooltip="A screenful down"),
        Binding("home", "first", "First", show=False, tooltip="The first row"),
        Binding("end,G", "last", "Last", show=False, tooltip="The last row"),
    ]

    count = reactive(0)
    cursor = reactive(0, repaint=False)
    hover = reactive(-1)

    class Moved(_OfRow):
        """The cursor is on another row."""

    class Chosen(_OfRow):
        """A row was clicked twice."""

    @abstractmethod
    def row(self, index: int, width: int) -> Content:
        """How a row looks in so many cells."""

    def render_line(self, y: int) -> Strip:
        """The row at this height of the window."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= self.count:
            return Strip.blank(width, self.visual_style.rich_style)
        names = ["row-list--cursor"] * (index == self.cursor) or ["row-list--hover"] * (
            index == self.hover
        )
        style = self.get_visual_style(*names)
        mark = MARK if index == self.cursor else " " * len(MARK)
        line = Content(mark) + self.row(index, self.row_width)
        (strip, *_) = Visual.to_strips(self, line, width, 1, style, pad=True)
        return strip

    @property
    def row_width(self) -> int:
        """How many cells a row has."""
        return max(0, self.size.width - 2 * len(MARK))

    def validate_cursor(self, cursor: int) -> int:
        """Keep it on a row."""
        return max(0, min(cursor, self.count - 1))

    def watch_count(self) -> None:
        """Make the scrollbar as long as the list."""
        self.virtual_size = Size(0, self.count)
        self.cursor = self.validate_cursor(self.cursor)

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in sight and report where it is; two rows look different."""
        self.show_cursor()
        self.refresh_lines(before)
        self.refresh_lines(after)
        if self.count:
            self.post_message(self.Moved(self, self.cursor))

    def on_resize(self) -> None:
        """Keep the place."""
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll as little as shows the cursor."""
        height = self.size.height
        if height and not self.scroll_offset.y <= self.cursor < self.scroll_offset.y + height:
            above = self.cursor < self.scroll_offset.y
            self.scroll_to(y=self.cursor - (0 if above else height - 1), animate=False)

    def action_move(self, rows: int) -> None:
        """Go up or down."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Go up or down by what is in sight."""
        self.cursor += pages * max(1, self.size.height - 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = self.count - 1

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; a second one chooses it."""
        row = event.y + self.scroll_offset.y
        if 0 <= row < self.count:
            self.cursor = row
            if event.chain == 2:
                self.post_message(self.Chosen(self, row))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row a click would choose."""
        self.hover = event.y + self.scroll_offset.y

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hover = -1
