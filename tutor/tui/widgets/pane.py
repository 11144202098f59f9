"""A card of lines that scrolls and ends where they end; each line knows what a click on it does."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.visual import Visual

from tutor.tui.line import ROOMY, Line
from tutor.tui.messages import Do
from tutor.tui.widgets.frame_bar import FrameBar

Draw = Callable[[int, int], Sequence[Line]]  # width, height -> lines
Wanted = Callable[[Sequence[Line], int], Sequence[int]]  # drawn, height -> to be seen, last first
LESS = " pgup", " more above "
MORE = " pgdn", " more below "
BOLD = Style(bold=True)
SIDE = 2  # cells of the frame at each side, or blank ones where there is none
# A row that is no line.
TOP, ABOVE, BOTTOM, BELOW, BLANK = "top", "above", "bottom", "below", "blank"


def _none(drawn: Sequence[Line], height: int) -> Sequence[int]:
    return ()


class Pane(ScrollView, can_focus=False):
    """Shows what a function draws, and draws it again when there is more room or less."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--frame", "pane--more"}
    DEFAULT_CSS = """
    Pane {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        text-wrap: nowrap;
        & > .pane--frame { color: $border; }
        & > .pane--more { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._draw: Draw = lambda width, height: ()
        self._drawn: Sequence[Line] = ()
        self._wanted: Wanted = _none
        self._had_more = False

    def show(self, draw: Draw, *, keep_place: bool = False, wanted: Wanted = _none) -> None:
        """Show other lines, from the top or from where one was.

        What is wanted of them stays in sight, whatever the size, until something is scrolled.
        """
        self._draw, self._wanted = draw, wanted
        if not keep_place:
            self.scroll_to(y=0, animate=False, immediate=True)
        self._redraw()

    def render_line(self, y: int) -> Strip:
        """The row at this height of the window: a line, or a part of the frame."""
        width = self.scrollable_content_region.width
        row = self._rows()[y]
        style = self.visual_style
        if row == BLANK or width <= 2 * SIDE:
            return Strip.blank(width, style.rich_style)
        edge = self.get_component_rich_style("pane--frame")
        whole = self.size.width
        if isinstance(row, str):
            return self._edge(row, whole, edge).crop(0, width)
        (strip, *_) = Visual.to_strips(self, row, whole - 2 * SIDE, 1, style, pad=True)
        side = "│" if self._frame else " "
        right = Segment(f" {side}"[: SIDE - whole + width], edge)
        return Strip([Segment(f"{side} ", edge), *filter(None, strip), right], width).simplify()

    def watch_show_vertical_scrollbar(self) -> None:
        """It is in place of the right side of the frame, if there is one."""
        if self.show_vertical_scrollbar:
            bar = self.vertical_scrollbar
            bar.renderer = FrameBar if self._frame else ScrollBarRender  # type: ignore[misc]
            bar.position = self.scroll_y  # it was not told of what was scrolled meanwhile

    def on_resize(self) -> None:
        """Draw for the room there is now."""
        self.watch_show_vertical_scrollbar()
        self._redraw()
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Know whether there is more below."""
        super().watch_scroll_y(old_value, new_value)
        self._look_below()

    @property
    def has_more(self) -> bool:
        """Whether there are lines below those in sight."""
        return self.is_below(len(self._drawn) - 1)

    def show_line(self, y: int) -> None:
        """Scroll as little as brings a line in sight."""
        height = self.inner.height
        top = self.scroll_offset.y
        if not top <= y < top + height:
            top = y if y < top else y - height + 1
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def is_in_sight(self, y: int) -> bool:
        """Whether a line is in sight."""
        return y >= self.scroll_offset.y and not self.is_below(y)

    def is_below(self, y: int) -> bool:
        """Whether a line is below those in sight."""
        return y >= self.scroll_offset.y + self.inner.height

    @property
    def inner(self) -> Size:
        """The room for lines; the scrollbar stands in place of the frame's right side."""
        width, height = self.size
        return Size(max(0, width - 2 * SIDE), max(0, height - 2 * self._frame))

    @property
    def hides_more(self) -> bool:
        """Whether there is more, and no frame that says so."""
        return self.has_more and not self._frame

    @property
    def drawn(self) -> Sequence[Line]:
        """All lines, in sight or not."""
        return self._drawn

    def scroll_by(self, rows: int) -> None:
        """Scroll up or down."""
        self._wanted = _none
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)

    def to_top(self) -> None:
        """Scroll to the first line."""
        self.scroll_by(-self.virtual_size.height)

    def to_end(self) -> None:
        """Scroll to the last line."""
        self.scroll_by(self.virtual_size.height)

    def page_by(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.scroll_by(pages * max(1, self.inner.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Do what belongs to the line."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + self.scroll_offset.y - self._frame
        known = 0 <= index < len(self._drawn)
        self.post_message(Do(self._drawn[index].action if known else "reveal"))

    @property
    def _frame(self) -> int:
        """How many rows the frame takes above the lines, and below them."""
        return int(self.app.size.height >= ROOMY)  # the screen may have been left meanwhile

    def _edge(self, row: str, width: int, edge: Style) -> Strip:
        """A horizontal edge of the frame, which says whether there is more beyond it."""
        left, right = "╭╮" if row in (TOP, ABOVE) else "╰╯"
        more = self.get_component_rich_style("pane--more")
        key, words = {ABOVE: LESS, BELOW: MORE}.get(row, ("", ""))
        said = [Segment(key, more + BOLD), Segment(words, more)] if key else []
        room = max(0, width - 4 - len(key + words))
        return Strip([Segment(left + "─" * room, edge), *said, Segment(f"──{right}", edge)])

    def _rows(self) -> list[Content | str]:
        """What stands in each row of the window; the frame ends below the last line."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        rows: list[Content | str] = []
        rows += [line.content for line in self._drawn[top : top + self.inner.height]]
        if self._frame:
            rows = [ABOVE if top else TOP, *rows, BELOW if self.has_more else BOTTOM]
        rows += [BLANK] * (height - len(rows))
        return rows[:height]

    def _redraw(self) -> None:
        region, inner = self.scrollable_content_region, self.inner
        if inner.width > 0:
            before, self._drawn = self._rows(), self._draw(inner.width, inner.height)
            # Of one size while all fits: that needs no new layout, and no scrollbar in any.
            needed = len(self._drawn) + 2 * self._frame
            self.virtual_size = Size(region.width, needed if needed > region.height else 1)
            self._refresh_changed(before, region.width)
            for line in self._wanted(self._drawn, inner.height):
                self.show_line(line)
            self._look_below()

    def _look_below(self) -> None:
        """Which keys are named depends on whether there is more."""
        if self.has_more != self._had_more:
            self._had_more = not self._had_more
            self.screen.refresh_bindings()

    def _refresh_changed(self, before: Sequence[Content | str], width: int) -> None:
        """Paint the rows that are other than before, and those between them."""
        after = self._rows()
        changed = [
            y
            for y, (old, new) in enumerate(zip(before, after, strict=True))
            if not _is_same(old, new)
        ]
        if changed:
            self.refresh(Region(0, changed[0], width, changed[-1] - changed[0] + 1))


def _is_same(before: Content | str, after: Content | str) -> bool:
    """Whether two rows look the same."""
    if isinstance(before, str) or isinstance(after, str):
        return before is after
    return before.is_same(after)
