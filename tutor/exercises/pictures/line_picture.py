"""Two densities over one axis: the base, its image, and the learner's own where it is wrong."""

import math
from collections.abc import Mapping

import numpy as np

from tutor.answers.answer import Answer, Entry, Interval
from tutor.answers.evaluate import values
from tutor.exercises.base import Uniform
from tutor.exercises.pictures.canvas import BASE, IMAGE, YOURS, Canvas, Legend, Point, Window
from tutor.exercises.problem import Problem
from tutor.exercises.setting import LineSetting
from tutor.exercises.written import interval_text, text

_FAR = 1e9  # instead of infinity, and of whatever else is typed
_ABOVE = 1.5  # how far above the highest right density a wrong one is still shown whole


def densities(
    problem: Problem, s: LineSetting, wrong: Mapping[str, Answer], width: int, height: int
) -> tuple[list[str], Legend]:
    """Both densities, the point that is asked about, and what was wrongly typed."""
    base, image = _curve(problem, s, forward=False), _curve(problem, s, forward=True)
    yours = _yours(s, wrong)
    peak = max(y for _, y in base + image)
    left, right = _reach(base + image, yours)
    margin = 0.03 * (right - left)
    heights = [y for _, y in yours]
    low = max(min([0.0, *heights]), -peak)
    high = min(max([peak, *heights]), _ABOVE * peak)
    canvas = Canvas(width, height - 2, Window(left - margin, right + margin, low, high * 1.02))
    canvas.path(base, BASE)
    canvas.path(image, IMAGE)
    canvas.path([(x, min(max(y, -_FAR), _FAR)) for x, y in yours], YOURS)
    if isinstance(s.base, Uniform):
        canvas.fill(image)
    for curve, name in ((image, "X"), (base, "Z")):
        x = (min(x for x, _ in curve) + max(x for x, _ in curve)) / 2
        across, down = canvas.place(x, max(y for _, y in curve) * 0.75)
        canvas.label(name, int(down // 4), int(across // 2))
    if heights and max(heights) > _ABOVE * peak:
        across, _ = canvas.place(yours[len(yours) // 2][0], 0)
        canvas.label("↑ higher", 0, min(int(across // 2) + 1, width - 8))
    legend = _legend(s, wrong)
    if s.z is not None:
        at, density = float(s.x), math.exp(float(problem.flow.log_prob(np.array(float(s.x)))))
        canvas.mark("●", at, density)
        legend.append(("●", f"X at x = {text(s.x)}: density {density:.4g}"))
        typed = wrong.get("density-at")
        if isinstance(typed, Entry) and abs(typed.approx) < 1e100:
            canvas.mark("×", at, min(max(typed.approx, low), high))
            legend.append(("×", f"yours: density {typed.approx:.4g}"))
    return [*canvas.rows(), *_axis(s, canvas)], legend


def _curve(problem: Problem, s: LineSetting, forward: bool) -> list[Point]:
    """The outline of a density, from the axis up and back to it."""
    flow, base = problem.flow, s.base
    if isinstance(base, Uniform):
        segment = s.image if forward else base.support
        height = float(s.height) if forward else 1 / float(base.high - base.low)
        low, high = float(segment.low), float(segment.high)
        return [(low, 0.0), (low, height), (high, height), (high, 0.0), (low, 0.0)]
    z = float(base.mean) + float(base.scale) * np.linspace(-3.2, 3.2, 161)
    x = np.sort(flow.forward(z)) if forward else z
    heights = np.exp(flow.log_prob(x) if forward else base.log_prob(x))
    return [(float(at), float(height)) for at, height in zip(x, heights, strict=True)]


def _yours(s: LineSetting, wrong: Mapping[str, Answer]) -> list[Point]:
    """The learner's own density, where it or its support is wrong."""
    density, support = wrong.get("density"), wrong.get("support")
    if not isinstance(s.base, Uniform):
        if not isinstance(density, Entry):
            return []
        center, spread = float(s.transform.at(s.base.mean)), float(abs(s.a) * s.base.scale)
        x = [center + spread * 3.2 * (i / 80 - 1) for i in range(161)]
        heights = values(density.tree, {"x": x}, len(x))
        return [(at, height) for at, height in zip(x, heights, strict=True) if height == height]
    if density is None and support is None:
        return []
    height = density.approx if isinstance(density, Entry) else float(s.height)
    low, high = float(s.image.low), float(s.image.high)
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


def _legend(s: LineSetting, wrong: Mapping[str, Answer]) -> Legend:
    base, density, support = s.base, wrong.get("density"), wrong.get("support")
    if not isinstance(base, Uniform):
        center, spread = text(s.transform.at(base.mean)), text(abs(s.a) * base.scale)
        mean, scale = text(base.mean), text(base.scale)
        legend = [
            (BASE.sample, f"Z: mean {mean}, standard deviation {scale}"),
            (IMAGE.sample, f"X = f(Z): mean {center}, standard deviation {spread}"),
        ]
        return [*legend, (YOURS.sample, "your density")] if density is not None else legend
    where, flat = interval_text(base.low, base.high), text(1 / (base.high - base.low))
    image = interval_text(s.image.low, s.image.high)
    legend = [
        (BASE.sample, f"Z: density {flat} on {where}, mass 1"),
        (IMAGE.sample, f"X = f(Z): density {text(s.height)} on {image}, mass 1"),
    ]
    if density is None and support is None:
        return legend
    height, shown, size = float(s.height), text(s.height), float(s.image.size)
    if isinstance(density, Entry):
        height, shown = density.approx, density.text
    if isinstance(support, Interval):
        image = _typed(support)
        size = abs(support.high.approx - support.low.approx)
    mass = "infinite mass" if math.isinf(size) else f"mass {height * size:.4g}"
    return [*legend, (YOURS.sample, f"yours: density {shown} on {image}, {mass}")]


def _typed(support: Interval) -> str:
    left, right = "[" if support.holds_low else "(", "]" if support.holds_high else ")"
    return f"{left}{support.low.text}, {support.high.text}{right}"


def _axis(s: LineSetting, canvas: Canvas) -> list[str]:
    """The axis under a canvas, with the places that matter marked and labelled."""
    base = s.base
    if isinstance(base, Uniform):
        marked = [s.image.low, s.image.high, base.low, base.high]
    else:
        center, spread = s.transform.at(base.mean), abs(s.a) * base.scale
        marked = [center, center - spread, center + spread, base.mean]
        if s.z is not None:
            marked.insert(0, s.x)
    line = ["─"] * canvas.width
    labels = Canvas(canvas.width, 1, canvas.window)
    for value in dict.fromkeys(marked):
        column = int(canvas.place(float(value), 0)[0] // 2)
        shown = str(value)
        start = min(max(column - (len(shown) - 1) // 2, 0), canvas.width - len(shown))
        if 0 <= column < canvas.width and labels.label(shown, 0, start):
            line[column] = "┴"
    return ["".join(line), *labels.rows()]
