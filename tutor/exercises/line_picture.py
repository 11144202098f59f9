"""Two densities over one axis: the base, its image, and the learner's own where it is wrong."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from tutor.answers.answer import Entry, Interval
from tutor.answers.evaluate import values
from tutor.exercises.amount import Amount, rational
from tutor.exercises.pictures.canvas import (
    BASE,
    CROSS,
    IMAGE,
    YOURS,
    Canvas,
    Legend,
    Point,
    Window,
)
from tutor.exercises.pictures.mass_strip import ROWS, Carried, carried, mass_strip
from tutor.exercises.pictures.sketch import Framed, Piece, Sheet, Tick
from tutor.exercises.setting import LineSetting, image_text
from tutor.exercises.steps.step import Drawn, Wrong
from tutor.exercises.written import rounded, text

_FAR = 1e9  # instead of infinity, and of whatever else is typed
_ABOVE = 1.5  # how far above the highest right density a wrong one is still shown whole
_SPREAD = 3.2  # how far an unbounded base is drawn, in its reaches
_CURVE = 161  # points of a curve
_ROOM_FOR_STRIP = 12  # rows
_FLAT = 0.005  # of the peak: below this a curve's ends are left out


def densities(s: LineSetting, wrong: Wrong, width: int, height: int) -> tuple[Sheet, Legend]:
    """Both densities, the point that is asked about, and what was wrongly typed."""
    flow, z = s.flow, _grid(s)
    x, log = flow.transform.forward(z), flow.base.log_prob(z)
    heights_of_x = np.exp(log - flow.transform.log_abs_det_jacobian(z, x))
    base = _outline(s, list(zip(z, np.exp(log).tolist(), strict=True)))
    image = _outline(s, sorted(zip(x.tolist(), heights_of_x.tolist(), strict=True)))
    yours = _yours(s, wrong, sorted(x.tolist()))
    peak = max(y for _, y in base + image)
    asked = [(float(x.value), 0.0) for x in s.x] if s.z is not None else []
    left, right = _reach(base + image + asked, yours)
    margin = 0.03 * (right - left)
    heights = [y for _, y in yours]
    low = max(min([0.0, *heights]), -peak)
    high = min(max([peak, *heights]), _ABOVE * peak)
    strip = _strip(s) if height >= _ROOM_FOR_STRIP else None
    rows = height - 2 - (ROWS if strip else 0)
    canvas = Canvas(width, rows, Window(left - margin, right + margin, low, high * 1.02))
    canvas.path(base, BASE)
    canvas.path(image, IMAGE)
    canvas.path([(x, min(max(y, -_FAR), _FAR)) for x, y in yours], YOURS)
    if s.base.is_bounded:
        canvas.fill(image)
    _name(canvas, image, "X", other=[] if s.base.is_bounded else base)
    _name(canvas, base, "Z")
    if heights and max(heights) > _ABOVE * peak:
        across, _ = canvas.place(yours[len(yours) // 2][0], 0)
        canvas.label("↑ higher", 0, min(int(across // 2) + 1, width - 8))
    legend = _legend(s, wrong)
    if s.z is not None:
        (x_asked,) = s.x
        at, right_density = float(x_asked.value), math.exp(s.by_the_flow()[0])
        canvas.mark("●", at, right_density)
        legend.append(("●", f"X at x = {x_asked.text}: density {rounded(right_density)}"))
        typed = wrong.get(Drawn.POINT)
        if isinstance(typed, Entry) and abs(typed.approx) < 1e100:
            canvas.cross(at, typed.approx)
            legend.append((CROSS, f"yours: density {rounded(typed.approx)}"))
    sheet: list[Piece] = [Framed(canvas, tuple(_ticks(s)))]
    if strip:
        sheet.append(mass_strip(strip, width, canvas.window))
        legend.append(("dz dx", strip.said))
    canvas.name_yours()
    return sheet, legend


def _name(canvas: Canvas, curve: list[Point], name: str, other: Sequence[Point] = ()) -> None:
    """Write a curve's name inside it, else above or below it, but not inside another."""
    left, right = min(x for x, _ in curve), max(x for x, _ in curve)
    for share in (0.5, 0.3, 0.7) if other else (0.5,):
        x = left + share * (right - left)
        peak = _height(curve, x) if other else max(y for _, y in curve)
        across, down = canvas.place(x, peak * 0.75)
        top = int(canvas.place(x, peak)[1] // 4)
        roof = int(canvas.place(x, _height(other, x))[1] // 4) if other else canvas.height
        for row in (int(down // 4), top - 1, top + 1):
            is_inside_other = roof <= row < top
            if not is_inside_other and canvas.label(name, row, int(across // 2), only_free=True):
                return


def _height(curve: Sequence[Point], x: float) -> float:
    """Of a curve drawn from left to right; 0 where it is not drawn."""
    places, heights = zip(*curve, strict=True)
    return float(np.interp(x, places, heights, left=0, right=0))


def _grid(s: LineSetting) -> list[float]:
    """Points z across the base; its ends alone, if both densities are constant."""
    low, high = s.base.span(_SPREAD)
    pieces = 1 if s.is_flat else _CURVE - 1
    return [low + (high - low) * i / pieces for i in range(pieces + 1)]


def _outline(s: LineSetting, curve: list[Point]) -> list[Point]:
    """A density; from the axis up and back to it, where it ends in a step."""
    if s.base.is_bounded:
        (start, _), (end, _) = curve[0], curve[-1]
        return [(start, 0.0), *curve, (end, 0.0), (start, 0.0)]
    peak = max(height for _, height in curve)
    return [point for point in curve if point[1] >= _FLAT * peak]


def _yours(s: LineSetting, wrong: Wrong, x: list[float]) -> list[Point]:
    """The learner's own density, where it or its support is wrong."""
    density, support = wrong.get(Drawn.HEIGHT), wrong.get(Drawn.INTERVAL)
    if not s.is_flat:
        if not isinstance(density, Entry):
            return []
        heights = values(density.tree, {"x": x}, len(x))
        return [(at, height) for at, height in zip(x, heights, strict=True) if height == height]
    if density is None and support is None:
        return []
    height = density.approx if isinstance(density, Entry) else 1 / float(s.room)
    low, high = (float(end.value) for end in s.transform.image_ends(s.base))
    if isinstance(support, Interval):
        low, high = sorted((support.low.approx, support.high.approx))
    low, high = max(low, -_FAR), min(high, _FAR)
    return [(low, 0.0), (low, height), (high, height), (high, 0.0), (low, 0.0)]


def _reach(curves: list[Point], yours: list[Point]) -> Point:
    """From where to where the axis runs: far enough for all, but not to where yours is lost."""
    left, right = min(x for x, _ in curves), max(x for x, _ in curves)
    room = 0.6 * (right - left)
    if yours:
        left = max(left - room, min(left, *(x for x, _ in yours)))
        right = min(right + room, max(right, *(x for x, _ in yours)))
    return left, right


def _legend(s: LineSetting, wrong: Wrong) -> Legend:
    density, support = wrong.get(Drawn.HEIGHT), wrong.get(Drawn.INTERVAL)
    law = s.transform.law(s.base)
    image = law.summary if law is not None else f"on {image_text(s)}, mass 1"
    legend = [(BASE.sample, f"Z: {s.base.summary}"), (IMAGE.sample, f"X = f(Z): {image}")]
    if not s.is_flat:
        return [*legend, (YOURS.sample, "your density")] if density is not None else legend
    if density is None and support is None:
        return legend
    where, size = image_text(s), float(s.room)
    height, shown = 1 / size, text(1 / s.room)
    if isinstance(density, Entry):
        height, shown = density.approx, density.text
    if isinstance(support, Interval):
        where = typed_interval(support)
        size = abs(support.high.approx - support.low.approx)
    mass = "infinite mass" if math.isinf(size) else f"mass {rounded(height * size)}"
    return [*legend, (YOURS.sample, f"yours: density {shown} on {where}, {mass}")]


def typed_interval(support: Interval) -> str:
    """An interval as it was typed: [2, 6)."""
    left, right = "[" if support.holds_low else "(", "]" if support.holds_high else ")"
    return f"{left}{support.low.text}, {support.high.text}{right}"


def _strip(s: LineSetting) -> Carried | None:
    """A piece of mass around the point that is asked about, or beside the middle."""
    reach = float(s.base.reach)
    at = float(s.point[0].value) if s.z is not None else float(s.base.center) + reach / 2
    return carried(s.flow, at, reach)


def _ticks(s: LineSetting) -> Iterator[Tick]:
    """The places that matter, for the axis."""
    for mark in _marks(s):
        yield Tick(float(mark.value), mark.shown)


def _marks(s: LineSetting) -> list[Amount]:
    """The point that is asked about, the images of the base's ends or spread, its own marks."""
    base, f = s.base, s.transform
    low, high = base.support
    around = (base.center, base.center - base.reach, base.center + base.reach)
    inside = [z for z in around if low <= z <= high]
    images = [f.image(z) for z in (base.finite_ends if base.is_bounded else inside)]
    middle = f.forward(base.center)
    images.sort(key=lambda x: (abs(x.value - middle), x.value))
    asked = list(s.x) if s.z is not None else []
    return [*asked, *images, *map(rational, base.marks)]
