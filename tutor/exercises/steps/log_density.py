"""The step that asks for the logarithm of the density of X as a function."""

import math
from collections.abc import Iterator, Sequence

from tutor.algebra.terms import call, formula, minus, negative, over, plus
from tutor.algebra.tidy import tidy
from tutor.answers.answer import Answer, AnswerKind, Entry
from tutor.answers.evaluate import values
from tutor.answers.expression import Name, Tree
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import NO_NUMBER
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Chain, Part, Worked, step_by_step
from tutor.exercises.formula import of
from tutor.exercises.line_density import density_at_x
from tutor.exercises.line_functions import differing, probes
from tutor.exercises.mistakes import Rule
from tutor.exercises.question import Hints, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.steps.step import DENSITY, Drawn, Step
from tutor.exercises.transforms.transform import Transform

_TEN = formula("log(10)")


class LogDensity(Step[LineSetting]):
    """log p_X(x) = log p_Z(f^-1(x)) - log |f'(f^-1(x))| as a function of x."""

    name = "log-density"
    drawn = Drawn.LOGARITHM
    about = "log p_X, as a function of x"
    left = rf"(?:log|ln)(?:{DENSITY}|\({DENSITY}\))"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """On the line, where the slope varies."""
        return transform.dimension == 1 and not transform.is_constant

    def ask(self, setting: LineSetting) -> Question:
        """The logarithm of the base density minus that of the slope."""
        tree = _log_density(setting)
        right = of(tree)
        return Question(
            self.name,
            AnswerKind.EXPRESSION,
            r"What is $\log p_X(x)$, as a function of $x$?",
            right.text,
            right.tex,
            Hints(
                "Take the logarithm of the formula: the quotient becomes a difference.",
                r"$\log p_X(x) = \log p_Z(z) - \log \left| \frac{df}{dz} \right|$ at"
                " $z = f^{-1}(x)$, so that only $x$ is left.",
                Worked(_worked, setting),
            ),
            differing(setting, tree, _wrong(setting)),
            variables=("x",),
            lead="log p_X(x) = ",
            probes=probes(setting),
        )

    def evidence(self, setting: LineSetting, answer: Answer) -> str:
        """Where the density would be too large or too small."""
        if not isinstance(answer, Entry):
            return ""
        z = [float(at) for at in setting.base.inside]
        x, right = setting.transform.images(z), self.targets(setting, z) or ()
        for at, mine, asked in zip(x, values(answer.tree, {"x": x}, len(x)), right, strict=True):
            if math.isnan(mine):
                return f"at x = {at:.4g} {NO_NUMBER}"
            if not math.isclose(mine, asked, rel_tol=1e-9, abs_tol=1e-12):
                how = "large" if mine > asked else "small"
                return f"at x = {at:.4g} your density is too {how}"
        return ""

    def targets(self, setting: LineSetting, z: Sequence[float]) -> Sequence[float] | None:
        """log p_Z(z) - log |f'(z)|"""
        heights = setting.base.log_densities(z)
        slopes = setting.transform.slopes(z)
        return [
            p - math.log(abs(slope)) if slope else math.nan
            for p, slope in zip(heights, slopes, strict=True)
        ]


def _log_of_base(s: LineSetting, z: Tree) -> Tree:
    """log p_Z of a formula."""
    if s.base.log_formula:
        return s.base.density_of(z, s.base.log_formula)
    return tidy(call("log", s.base.density_of(z)))


def _log_density(s: LineSetting) -> Tree:
    f = s.transform
    return tidy(minus(_log_of_base(s, f.known.inverse), f.log_size_at_x))


def _worked(s: LineSetting) -> list[Part]:
    f = s.transform
    based, log_size = _log_of_base(s, f.known.inverse), f.log_size_at_x
    logs = dict.fromkeys((call("log", f.size_at_x), log_size))
    return [
        Chain("f^{-1}(x)", (f.known.inverse,), f.inverse.tex),
        Chain(r"\log p_Z(f^{-1}(x))", (based,)),
        Chain(r"\log |\det J_f|", tuple(logs)),
        Chain(r"\log p_X(x)", step_by_step(minus(based, log_size))),
    ]


def _wrong(s: LineSetting) -> Iterator[tuple[Rule, Tree]]:
    f, x = s.transform, Name("x")
    right, based = _log_density(s), _log_of_base(s, f.known.inverse)
    log_size = f.log_size_at_x
    yield wrong.LOG_SIGN, tidy(plus(based, log_size))
    yield wrong.UNSCALED, based
    yield wrong.NLL, tidy(negative(right))
    yield wrong.NO_LOG_OF_DENSITY, density_at_x(s)
    yield wrong.NO_LOG_OF_SIZE, tidy(minus(based, f.size_at_x))
    if not s.base.is_flat:
        yield wrong.NOT_INVERTED, tidy(minus(_log_of_base(s, x), log_size))
    yield wrong.JACOBIAN_AT_X, tidy(minus(based, call("log", f.size_of(x))))
    for rule, text in s.base.log_slips:
        yield rule, tidy(minus(s.base.density_of(f.known.inverse, text), log_size))
    for rule, text in f.inverse_slips:
        slip = f.filled(text)
        yield rule, tidy(minus(_log_of_base(s, slip), call("log", f.size_of(slip))))
    yield wrong.COMMON_LOG, over(right, _TEN)
