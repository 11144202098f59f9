"""What shows that an answer is wrong: a mass that is not 1, a point that does not come back."""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from tutor.answers.answer import Answer, Entry, Interval, Matrix, Points, Vector
from tutor.answers.evaluate import Value, exact, values
from tutor.answers.tokens import Unreadable
from tutor.exercises.base import Array, Normal, Uniform
from tutor.exercises.setting import LineSetting, PlaneSetting, Setting
from tutor.exercises.support import Point
from tutor.exercises.written import interval_text, matrix_text, point_text

_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


def evidence(setting: Setting, step: str, answer: Answer) -> str:
    """In what the answer goes against the definition; empty if this has nothing to say."""
    if isinstance(setting, LineSetting):
        on_line = _LINE.get(step)
        return on_line(setting, answer) if on_line is not None else ""
    in_plane = _PLANE.get(step)
    return in_plane(setting, answer) if in_plane is not None else ""


def _shown(value: Value) -> str:
    if isinstance(value, Fraction) and value.denominator < 10_000 > abs(value.numerator):
        return str(value)
    return f"{float(value):.4g}"


def _number(answer: Answer) -> Value | None:
    """The value typed, if it is one number that can be reckoned with."""
    if isinstance(answer, Entry) and answer.value is not None and -1e100 < answer.value < 1e100:
        return answer.value
    return None


def _times(value: Value, factor: Fraction) -> Value:
    return value * factor if isinstance(value, Fraction) else value * float(factor)


# On the line


def _comes_back(s: LineSetting, answer: Answer) -> str:
    """g(f(z)) = z, or the answer is no inverse."""
    if not isinstance(answer, Entry):
        return ""
    if isinstance(s.base, Uniform):
        low, width = s.base.low, s.base.high - s.base.low
        tried = [low + width * part for part in (Fraction(1, 2), Fraction(1, 4), Fraction(1))]
    else:
        tried = [s.base.mean + s.base.scale * t for t in (1, 0, -1)]
    for z in tried:
        x = s.transform.at(z)
        try:
            back = exact(answer.tree, {"x": x})
        except Unreadable:
            return f"f({z}) = {x}, and at x = {x} your answer has no value"
        if not math.isclose(back, z, rel_tol=1e-9, abs_tol=1e-9):
            return f"f({z}) = {x}, but your answer takes {x} back to {_shown(back)}"
    return ""


def _is_the_image(s: LineSetting, answer: Answer) -> str:
    """Every f(z) lies in the support, and nothing else does."""
    if not isinstance(answer, Interval) or answer.low.value is None or answer.high.value is None:
        return ""
    low = min(answer.low.value, answer.high.value)
    high = max(answer.low.value, answer.high.value)
    if isinstance(s.base, Uniform):
        for z in (s.base.low, s.base.high):
            if not low <= s.transform.at(z) <= high:
                return f"f({z}) = {s.transform.at(z)} does not lie in it"
        for end, over in ((high, high > s.image.high), (low, low < s.image.low)):
            if over:
                inside = end if math.isfinite(end) else s.image.high + 1
                return f"it holds {_shown(inside)}, but no z of the base's support is sent there"
        return ""
    end = high if not math.isinf(high) else low
    beyond = Fraction(round(end)) + (2 if end == high else -2)
    return f"f({s.transform.back(beyond)}) = {beyond} does not lie in it"


def _ends(s: LineSetting) -> tuple[Value, Value]:
    return s.image.low, s.image.high


def _reaches(s: LineSetting, answer: Answer) -> str:
    """A slope takes f(0) to f(1)."""
    slope = _number(answer)
    if slope is None:
        return ""
    reached = _shown(slope + s.b if isinstance(slope, Fraction) else slope + float(s.b))
    start, end = s.transform.at(Fraction(0)), s.transform.at(Fraction(1))
    return f"from f(0) = {start} your slope leads to {reached} at z = 1, but f(1) = {end}"


def _stretches(s: LineSetting, answer: Answer) -> str:
    said = _factor(answer)
    return said and f"{said} lengths by that; f sends [0, 1] to a length of {abs(s.a)}"


def _factor(answer: Answer) -> str:
    logarithm = _number(answer)
    if logarithm is None or logarithm > 300:
        return ""
    return f"its exponential is {math.exp(logarithm):.4g}, so f would multiply"


def _line_mass(s: LineSetting, answer: Answer) -> str:
    """A density integrates to 1."""
    height = _number(answer)
    if isinstance(s.base, Uniform):
        if height is None:
            return ""
        mass = _shown(_times(height, Fraction(s.image.size)))
        where = interval_text(*_ends(s))
        return f"your density integrates to {mass} over {where}; a density integrates to 1"
    return _curve_mass(s, answer, s.base)


def _curve_mass(s: LineSetting, answer: Answer, base: Normal) -> str:
    if not isinstance(answer, Entry):
        return ""
    center, spread = float(s.transform.at(base.mean)), float(abs(s.a) * base.scale)
    x = center + spread * np.linspace(-12, 12, 1201)
    heights = np.array(values(answer.tree, {"x": tuple(x)}, len(x)))
    if np.isnan(heights).any():
        return ""
    # Simpson's rule
    weights = np.full(len(x), 2.0)
    weights[1::2] = 4
    weights[[0, -1]] = 1
    mass = float(heights @ weights) * (x[1] - x[0]) / 3
    if math.isclose(mass, 1, rel_tol=1e-4):
        return ""  # a density, but not this one
    return f"your density integrates to {mass:.4g}; a density integrates to 1"


