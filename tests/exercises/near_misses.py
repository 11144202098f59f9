"""Answers that are almost right, and must be wrong: `python -m tests.exercises.near_misses`."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from random import Random

import mpmath  # type: ignore[import-untyped]
import numpy as np

from tests.exercises.near_functions import FUNCTIONS, Function
from tests.exercises.right_values import (
    Array,
    Curve,
    Place,
    Real,
    Support,
    differs,
    entries,
    function,
    of_equal_mass,
    real,
    rows_of,
    support,
    value,
)
from tests.exercises.trials import main
from tutor.answers.tokens import MAX_LENGTH
from tutor.answers.verdict import Wrong
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem
from tutor.exercises.question import Question
from tutor.exercises.setting import Posed, on_line
from tutor.exercises.worksheets.worksheet import Worksheet

TOLD = 8  # of so many one verdict is made whole, with its evidence
NumberMiss = tuple[str, Real]  # what is typed, and its value


def trial(place: Place, seed: int) -> str | None:
    """One near miss judged: what was accepted, or could not be read; None if all is well."""
    random = Random(f"{place.name} {seed}")
    problem, step = place.drawn_for(seed)
    typed = near_miss(problem, step, random)
    told = seed % TOLD == 0
    verdict = judge_step(problem, step, typed, fresh=seed, with_evidence=told)
    if isinstance(verdict, Wrong) and (verdict.evidence or verdict.why or not told):
        return None
    return f"{dict(problem.drawn)} {step.answer!r}: {typed!r} is {verdict}"


def near_miss(problem: Problem, step: Question, random: Random) -> str:
    """A text that differs from the right answer, as the oracle says."""
    while True:
        if step.kind == "number":
            return _number(step.answer, random)
        if step.kind == "expression":
            found = _expression(problem, step, random)
        else:
            found = _list(step, random)
        if found is not None and len(found) <= MAX_LENGTH:
            return found


# Numbers


def _number(right: str, random: Random) -> str:
    v = value(right)
    while True:
        typed, off = random.choice(_NUMBERS)(right, v, random)
        if isinstance(v, Fraction) and isinstance(off, Fraction):
            if v != off:
                return typed
        elif abs(real(v) - real(off)) > 1e-11 * abs(real(v)):
            return typed


def _sign(right: str, v: Real, random: Random) -> NumberMiss:
    return (f"-({right})", -v) if random.random() < 0.5 else (f"|{right}|*(-1)", -abs(v))


def _factor(right: str, v: Real, random: Random) -> NumberMiss:
    n = random.choice([2, 3, 4, 10, 10 ** random.randint(1, 9), random.randint(2, 10**6)])
    k = random.choice([Fraction(n), Fraction(1, n), Fraction(n + 1, n), Fraction(n - 1, n)])
    return f"({right})*({k})", _times(v, k)


def _offset(right: str, v: Real, random: Random) -> NumberMiss:
    d = Fraction(random.randint(1, 99), 10 ** random.randint(0, 9)) * random.choice((1, -1))
    return f"{right} + ({d})", v + d if isinstance(v, Fraction) else v + real(d)


def _absolute(right: str, v: Real, random: Random) -> NumberMiss:
    return f"abs({right})", abs(v)


def _reciprocal(right: str, v: Real, random: Random) -> NumberMiss:
    return (f"1/({right})", 1 / v) if v else (f"{right} + 1", v + 1)


def _squared(right: str, v: Real, random: Random) -> NumberMiss:
    return f"({right})^2", v * v


def _misrounded(right: str, v: Real, random: Random) -> NumberMiss:
    """The last digit of a decimal is off by one or more."""
    digits = random.randint(3, 12)
    with mpmath.workdps(40):
        shown = Decimal(mpmath.nstr(real(v), 35)) if v else Decimal(0)
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(shown)
    unit = Decimal((0, (1,), (rounded.adjusted() if rounded else 0) - digits + 1))
    off = rounded + unit * random.choice([-3, -2, 2, 3])
    if random.random() < 0.3:
        scale = off.adjusted()
        return f"{off.scaleb(-scale):f}*10^{scale}", Fraction(off)
    return f"{off:f}", Fraction(off)


def _cut(right: str, v: Real, random: Random) -> NumberMiss:
    """Two digits, which are too few, unless the value has no more."""
    shown = Decimal(mpmath.nstr(real(v), 35)) if v else Decimal("0.1")
    rounded = Context(prec=2, rounding=ROUND_HALF_EVEN).plus(shown)
    return f"{rounded:f}", Fraction(rounded)


_NUMBERS: list[Callable[[str, Real, Random], NumberMiss]] = [
    *(_sign, _factor, _factor, _offset, _offset, _absolute, _reciprocal, _squared),
    *(_misrounded, _misrounded, _cut),
]


def _times(v: Real, k: Fraction) -> Real:
    return v * k if isinstance(v, Fraction) else v * real(k)


# Expressions


def _expression(problem: Problem, step: Question, random: Random) -> str | None:
    where, of, right = _compared(problem, step)
    f = Function(step.answer, step.variables[0], of, where, right, random)
    with np.errstate(all="ignore"):
        typed, off = random.choice(FUNCTIONS)(f)
        return typed if differs(where, right, off) else None


def compared_at(problem: Problem, step: Question) -> Support:
    """Where a function that is asked for is compared: on the support, or on a piece of it."""
    return _compared(problem, step)[0]


def _compared(problem: Problem, step: Question) -> tuple[Support, Curve, Array]:
    """The same, the right function, and its values there."""
    return _known(problem.setting, step.name, step.answer, step.variables[0])


@lru_cache(maxsize=64)
def _known(setting: Posed, step: str, answer: str, variable: str) -> tuple[Support, Curve, Array]:
    of = function(answer, variable)
    if isinstance(setting, Worksheet):
        points = setting.sample(step).whole.points[variable]
        where = of_equal_mass(min(points), max(points), of)
    else:
        assert on_line(setting)
        where = support(setting, variable)
    return where, of, of(where.points)


# Intervals, points, matrices


def _list(step: Question, random: Random) -> str | None:
    """One number of several changed; or two exchanged, one left out, all multiplied."""
    parts = entries(step.answer)
    place = random.randrange(len(parts))
    if value(parts[place]) in (mpmath.inf, -mpmath.inf):
        far = f"{'' if value(parts[place]) > 0 else '-'}{random.randint(1_000, 1_000_000)}"
        return _as_typed(step, [*parts[:place], far, *parts[place + 1 :]])
    which = random.random()
    if which < 0.7:
        changed = _number(parts[place], random)
        return _as_typed(step, [*parts[:place], changed, *parts[place + 1 :]])
    if which < 0.8:
        factor = Fraction(random.randint(1, 9), random.randint(1, 9))
        changed_all = [f"{factor}*({part})" for part in parts]
        if step.kind == "matrix" and factor != 1:
            return f"{factor} {step.answer}"
        changes = factor != 1 and any(0 < abs(real(value(part))) < mpmath.inf for part in parts)
        return _as_typed(step, changed_all) if changes else None
    other = random.randrange(len(parts))
    if step.kind == "set":
        return _as_typed(step, parts[1:]) if parts[1:] else None
    swapped = list(parts)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    if step.kind == "points":
        if sorted(_pairs(swapped)) == sorted(_pairs(parts)):
            return None
    elif list(map(value, swapped)) == list(map(value, parts)):
        return None
    return _as_typed(step, swapped)


def _pairs(parts: list[str]) -> list[tuple[Real, Real]]:
    return [(value(p), value(q)) for p, q in zip(parts[::2], parts[1::2], strict=True)]


def _as_typed(step: Question, parts: list[str]) -> str:
    if step.kind == "points":
        return ", ".join(f"({p}, {q})" for p, q in zip(parts[::2], parts[1::2], strict=True))
    if step.kind == "matrix":
        return rows_of(parts)
    return step.answer[0] + ", ".join(parts) + step.answer[-1]


if __name__ == "__main__":
    main("near misses", trial, 100_000)
