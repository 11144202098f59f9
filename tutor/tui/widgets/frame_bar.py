"""A scrollbar that is the right side of a frame: its corners, a line, and where one is on it."""

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

# What a press of the mouse does.
_UP, _GRAB, _DOWN = ({"@mouse.down": does} for does in ("scroll_up", "grab", "scroll_down"))


class FrameBar(ScrollBarRender):
    """Draws it in the colour of the scrollbar, which is that of frames."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.default(),  # noqa: B008
        bar_color: Color = Color.default(),  # noqa: B008
    ) -> Segments:
        """A cell a row, from the upper corner to the lower."""
        inner = max(0, size - 2)
        thumb = max(1, round(inner * window_size / max(1, virtual_size)))
        above = round((inner - thumb) * position / max(1, virtual_size - window_size))
        up, down = (Style(color=bar_color, bgcolor=back_color, meta=m) for m in (_UP, _DOWN))
        rows = [
            Segment("╮", up),
            *[Segment("│", up)] * above,
            *[Segment(" ", Style(color=bar_color, reverse=True, meta=_GRAB))] * thumb,
            *[Segment("│", down)] * (inner - thumb - above),
            Segment("╯", down),
        ]
        return Segments(rows[:size], new_lines=True)
