"""The values of right answers by sympy and mpmath, which do not know the tutor's grammar."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from random import Random
from statistics import NormalDist
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import sympy  # type: ignore[import-untyped]
from numpy.typing import NDArray

from tests.exercises.bundled import TEMPLATES
from tutor.exercises.problem import Problem, draw
from tutor.exercises.question import WORDS, Question
from tutor.exercises.setting import LineSetting
from tutor.exercises.template import Template, pool_size

mpmath.mp.dps = 50
Array = NDArray[np.float64]
Curve = Callable[[Array], Array]
Real = Any  # a fraction, or one of mpmath's numbers, which have no types
PER_DRAW = 100  # answers judged to one draw: judging, not drawing, is what is tried
_GRID = 800  # points of a support


@dataclass(frozen=True, slots=True)
class Place:
    """One step of one exercise at one level."""

    template: Template
    level: int
    step: str

    @property
    def name(self) -> str:
        return f"{self.template.id} {self.level} {self.step}"

    def drawn_for(self, trial: int) -> tuple[Problem, Question]:
        """A question of the pool, the same for some trials on end."""
        random = Random(f"{self.name} draw {trial // PER_DRAW}")
        seed = random.randrange(10**9) % pool_size(self.template, self.level)
        return _asked(self.template, self.level, self.step, seed)


@lru_cache(maxsize=4096)
def _asked(template: Template, level: int, step: str, seed: int) -> tuple[Problem, Question]:
    problem = draw(template, level, seed)
    return problem, problem.step(step)


def places() -> Iterator[Place]:
    """Every step that is judged, of every exercise and level."""
    for template in TEMPLATES:
        for level in range(1, len(template.levels) + 1):
            for step in draw(template, level, 0).steps:
                if step.kind != WORDS:
                    yield Place(template, level, step.name)


@lru_cache(maxsize=100_000)
def value(text: str) -> Real:
    """A typed number: a fraction, or fifty digits."""
    found = sympy.sympify(text.replace("^", "**").replace("inf", "oo"))
    if found.is_Rational:
        return Fraction(int(found.p), int(found.q))
    if found.is_infinite:
        return mpmath.inf if found > 0 else -mpmath.inf
    return mpmath.mpf(str(found.evalf(50)))


def real(number: Real) -> mpmath.mpf:
    """The number with fifty digits."""
    if isinstance(number, Fraction):
        return mpmath.mpf(number.numerator) / number.denominator
    return number


def entries(text: str) -> list[str]:
    """The numbers of an interval, a point, several points or a matrix, in order."""
    if scaled := re.fullmatch(r"(\S+) (\[\[.*)", text):  # a number times a matrix
        return [f"({scaled[1]})*({each})" for each in entries(scaled[2])]
    found, inside = [""], 0  # brackets of functions and sums
    for at, sign in enumerate(text):
        if inside or (sign == "(" and not _opens_a_list(text, at)):
            inside += {"(": 1, ")": -1}.get(sign, 0)
            found[-1] += sign
        elif sign == ",":
            found.append("")
        elif sign not in "[](){}":
            found[-1] += sign
    return [part.strip() for part in found]


def _opens_a_list(text: str, at: int) -> bool:
    """Whether a bracket opens a point or an interval, rather than a part of a number."""
    depth = 0
    for sign in text[at:]:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if depth == 1 and sign == ",":
            return True
        if depth == 0:
            return False
    return False


def rows_of(parts: list[str]) -> str:
    """A square matrix of these entries, row by row."""
    width = math.isqrt(len(parts))
    rows = (parts[start : start + width] for start in range(0, len(parts), width))
    listed = ", ".join(f"[{', '.join(row)}]" for row in rows)
    return f"[{listed}]"


def _sigmoid(at: Any) -> Any:
    return 1 / (1 + sympy.exp(-at))


_MODULES = [{"max": np.maximum, "min": np.minimum}, "numpy"]


@lru_cache(maxsize=4096)
def function(text: str, variable: str) -> Curve:
    """A typed expression as a function of an array; nan or infinite where it has no value."""
    real_one = sympy.Symbol(variable, real=True)
    found = sympy.lambdify(
        real_one,
        sympy.sympify(text.replace("^", "**"), {"sigmoid": _sigmoid, variable: real_one}),
        _MODULES,
    )

    def curve(at: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(found(at) + 0.0 * at)

    return curve


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """Points of a support in order, as the variable of a question, and which lie in a tail."""

    points: Array
    tail: "NDArray[np.bool_]"  # beyond three standard deviations


@lru_cache(maxsize=512)
def support(setting: LineSetting, variable: str) -> Support:
    """Equally likely points of the support, and of the tails from 3 to 6 standard deviations."""
    base = setting.base
    if base.is_bounded:
        low, high = map(float, base.support)
        z = [low + (high - low) * (i + 0.5) / _GRID for i in range(_GRID)]
        tail = [False] * _GRID
    else:
        shares = [NormalDist().inv_cdf((i + 0.5) / _GRID) for i in range(_GRID)]
        far = [3 + 3 * (i + 0.5) / 40 for i in range(40)]
        shares = [*(-share for share in far), *shares, *far]
        z = [float(base.center) + float(base.reach) * share for share in shares]
        tail = [abs(share) > 3 for share in shares]
    points = z if variable == "z" else [float(setting.transform.forward(at)) for at in z]
    return Support(np.array(points), np.array(tail))


@lru_cache(maxsize=512)
def of_equal_mass(low: float, high: float, density: Curve) -> Support:
    """Points of a piece between which a density has equal masses; even ones, if it has none."""
    steps = np.arange(20_000) + 0.5
    grid = low + (high - low) * (steps / 20_000) ** 2
    sums = np.cumsum(density(grid) * steps)  # the widths around them, but for a factor
    if sums[-1] == 0:
        sums = np.cumsum(np.ones(20_000))
    wanted = sums[-1] * (np.arange(_GRID) + 0.5) / _GRID
    return Support(grid[np.searchsorted(sums, wanted)], np.zeros(_GRID, dtype=bool))


def differs(where: Support, right: Array, typed: Array) -> bool:
    """Whether two functions differ on one percent of a support, or on one of its tails."""
    apart = ~(abs(right - typed) <= 1e-9 * abs(right))
    inside = apart[~where.tail]
    percent = 0.0125 * len(inside)
    if np.count_nonzero(inside) >= percent and _in_a_row(inside) >= percent:
        return True
    half = len(apart) // 2
    for side in (slice(0, half), slice(half, None)):
        beyond = apart[side][where.tail[side]]
        if len(beyond) and beyond.all():
            return True
    return False


def _in_a_row(apart: "NDArray[np.bool_]") -> int:
    """How many of them follow each other at most."""
    off = np.flatnonzero(~apart)
    ends = np.concatenate([[-1], off, [len(apart)]])
    return int(np.diff(ends).max()) - 1
