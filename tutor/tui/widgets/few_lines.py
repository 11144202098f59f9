"""A widget of few lines, of which only the parts that change are painted again."""

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
        """Paint what is other than before; all lines, if there is more room or less."""
        before, (width, height) = self._drawn, self.content_size
        self._drawn = [self.render_line(y) for y in range(height)]
        if len(before) != height or any(line.cell_length != width for line in before):
            self.refresh()
            return
        pairs = enumerate(zip(before, self._drawn, strict=True))
        if changed := [_changed(old, new, y) for y, (old, new) in pairs if old != new]:
            self.refresh(*changed)


def _changed(old: Strip, new: Strip, y: int) -> Region:
    """The part of a line that is other than before."""
    before, after = list(old), list(new)
    left = right = 0
    while before and after and before[0] == after[0]:
        left += after.pop(0).cell_length
        before.pop(0)
    while before and after and before[-1] == after[-1]:
        right += after.pop().cell_length
        before.pop()
    return Region(left, y, new.cell_length - left - right, 1)
