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
        self._is_waiting = False

    def repaint_soon(self) -> None:
        """Repaint once, when all that changes together has changed."""
        if not self._is_waiting:
            self._is_waiting = True
            self.call_next(self._repaint_now)

    def _repaint_now(self) -> None:
        self._is_waiting = False
        self.repaint()

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
