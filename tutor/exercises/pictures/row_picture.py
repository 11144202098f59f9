"""Densities in a row, one before each layer and one after the last, with log |det| between them."""

import math
from collections.abc import Callable, Iterator, Sequence
from statistics import NormalDist
from typing import NamedTuple

from tutor.exercises.pictures.canvas import CROSS, Canvas, Legend, Point, Window
from tutor.exercises.pictures.sketch import Beside, Framed, Sheet, Tick, scale
from tutor.exercises.written import brief, indexed

_SHARES = [NormalDist().inv_cdf(0.004 + 0.992 * i / 200) for i in range(201)]
_ALL = [each / 40 for each in range(-200, 201)]  # standard deviations, the tails included
_SEEN = (0.03, 0.97)  # the part of a density that its window shows
_SKEWED = 0.1  # of the window: there the middle of such a density lies at most
_BEYOND = 3  # times as far as the point, then
_GAP = 2
_HIGHEST = 4  # times as high as at the point that is asked about, or in the middle


class Stage(NamedTuple):
    """A variable: its name, its value from z, its density at a z, and the point that is asked."""

    name: str
    value: Callable[[float], float]
    density: Callable[[float], float]
    at: float
    yours: float | None = None  # where the learner has the point, if that is wrong


def densities_in_a_row(
    stages: Sequence[Stage], log_dets: Sequence[float], z: float, width: int, height: int
) -> tuple[Sheet, Legend]:
    """A panel for each variable; `log_dets` are those of the layers between them."""
    room = (width - _GAP * (len(stages) - 1)) // len(stages)
    panels = tuple(_panel(stage, z, room, max(4, height - 4)) for stage in stages)
    under = [" " * room, *(_under(each, room) for each in log_dets)]
    sheet: Sheet = [
        Beside(panels, tuple(indexed(stage.name) for stage in stages), _GAP),
        (" " * _GAP).join(under).rstrip(),
    ]
    points = ", ".join(f"{indexed(stage.name)} = {brief(stage.at)}" for stage in stages)
    total = sum(log_dets)
    legend: Legend = [
        ("●", f"the point on its way: {points}"),
        ("", f"log det of all layers: {' + '.join(_signed(log_dets))} = {brief(total)}"),
    ]
    typed = [
        f"{indexed(stage.name)} = {brief(stage.yours)}"
        for stage in stages
        if stage.yours is not None
    ]
    if typed:
        legend.append((CROSS, f"yours: {', '.join(typed)}"))
    return sheet, legend


def _under(log_det: float, room: int) -> str:
    """The log-determinant of the layer that leads to a panel."""
    text = f"log det {brief(log_det)}"
    return (text if len(text) < room else brief(log_det)).center(room)


def _signed(values: Sequence[float]) -> list[str]:
    return [brief(value) if value >= 0 else f"({brief(value)})" for value in values]


def _points(stage: Stage, places: Sequence[float]) -> Iterator[Point]:
    """Of the curve, as far as doubles reach."""
    for at in places:
        try:
            yield stage.value(at), stage.density(at)
        except (OverflowError, ZeroDivisionError):
            continue


def _panel(stage: Stage, z: float, width: int, height: int) -> Framed:
    """One density over its axis, with the point on it."""
    curve = sorted(_points(stage, _SHARES))
    low, high = (curve[int(share * len(curve))][0] for share in _SEEN)
    middle = curve[len(curve) // 2]
    first = curve[0][0]
    is_skewed = middle[0] - low < _SKEWED * (high - low) and stage.at > first
    if is_skewed:  # one scale for all of it would show nothing
        low, high = first, first + _BEYOND * (stage.at - first)
    far = 0.5 * (high - low)
    if low - far <= stage.at <= high + far:
        low, high = min(low, stage.at), max(high, stage.at)
    margin = 0.05 * (high - low)
    low, high = low - margin, high + margin
    drawn = sorted(_points(stage, (*_SHARES, *_ALL)))
    heights = [stage.density(z), *(height for x, height in drawn if low <= x <= high)]
    middle_height = 0.0 if is_skewed else middle[1]
    top = min(max(heights), _HIGHEST * max(middle_height, stage.density(z)))
    canvas = Canvas(width, height, Window(low, high, 0.0, 1.1 * top))
    canvas.path([(x, min(y, 2 * top)) for x, y in drawn])
    canvas.mark("●", min(max(stage.at, low), high), min(stage.density(z), 1.1 * top))
    if stage.yours is not None and math.isfinite(stage.yours):
        canvas.cross(stage.yours, 0.0)
    return Framed(canvas, (Tick(stage.at, brief(stage.at)), *scale(low, high, 3)))
