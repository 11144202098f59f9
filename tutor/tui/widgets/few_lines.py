"""A widget of few lines, of which only those that change are painted again."""

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class FewLines(Widget):
    """A subclass draws its lines in `render_line`, and calls `repaint` when they may be others."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: Sequence[Strip] = ()

    def repaint(self) -> None:
        """Paint the lines that are other than before; all, if there is more room or less."""
        before, (width, height) = self._drawn, self.content_size
        self._drawn = [self.render_line(y) for y in range(height)]
        if len(before) != height or any(line.cell_length != width for line in before):
            self.refresh()
            return
        pairs = enumerate(zip(before, self._drawn, strict=True))
        if changed := [Region(0, y, width, 1) for y, (old, new) in pairs if old != new]:
            self.refresh(*changed)
