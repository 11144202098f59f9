"""The step that asks in words what the determinant means."""

from tutor.exercises.bases.base import Base
from tutor.exercises.question import WORDS, Hints, Question
from tutor.exercises.setting import PlaneSetting
from tutor.exercises.steps.step import Step
from tutor.exercises.transforms.transform import Transform


class Meaning(Step[PlaneSetting]):
    """What |det A| says about areas; the number itself is left to the step that asks for it."""

    name = "meaning"
    about = "what det A says, in words, checked against key points"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where the Jacobian is one matrix."""
        return transform.dimension == 2 and transform.is_constant

    def ask(self, setting: PlaneSetting) -> Question:
        """A few sentences, with their key points."""
        turned = setting.transform.sign < 0
        sides = (
            r" Here $\det A$ is negative: $f$ also turns the plane over, like a mirror."
            if turned
            else ""
        )
        answer = (
            r"$f$ sends the unit square to a parallelogram, and its area is $|\det A|$ times the"
            r" square's. Every area changes by this factor, so the density is divided by it."
            f"{sides}"
        )
        points = [
            "the unit square goes to a parallelogram",
            r"its area is $|\det A|$ times that of the square",
            r"every area, wherever it lies, is multiplied by $|\det A|$",
        ]
        if turned:
            points.append(r"$\det A$ is negative, so the plane is turned over")
        return Question(
            self.name,
            WORDS,
            r"In words: what does $\det A$ say about what $f$ does to the unit square?",
            answer,
            "",
            Hints(
                "Think of the square's area, before and after.",
                r"$|\det A|$ is the factor by which $f$ multiplies areas; the sign tells whether it"
                " turns the plane over.",
                answer,
            ),
            key_points=tuple(points),
        )
