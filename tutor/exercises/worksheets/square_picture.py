"""Z and its square side by side, with two pieces of the mass that join on one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from tutor.answers.answer import Answer, Entry
from tutor.answers.evaluate import values
from tutor.exercises.amount import shown
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
from tutor.exercises.pictures.sketch import Beside, Framed, Sheet, scale
from tutor.exercises.worksheets.arranged import numbers_of
from tutor.exercises.written import rounded
from tutor.flows import Flow, Square
from tutor.flows.univariate import WithQuantiles

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2
_POINTS = 301  # of a curve
_SEEN = (0.003, 0.997)  # the part of an unbounded base that is shown
_HIGHEST = 4  # times as high as in the middle
_FARTHEST = 12  # times as high, for the point that is asked about
_FAR = 1e9


def joined(
    base: WithQuantiles,
    said: str,
    t: float,
    pieces: Mapping[str, tuple[float, float]],
    wrong: Mapping[str, Answer],
    width: int,
    height: int,
) -> tuple[Sheet, Legend]:
    """Both densities, the point t² with its roots, and what two pieces of Z become.

    `pieces` are the pieces of the line on which a density is asked for, by the step that asks.
    """
    flow = Flow(base, Square())
    low, high = map(float, base.icdf(np.array(_SEEN)))
    if np.isfinite(ends := base.icdf(np.array([0.0, 1.0]))).all():
        low, high = map(float, ends)
    far = max(-low, high)
    z = np.linspace(low, high, _POINTS)
    x = (far * np.linspace(0, 1, _POINTS)[1:]) ** 2
    of_z = list(zip(z.tolist(), np.exp(base.log_prob(z)).tolist(), strict=True))
    of_x = list(zip(x.tolist(), np.exp(flow.log_prob(x)).tolist(), strict=True))
    short = min(-low, high) if low < 0 < high else far
    mass = carried(flow, 0.6 * short, min(far / 2, 2 * short))
    room, rows = (width - _GAP) // 2, max(4, height - 4)
    high_at = float(np.exp(flow.log_prob(np.array(t * t))))
    z_pieces, x_pieces = ([p.z for p in mass.pieces], [mass.image]) if mass else ([], [])
    z_canvas = _panel(of_z, room, rows, BASE, z_pieces, 0.0)
    x_canvas = _panel(of_x, room, rows, IMAGE, x_pieces, high_at)
    roots = [root for root in (-t, t) if low <= root <= high]
    for canvas, places, log_prob in (
        (z_canvas, roots, base.log_prob),
        (x_canvas, [t * t], flow.log_prob),
    ):
        for place in places:
            canvas.mark("●", place, float(np.exp(log_prob(np.array(place)))))
    listed = " and ".join(shown(root) for root in roots)
    legend: Legend = [
        (BASE.sample, f"Z: {said}"),
        (IMAGE.sample, "X = f(Z): what both roots bring is added"),
        ("●", f"x = {shown(t * t)} comes from z = {listed}"),
    ]
    if mass:
        right, there = _interval(mass.pieces[-1].z), _interval(mass.image)
        legend.append(("shaded", f"z in {right} and its mirror image join on x in {there}"))
    legend += _yours(z_canvas, x_canvas, pieces, wrong)
    sheet: Sheet = [
        Beside(
            (
                Framed(z_canvas, scale(z_canvas.window.left, z_canvas.window.right, 4)),
                Framed(x_canvas, scale(x_canvas.window.left, x_canvas.window.right, 4)),
            ),
            ("Z", "X"),
            _GAP,
        )
    ]
    return sheet, legend


def _panel(
    curve: "Sequence[Point]",
    width: int,
    rows: int,
    stroke: Stroke,
    pieces: "Sequence[tuple[float, float]]",
    asked: float,
) -> Canvas:
    """A density over its axis, with pieces under it shaded, and a height that is asked about."""
    left, right = curve[0][0], curve[-1][0]
    left = min(left, 0.0)
    heights = [y for _, y in curve]
    middle = sorted(heights)[len(heights) // 2]
    top = 1.05 * max(min(max(heights), _HIGHEST * middle), min(asked, _FARTHEST * middle))
    margin = 0.04 * (right - left)
    canvas = Canvas(width, rows, Window(left - margin, right + margin, 0.0, top))
    drawn = [(x, min(y, 2 * top)) for x, y in curve]
    canvas.path([(drawn[0][0], 0.0), *drawn, (drawn[-1][0], 0.0)], stroke)
    for piece in pieces:
        low, high = sorted(piece)
        inside = [(x, min(y, top)) for x, y in drawn if low <= x <= high]
        if inside:
            low, high = inside[0][0], inside[-1][0]
            canvas.fill([(low, 0.0), *inside, (high, 0.0)])
            for end in (inside[0], inside[-1]):
                canvas.path([(end[0], 0.0), end])
    return canvas


def _interval(ends: tuple[float, float]) -> str:
    low, high = sorted(ends)
    return f"[{rounded(low, 3)}, {rounded(high, 3)}]"


def _yours(
    z_canvas: Canvas,
    x_canvas: Canvas,
    pieces: Mapping[str, tuple[float, float]],
    wrong: Mapping[str, Answer],
) -> Legend:
    """The learner's own roots, support and densities, drawn over the right ones."""
    said = []
    for step, canvas, name in (("preimages", z_canvas, "roots"), ("support", x_canvas, "support")):
        typed = numbers_of(wrong[step]) if step in wrong else None
        if typed:
            for each in typed:
                canvas.cross(float(each), 0.0)
            said.append(f"your {name}: {', '.join(map(shown, typed))}")
    legend: Legend = [(CROSS, "; ".join(said))] if said else []
    is_drawn = False
    for step, (low, high) in pieces.items():
        answer = wrong.get(step)
        if isinstance(answer, Entry):
            there = [low + (high - low) * (i + 0.5) / _POINTS for i in range(_POINTS)]
            heights = values(answer.tree, {"x": there}, len(there))
            yours = [p for p in zip(there, heights, strict=True) if p[1] == p[1]]
            x_canvas.path([(x, min(max(y, -_FAR), _FAR)) for x, y in yours], YOURS)
            is_drawn = True
    if is_drawn:
        legend.append((YOURS.sample, "your density"))
    return legend
