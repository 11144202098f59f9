"""A canvas of braille dots with labels on it: two dots across and four down in each cell."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

# The eight dots of a braille cell, by row and column, as bits above U+2800.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
_LEARNERS = 0xE800  # instead of it, where a dot is the learner's: parted() gives it back
CROSS = "×"  # the sign of the learner's points
_LEARNERS_CROSS = _LEARNERS + 0x100
_RUNS = re.compile(f"([{chr(_LEARNERS)}-{chr(_LEARNERS_CROSS)}]+)")
_PLAIN: dict[int, int | str] = {
    **{_LEARNERS + bits: _BLANK + bits for bits in range(0x100)},
    _LEARNERS_CROSS: CROSS,
}


class Stroke(Enum):
    """How a line is drawn, so that lines differ without colour: dots drawn, then dots left out."""

    SOLID = (1, 0)
    DOTTED = (1, 3)
    DASHED = (5, 4)

    @property
    def sample(self) -> str:
        """A short piece of it, for a legend."""
        drawn, left_out = self.value
        dots = [i % (drawn + left_out) < drawn for i in range(12)]
        cells = zip(dots[::2], dots[1::2], strict=True)
        return "".join(chr(_BLANK + 0x02 * left + 0x10 * right) for left, right in cells)


def parted(row: str) -> list[tuple[str, bool]]:
    """The parts of a row of a picture, each with whether the learner's lines run through it."""
    return [
        (part.translate(_PLAIN), place % 2 == 1)
        for place, part in enumerate(_RUNS.split(row))
        if part
    ]


def plain(row: str) -> str:
    """A row of a picture as text."""
    return row.translate(_PLAIN)


BASE, IMAGE, YOURS = Stroke.DOTTED, Stroke.SOLID, Stroke.DASHED
Point = tuple[float, float]
Legend = list[tuple[str, str]]  # a sign or a piece of a stroke, and what it means


class Line(NamedTuple):
    """A path that was drawn, for a picture in lines rather than dots."""

    points: tuple[Point, ...]
    stroke: Stroke


