"""The step that asks for the logarithm of the Jacobian determinant."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor.answers.answer import Answer, AnswerKind
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, logarithm, rational
from tutor.exercises.bases.base import Base
from tutor.exercises.formula import Formula, of
from tutor.exercises.mistakes import Rule, discriminating
from tutor.exercises.question import Question
from tutor.exercises.setting import AnySetting, LineSetting, on_line
from tutor.exercises.steps.step import (
    DET,
    Drawn,
    Earlier,
    Follows,
    Step,
    sizes,
    too_much,
    typed_number,
)
from tutor.exercises.transforms.transform import Transform

_PROMPT = r"What is $\log |\det J_f|$, for the forward map $f$?"
_LEAD = "log|det J_f| = "


class LogAbsDet(Step[AnySetting]):
    """log |det J_f|: a number, or a function of z."""

    name = "log-abs-det"
    is_logarithm = True
    drawn = Drawn.LOG_SIZE
    about = "log \\|det J_f\\|"
    left = rf"(?:log|ln)\(?\|{DET}\|\)?"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """A number, or on the line a function of z."""
        return transform.is_constant or transform.dimension == 1

    def ask(self, setting: AnySetting) -> Question:
        """From the derivative or the determinant."""
        if not setting.transform.is_constant:
            assert on_line(setting)
            return self._as_function(setting)
        size = setting.constant_size
        right = logarithm(size)
        wrongs: list[tuple[Rule, Amount | None]] = [
            (wrong.LOG_OF_INVERSE, logarithm(size, -1)),
            (wrong.NO_LOG, rational(size)),
            (
                wrong.COMMON_LOG,
                Amount(f"log({size})/log(10)", "", math.log(size) / math.log(10)),
            ),
        ]
        for rule, factor in setting.transform.size_slips():
            if isinstance(factor.value, Fraction) and factor.value and rule is not wrong.SIDES:
                wrongs.append((rule, logarithm(factor.value)))
        formula = Formula(right.text, right.tex)
        hints = setting.transform.log_abs_det_hints(formula, right.in_decimals)
        return Question(
            self.name,
            AnswerKind.NUMBER,
            _PROMPT,
            right.text,
            right.tex,
            hints,
            discriminating(right, wrongs),
            lead=_LEAD,
        )

    def _as_function(self, setting: LineSetting) -> Question:
        size = of(setting.transform.size_at_z)
        right = Formula(f"log({size.text})", rf"\log \left( {size.tex} \right)")
        slips = [(wrong.LOG_OF_INVERSE, f"-{right.text}"), (wrong.NO_LOG, size.text)]
        return Question(
            self.name,
            AnswerKind.EXPRESSION,
            _PROMPT,
            right.text,
            right.tex,
            setting.transform.log_abs_det_hints(right, ""),
            tuple(rule.gives(typed) for rule, typed in slips),
            variables=("z",),
            lead=_LEAD,
        )

    def evidence(self, setting: AnySetting, answer: Answer) -> str:
        """By how much f would multiply lengths or areas."""
        log = typed_number(answer)
        if log is None or log > 300 or not setting.transform.is_constant:
            return ""
        what, much = setting.measure, too_much(math.exp(log) > setting.constant_size)
        return (
            f"its exponential is {math.exp(log):.4g}, so f would multiply {what}s by that,"
            f" which is {much}"
        )

    def weaker_evidence(self, setting: AnySetting, answer: Answer) -> Iterator[str]:
        """Without that number."""
        log = typed_number(answer)
        if log is not None and log <= 300 and setting.transform.is_constant:
            much = too_much(math.exp(log) > setting.constant_size)
            yield f"with it f would multiply {setting.measure}s by {much}"

    def follows(self, setting: AnySetting, earlier: Earlier) -> Follows:
        """The logarithm of the learner's own derivative or determinant."""
        if setting.transform.is_constant:
            for step, size in sizes(earlier):
                if size:
                    yield step, math.log(size)

    def targets(self, setting: AnySetting, z: Sequence[float]) -> Sequence[float] | None:
        """log |f'(z)|"""
        assert on_line(setting)
        return [
            math.log(abs(slope)) if slope else math.nan for slope in setting.transform.slopes(z)
        ]

    def by_the_flow(self, setting: AnySetting) -> float | None:
        """At any point."""
        if not setting.transform.is_constant:
            return None
        return setting.by_the_flow()[1]
