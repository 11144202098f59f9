"""Functions that are almost right, each with its values as numpy finds them."""

import math
import re
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import NamedTuple

import numpy as np

from tests.exercises.right_values import Array, Curve, Support


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


def _boxed(f: Function) -> FunctionMiss:
    """Larger between two places, by the signs of what is beyond each."""
    (a, b), n = sorted((f.place, f.place)), f.random.randint(2, 99)
    typed = f"({f.text})*(1 + (({f.x}-({a}))/|{f.x}-({a})| - ({f.x}-({b}))/|{f.x}-({b})|)/{n})"
    signs = [np.sign(f.t - float(end)) for end in (a, b)]
    return typed, f.right * (1 + (signs[0] - signs[1]) / n)


def _plateau(f: Function) -> FunctionMiss:
    """Larger beyond a place, after a short ramp."""
    c, n, k = f.place, f.random.choice([10, 1000, 10**5]), f.factor
    typed = f"{f.text} + ({k})*min(1, max(0, {n}*({f.x} - ({c}))))"
    return typed, f.right + float(k) * np.clip(n * (f.t - float(c)), 0, 1)


def _clipped(f: Function) -> FunctionMiss:
    low, high = sorted((f.level, f.level))
    return f"min(max({f.text}, {low}), {high})", np.clip(f.right, float(low), float(high))


def _folded_twice(f: Function) -> FunctionMiss:
    """A fold within a fold."""
    c, w, n = f.place, f.factor, f.random.randint(1, 99)
    typed = f"{f.text} + max(0, max(0, {f.x} - ({c})) - ({w}))/{n}"
    return typed, f.right + np.maximum(0, np.maximum(0, f.t - float(c)) - float(w)) / n


def _rooted(f: Function) -> FunctionMiss:
    """Without a value on one side of a place."""
    c, side = f.place, f.random.choice((1, -1))
    inside = f"{f.x} - ({c})" if side > 0 else f"({c}) - {f.x}"
    typed = f.random.choice(
        [
            f"{f.text} + sqrt({inside}) - sqrt({inside})",
            f"({f.text})*sqrt({inside})/sqrt({inside})",
            f"({f.text})*max(0, {inside})/max(0, {inside})",
            f"{f.text} + 0/max(0, {inside})",
            f"({f.text})*log({inside})/log({inside})",
        ]
    )
    return typed, np.where(side * (f.t - float(c)) > 0, f.right, math.nan)


def _half_rooted(f: Function) -> FunctionMiss:
    """The right function as the root of its square, with its sign turned beyond a place."""
    c = f.place
    typed = f"({f.text})*sqrt(({f.x} - ({c}))^2)/({f.x} - ({c}))"
    return typed, f.right * np.sign(f.t - float(c))


def _waving(f: Function) -> FunctionMiss:
    n, m = f.random.randint(1, 5000), f.random.choice([10, 10**3, 10**6])
    if f.random.random() < 0.5:
        return f"({f.text})*(1 + sin({n}*{f.x})/{m})", f.right * (1 + np.sin(n * f.t) / m)
    return f"{f.text} + cos({n}*{f.x})/{m}", f.right + np.cos(n * f.t) / m


def _stepping(f: Function) -> FunctionMiss:
    """Larger beyond a place, by a sigmoid that is as good as a step."""
    c, n, m = f.place, f.random.choice([100, 10**4]), f.random.randint(2, 99)
    typed = f"({f.text})*(1 + sigmoid({n}*({f.x} - ({c})))/{m})"
    return typed, f.right * (1 + 1 / (1 + np.exp(-n * (f.t - float(c)))) / m)


def _overflowing(f: Function) -> FunctionMiss:
    """With a term that is too large for doubles, or too small, in most places."""
    k = f.random.randint(1, 9)
    small = np.exp(-np.exp(k * f.t))
    if f.random.random() < 0.5:
        return f"{f.text} + 1/exp(exp({k}*{f.x}))", f.right + small
    return f"({f.text})*(1 - exp(-exp({k}*{f.x})))", f.right * (1 - small)


def _power_off(f: Function) -> FunctionMiss:
    n = f.many
    size = np.where(f.right >= 0, f.right, math.nan) ** ((n + 1) / n)
    return f"({f.text})^(({n + 1})/{n})", size


FUNCTIONS: list[Callable[[Function], FunctionMiss]] = [
    *(_minus, _scaled, _nearly, _raised, _raised_a_little, _bent_up, _bent_down, _size),
    *(_root_of_square, _of_size, _folded, _at_least, _at_most, _with_tent, _turned, _cut_off),
    *(_line, _boxed, _plateau, _clipped, _folded_twice, _rooted, _half_rooted, _waving),
    *(_stepping, _overflowing, _power_off),
]
