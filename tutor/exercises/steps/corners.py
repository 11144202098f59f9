"""The step that asks for the corners of the image of the unit square."""

from collections.abc import Sequence
from fractions import Fraction

from tutor.answers.answer import Answer, AnswerKind, Points, Vector
from tutor.answers.expression import Tree
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import (
    Point,
    argument_tex,
    exact,
    point_tex,
    point_text,
    rational,
    tree_of,
)
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked
from tutor.exercises.mistakes import Rule
from tutor.exercises.question import Hints, Question, coordinates
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.steps.step import Drawn, Step
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.written import point_text as pair_text

_ORIGIN = (rational(Fraction(0)), rational(Fraction(0)))
_SQUARE_KEPT = wrong.NOT_INVERTED.explained_by("image-of-support")


class Corners(Step[PlaneSetting]):
    """The images of the four corners, in any order."""

    name = "corners"
    about = "the corners of the image of the unit square"
    left = r"corners"
    drawn = Drawn.CORNERS

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where straight sides stay straight."""
        return base.dimension == 2 and base.is_flat and transform.is_constant

    def ask(self, setting: PlaneSetting) -> Question:
        """The four images."""
        corners = _corners(setting)
        right = [setting.transform.image_of(corner) for corner in corners]
        is_shifted = any(_pair(setting.transform.image_of(_ORIGIN)))
        moved = " The shift moves all four by the same amount." if is_shifted else ""
        wrongs: list[tuple[Rule, Sequence[Point]]] = [
            *setting.transform.corner_slips(corners),
            (wrong.BOX, _box(right)),
            (wrong.WRONG_ENDS, corners),
            (_SQUARE_KEPT, corners),
        ]
        return Question(
            self.name,
            AnswerKind.POINTS,
            "Which four points are the corners of the image of the unit square?",
            _text(right),
            r", \quad ".join(point_tex(point) for point in right),
            Hints(
                "A linear map takes corners to corners.",
                "$A$ sends $(1, 0)$ to its first column and $(0, 1)$ to its second;"
                f" $(1, 1)$ goes to their sum.{moved}",
                Worked(_worked, setting),
            ),
            tuple(
                rule.gives(_text(points), *coordinates(map(_pair, points)))
                for rule, points in wrongs
                if sorted(map(_pair, points)) != sorted(map(_pair, right))
            ),
            lead="corners = ",
        )

    def evidence(self, setting: PlaneSetting, answer: Answer) -> str:
        """Every corner is f of a corner."""
        if not isinstance(answer, Points):
            return ""
        corners = setting.base.corners
        images = [_pair(setting.transform.image_of(corner)) for corner in _corners(setting)]
        typed = [_typed(vector) for vector in answer.points]
        for point in typed:
            if point is not None and point not in images:
                back = pair_text(setting.transform.preimage_of(point))
                came = f"{pair_text(point)} comes from {back}"
                return f"{came}, which is no corner of the unit square"
        for corner, image in zip(corners, images, strict=True):
            if image not in typed:
                return f"the image of {pair_text(corner)} is missing"
        return ""


def _corners(s: PlaneSetting) -> list[Point]:
    return [(rational(x), rational(y)) for x, y in s.base.corners]


def _box(points: Sequence[Point]) -> list[Point]:
    xs, ys = zip(*map(_pair, points), strict=True)
    ends = [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
    return [(rational(x), rational(y)) for x, y in ends]


def _text(points: Sequence[Point]) -> str:
    return ", ".join(point_text(point) for point in points)


def _pair(point: Point) -> tuple[Fraction, ...]:
    known = exact(point)
    assert known is not None, "corners have rational coordinates"
    return known


def _typed(vector: Vector) -> tuple[Fraction, ...] | None:
    values = tuple(e.value for e in vector.entries if isinstance(e.value, Fraction))
    return values if len(values) == len(vector.entries) == 2 else None


def _worked(s: PlaneSetting) -> list[Part]:
    """A row of A times each corner, and the shift."""
    found: list[Part] = []
    for corner in _corners(s):
        links = (s.transform.stated_forward(corner), _trees(s.transform.image_of(corner)))
        found.append(Chain(f"f{argument_tex(corner)}", links))
    return found


def _trees(point: Point) -> tuple[Tree, ...]:
    return tuple(map(tree_of, point))
