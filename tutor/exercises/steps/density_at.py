"""The step that asks for the density of X at a point."""

import math
from collections.abc import Iterator
from itertools import islice

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises.amount import argument_tex, point_tex
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Worked
from tutor.exercises.mistakes import discriminating
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import AnySetting
from tutor.exercises.steps.at_a_point import following, mistakes, too_dense
from tutor.exercises.steps.step import DENSITY, Drawn, Earlier, Follows, Step, typed_number
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.worked_at_point import density, density_worked


class DensityAt(Step[AnySetting]):
    """p_X(x) = p_Z(z) / |det J_f(z)| at x = f(z)."""

    name = "density-at"
    about = "p_X at a point"
    left = DENSITY
    at_a_point = True
    drawn = Drawn.POINT

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where the density varies with the base's."""
        return not (base.is_flat and transform.is_constant)

    def ask(self, setting: AnySetting) -> Question:
        """p_Z(z) / |det J_f(z)|"""
        image = setting.x
        x, right = argument_tex(image), density(setting)
        rule = f"; {setting.base.density_rule}" if setting.base.density_rule else ""
        return Question(
            self.name,
            AnswerKind.NUMBER,
            f"What is $p_X{x}$?",
            right.text,
            right.tex,
            Hints(
                f"Which $z$ is sent to ${point_tex(image)}$, and how dense is $Z$ there?",
                r"$p_X(x) = \frac{p_Z(z)}{|\det J_f|}$ at $z = f^{-1}(x)$, with the Jacobian of the"
                f" forward map $f${rule}.",
                Worked(density_worked, setting),
            ),
            discriminating(right, mistakes(setting)),
            lead="p_X(x) = ",
        )

    def evidence(self, setting: AnySetting, answer: Answer) -> str:
        """How many times too dense it is."""
        return next(too_dense(setting, typed_number(answer)), "")

    def weaker_evidence(self, setting: AnySetting, answer: Answer) -> Iterator[str]:
        """Without the number of times."""
        yield from islice(too_dense(setting, typed_number(answer)), 1, None)

    def follows(self, setting: AnySetting, earlier: Earlier) -> Follows:
        """From the learner's own inverse and Jacobian."""
        return following(setting, earlier)

    def by_the_flow(self, setting: AnySetting) -> float | None:
        """The flow's own density."""
        return math.exp(setting.by_the_flow()[0])