class Area(NamedTuple):
    """A polygon that was filled."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is shown."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(slots=True)
class Canvas:
    """So many cells across and down, showing a window."""

    width: int
    height: int
    window: Window
    _dots: dict[tuple[int, int], int] = field(default_factory=dict)  # (row, column) -> bits
    _labels: dict[tuple[int, int], str] = field(default_factory=dict)
    shapes: list[Line | Area] = field(default_factory=list)
    _learners: set[tuple[int, int]] = field(default_factory=set)  # cells with the learner's dots

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is, in dots from the left and from the top."""
        window = self.window
        across = (x - window.left) / (window.right - window.left) * (2 * self.width - 1)
        down = (window.top - y) / (window.top - window.bottom) * (4 * self.height - 1)
        return across, down

    def dot(self, across: int, down: int) -> None:
        """Set one dot, if it is on the canvas."""
        if 0 <= across < 2 * self.width and 0 <= down < 4 * self.height:
            cell = down // 4, across // 2
            self._dots[cell] = self._dots.get(cell, 0) | _BITS[down % 4][across % 2]

    def path(
        self,
        points: Sequence[Point],
        stroke: Stroke = Stroke.SOLID,
        closed: bool = False,
    ) -> None:
        """Straight lines from point to point; the stroke runs on round the corners."""
        drawn, left_out = stroke.value
        walked = 0
        last: tuple[int, int] | None = None
        ends = [*points, points[0]] if closed else points
        self.shapes.append(Line(tuple(ends), stroke))
        for start, end in pairwise(ends):
            clipped = self.clip(self.place(*start), self.place(*end))
            if clipped is None:
                continue
            (x0, y0), (x1, y1) = clipped
            length = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0))))
            for i in range(length + 1):
                part = i / length
                here = round(x0 + (x1 - x0) * part), round(y0 + (y1 - y0) * part)
                if here == last:
                    continue
                if walked % (drawn + left_out) < drawn:
                    self.dot(*here)
                    if stroke is YOURS:
                        self._learners.add((here[1] // 4, here[0] // 2))
                walked += 1
                last = here

    def pieces(self, points: Sequence[Point]) -> Iterator[list[Point]]:
        """The parts of a path, in dots, that are on the canvas."""
        piece: list[Point] = []
        for start, end in pairwise(points):
            clipped = self.clip(self.place(*start), self.place(*end), beside=0.5)
            if clipped is None:
                continue
            if piece and piece[-1] != clipped[0]:
                yield piece
                piece = []
            piece += clipped if not piece else clipped[1:]
        if piece:
            yield piece

    def clip(self, start: Point, end: Point, beside: float = 2) -> tuple[Point, Point] | None:
        """The part of a line, in dots, that is on the canvas or at most so many dots beside it."""
        # Liang and Barsky 1984: the line's parameter, cut by each of the four edges
        (x0, y0), (x1, y1) = start, end
        first, last = 0.0, 1.0
        for along, room in (
            (x0 - x1, x0 + beside),
            (x1 - x0, 2 * self.width - 1 + beside - x0),
            (y0 - y1, y0 + beside),
            (y1 - y0, 4 * self.height - 1 + beside - y0),
        ):
            if along == 0 and room < 0:
                return None
            if along < 0:
                first = max(first, room / along)
            elif along > 0:
                last = min(last, room / along)
        if first > last:
            return None
        return (
            (x0 + first * (x1 - x0), y0 + first * (y1 - y0)),
            (x0 + last * (x1 - x0), y0 + last * (y1 - y0)),
        )

    def fill(self, polygon: Sequence[Point]) -> None:
        """Sparse dots inside a polygon, in the cells that hold no line."""
        self.shapes.append(Area(tuple(polygon)))
        lines = set(self._dots)
        corners = [self.place(*point) for point in polygon]
        edges = list(zip(corners, corners[1:] + corners[:1], strict=True))
        for down in range(2, 4 * self.height, 4):
            crossings = sorted(
                x0 + (down - y0) / (y1 - y0) * (x1 - x0)
                for (x0, y0), (x1, y1) in edges
                if (y0 <= down) != (y1 <= down)
            )
            for first, last in zip(crossings[::2], crossings[1::2], strict=False):
                shift = 3 if down % 8 == 2 else 0
                start = max(0, math.ceil(first))
                for across in range(start, min(2 * self.width, math.floor(last) + 1)):
                    if across % 6 == shift and (down // 4, across // 2) not in lines:
                        self.dot(across, down)

    def label(self, text: str, row: int, column: int) -> bool:
        """Write text, unless it would leave the canvas or touch another label."""
        cells = [(row, column + i) for i in range(len(text))]
        if not 0 <= row < self.height or column < 0 or column + len(text) > self.width:
            return False
        beside = [(row, column - 1), (row, column + len(text))]
        if any(cell in self._labels for cell in (*cells, *beside)):
            return False
        self._labels.update(zip(cells, text, strict=True))
        return True

    def mark(self, sign: str, x: float, y: float) -> None:
        """Put one sign at a point, over whatever is there."""
        across, down = self.place(x, y)
        self._labels[round(down) // 4, round(across) // 2] = sign

    def label_beside(self, text: str, x: float, y: float, away_from: Point) -> bool:
        """Write text beside a point, on the side away from another."""
        across, down = self.place(x, y)
        other_across, other_down = self.place(*away_from)
        row, column = int(down // 4), int(across // 2)
        below = 1 if down >= other_down else -1
        right = column + 1 if across >= other_across else column - len(text)
        middle = column - len(text) // 2
        places = [
            (row + below, middle),
            (row, right + (1 if right > column else -1)),
            (row + below, right),
            (row + 2 * below, middle),
            (row + below, column),
            (row + below, column - len(text) + 1),
            (row - below, middle),
            (row, column + 2),
            (row, column - len(text) - 1),
        ]
        shifted = [(r, min(max(c, 0), self.width - len(text))) for r, c in places]
        free = [place for place in shifted if not self._covers(text, *place)]
        return any(self.label(text, *place) for place in (*free, *shifted))

    def _covers(self, text: str, row: int, column: int) -> bool:
        return any((row, column + i) in self._dots for i in range(len(text)))

    def words(self) -> list[tuple[int, int, str]]:
        """What is written on it, as runs of signs: row, column and text."""
        runs: list[tuple[int, int, str]] = []
        for (row, column), sign in sorted(self._labels.items()):
            if runs and runs[-1][0] == row and runs[-1][1] + len(runs[-1][2]) == column:
                runs[-1] = (row, runs[-1][1], runs[-1][2] + sign)
            else:
                runs.append((row, column, sign))
        return runs

    def rows(self) -> list[str]:
        """The canvas as lines of text, without blanks at their ends; `parted` reads them.

        The learner's lines and crosses are told apart in them.
        """
        lines = []
        for row in range(self.height):
            cells = []
            for column in range(self.width):
                bits = self._dots.get((row, column))
                first = _LEARNERS if (row, column) in self._learners else _BLANK
                shown = " " if bits is None else chr(first + bits)
                sign = self._labels.get((row, column), shown)
                cells.append(chr(_LEARNERS_CROSS) if sign == CROSS else sign)
            lines.append("".join(cells).rstrip())
        return lines
