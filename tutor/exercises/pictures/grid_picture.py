"""A grid of squares and its image under a map of the plane, side by side, with their scales."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tutor.exercises.pictures.canvas import IMAGE, YOURS, Canvas, Legend, Point, Window
from tutor.exercises.pictures.sketch import GUTTER, Beside, Sheet, plane_scales
from tutor.exercises.written import brief, indexed
from tutor.flows.arrays import Array

CELLS = 8  # squares along each side
_ON_A_LINE = 41  # points of one line of the grid
_FAR = 1e6
_BEYOND = 0.5  # of a panel's size: so much further it may go for the learner's points

Map = Callable[[Array], Array]


class Marked(NamedTuple):
    """A sign at a base point, and at the image of it; and where the learner has the two."""

    sign: str
    z: Point
    x: Point
    yours_z: Point | None = None
    yours_x: Point | None = None


def warped_grid(
    forward: Map,
    window: Window,
    width: int,
    height: int,
    marks: Sequence[Marked] = (),
    kept: int | None = None,
    yours: Map | None = None,
) -> tuple[Sheet, Legend]:
    """The grid over a window of base points, and where a map takes it; each with its own scale.

    `kept` is the coordinate that the map leaves as it is, and `yours` a map that the learner took
    for it, whose image is dashed.
    """
    room = (width - 2) // 2 - GUTTER
    high = max(4, height - 3)
    lines = list(_lines(window))
    images = [_taken(forward, line) for line in lines]
    dashed = [] if yours is None else [_taken(yours, line) for line in lines[:: CELLS // 2]]
    before = _panel(lines, [(mark.z, mark.yours_z) for mark in marks], room, high)
    after = _panel([*images, *dashed], [(mark.x, mark.yours_x) for mark in marks], room, high)
    for line in lines:
        before.path(line, IMAGE)
    for line in images:
        after.path(line, IMAGE)
    which = "its lines"
    if after.is_crowded:
        after, which = after.emptied(), "every second line"
        for line in (*images[: CELLS + 1 : 2], *images[CELLS + 1 :: 2]):
            after.path(line, IMAGE)
    for line in dashed:
        after.path(line, YOURS)
    for mark in marks:
        _mark(before, mark.sign, mark.z, mark.yours_z)
        _mark(after, mark.sign, mark.x, mark.yours_x)
    titles = ("z", "x = f(z)")
    sheet: list[Beside] = [Beside((plane_scales(before), plane_scales(after)), titles)]
    legend: Legend = [
        (IMAGE.sample, f"a grid of {CELLS} by {CELLS} squares, and where f takes {which}"),
    ]
    if kept is not None:
        across = ("upright", "level")[kept]
        x, z = (indexed(f"{letter}{kept + 1}") for letter in "xz")
        legend.append(("", f"{x} = {z} is kept: the {across} lines stay {across}"))
    if yours is not None:
        legend.append((YOURS.sample, "where your map takes every fourth of them"))
    for mark in marks:
        legend.append((mark.sign, f"{_text(mark.z)} goes to {_text(mark.x)}"))
    return sheet, legend


def _mark(canvas: Canvas, sign: str, right: Point, yours: Point | None) -> None:
    """The point, and dashes to where the learner has it, or as far as the canvas goes."""
    canvas.mark(sign, *right)
    if yours is not None:
        window = canvas.window
        x = min(max(yours[0], window.left), window.right)
        y = min(max(yours[1], window.bottom), window.top)
        canvas.path([right, (x, y)], YOURS)
        canvas.cross(*yours)


def _text(point: Point) -> str:
    return f"({brief(point[0])}, {brief(point[1])})"


def _lines(window: Window) -> Iterator[list[Point]]:
    """The lines of the grid, upright ones first."""
    along_x = np.linspace(window.left, window.right, _ON_A_LINE)
    along_y = np.linspace(window.bottom, window.top, _ON_A_LINE)
    for x in np.linspace(window.left, window.right, CELLS + 1):
        yield [(float(x), float(y)) for y in along_y]
    for y in np.linspace(window.bottom, window.top, CELLS + 1):
        yield [(float(x), float(y)) for x in along_x]


def _taken(forward: Map, line: Sequence[Point]) -> list[Point]:
    """The image of a line; what has none, or lies out of reach, is left out."""
    with np.errstate(all="ignore"):
        images = forward(np.array(line))
    return [
        (float(x), float(y))
        for x, y in images
        if np.isfinite([x, y]).all() and abs(x) + abs(y) < _FAR
    ]


def _panel(
    lines: Sequence[Sequence[Point]],
    marks: Sequence[tuple[Point, Point | None]],
    width: int,
    height: int,
) -> Canvas:
    """A canvas that shows all the lines, and the learner's points unless they are far off."""
    points = [point for line in lines for point in line] + [right for right, _ in marks]
    yours = [point for _, point in marks if point is not None]
    left, right = _room([x for x, _ in points], [x for x, _ in yours])
    bottom, top = _room([y for _, y in points], [y for _, y in yours])
    return Canvas(width, height, Window(left, right, bottom, top))


def _room(values: Sequence[float], yours: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    far = _BEYOND * (high - low)
    inside = [min(max(each, low - far), high + far) for each in yours]
    low, high = min(low, *inside, low), max(high, *inside, high)
    margin = 0.03 * (high - low) or 1.0
    return low - margin, high + margin
