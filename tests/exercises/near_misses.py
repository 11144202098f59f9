"""Answers that are almost right, and must be wrong: `python -m tests.exercises.near_misses`."""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import NamedTuple

import mpmath  # type: ignore[import-untyped]
import numpy as np

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


class Function(NamedTuple):
    """The right function, its values at points of its support, and what is random in a miss."""

    text: str
    x: str
    of: Curve
    where: Support
    right: Array
    random: Random

    @property
    def t(self) -> Array:
        """The points."""
        return self.where.points

    @property
    def place(self) -> Fraction:
        """A place in the support, with few digits."""
        return _short(float(self.random.choice(self.t)), self.random.choice([100, 1000, 10**5]))

    @property
    def factor(self) -> Fraction:
        """A number that is not very large."""
        return Fraction(self.random.randint(1, 40), self.random.choice([1, 2, 3, 7, 100, 10**4]))

    @property
    def many(self) -> int:
        """A whole number that may be large."""
        return self.random.randint(2, 10 ** self.random.randint(1, 6))

    @property
    def level(self) -> Fraction:
        """About the value at some place."""
        return _short(float(self.random.choice(self.right)), 1000)


def _short(value: float, most: int) -> Fraction:
    return Fraction(round(value * most), most)


def _expression(problem: Problem, step: Question, random: Random) -> str | None:
    where, of, right = _compared(problem, step)
    f = Function(step.answer, step.variables[0], of, where, right, random)
    with np.errstate(all="ignore"):
        typed, off = random.choice(_EXPRESSIONS)(f)
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


FunctionMiss = tuple[str, Array]  # what is typed, and its values


def _minus(f: Function) -> FunctionMiss:
    return f"-({f.text})", -f.right


def _scaled(f: Function) -> FunctionMiss:
    k = f.factor
    return f"({f.text})*({k})", f.right * float(k)


def _nearly(f: Function) -> FunctionMiss:
    n = f.many
    return f"({f.text})*({n + 1})/{n}", f.right * (n + 1) / n


def _raised(f: Function) -> FunctionMiss:
    k = f.factor
    return f"{f.text} + ({k})", f.right + float(k)


def _raised_a_little(f: Function) -> FunctionMiss:
    n = f.many
    return f"({f.text}) + 1/{n}", f.right + 1 / n


def _bent_up(f: Function) -> FunctionMiss:
    k, c = f.factor, f.place
    return (
        f"{f.text} + ({k})*max(0, {f.x} - ({c}))",
        f.right + float(k) * np.maximum(0, f.t - float(c)),
    )


def _bent_down(f: Function) -> FunctionMiss:
    n, c = f.random.randint(1, 97), f.place
    return (
        f"{f.text} - max(0, ({c}) - {f.x})/{n}",
        f.right - np.maximum(0, float(c) - f.t) / n,
    )


def _size(f: Function) -> FunctionMiss:
    return f"abs({f.text})", abs(f.right)


def _root_of_square(f: Function) -> FunctionMiss:
    return f"sqrt(({f.text})^2)", abs(f.right)


def _of_size(f: Function) -> FunctionMiss:
    return re.sub(rf"\b{f.x}\b", f"|{f.x}|", f.text), f.of(abs(f.t))


def _folded(f: Function) -> FunctionMiss:
    c = f.place
    typed = re.sub(rf"\b{f.x}\b", f"(|{f.x} - ({c})| + ({c}))", f.text)
    return typed, f.of(abs(f.t - float(c)) + float(c))


def _at_least(f: Function) -> FunctionMiss:
    level = f.level
    return f"max({f.text}, {level})", np.maximum(f.right, float(level))


def _at_most(f: Function) -> FunctionMiss:
    level = f.level
    return f"min({f.text}, {level})", np.minimum(f.right, float(level))


def _with_tent(f: Function) -> FunctionMiss:
    width = abs(float(f.t[-1] - f.t[0])) * f.random.choice([0.01, 0.02, 0.05, 0.3])
    c, w = f.place, _short(width, 10**4)
    return (
        f"{f.text} + max(0, {w} - abs({f.x} - ({c})))",
        f.right + np.maximum(0, float(w) - abs(f.t - float(c))),
    )


def _turned(f: Function) -> FunctionMiss:
    c = f.place
    off = f.t - float(c)
    return f"{f.text} + (|{f.x} - ({c})| - ({f.x} - ({c})))", f.right + (abs(off) - off)


def _cut_off(f: Function) -> FunctionMiss:
    c = f.place
    return f"{f.text} + 0*log({f.x} - ({c}))", np.where(f.t > float(c), f.right, math.nan)


def _line(f: Function) -> FunctionMiss:
    """A straight line through two points whose two numbers are rounded."""
    digits, (one, other) = f.random.randint(2, 9), (len(f.t) // 3, len(f.t) // 3 + 9)
    rise = (f.right[other] - f.right[one]) / (f.t[other] - f.t[one])
    slope, start = f"{rise:.{digits}f}", f"{f.right[one] - rise * f.t[one]:.{digits}f}"
    return f"{slope}*{f.x} + ({start})", float(slope) * f.t + float(start)


_EXPRESSIONS: list[Callable[[Function], FunctionMiss]] = [
    *(_minus, _scaled, _nearly, _raised, _raised_a_little, _bent_up, _bent_down, _size),
    *(_root_of_square, _of_size, _folded, _at_least, _at_most, _with_tent, _turned, _cut_off),
    _line,
]


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
