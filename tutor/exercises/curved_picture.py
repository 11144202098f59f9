"""Z and X side by side, each with its own scale, where f is not a straight line.

The same piece of mass is shaded in both: over dz in the one, and where f takes it in the other.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from tutor.answers.answer import Entry, Interval
from tutor.answers.evaluate import values
from tutor.exercises.line_picture import typed_interval
from tutor.exercises.pictures.canvas import (
    BASE,
    CROSS,
    IMAGE,
    YOURS,
    Canvas,
    Legend,
    Point,
    Stroke,
    Window,
)
from tutor.exercises.pictures.mass_strip import carried
from tutor.exercises.pictures.sketch import Beside, Framed, Sheet, Tick, scale
from tutor.exercises.setting import LineSetting, image_text
from tutor.exercises.steps.step import Drawn, Wrong
from tutor.exercises.written import rounded
from tutor.flows.arrays import Array
from tutor.flows.univariate import WithQuantiles

_GAP = 2
_POINTS = 401  # of a curve, at equal steps of mass
_SEEN = (0.03, 0.97)  # the part of an unbounded distribution that is shown
_SPREAD = 6  # times the middle half: as far from the median as is shown
_HIGHEST = 5  # times as high as in the middle
_LOST = 0.04  # of the picture: nearer to an end than this a point is not seen as one inside
_BEYOND = 3
_UNSEEN = 0.02  # of the height of the picture: a curve below that runs along the axis
_AS_HIGH = 1.005  # times the right height, or less
_FAR = 1e9
_LARGEST_LOG = 700.0


def two_densities(s: LineSetting, wrong: Wrong, width: int, height: int) -> tuple[Sheet, Legend]:
    """The densities of Z and X, the point that is asked about, and the learner's own density."""
    flow, base = s.flow, s.base.distribution()
    assert isinstance(base, WithQuantiles)
    z = base.icdf(np.linspace(0, 1, _POINTS))
    x = np.sort(flow.transform.forward(z))
    reach, asked = float(s.base.reach), s.z is not None
    at = float(s.point[0].value) if asked else float(base.icdf(0.7))
    x_at = float(s.x[0].value) if asked else float(flow.transform.forward(at))
    mass = carried(flow, at, reach)
    room, rows = (width - _GAP) // 2, height - 4
    panels = []
    for places, log_prob, point, stroke, pieces in (
        (z, base.log_prob, at, BASE, [piece.z for piece in mass.pieces] if mass else []),
        (x, flow.log_prob, x_at, IMAGE, [mass.image] if mass else []),
    ):
        curve = _curve(places, log_prob(places), [*pieces, (point, point)], log_prob)
        ends = [end for piece in pieces for end in piece] if asked and stroke is BASE else []
        canvas = _canvas(curve, places, [point] if asked else [], ends, room, rows)
        _draw(canvas, curve, stroke, pieces)
        panels.append(canvas)
    of_z, of_x = panels
    legend: Legend = [
        (BASE.sample, f"Z: {s.base.summary}"),
        (IMAGE.sample, f"X = f(Z): on {image_text(s)}, mass 1"),
    ]
    right = math.exp(float(flow.log_prob(x_at)))
    seen = [each for each in x.tolist() if math.isfinite(each)]
    legend += _yours(of_x, wrong, seen, (x_at, right))
    z_ticks, x_ticks = [Tick(float(m), str(m)) for m in s.base.marks], []
    if asked:
        heights_at = math.exp(float(base.log_prob(at))), math.exp(s.by_the_flow()[0])
        for canvas, place, height_at in zip(panels, (at, x_at), heights_at, strict=True):
            canvas.mark("●", place, height_at)
        z_ticks.insert(0, Tick(at, s.point[0].text))
        x_ticks.append(Tick(x_at, s.x[0].shown))
        beyond = "" if of_x.window.holds(x_at, heights_at[1]) else " (beyond the arrow)"
        said = f"z = {s.point[0].shown} and x = {s.x[0].shown}{beyond}: density "
        said += rounded(heights_at[1])
        legend.append(("●", said))
        typed = wrong.get(Drawn.POINT)
        if isinstance(typed, Entry) and abs(typed.approx) < 1e100:
            of_x.cross(x_at, typed.approx)
            legend.append((CROSS, f"yours: density {rounded(typed.approx)}"))
    x_ticks += scale(of_x.window.left, of_x.window.right, 3)
    sheet: Sheet = [
        Beside((Framed(of_z, tuple(z_ticks)), Framed(of_x, tuple(x_ticks))), ("Z", "X"), _GAP)
    ]
    if mass:
        legend.append(("shaded", mass.said))
    of_x.name_yours()
    return sheet, legend


