"""The key points of a self-check answer, to be ticked off; the ticks suggest a grade."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from tutor.core.sm2 import Grade
from tutor.tui.widgets.card_text import CardText

MOST = 40  # a list longer than this is no list of key points


def suggest(ticked: int, points: int) -> Grade:
    """The grade that so many of the key points speak for."""
    if ticked == points:
        return Grade.GOOD
    return Grade.HARD if 2 * ticked >= points else Grade.AGAIN


class Point(Horizontal):
    """One key point and its box."""

    ALLOW_SELECT = False

    ticked = reactive(False)
    current = reactive(False)

    @dataclass
    class Clicked(Message):
        """The learner clicked a point."""

        point: "Point"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """A box, and the text beside it."""
        yield Static(self._box(), classes="box", markup=False)
        yield CardText(self.text)

    def on_click(self) -> None:
        """Tell which point it was."""
        self.post_message(self.Clicked(self))

    def watch_ticked(self, ticked: bool) -> None:
        """Cross the box."""
        self.set_class(ticked, "-ticked")
        self._show_box()

    def watch_current(self, current: bool) -> None:
        """Mark the point that x would tick."""
        self.set_class(current, "-current")
        self._show_box()

    def _show_box(self) -> None:
        if self.is_mounted:
            self.query_one(".box", Static).update(self._box())

    def _box(self) -> str:
        return f"{'▸' if self.current else ' '} [{'x' if self.ticked else ' '}] "


class KeyPoints(Vertical):
    """A checklist with a cursor."""

    DEFAULT_CSS = """
    KeyPoints {
        height: auto;
        Point { height: auto; }
        Point > .box { width: auto; }
        Point > CardText { width: 1fr; }
        Point.-current { text-style: bold; }
        Point:hover { background: $panel; }
        Point.-ticked > .box { color: $success; text-style: bold; }
    }
    """

    cursor = reactive(0)

    @dataclass
    class Ticked(Message):
        """So many of the points are ticked."""

        ticked: int
        points: int

    async def show(self, points: Sequence[str]) -> None:
        """Show other points, none of them ticked."""
        await self.remove_children()
        await self.mount_all(Point(text) for text in points[:MOST])
        self.cursor = 0
        self.watch_cursor()

    @property
    def points(self) -> list[Point]:
        """The points in their order."""
        return list(self.query(Point))

    @property
    def ticked(self) -> int:
        """How many are ticked."""
        return sum(point.ticked for point in self.points)

    def validate_cursor(self, cursor: int) -> int:
        """Keep it on a point."""
        return max(0, min(cursor, len(self.points) - 1))

    def watch_cursor(self) -> None:
        """Move the mark."""
        for index, point in enumerate(self.points):
            point.current = index == self.cursor
            if point.current:
                point.scroll_visible(animate=False)

    def toggle(self) -> None:
        """Tick the point under the cursor, or take the tick away."""
        points = self.points
        points[self.cursor].ticked ^= True
        self.post_message(self.Ticked(self.ticked, len(points)))

    def on_point_clicked(self, message: Point.Clicked) -> None:
        """A click ticks."""
        message.stop()
        self.cursor = self.points.index(message.point)
        self.toggle()
