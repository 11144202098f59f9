"""The step that asks for the logarithm of the density of X at a point."""

import math
from collections.abc import Iterator
from itertools import islice

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, argument_tex
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Worked
from tutor.exercises.mistakes import Rule, discriminating
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import AnySetting
from tutor.exercises.steps.at_a_point import following, mistakes, too_dense
from tutor.exercises.steps.step import DENSITY, Earlier, Follows, Step, typed_number
from tutor.exercises.transforms.transform import Transform
from tutor.exercises.worked_at_point import log_density_worked


class LogDensityAt(Step[AnySetting]):
    """log p_X(x) = log p_Z(z) - log |det J_f(z)| at x = f(z)."""

    name = "log-density-at"
    about = "log p_X at a point"
    left = rf"(?:log|ln)(?:{DENSITY}|\({DENSITY}\))"
    at_a_point = True
    is_logarithm = True

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """Where the density varies with the base's."""
        return not (base.is_flat and transform.is_constant)

    def ask(self, setting: AnySetting) -> Question:
        """log p_Z(z) - log |det J_f(z)|"""
        x = argument_tex(setting.x)
        right = setting.base.at(setting.point, setting.size, log=True)
        return Question(
            self.name,
            AnswerKind.NUMBER,
            rf"What is $\log p_X{x}$?",
            right.text,
            right.tex,
            Hints(
                "Take the logarithm of the formula: the quotient becomes a difference.",
                r"$\log p_X(x) = \log p_Z(z) - \log |\det J_f|$ at $z = f^{-1}(x)$,"
                " with the Jacobian of the forward map $f$.",
                Worked(log_density_worked, setting),
            ),
            discriminating(right, [*mistakes(setting, log=True), *_log_slips(setting, right)]),
            lead="log p_X(x) = ",
        )

    def evidence(self, setting: AnySetting, answer: Answer) -> str:
        """How many times too dense its exponential is."""
        return next(too_dense(setting, _exponential(answer)), "")

    def weaker_evidence(self, setting: AnySetting, answer: Answer) -> Iterator[str]:
        """Without the number of times."""
        yield from islice(too_dense(setting, _exponential(answer)), 1, None)

    def follows(self, setting: AnySetting, earlier: Earlier) -> Follows:
        """The logarithm of what would follow for the density."""
        density = typed_number(earlier.get("density-at"))
        if density is not None and density > 0:
            yield "density-at", math.log(density)
        for steps, value in following(setting, earlier):
            if value > 0:
                yield steps, math.log(value)

    def by_the_flow(self, setting: AnySetting) -> float | None:
        """The flow's own log-density."""
        return setting.by_the_flow()[0]


def _exponential(answer: Answer) -> float | None:
    """The density whose logarithm was typed."""
    log = typed_number(answer)
    return None if log is None or not -700 < log < 300 else math.exp(log)


def _log_slips(s: AnySetting, right: Amount) -> list[tuple[Rule, Amount]]:
    """What the logarithm itself is mistaken for."""
    value = float(right.value)
    return [
        (wrong.NLL, Amount(f"-({right.text})", "", -value)),
        (wrong.NO_LOG_OF_DENSITY, s.base.at(s.point, s.size)),
        (wrong.COMMON_LOG, Amount(f"({right.text})/log(10)", "", value / math.log(10))),
    ]
