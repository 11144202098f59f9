"""A canvas of braille dots with labels on it: two dots across and four down in each cell."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

# The eight dots of a braille cell, by row and column, as bits above U+2800.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
_LEARNERS = 0xE800  # instead of it, where a dot is the learner's: parted() gives it back
_BASES = 0xEA00  # and where all dots are of what f is applied to
_YOURS = " yours "
CROSS = "×"  # the sign of the learner's points
_ARROWS = "←→↑↓"  # instead of a sign, at the edge beyond which a point lies
_SIGNS = {sign: chr(_LEARNERS + 0x100 + place) for place, sign in enumerate(CROSS + _ARROWS)}
_RUNS = re.compile(
    f"([{chr(_LEARNERS)}-{_SIGNS[_ARROWS[-1]]}]+|[{chr(_BASES)}-{chr(_BASES + 0xFF)}]+)"
)
_DOTS = re.compile(f"([{chr(_BLANK + 1)}-{chr(_BLANK + 0xFF)}]+)")
_PLAIN: dict[int, int | str] = {
    **{first + bits: _BLANK + bits for first in (_LEARNERS, _BASES) for bits in range(0x100)},
    **{ord(learners): sign for sign, learners in _SIGNS.items()},
}


class Ink(Enum):
    """What is drawn in a part of a picture, which a screen may colour."""

    WORDS = auto()
    BASE = auto()  # the base distribution
    IMAGE = auto()  # where f takes it
    YOURS = auto()  # what the learner typed wrong


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


def parted(row: str) -> list[tuple[str, Ink]]:
    """The parts of a row of a picture, each with what is drawn in it."""
    return [
        (piece.translate(_PLAIN), _ink(piece))
        for part in _RUNS.split(row)
        for piece in _DOTS.split(part)
        if piece
    ]


def _ink(part: str) -> Ink:
    code = ord(part[0])
    if code >= _BASES:
        return Ink.BASE
    if code >= _LEARNERS:
        return Ink.YOURS
    return Ink.IMAGE if code >= _BLANK else Ink.WORDS


def plain(row: str) -> str:
    """A row of a picture as text."""
    return row.translate(_PLAIN)


_CROWDED = 0.55  # of the dots of the cells that hold any
_ROWS_OFF = 3  # so far above or below a point its label may stand
_OTHER_SIDE = 3  # cells that a label rather stands farther off than on the wrong side

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

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(slots=True)
class Canvas:
    """So many cells across and down, showing a window."""

    width: int
    height: int
    window: Window
    _dots: dict[tuple[int, int], int] = field(default_factory=dict)  # (row, column) -> bits
    _walked: set[tuple[int, int]] = field(default_factory=set)  # cells with a line, gaps included
    _labels: dict[tuple[int, int], str] = field(default_factory=dict)
    _marks: dict[tuple[int, int], tuple[str, Point]] = field(default_factory=dict)
    shapes: list[Line | Area] = field(default_factory=list)
    _learners: set[tuple[int, int]] = field(default_factory=set)  # cells with the learner's dots
    _images: set[tuple[int, int]] = field(default_factory=set)
    _bases: set[tuple[int, int]] = field(default_factory=set)

    def emptied(self) -> "Canvas":
        """One of the same size and window with nothing on it."""
        return Canvas(self.width, self.height, self.window)

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
                self._walked.add((here[1] // 4, here[0] // 2))
                if walked % (drawn + left_out) < drawn:
                    self.dot(*here)
                    cells = {YOURS: self._learners, IMAGE: self._images}.get(stroke, self._bases)
                    cells.add((here[1] // 4, here[0] // 2))
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
                    if across % 6 == shift and (down // 4, across // 2) not in self._walked:
                        self.dot(across, down)

    def name_yours(self) -> None:
        """Write beside the learner's lines whose they are, where there is room for it."""
        for row, column in sorted(self._learners):
            for start in (column + 1, column - len(_YOURS)):
                if self.label(_YOURS, row, start, only_free=True):
                    return

    def label(self, text: str, row: int, column: int, only_free: bool = False) -> bool:
        """Write text, unless it would leave the canvas or touch another label or a mark.

        With `only_free` it does not run over a line either.
        """
        cells = [(row, column + i) for i in range(len(text))]
        if not 0 <= row < self.height or column < 0 or column + len(text) > self.width:
            return False
        beside = [(row, column - 1), (row, column + len(text))]
        if any(cell in self._labels or cell in self._marks for cell in (*cells, *beside)):
            return False
        if only_free and not self._walked.isdisjoint(cells):
            return False
        self._labels.update(zip(cells, text, strict=True))
        return True

    def mark(self, sign: str, x: float, y: float) -> None:
        """Put one sign at a point, over lines and labels, or an arrow at the edge it lies beyond.

        Where there is a mark already, it stands beside that.
        """
        window = self.window
        if not window.holds(x, y):
            level = "←" if x < window.left else "→" if x > window.right else ""
            arrow = level or ("↓" if y < window.bottom else "↑")
            sign = _SIGNS[arrow] if sign in _SIGNS.values() else arrow
            x = min(max(x, window.left), window.right)
            y = min(max(y, window.bottom), window.top)
        across, down = self.place(x, y)
        row, column = round(down) // 4, round(across) // 2
        beside = [(row, column), (row, column + 1), (row, column - 1), (row - 1, column)]
        cell = next((cell for cell in beside if self._is_free(cell)), beside[0])
        self._marks[cell] = sign, (across, down)

    def cross(self, x: float, y: float) -> None:
        """Mark a point of the learner's."""
        self.mark(_SIGNS[CROSS], x, y)

    def _is_free(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        inside = 0 <= row < self.height and 0 <= column < self.width
        return inside and cell not in self._marks

    def label_beside(
        self, text: str, x: float, y: float, away_from: Point, others: Sequence[Point] = ()
    ) -> bool:
        """Write text beside a point, best on the side away from another and over no line.

        It is left out where it would stand nearer to one of the others, its own point aside.
        """
        across, down = self.place(x, y)
        other_across, other_down = self.place(*away_from)
        row, column = int(down // 4), int(across // 2)
        beside = (self.place(*each) for each in others if each != (x, y))
        cells = [(int(d // 4), int(a // 2)) for a, d in beside]
        below = 1 if down >= other_down else -1
        right = 1 if across >= other_across else -1

        def off(place: tuple[int, int], cell: tuple[int, int]) -> int:
            gap = max(place[1] - cell[1], cell[1] - place[1] - len(text) + 1, 0)
            return 2 * abs(place[0] - cell[0]) + gap

        def far(place: tuple[int, int]) -> float:
            """How far off it stands, in cells; a row is twice as high as a column is wide."""
            rows, start = place[0] - row, place[1]
            own = off(place, (row, column))
            middle = start + (len(text) - 1) / 2 - column
            is_away = rows * below > 0 or (rows == 0 and middle * right > 0)
            return own + abs(middle) / 10 + (0 if is_away else _OTHER_SIDE)

        around = (
            (row + rows, start)
            for rows in range(-_ROWS_OFF, _ROWS_OFF + 1)
            for start in range(column - len(text) - 1, column + 3)
            if rows != 0 or not column - len(text) - 1 < start < column + 2
        )
        places = sorted(
            (at for at in around if all(off(at, (row, column)) < off(at, each) for each in cells)),
            key=far,
        )
        return any(
            self.label(text, *place, only_free=only_free)
            for only_free in (True, False)
            for place in places
        )

    @property
    def is_crowded(self) -> bool:
        """Whether its lines run so close together that they cannot be told apart."""
        dots = sum(bits.bit_count() for bits in self._dots.values())
        return dots > _CROWDED * 8 * len(self._dots)

    def words(self) -> list[tuple[int, int, str]]:
        """What is written on it, as runs of signs: row, column and text."""
        runs: list[tuple[int, int, str]] = []
        for (row, column), sign in sorted(self._labels.items()):
            if (row, column) in self._marks:
                continue
            if runs and runs[-1][0] == row and runs[-1][1] + len(runs[-1][2]) == column:
                runs[-1] = (row, runs[-1][1], runs[-1][2] + sign)
            else:
                runs.append((row, column, sign))
        return runs

    def marks(self) -> list[tuple[str, Point]]:
        """The signs that were put at points, and where, in dots."""
        return [(sign.translate(_PLAIN), place) for sign, place in self._marks.values()]

    def _first(self, cell: tuple[int, int]) -> int:
        """From where the braille of a cell is counted, by whose dots are in it."""
        if cell in self._learners:
            return _LEARNERS
        return _BASES if cell in self._bases and cell not in self._images else _BLANK

    def rows(self) -> list[str]:
        """The canvas as lines of text, without blanks at their ends; `parted` reads them.

        The learner's lines and marks are told apart in them.
        """
        lines = []
        for row in range(self.height):
            cells = []
            for column in range(self.width):
                bits = self._dots.get((row, column))
                first = self._first((row, column))
                shown = " " if bits is None else chr(first + bits)
                shown = self._labels.get((row, column), shown)
                cells.append(self._marks.get((row, column), (shown,))[0])
            lines.append("".join(cells).rstrip())
        return lines