def _yours(canvas: Canvas, wrong: Wrong, x: Sequence[float], at: Point) -> Legend:
    """The learner's own density, also from its logarithm, and the ends of the support.

    At one point of the right curve is said how far off it is.
    """
    legend: Legend = []
    window = canvas.window
    seen = [each for each in x if window.left <= each <= window.right]
    for kind, name in ((Drawn.HEIGHT, "your density"), (Drawn.LOGARITHM, "exp of your log p")):
        answer = wrong.get(kind)
        if isinstance(answer, Entry):
            heights = values(answer.tree, {"x": [*seen, at[0]]}, len(seen) + 1)
            if kind is Drawn.LOGARITHM:
                heights = [math.exp(min(height, _LARGEST_LOG)) for height in heights]
            name += _off(at, heights.pop())
            yours = [p for p in zip(seen, heights, strict=True) if p[1] == p[1]]
            canvas.path([(at, min(max(y, -_FAR), _FAR)) for at, y in yours], YOURS)
            legend.append((YOURS.sample, name + _where(window, [y for _, y in yours])))
    support = wrong.get(Drawn.INTERVAL)
    if isinstance(support, Interval):
        for end in (support.low, support.high):
            if math.isfinite(end.approx):
                canvas.cross(end.approx, 0.0)
        legend.append((CROSS, f"your support: {typed_interval(support)}"))
    return legend


def _off(at: Point, height: float) -> str:
    """How many times too high or too low a density is at a point."""
    x, right = at
    if not 0 < height < _FAR:
        return ""
    times, way = (height / right, "high") if height > right else (right / height, "low")
    if times < _AS_HIGH:
        return f", right at x = {rounded(x)}"
    return f", {rounded(times, 3)} times too {way} at x = {rounded(x)}"


def _where(window: Window, heights: Sequence[float]) -> str:
    """Where a curve runs, if little of it can be seen."""
    if all(height > window.top for height in heights):
        return ", higher than the picture"
    if all(height < _UNSEEN * window.top for height in heights):
        return ", too low to be seen" if min(heights) >= 0 else ", below the axis"
    return ""


def _curve(
    places: Array,
    logs: Array,
    ends: Sequence[tuple[float, float]],
    log_prob: Callable[[Array], Array],
) -> list[Point]:
    """The density at the places and at the ends of pieces, in order, where it is finite."""
    extra = np.array([end for pair in ends for end in pair])
    listed = np.concatenate([places, extra])
    heights = np.exp(np.concatenate([logs, log_prob(extra)]))
    good = np.isfinite(listed) & np.isfinite(heights)
    return sorted(zip(listed[good].tolist(), heights[good].tolist(), strict=True))


def _canvas(
    curve: Sequence[Point],
    places: Array,
    asked: Sequence[float],
    ends: Sequence[float],
    width: int,
    rows: int,
) -> Canvas:
    """A canvas that shows most of the mass, and if near the point that is asked about and ends."""
    finite = np.isfinite(places[[0, -1]])
    low, high = (
        float(places[-1 if share > 0.5 else 0] if is_finite else np.quantile(places[1:-1], share))
        for share, is_finite in zip(_SEEN, finite, strict=True)
    )
    first, median, third = np.quantile(places[1:-1], (0.25, 0.5, 0.75))
    most = _SPREAD * float(third - first)  # of a long tail the far part is left out
    low, high = max(low, float(median) - most), min(high, float(median) + most)
    around = _around(float(places[0]), low, high, asked) if finite[0] and not finite[1] else None
    if around is not None:
        low, high = around
    far = high - low
    for x in (*asked, *ends):
        if low - far <= x <= high + far:
            low, high = min(low, x), max(high, x)
    margin = 0.04 * (high - low)
    shown = [y for x, y in curve if low <= x <= high]
    middle = sorted(shown)[len(shown) // 2] if around is None else dict(curve)[asked[0]]
    top = 1.05 * min(max(shown), _HIGHEST * middle)
    return Canvas(width, rows, Window(low - margin, high + margin, 0.0, top))


def _around(end: float, low: float, high: float, asked: Sequence[float]) -> Point | None:
    """From the end of a half line to thrice as far as a point that is else lost beside it."""
    for x in asked:
        if not _LOST * (high - low) <= x - end <= high - end:
            return end, end + _BEYOND * (x - end)
    return None


def _draw(
    canvas: Canvas,
    curve: Sequence[Point],
    stroke: Stroke,
    pieces: Sequence[tuple[float, float]],
) -> None:
    """The curve, up from the axis and down to it at its ends, and the pieces under it."""
    above = 2 * canvas.window.top
    drawn = [(x, min(y, above)) for x, y in curve]
    canvas.path([(drawn[0][0], 0.0), *drawn, (drawn[-1][0], 0.0)], stroke)
    for piece in pieces:
        low, high = (
            min(max(end, canvas.window.left), canvas.window.right) for end in sorted(piece)
        )
        inside = [(x, min(y, canvas.window.top)) for x, y in drawn if low <= x <= high]
        if inside:
            canvas.fill([(low, 0.0), *inside, (high, 0.0)])
            for end in (inside[0], inside[-1]):
                canvas.path([(end[0], 0.0), end])
