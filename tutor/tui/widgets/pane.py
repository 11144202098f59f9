"""A card-like pane of lines that scrolls; each line knows what a click on it does."""

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tutor.tui.line import Line
from tutor.tui.messages import Do

Draw = Callable[[int, int], Sequence[Line]]  # width, height -> lines
Wanted = Callable[[Sequence[Line], int], Sequence[int]]  # drawn, height -> to be seen, last first


def _none(drawn: Sequence[Line], height: int) -> Sequence[int]:
    return ()


class Pane(ScrollView, can_focus=False):
    """Shows what a function draws, and draws it again when there is more room or less."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Pane {
        height: 1fr;
        padding: 0 2 0 3;
        background: $surface;
        border: tall $border;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        text-wrap: nowrap;
        &:ansi { border: round ansi_default; }
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
        """The line at this height of the window."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= len(self._drawn):
            return Strip.blank(width, self.visual_style.rich_style)
        content = self._drawn[index].content
        (strip, *_) = Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)
        return Strip(filter(None, strip), width).simplify()

    def on_resize(self) -> None:
        """Draw for the room there is now."""
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
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if not top <= y < top + height:
            top = y if y < top else y - height + 1
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def is_in_sight(self, y: int) -> bool:
        """Whether a line is in sight."""
        return y >= self.scroll_offset.y and not self.is_below(y)

    def is_below(self, y: int) -> bool:
        """Whether a line is below those in sight."""
        return y >= self.scroll_offset.y + self.scrollable_content_region.height

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
        self.scroll_by(pages * max(1, self.scrollable_content_region.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Do what belongs to the line."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + self.scroll_offset.y
        known = 0 <= index < len(self._drawn)
        self.post_message(Do(self._drawn[index].action if known else "reveal"))

    def _redraw(self) -> None:
        region = self.scrollable_content_region
        if region.width > 0:
            before, self._drawn = self._drawn, self._draw(region.width, region.height)
            # Never smaller than the window: what fits into it needs no new layout.
            self.virtual_size = Size(region.width, max(region.height, len(self._drawn)))
            self._refresh_changed(before, region)
            for line in self._wanted(self._drawn, region.height):
                self.show_line(line)
            self._look_below()

    def _look_below(self) -> None:
        """Which keys are named depends on whether there is more."""
        if self.has_more != self._had_more:
            self._had_more = not self._had_more
            self.screen.refresh_bindings()

    def _refresh_changed(self, before: Sequence[Line], region: Region) -> None:
        """Paint the lines in sight that are other than before, and those between them."""
        top = self.scroll_offset.y
        changed = [
            y
            for y in range(region.height)
            if not _is_same(before[top + y : top + y + 1], self._drawn[top + y : top + y + 1])
        ]
        if changed:
            rows = changed[-1] - changed[0] + 1
            self.refresh(Region(0, changed[0], region.width, rows))


def _is_same(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether two lines, or none, look the same."""
    if len(before) != len(after):
        return False
    return all(old.content.is_same(new.content) for old, new in zip(before, after, strict=True))
