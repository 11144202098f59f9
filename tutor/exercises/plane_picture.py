"""A square and its image, a circle and its image: to scale, with what they measure."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor.answers.answer import Answer, Entry, Points
from tutor.exercises.amount import Amount, point_text, rational
from tutor.exercises.amount import Point as ExactPoint
from tutor.exercises.pictures.canvas import BASE, CROSS, IMAGE, YOURS, Legend, Point
from tutor.exercises.pictures.sketch import GUTTER, Sheet, plane_scales, to_scale
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.steps.step import Drawn, Wrong
from tutor.exercises.written import brief, rounded, text

_FAR = 1e9
_LARGEST_LOG = 20.0


def parallelograms(s: PlaneSetting, wrong: Wrong, width: int, height: int) -> tuple[Sheet, Legend]:
    """The unit square, its image, and the learner's corners where they are wrong."""
    corners = [_image(s, corner) for corner in s.base.corners]
    square, image = list(s.base.outline), [_floats(corner) for corner in corners]
    yours = _around(_typed(wrong.get(Drawn.CORNERS)))
    canvas = to_scale(
        [*square, *image, *_close(yours, [*square, *image])], width - GUTTER, height - 2
    )
    canvas.path(square, BASE, closed=True)
    canvas.path(image, IMAGE, closed=True)
    if yours:
        canvas.path(yours, YOURS, closed=True)
    canvas.fill(image)
    center, size = _center(image), s.constant_size
    for (x, y), name in zip(image, map(point_text, corners), strict=True):
        canvas.label_beside(name, x, y, center, image)
    for x, y in yours:
        if (x, y) not in image:
            name = f"({brief(x)}, {brief(y)})?"
            canvas.label_beside(name, x, y, _center(yours), [*image, *yours])
    across, down = canvas.place(*center)
    area = f" area {text(size)} "
    canvas.label(area, int(down // 4), int(across // 2) - len(area) // 2, only_free=True)
    legend: Legend = [
        (BASE.sample, s.base.outline_name),
        (IMAGE.sample, f"its image under f, area {s.base.outline_area(size)}{_turned(s)}"),
    ]
    if yours:
        legend.append((YOURS.sample, "your corners"))
    density = wrong.get(Drawn.HEIGHT)
    if isinstance(density, Entry):
        mass = density.approx * float(size)
        legend.append(
            ("", f"your density {density.text} would put mass {rounded(mass)} on the image")
        )
    canvas.name_yours()
    return [plane_scales(canvas)], legend


def _turned(s: PlaneSetting) -> str:
    return ", turned over" if s.transform.sign < 0 else ""


def contours(s: PlaneSetting, wrong: Wrong, width: int, height: int) -> tuple[Sheet, Legend]:
    """A contour line of the base's density, its image, and what the learner makes of them."""
    curve = list(s.base.outline)
    image = [(float(x), float(y)) for x, y in s.transform.bijection().forward(curve)]
    center = _image(s, s.base.middle)
    marked = [_floats(s.z), _floats(s.x)] if s.z is not None else []
    dashed = list(_dashed(s, wrong, image, _floats(center)))
    far = [*marked, *(point for points, _ in dashed for point in points)]
    canvas = to_scale([*curve, *image, *_close(far, [*curve, *image])], width - GUTTER, height - 2)
    canvas.path(curve, BASE, closed=True)
    canvas.path(image, IMAGE, closed=True)
    for points, _ in dashed:
        canvas.path(points, YOURS, closed=True)
    for at in (center, _exact(s.base.middle)):
        canvas.mark("+", *_floats(at))
    for sign, place in zip("zx", marked, strict=False):
        canvas.mark(sign, *place)
    area = s.base.outline_area(s.constant_size)
    around = f"its image around {point_text(center)}, area {area}{_turned(s)}"
    legend: Legend = [
        (BASE.sample, f"Z: {s.base.outline_name}"),
        (IMAGE.sample, f"X = f(Z): {around}"),
    ]
    if s.z is not None:
        legend.append(("z, x", f"f takes z = {point_text(s.z)} to x = {point_text(s.x)}"))
    legend += [(YOURS.sample, said) for _, said in dashed]
    density = wrong.get(Drawn.POINT)
    if isinstance(density, Entry) and abs(density.approx) < _FAR:
        right = rounded(math.exp(s.by_the_flow()[0]))
        legend.append((CROSS, f"your density at x: {rounded(density.approx)}; it is {right}"))
    canvas.name_yours()
    return [plane_scales(canvas)], legend


def _dashed(
    s: PlaneSetting, wrong: Wrong, image: Sequence[Point], center: Point
) -> Iterator[tuple[list[Point], str]]:
    """Where the learner's inverse takes the image, and an image of the learner's area."""
    inverse = wrong.get(Drawn.INVERSE)
    if inverse is not None:
        back = [s.transform.taken_back(inverse, tuple(map(_amount, point))) for point in image]
        points = [(x, y) for x, y in filter(None, back) if abs(x) + abs(y) < _FAR]
        if points:
            curve = list(s.base.outline)
            times = abs(_area(points) / _area(curve)) if len(points) == len(curve) else math.nan
            x, y = (round(each, 9) + 0.0 for each in _center(points))  # -0 is 0
            size = f"to {rounded(times)} times the dotted area, " if times == times else ""
            place = f"around ({brief(x)}, {brief(y)})"
            yield points, f"your inverse takes this {size}{place}"
    log = wrong.get(Drawn.LOG_SIZE)
    if isinstance(log, Entry) and abs(log.approx) < _LARGEST_LOG:
        own = math.exp(log.approx)
        times = math.sqrt(own / float(s.constant_size))
        around = [
            (center[0] + times * (x - center[0]), center[1] + times * (y - center[1]))
            for x, y in image
        ]
        yield around, f"your image, {rounded(own)} times as large as the dotted curve"


def _amount(value: float) -> Amount:
    return Amount("", "", value)


def _exact(pair: Sequence[Fraction]) -> ExactPoint:
    return tuple(rational(each) for each in pair)


def _image(s: PlaneSetting, pair: Sequence[Fraction]) -> ExactPoint:
    return s.transform.image_of(_exact(pair))


def _floats(point: ExactPoint) -> Point:
    x, y = point
    return float(x.value), float(y.value)


def _center(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _area(points: Sequence[Point]) -> float:
    """Within a polygon: positive, if it is walked counterclockwise."""
    following = [*points[1:], points[0]]
    pairs = zip(points, following, strict=True)
    return sum(a * d - b * c for (a, b), (c, d) in pairs) / 2


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


def _close(points: Sequence[Point], others: Sequence[Point]) -> list[Point]:
    """Those of the points that are not so far off that the others would be lost."""
    x, y = _center(others)
    far = 3 * max(max(abs(p[0] - x), abs(p[1] - y)) for p in others)
    return [p for p in points if max(abs(p[0] - x), abs(p[1] - y)) <= far]
