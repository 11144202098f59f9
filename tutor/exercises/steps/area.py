"""The step that asks for the area of the image of the unit square."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor.algebra.terms import ONE, call, number, times
from tutor.answers.answer import Answer, AnswerKind, Points
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Point, exact, rational, shown
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, step_by_step
from tutor.exercises.mistakes import discriminating
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.steps.step import (
    DET,
    Earlier,
    Follows,
    Step,
    exact_product,
    sizes,
    too_much,
    typed_number,
)
from tutor.exercises.transforms.transform import Transform


class Area(Step[PlaneSetting]):
    """|det A|, since the square has area 1."""

    name = "area"
    about = "the area of the image of the unit square"
    left = rf"area|\|{DET}\|"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where all areas change alike."""
        return base.dimension == 2 and base.is_flat and transform.is_constant

    def ask(self, setting: PlaneSetting) -> Question:
        """|det A| times 1"""
        size, jacobian = setting.constant_size, setting.jacobian
        right = rational(size)
        return Question(
            self.name,
            AnswerKind.NUMBER,
            "What is the area of the image?",
            right.text,
            right.tex,
            Hints(
                "The square has area $1$; how does $f$ change areas?",
                r"A linear map multiplies every area by $|\det A|$.",
                Worked(_worked, setting),
            ),
            discriminating(
                right,
                [
                    (wrong.SIGNED, jacobian),
                    (wrong.AREA_KEPT, rational(1)),
                    *setting.transform.size_slips(),
                    (wrong.AREA_DIVIDED, rational(1 / size)),
                    (wrong.BOX, rational(_box_area(_images(setting)))),
                ],
            ),
            lead="area = ",
        )

    def evidence(self, setting: PlaneSetting, answer: Answer) -> str:
        """The mass that the right density would put on such an area."""
        area = typed_number(answer)
        if area is None:
            return ""
        if area < 0:
            return "an area is never negative"
        mass = shown(exact_product(area, 1 / setting.room))
        much = too_much(area > setting.room)
        return f"the mass that X has on that area would be {mass}, which is {much}"

    def weaker_evidence(self, setting: PlaneSetting, answer: Answer) -> Iterator[str]:
        """Without that mass."""
        area = typed_number(answer)
        if area is not None and area >= 0:
            yield f"the mass that X has on that area would be {too_much(area > setting.room)}"

    def follows(self, setting: PlaneSetting, earlier: Earlier) -> Follows:
        """The learner's own determinant, or the area between the learner's own corners."""
        yield from sizes(earlier)
        corners = earlier.get("corners")
        if isinstance(corners, Points) and len(corners.points) == 4:
            points = [
                [float(e.value) for e in p.entries if e.value is not None] for p in corners.points
            ]
            if all(len(point) == 2 for point in points):
                yield "corners", _hull_area([(x, y) for x, y in points])

    def by_the_flow(self, setting: PlaneSetting) -> float | None:
        """What the flow multiplies areas by."""
        return math.exp(setting.by_the_flow()[1])


def _images(s: PlaneSetting) -> list[Point]:
    return [s.transform.image_of((rational(x), rational(y))) for x, y in s.base.corners]


def _box_area(points: Sequence[Point]) -> Fraction:
    """The area of the smallest box with sides along the axes that holds the points."""
    known = [pair for pair in map(exact, points) if pair is not None]
    xs, ys = zip(*known, strict=True)
    width: Fraction = max(xs) - min(xs)
    height: Fraction = max(ys) - min(ys)
    return width * height


def _hull_area(points: list[tuple[float, float]]) -> float:
    """The area of the quadrilateral of four points, in whatever order they were given."""
    x, y = sum(p[0] for p in points) / 4, sum(p[1] for p in points) / 4
    around = sorted(points, key=lambda p: math.atan2(p[1] - y, p[0] - x))
    pairs = zip(around, around[1:] + around[:1], strict=True)
    return abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in pairs)) / 2


def _worked(s: PlaneSetting) -> list[Part]:
    size = times(call("abs", number(Fraction(s.jacobian.value))), ONE)
    return [Chain(r"\text{area}", step_by_step(size))]
