"""The step that asks for the derivative of a map of the line."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from tutor.algebra.as_tex import as_tex
from tutor.algebra.as_text import as_text
from tutor.algebra.terms import ONE, over
from tutor.algebra.tidy import tidy
from tutor.answers.answer import Answer, AnswerKind, Entry
from tutor.answers.evaluate import at_probes, values
from tutor.answers.expression import Tree
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import NO_NUMBER, shown
from tutor.exercises.bases.base import Base
from tutor.exercises.chain import Part, Worked
from tutor.exercises.formula import Formula, of
from tutor.exercises.mistakes import Rule
from tutor.exercises.question import Hints, Mistake, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.steps.step import JACOBIAN, Step, exact_product, typed_number
from tutor.exercises.transforms.transform import Transform

_STEP = Fraction(1, 1000)


class Derivative(Step[LineSetting]):
    """df/dz, with its sign: a number, or a function of z."""

    name = "derivative"
    about = "df/dz"
    left = rf"d[fx]/dz|d/dzf(?:\(z\))?|f'(?:\(z\))?|{JACOBIAN}"

    def fits(self, base: type[Base], transform: type[Transform]) -> bool:
        """On the line."""
        return transform.dimension == 1

    def ask(self, setting: LineSetting) -> Question:
        """The family says how its maps are derived."""
        right = of(setting.transform.known.slope)
        constant = setting.transform.is_constant
        return Question(
            self.name,
            AnswerKind.NUMBER if constant else AnswerKind.EXPRESSION,
            r"What is $\frac{df}{dz}$, the Jacobian of the forward map $f$, from $z$ to $x$?",
            right.text,
            right.tex,
            Hints(
                "How far does $x$ move when $z$ moves by $1$?"
                if constant
                else "How fast does $x$ move when $z$ moves?",
                setting.transform.derivative_rule,
                Worked(_derived, setting),
            ),
            _mistakes(setting, right),
            variables=() if constant else ("z",),
            lead="df/dz = ",
            probes=() if constant else setting.transform.probes,
        )

    def evidence(self, setting: LineSetting, answer: Answer) -> str:
        """Where it takes a point."""
        if not setting.transform.is_constant:
            return _rises_otherwise(setting, answer)
        return next(_led_elsewhere(setting, answer), "")

    def weaker_evidence(self, setting: LineSetting, answer: Answer) -> Iterator[str]:
        """Where it takes other points, or how it is wrong."""
        if setting.transform.is_constant:
            yield from islice(_led_elsewhere(setting, answer), 1, None)

    def targets(self, setting: LineSetting, z: Sequence[float]) -> Sequence[float] | None:
        """f'(z)"""
        return setting.transform.slopes(z)


def _derived(s: LineSetting) -> list[Part]:
    """The derivative of f as it is written."""
    f = s.transform
    slope = rf"$\frac{{df}}{{dz}} = {as_tex(f.known.slope)}$"
    where = "at every $z$" if f.is_constant else "at $z$"
    return [f"$f(z) = {f.written('z').tex}$ has the slope", f"{slope} {where}."]


def _mistakes(s: LineSetting, right: Formula) -> tuple[Mistake, ...]:
    f = s.transform
    taken: list[tuple[Rule, Tree]] = [(wrong.RECIPROCAL, tidy(over(ONE, f.known.slope)))]
    if f.sign < 0:
        taken.append((wrong.DROPPED_SIGN, f.size_at_z))
    found = [rule.gives(as_text(tree), *at_probes(tree, "z", f.probes)) for rule, tree in taken]
    found += f.mistaken(f.derivative_slips, "z", f.probes)
    return tuple(dict.fromkeys(slip for slip in found if slip.answer != right.text))


def _led_elsewhere(s: LineSetting, answer: Answer) -> Iterator[str]:
    """Where the slope that was typed leads from f(0)."""
    slope = typed_number(answer)
    if slope is None:
        return
    how = "large" if slope > s.transform.slope(Fraction(0)) else "small"
    start, (low, high) = s.transform.forward(Fraction(0)), s.base.support
    for z in (*map(Fraction, (1, 2, 3)), *s.base.tried):
        if not (z > 0 and low <= z <= high):
            continue
        reached = shown(exact_product(slope, z) + start, s.transform.forward(z))
        yield f"with your slope f({z}) would be {reached}, which is too {how}"
    yield f"with your slope f(1) would be too {how}"


def _rises_otherwise(s: LineSetting, answer: Answer) -> str:
    if not isinstance(answer, Entry):
        return ""
    for z in s.base.inside:
        (slope,) = values(answer.tree, {"z": (float(z),)}, 1)
        start, end = (float(s.transform.forward(at)) for at in (z, z + _STEP))
        rise = (end - start) / float(_STEP)
        if math.isnan(slope):
            return f"at z = {z} {NO_NUMBER}"
        if not math.isclose(slope, rise, rel_tol=1e-2):
            verb = "rises" if rise > 0 else "falls"
            how = " faster" if abs(rise) > abs(slope) else " more slowly"
            how = how if slope * rise > 0 else ""
            return f"at z = {z} your slope is {slope:.4g}, but from there f {verb}{how}"
    return ""
