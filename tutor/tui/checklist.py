"""Key points to be ticked: which are, and how they look."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from tutor.tui.line import Line

BOX = len("▸ [x] ")


class Checklist(NamedTuple):
    """Key points, those that are ticked, and the one the cursor is on."""

    points: tuple[str, ...] = ()
    ticked: frozenset[int] = frozenset()
    cursor: int = 0
    is_touched: bool = False  # whether anything was chosen or ticked

    @property
    def is_complete(self) -> bool:
        """Whether every point is ticked."""
        return len(self.ticked) == len(self.points)

    def move(self, rows: int) -> "Checklist":
        """The cursor on another point."""
        cursor = max(0, min(self.cursor + rows, len(self.points) - 1))
        return self if cursor == self.cursor else self._replace(cursor=cursor, is_touched=True)

    def tick(self, point: int) -> "Checklist":
        """A point ticked, or no longer."""
        ticked = self.ticked ^ {point}
        return self._replace(cursor=point, ticked=ticked, is_touched=True)

    def cursor_lines(self, drawn: Sequence[Line]) -> list[int]:
        """Where the point under the cursor is drawn."""
        return [y for y, line in enumerate(drawn) if line.action == _tick(self.cursor)]


NOTHING_TO_TICK = Checklist()


def checklist_lines(
    checklist: Checklist, set_text: Callable[[str, int], Sequence[Content]], width: int
) -> Iterator[Line]:
    """The points, each with its box; a click on one ticks it."""
    for index, point in enumerate(checklist.points):
        current, ticked = index == checklist.cursor, index in checklist.ticked
        box = Content.assemble(
            "▸ " if current else "  ", ("[x] ", "bold $success") if ticked else ("[ ] ", "$accent")
        )
        for line in set_text(point, width - BOX):
            yield Line(box + (line.stylize("bold") if current else line), _tick(index))
            box = Content(" " * BOX)


def _tick(point: int) -> str:
    return f"tick({point})"


_WITH_KEYS = Content.assemble(
    ("Which of these did you have?   ", "$text-muted"),
    ("↑ ↓", "bold"),
    (" choose   ", "$text-muted"),
    ("x", "bold"),
)
_HOW_TO_TICK = _WITH_KEYS + Content(" ticks").stylize("$text-muted")
_ALSO_BY_MOUSE = _WITH_KEYS + Content(" or a click ticks").stylize("$text-muted")


def how_to_tick(width: int) -> Content:
    """With which keys points are ticked; of the mouse it says something where there is room."""
    fits = _ALSO_BY_MOUSE.cell_length <= width
    return _ALSO_BY_MOUSE if fits else _HOW_TO_TICK.truncate(width, ellipsis=True)