def _line_at(s: LineSetting, answer: Answer) -> str:
    assert s.z is not None
    return _scaled(s, _number(answer), abs(s.a), str(s.z), np.array(float(s.z)))


def _line_log_at(s: LineSetting, answer: Answer) -> str:
    assert s.z is not None
    return _scaled(s, _exponential(answer), abs(s.a), str(s.z), np.array(float(s.z)))


def _exponential(answer: Answer) -> float | None:
    logarithm = _number(answer)
    return None if logarithm is None or logarithm > 300 else math.exp(logarithm)


def _scaled(s: Setting, density: Value | None, size: Fraction, shown: str, z: Array) -> str:
    """p_X(f(z)) |det J_f| = p_Z(z), or this is not the density of X."""
    if density is None:
        return ""
    base = math.exp(float(s.base.log_prob(z)))
    return (
        f"times |det J_f| = {size} it makes {float(density) * float(size):.4g},"
        f" but the base density at z = {shown} is {base:.4g}"
    )


def _mass_kept(_setting: Setting, answer: Answer) -> str:
    if _number(answer) is None:
        return ""
    return "the base holds mass 1, and f neither makes nor loses any"


# In the plane


def _is_crosswise(s: PlaneSetting, answer: Answer) -> str:
    """The two products of the determinant, or what settles its sign."""
    if _number(answer) != -s.det:
        a, b, c, d = s.entries
        return f"here ad = {a * d} and bc = {b * c}"
    way = "clockwise" if s.det < 0 else "counterclockwise"
    return f"the shorter turn from A's first column to its second is {way}, which settles the sign"


def _undoes(s: PlaneSetting, answer: Answer) -> str:
    """M A is the identity, or M is not the inverse."""
    if not isinstance(answer, Matrix) or [len(row) for row in answer.rows] != [2, 2]:
        return ""
    (a, b), (c, d) = s.transform.A
    product = []
    for row in answer.rows:
        p, q = (entry.value for entry in row)
        if not (isinstance(p, Fraction) and isinstance(q, Fraction)):
            return ""
        product.append((p * a + q * c, p * b + q * d))
    return f"your matrix times A is {matrix_text(product)}, not the identity"


def _plane_mass(s: PlaneSetting, answer: Answer) -> str:
    height = _number(answer)
    if height is None:
        return ""
    mass = _shown(_times(height, abs(s.det)))
    return f"your density integrates to {mass} over the image; a density integrates to 1"


def _are_images(s: PlaneSetting, answer: Answer) -> str:
    """Every corner is f of a corner."""
    if not isinstance(answer, Points):
        return ""
    right = s.image.corners
    typed = [_point(vector) for vector in answer.points]
    for point in typed:
        if point is not None and point not in right:
            back = point_text(s.transform.back(point))
            return f"{point_text(point)} comes from {back}, which is no corner of the unit square"
    for corner, image in zip(_CORNERS, right, strict=True):
        if image not in typed:
            return f"the image of {corner} is missing"
    return ""


def _point(vector: Vector) -> Point | None:
    exact = [entry.value for entry in vector.entries if isinstance(entry.value, Fraction)]
    return (exact[0], exact[1]) if len(exact) == len(vector.entries) == 2 else None


def _area_mass(s: PlaneSetting, answer: Answer) -> str:
    area = _number(answer)
    if area is None:
        return ""
    density = 1 / abs(s.det)
    mass = _shown(_times(area, density))
    return f"with the density {density} the mass on that area would be {mass}; it must be 1"


def _plane_stretches(s: PlaneSetting, answer: Answer) -> str:
    said = _factor(answer)
    return said and f"{said} areas by that; f sends the unit square to an area of {abs(s.det)}"


def _plane_at(s: PlaneSetting, answer: Answer) -> str:
    assert s.z is not None
    return _scaled(s, _number(answer), abs(s.det), point_text(s.z), np.array(s.z, float))


def _plane_log_at(s: PlaneSetting, answer: Answer) -> str:
    assert s.z is not None
    return _scaled(s, _exponential(answer), abs(s.det), point_text(s.z), np.array(s.z, float))


_LINE: dict[str, Callable[[LineSetting, Answer], str]] = {
    "inverse": _comes_back,
    "support": _is_the_image,
    "derivative": _reaches,
    "log-abs-det": _stretches,
    "density": _line_mass,
    "total-mass": _mass_kept,
    "density-at": _line_at,
    "log-density-at": _line_log_at,
}
_PLANE: dict[str, Callable[[PlaneSetting, Answer], str]] = {
    "determinant": _is_crosswise,
    "inverse": _undoes,
    "log-abs-det": _plane_stretches,
    "density": _plane_mass,
    "corners": _are_images,
    "area": _area_mass,
    "total-mass": _mass_kept,
    "density-at": _plane_at,
    "log-density-at": _plane_log_at,
}
