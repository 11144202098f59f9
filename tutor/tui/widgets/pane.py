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

    def show(self, draw: Draw, *, keep_place: bool = False) -> Sequence[Line]:
        """Show other lines, from the top or from where one was; what was drawn."""
        self._draw = draw
        if not keep_place:
            self.scroll_to(y=0, animate=False, immediate=True)
        self._redraw()
        return self._drawn

    def render_line(self, y: int) -> Strip:
        """The line at this height of the window."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= len(self._drawn):
            return Strip.blank(width, self.visual_style.rich_style)
        content = self._drawn[index].content
        (strip, *_) = Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)
        return strip

    def on_resize(self) -> None:
        """Draw for the room there is now."""
        self._redraw()

    def show_line(self, y: int) -> None:
        """Scroll as little as brings a line in sight."""
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if not top <= y < top + height:
            top = y if y < top else y - height + 1
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def scroll_by(self, rows: int) -> None:
        """Scroll up or down."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)

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
