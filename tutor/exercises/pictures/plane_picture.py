"""A square and its image, a circle and its image: to scale, with what they measure."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from tutor.answers.answer import Answer, Entry, Points
from tutor.exercises.base import PlaneNormal, UnitSquare
from tutor.exercises.pictures.canvas import BASE, IMAGE, YOURS, Canvas, Legend, Point, Window
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.written import point_text, text

_FAR = 1e9
_BESIDE = 10  # cells left and right of a shape, for the labels of its corners


def parallelograms(
    s: PlaneSetting, wrong: Mapping[str, Answer], width: int, height: int
) -> tuple[list[str], Legend]:
    """The unit square, its image, and the learner's corners where they are wrong."""
    square, image = _floats(UnitSquare().support.corners), _floats(s.image.corners)
    yours = _around(_typed(wrong.get("corners")))
    canvas = to_scale([*square, *image, *_near(yours, [*square, *image])], width, height)
    canvas.path(square, BASE, closed=True)
    canvas.path(image, IMAGE, closed=True)
    if yours:
        canvas.path(yours, YOURS, closed=True)
    canvas.fill(image)
    center = _center(image)
    for (x, y), name in zip(image, map(point_text, s.image.corners), strict=True):
        canvas.label_near(name, x, y, center)
    for x, y in yours:
        if (x, y) not in image:
            canvas.label_near(f"({x:.4g}, {y:.4g})?", x, y, _center(yours))
    across, down = canvas.place(*center)
    area = f" area {text(abs(s.det))} "
    canvas.label(area, int(down // 4), int(across // 2) - len(area) // 2)
    legend: Legend = [
        (BASE.sample, "the unit square, area 1"),
        (IMAGE.sample, f"its image under f, area {text(abs(s.det))}{_turned(s)}"),
    ]
    if yours:
        legend.append((YOURS.sample, "your corners"))
    density = wrong.get("density")
    if isinstance(density, Entry):
        mass = density.approx * float(abs(s.det))
        legend.append(("", f"your density {density.text} would put mass {mass:.4g} on the image"))
    return canvas.rows(), legend


def _turned(s: PlaneSetting) -> str:
    return ", turned over" if s.det < 0 else ""


def ellipses(
    s: PlaneSetting, base: PlaneNormal, width: int, height: int
) -> tuple[list[str], Legend]:
    """One standard deviation around the base's mean, and the image of that curve."""
    (m1, m2), (s1, s2) = _floats([base.mean, base.scale])
    turns = [2 * math.pi * i / 240 for i in range(240)]
    circle = [(m1 + s1 * math.cos(t), m2 + s2 * math.sin(t)) for t in turns]
    image = [_image(s, point) for point in circle]
    center = s.transform.at(base.mean)
    marked: list[Point] = []
    if s.z is not None:
        marked = _floats([s.z, s.x])
    canvas = to_scale([*circle, *image, *_near(marked, [*circle, *image])], width, height)
    canvas.path(circle, BASE, closed=True)
    canvas.path(image, IMAGE, closed=True)
    for at in _floats([center, base.mean]):
        canvas.mark("+", *at)
    for sign, at in zip("zx", marked, strict=False):
        canvas.mark(sign, *at)
    curve = "circle" if s1 == s2 else "ellipse"
    area = abs(s.det) * base.scale[0] * base.scale[1]
    around = f"its image around {point_text(center)}, area {_pi(area)}{_turned(s)}"
    legend: Legend = [
        (BASE.sample, f"Z: the {curve} of one standard deviation around {point_text(base.mean)}"),
        (IMAGE.sample, f"X = f(Z): {around}"),
    ]
    if s.z is not None:
        legend.append(("z, x", f"f takes z = {point_text(s.z)} to x = {point_text(s.x)}"))
    return canvas.rows(), legend


def _pi(factor: Fraction) -> str:
    return "pi" if factor == 1 else f"{text(factor)} pi"


def _image(s: PlaneSetting, point: Point) -> Point:
    (a, b), (c, d) = s.transform.A
    x, y = point
    return (
        float(a) * x + float(b) * y + float(s.transform.shift[0]),
        float(c) * x + float(d) * y + float(s.transform.shift[1]),
    )


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


def _floats(points: Sequence[tuple[Fraction, Fraction]]) -> list[Point]:
    return [(float(x), float(y)) for x, y in points]


def _center(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _typed(corners: Answer | None) -> list[Point]:
    if not isinstance(corners, Points):
        return []
    typed = [
        (p.entries[0].approx, p.entries[1].approx) for p in corners.points if len(p.entries) == 2
    ]
    return [(min(max(x, -_FAR), _FAR), min(max(y, -_FAR), _FAR)) for x, y in typed]


def _around(points: list[Point]) -> list[Point]:
    """The points in the order in which they lie around their middle."""
    if len(points) < 2:
        return points
    x, y = _center(points)
    return sorted(points, key=lambda p: math.atan2(p[1] - y, p[0] - x))


def _near(points: Sequence[Point], others: Sequence[Point]) -> list[Point]:
    """Those of the points that are not so far off that the others would be lost."""
    x, y = _center(others)
    far = 3 * max(max(abs(p[0] - x), abs(p[1] - y)) for p in others)
    return [p for p in points if max(abs(p[0] - x), abs(p[1] - y)) <= far]
