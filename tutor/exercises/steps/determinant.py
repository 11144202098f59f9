"""The step that asks for the determinant of a linear map of the plane."""

from collections.abc import Iterator
from fractions import Fraction

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import rational, shown
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, step_by_step
from tutor.exercises.mistakes import discriminating
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.steps.step import DET, Step, absolute, typed_number
from tutor.exercises.transforms.transform import Transform

_SIGN = wrong.DROPPED_SIGN.explained_by("parallelogram")
_OF_INVERSE = wrong.RECIPROCAL.explained_by("inverse-log-det")


class Determinant(Step[PlaneSetting]):
    """det A, with its sign."""

    name = "determinant"
    about = "det A"
    left = rf"{DET}|\|A\|"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where the Jacobian is one matrix."""
        return transform.dimension == 2 and transform.is_constant

    def ask(self, setting: PlaneSetting) -> Question:
        """ad - bc"""
        (a, b), (c, d) = setting.transform.matrix
        det = a * d - b * c
        right = rational(det)
        return Question(
            self.name,
            AnswerKind.NUMBER,
            r"What is $\det A$, the Jacobian determinant of the forward map $f$?",
            right.text,
            right.tex,
            Hints(
                "One diagonal minus the other; the sign counts.",
                r"$\det \begin{bmatrix} a & b \\ c & d \end{bmatrix} = a d - b c$.",
                Worked(_worked, setting),
            ),
            discriminating(
                right,
                [
                    (wrong.AD_PLUS_BC, rational(a * d + b * c)),
                    (_SIGN, rational(-det) if det < 0 else None),
                    (wrong.OTHER_SIGN, rational(-det)),
                    (wrong.TRACE, rational(a + d)),
                    (_OF_INVERSE, rational(1 / det)),
                ],
            ),
            lead="det A = ",
        )

    def evidence(self, setting: PlaneSetting, answer: Answer) -> str:
        """The two products of the determinant, or what decides its sign."""
        (a, b), (c, d) = setting.transform.matrix
        det = a * d - b * c
        if typed_number(answer) != -det:
            return f"the products of the diagonals are {a * d} and {b * c}"
        way = "clockwise" if det < 0 else "counterclockwise"
        return (
            f"the shorter turn from A's first column to its second is {way}, which decides the sign"
        )

    def weaker_evidence(self, setting: PlaneSetting, answer: Answer) -> Iterator[str]:
        """What would be the inverse, or the area between the columns."""
        (a, b), (c, d) = setting.transform.matrix
        det, own = a * d - b * c, typed_number(answer)
        if own is None:
            return
        if own:
            times = shown(det / own if isinstance(own, Fraction) else float(det) / own)
            yield f"with it the inverse of A, times A, would be {times} times the identity"
        more = "more" if absolute(det) > absolute(own) else "less"
        yield f"the parallelogram between the columns of A has {more} area than that"


def _worked(s: PlaneSetting) -> list[Part]:
    return [Chain(r"\det A", step_by_step(s.transform.stated_jacobian(())))]
