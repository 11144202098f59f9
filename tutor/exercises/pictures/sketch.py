"""What a picture is made of: canvases, alone, with a scale or side by side, and lines of text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from tutor.exercises.pictures.canvas import Canvas, Point, Window
from tutor.exercises.written import rounded

_MOST_TICKS = 7
_BESIDE = 10  # cells left and right of a shape, for the labels of its corners
GUTTER = 8  # cells that a scale on the left takes at most


class Tick(NamedTuple):
    """A place on a scale, and what is written beside it."""

    at: float
    label: str


class PlacedTick(NamedTuple):
    """A tick, and the cells where its mark and its label stand."""

    at: float
    mark: int
    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Framed:
    """A canvas with a scale below it and, if asked, one on its left."""

    canvas: Canvas
    below: tuple[Tick, ...]
    left: tuple[Tick, ...] = ()

    @property
    def gutter(self) -> int:
        """How many cells the scale on the left takes."""
        return max((len(tick.label) + 1 for tick in self.left), default=0)

    @property
    def width(self) -> int:
        """How many cells wide it is."""
        return self.gutter + self.canvas.width

    def ticks_below(self) -> Iterator[PlacedTick]:
        """Those ticks of the scale below whose labels do not touch those before."""
        width = self.canvas.width
        labels = Canvas(width, 1, self.canvas.window)
        for at, label in dict.fromkeys(self.below):
            column = int(self.canvas.place(at, 0)[0] // 2)
            start = min(max(column - (len(label) - 1) // 2, 0), width - len(label))
            if 0 <= column < width and labels.label(label, 0, start):
                yield PlacedTick(at, column, start, label)

    def ticks_left(self) -> Iterator[PlacedTick]:
        """The ticks of the scale on the left, one in a row at most."""
        taken: set[int] = set()
        for at, label in self.left:
            row = int(self.canvas.place(0, at)[1] // 4)
            if 0 <= row < self.canvas.height and row not in taken:
                taken.add(row)
                yield PlacedTick(at, row, self.gutter - 1 - len(label), label)

    def rows(self) -> list[str]:
        """The canvas and its scales as lines of text."""
        beside = [" " * self.gutter] * self.canvas.height
        if self.left:
            beside = [" " * (self.gutter - 1) + "│"] * self.canvas.height
            for _, row, start, label in self.ticks_left():
                beside[row] = " " * start + label + "┤"
        line, labels = ["─"] * self.canvas.width, Canvas(self.canvas.width, 1, self.canvas.window)
        for _, column, start, label in self.ticks_below():
            line[column] = "┴"
            labels.label(label, 0, start)
        under = " " * self.gutter
        corner = " " * (self.gutter - 1) + "└" if self.left else ""
        drawn = [(a + b).rstrip() for a, b in zip(beside, self.canvas.rows(), strict=True)]
        return [*drawn, corner + "".join(line), *((under + row).rstrip() for row in labels.rows())]


@dataclass(frozen=True, slots=True)
class Beside:
    """Canvases next to each other, each with a title above it."""

    parts: tuple[Framed, ...]
    titles: tuple[str, ...]
    gap: int = 2

    def rows(self) -> list[str]:
        """All of them as lines of text."""
        columns = [
            [(" " * part.gutter + title.center(part.canvas.width)).rstrip(), *part.rows()]
            for part, title in zip(self.parts, self.titles, strict=True)
        ]
        return [
            (" " * self.gap)
            .join(cell.ljust(part.width) for part, cell in zip(self.parts, row, strict=True))
            .rstrip()
            for row in zip_longest(*columns, fillvalue="")
        ]


Piece: TypeAlias = str | Canvas | Framed | Beside
Sheet: TypeAlias = Sequence[Piece]


def rows_of(sheet: Sheet) -> list[str]:
    """A picture as lines of text."""
    return [row for piece in sheet for row in ([piece] if isinstance(piece, str) else piece.rows())]


def scale(low: float, high: float, most: int = _MOST_TICKS) -> tuple[Tick, ...]:
    """Round numbers from low to high, at most so many: a step of 1, 2 or 5 times a power of 10."""
    room = (high - low) / most
    power = 10.0 ** math.floor(math.log10(room))
    step = next(k * power for k in (1, 2, 5, 10) if k * power >= room)
    first, last = math.ceil(low / step), math.floor(high / step)
    return tuple(Tick(k * step, rounded(k * step, 6)) for k in range(first, last + 1))


def to_scale(points: Sequence[Point], width: int, height: int) -> Canvas:
    """A canvas that shows the points with the same scale both ways, and room for labels."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    dx, dy = max(right - left, 1e-9), max(top - bottom, 1e-9)
    # A dot is as wide as it is high: cells are half as wide as they are high.
    scale = min(2 * (width - 2 * _BESIDE) / dx, 4 * (height - 2) / dy)
    high = math.ceil(dy * scale / 4) + 2
    half_x, half_y = (2 * width - 1) / scale / 2, (4 * high - 1) / scale / 2
    x, y = (left + right) / 2, (bottom + top) / 2
    return Canvas(width, high, Window(x - half_x, x + half_x, y - half_y, y + half_y))


def plane_scales(canvas: Canvas) -> Framed:
    """The canvas with both scales."""
    window = canvas.window
    return Framed(
        canvas,
        scale(window.left, window.right, max(2, min(canvas.width // 6, _MOST_TICKS))),
        scale(window.bottom, window.top, max(2, min(canvas.height // 2, _MOST_TICKS))),
    )
