"""What would be right, given what the learner answered before: an early slip is counted once."""

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import numpy as np

from tutor.answers.answer import Answer, Entry, Interval, Matrix, Points
from tutor.answers.evaluate import Value, values
from tutor.exercises.base import Array, Uniform
from tutor.exercises.setting import LineSetting, PlaneSetting, Setting

Earlier = Mapping[str, Answer]  # the earlier answers that were wrong, by their steps
Follows = Iterator[tuple[str, Value]]  # the steps it follows from, and what would be right


def following(setting: Setting, step: str, earlier: Earlier) -> list[tuple[str, Value]]:
    """The numbers that would be right for a step, and the earlier steps each follows from."""
    if isinstance(setting, LineSetting):
        on_line = _LINE.get(step)
        found = list(on_line(setting, earlier)) if on_line is not None else []
    else:
        in_plane = _PLANE.get(step)
        found = list(in_plane(setting, earlier)) if in_plane is not None else []
    return [(steps, value) for steps, value in found if math.isfinite(value)]


def _number(earlier: Earlier, step: str) -> Value | None:
    answer = earlier.get(step)
    if isinstance(answer, Entry) and answer.value is not None and -1e100 < answer.value < 1e100:
        return answer.value
    return None


def _size(value: Value | None) -> Value:
    """The absolute value; 0 where there is none."""
    if value is None:
        return Fraction(0)
    return value if value > 0 else -value


def _over(above: Fraction, below: Value) -> Value:
    return above / below if isinstance(below, Fraction) else float(above) / below


def _product(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    return float(a) * float(b)


# On the line


def _line_density(s: LineSetting, earlier: Earlier) -> Follows:
    slope = _size(_number(earlier, "derivative"))
    if slope and isinstance(s.base, Uniform):
        yield "derivative", _over(s.height * abs(s.a), slope)


def _line_mass(s: LineSetting, earlier: Earlier) -> Follows:
    height, interval = _number(earlier, "density"), earlier.get("support")
    length: Value | None = None
    if isinstance(interval, Interval):
        low, high = interval.low.value, interval.high.value
        if low is not None and high is not None and math.isfinite(low) and math.isfinite(high):
            length = _size(_product(Fraction(1), high - low))
    if height is not None:
        yield "density", _product(height, Fraction(s.image.size))
    if length is not None:
        yield "support", _product(length, s.height)
    if height is not None and length is not None:
        yield "support and density", _product(length, height)


def _line_log_abs_det(s: LineSetting, earlier: Earlier) -> Follows:
    slope = _size(_number(earlier, "derivative"))
    if slope:
        yield "derivative", math.log(slope)


def _line_at(s: LineSetting, earlier: Earlier) -> Follows:
    inverse, slope = earlier.get("inverse"), _size(_number(earlier, "derivative"))
    if isinstance(inverse, Entry):
        (z,) = values(inverse.tree, {"x": (float(s.x),)}, 1)
        if math.isfinite(z):
            yield "inverse", _density(s, np.array(z), float(abs(s.a)))
    if slope:
        yield "derivative", _density(s, np.array(float(s.z or 0)), float(slope))


def _density(s: Setting, z: Array, size: float) -> float:
    return math.exp(float(s.base.log_prob(z))) / size


def _log_at(s: Setting, earlier: Earlier) -> Follows:
    density = _number(earlier, "density-at")
    if density is not None and density > 0:
        yield "density-at", math.log(density)
    at = _line_at(s, earlier) if isinstance(s, LineSetting) else _plane_at(s, earlier)
    for steps, value in at:
        if value > 0:
            yield steps, math.log(value)


# In the plane


def _plane_density(s: PlaneSetting, earlier: Earlier) -> Follows:
    det = _size(_number(earlier, "determinant"))
    if det:
        yield "determinant", _over(Fraction(1), det)


def _area(s: PlaneSetting, earlier: Earlier) -> Follows:
    det, corners = _number(earlier, "determinant"), earlier.get("corners")
    if det is not None:
        yield "determinant", _size(det)
    if isinstance(corners, Points) and len(corners.points) == 4:
        points = [
            [float(e.value) for e in p.entries if e.value is not None] for p in corners.points
        ]
        if all(len(point) == 2 for point in points):
            yield "corners", _hull_area([(x, y) for x, y in points])


def _hull_area(points: list[tuple[float, float]]) -> float:
    """The area of the quadrilateral of four points, in whatever order they were given."""
    x, y = sum(p[0] for p in points) / 4, sum(p[1] for p in points) / 4
    around = sorted(points, key=lambda p: math.atan2(p[1] - y, p[0] - x))
    pairs = zip(around, around[1:] + around[:1], strict=True)
    return abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in pairs)) / 2


def _plane_mass(s: PlaneSetting, earlier: Earlier) -> Follows:
    height, area = _number(earlier, "density"), _number(earlier, "area")
    if height is not None:
        yield "density", _product(height, abs(s.det))
    if area is not None:
        yield "area", _product(area, 1 / abs(s.det))
    if height is not None and area is not None:
        yield "density and area", _product(area, height)


def _plane_log_abs_det(s: PlaneSetting, earlier: Earlier) -> Follows:
    det = _size(_number(earlier, "determinant"))
    if det:
        yield "determinant", math.log(det)


def _plane_at(s: PlaneSetting, earlier: Earlier) -> Follows:
    assert s.z is not None
    det, log = _size(_number(earlier, "determinant")), _number(earlier, "log-abs-det")
    right, z = float(abs(s.det)), np.array(s.z, float)
    sizes = [("", right)]
    if log is not None and -300 < log < 300:
        sizes.append(("log-abs-det", math.exp(log)))
    if det:
        sizes.append(("determinant", float(det)))
    places = [("", z)]
    back = _taken_back(s, earlier)
    if back is not None:
        places.append(("inverse", back))
    for place, point in places:
        for size_step, size in sizes:
            steps = " and ".join(step for step in (place, size_step) if step)
            if steps:
                yield steps, _density(s, point, size)


def _taken_back(s: PlaneSetting, earlier: Earlier) -> Array | None:
    """Where the learner's own inverse matrix takes the point that is asked about."""
    matrix = earlier.get("inverse")
    if not isinstance(matrix, Matrix) or [len(row) for row in matrix.rows] != [2, 2]:
        return None
    rows = [[float(entry.value or 0) for entry in row] for row in matrix.rows]
    moved = np.array(s.x, float) - np.array(s.transform.shift, float)
    return np.asarray(np.array(rows) @ moved)


_LINE: dict[str, Callable[[LineSetting, Earlier], Follows]] = {
    "density": _line_density,
    "total-mass": _line_mass,
    "log-abs-det": _line_log_abs_det,
    "density-at": _line_at,
    "log-density-at": _log_at,
}
_PLANE: dict[str, Callable[[PlaneSetting, Earlier], Follows]] = {
    "density": _plane_density,
    "area": _area,
    "total-mass": _plane_mass,
    "log-abs-det": _plane_log_abs_det,
    "density-at": _plane_at,
    "log-density-at": _log_at,
}
