"""The step that asks for the derivative of a curved map at the z that belongs to x."""

import math
from collections.abc import Iterator, Sequence

from tutor.algebra.terms import ONE, over, substitute
from tutor.algebra.tidy import tidy
from tutor.answers.answer import Answer, AnswerKind, Entry
from tutor.answers.evaluate import values
from tutor.answers.expression import Name, Tree
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import NO_NUMBER
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, step_by_step
from tutor.exercises.formula import of
from tutor.exercises.line_functions import differing, probes
from tutor.exercises.mistakes import Rule
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.steps.step import Step
from tutor.exercises.transforms.transform import Transform


class DerivativeAtX(Step[LineSetting]):
    """f'(f^-1(x)), with its sign, as a function of x."""

    name = "derivative-at-x"
    about = "df/dz at z = f⁻¹(x), as a function of x"
    left = r"d[fx]/dz|f'\(f\^-1\(x\)\)|f'\(z\)"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """On the line, where the derivative is not the same everywhere."""
        return transform.dimension == 1 and not transform.is_constant

    def ask(self, setting: LineSetting) -> Question:
        """The derivative with the inverse in it."""
        right = of(setting.transform.known.slope_at_x)
        return Question(
            self.name,
            AnswerKind.EXPRESSION,
            r"What is $\frac{df}{dz}$ at $z = f^{-1}(x)$, as a function of $x$?",
            right.text,
            right.tex,
            Hints(
                "Take the derivative of $f$, which is a function of $z$. Which $z$ belongs to $x$?",
                r"Put $f^{-1}(x)$ in the place of $z$ in $\frac{df}{dz}$: only $x$ is left.",
                Worked(_worked, setting),
            ),
            differing(setting, setting.transform.known.slope_at_x, _wrong(setting)),
            variables=("x",),
            lead="df/dz = ",
            probes=probes(setting),
        )

    def evidence(self, setting: LineSetting, answer: Answer) -> str:
        """How f rises or falls at some z."""
        if not isinstance(answer, Entry):
            return ""
        f = setting.transform
        for z in setting.base.inside:
            x, right = f.images((float(z),))[0], f.slopes((float(z),))[0]
            (slope,) = values(answer.tree, {"x": (x,)}, 1)
            if math.isnan(slope):
                return f"at x = {x:.4g} {NO_NUMBER}"
            if not math.isclose(slope, right, rel_tol=1e-9):
                verb = "rises" if right > 0 else "falls"
                how = " faster" if abs(right) > abs(slope) else " more slowly"
                how = how if slope * right > 0 else ""
                return f"at x = {x:.4g} your slope is {slope:.4g}, but there f {verb}{how}"
        return ""

    def targets(self, setting: LineSetting, z: Sequence[float]) -> Sequence[float] | None:
        """f'(z)"""
        return setting.transform.slopes(z)


def _worked(s: LineSetting) -> list[Part]:
    f = s.transform
    links = step_by_step(substitute(f.known.slope, {"z": f.known.inverse}))
    right = f.known.slope_at_x
    return [
        Chain(r"\frac{df}{dz}", (f.known.slope,)),
        Chain("f^{-1}(x)", (f.known.inverse,), f.inverse.tex),
        Chain(r"\frac{df}{dz}", links if links[-1] == right else (*links, right)),
    ]


def _wrong(s: LineSetting) -> Iterator[tuple[Rule, Tree]]:
    f = s.transform
    yield wrong.JACOBIAN_AT_X, substitute(f.known.slope, {"z": Name("x")})
    yield wrong.RECIPROCAL, tidy(over(ONE, f.known.slope_at_x))
    if f.sign < 0:
        yield wrong.DROPPED_SIGN, f.size_at_x
    for rule, text in f.derivative_slips:
        yield rule, tidy(substitute(f.filled(text), {"z": f.known.inverse}))
    for rule, text in f.inverse_slips:
        yield rule, tidy(substitute(f.known.slope, {"z": f.filled(text)}))
