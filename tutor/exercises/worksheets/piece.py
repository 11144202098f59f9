"""A piece of the line on which a worksheet asks for a function: points of it, and mass over it."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from tutor.algebra.on_arrays import finite_values, on_arrays
from tutor.answers.expression import Tree
from tutor.answers.sample import START, Growing, Sample
from tutor.exercises.amount import shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_FIXED, _LOWER, _FRESH = 400, 450, 30  # points of a sample: one in each percent of the mass
_BULK = 0.6  # the share of the steps of a piece in which most of its mass is
_CLOSE = 0.00002  # to -1, 0 and 1, where wrong expressions often agree with the right one
_PARTS = 600  # of a piece whose mass is summed
_CLOSEST = 10  # of these: where they hold as much as those up to ten times as far, there is no end


def points_of(low: float, high: float, variable: str, fresh: int) -> Growing:
    """Points from all parts of a piece; some of them are new for each answer."""
    first = _sample(low, high, variable, _shares()[: 4 * START])  # some of them may go

    def find() -> Sample:
        random = Random(fresh)
        new = ((_BULK * random.random()) ** 2 for _ in range(_FRESH))
        found = _sample(low, high, variable, (*_shares(), *new))
        return replace(found, evaluate=finite_values)

    return Growing(first.start, find)


def _sample(low: float, high: float, variable: str, shares: Iterable[float]) -> Sample:
    width = high - low
    close = _CLOSE * min(1, width)
    there = [low + width * share for share in shares]
    kept = tuple(x for x in there if min(abs(abs(x) - 1), abs(x)) >= close)
    return Sample({variable: kept}, len(kept))


@lru_cache(maxsize=1)
def _shares() -> tuple[float, ...]:
    # Squares of even steps: what a square makes of its base is spread so, and most of it, where
    # the base has tails, is in the lower part.
    random = Random(1)
    steps = [_within(part, random) / _FIXED for part in range(_FIXED)]
    steps += [_BULK * _within(part, random) / _LOWER for part in range(_LOWER)]
    shares = [step * step for step in steps]
    random.shuffle(shares)
    return tuple(shares)


def _within(part: int, random: Random) -> float:
    """A place in the middle half of a part, so that the next is never far."""
    return part + 0.25 + random.random() / 2


def evidence(typed: Tree, right: Tree, low: float, high: float, variable: str) -> Iterator[str]:
    """What is wrong with the mass of a density over a piece, in fewer and fewer words."""
    where = f"for {low:.4g} < {variable} < {high:.4g}"
    if _least(typed, low, high, variable) < 0:
        yield f"{where} your density is negative somewhere"
        return
    parts, expected = (_masses(tree, low, high, variable) for tree in (typed, right))
    mass, wanted = float(parts.sum()), float(expected.sum())
    if not math.isfinite(mass - wanted) or math.isclose(mass, wanted, rel_tol=1e-4):
        return
    much = "too much" if mass > wanted else "too little"
    if abs(parts[:_CLOSEST].sum()) < abs(parts[_CLOSEST : 10 * _CLOSEST].sum()) / 2:
        yield f"{where} your density has a mass of {shown(mass)}, which is {much}"
    elif mass < wanted:  # it is larger than this, if it has an end
        return
    yield f"your density has {much} mass there"


def _masses(tree: Tree, low: float, high: float, variable: str) -> "Array":
    """The parts of the integral by Simpson's rule, in steps that are smaller close to the low end.

    nan, where the formula has no value.
    """
    width, (shares, weights) = high - low, _steps()
    heights: Array = on_arrays(tree, {variable: low + width * shares * shares})
    return heights * weights * width


@lru_cache(maxsize=1)
def _steps() -> "tuple[Array, Array]":
    """Shares u of the steps of a piece, and their weights: Simpson's, times 2u.

    At u = 0 the integrand has the limit that the next two lead to, twice the first less the next.
    """
    import numpy as np

    shares = np.arange(1, _PARTS + 1) / _PARTS
    simpson = np.where(np.arange(1, _PARTS + 1) % 2, 4.0, 2.0)
    simpson[-1] = 1
    simpson[0] += 2
    simpson[1] -= 1
    return shares, 2 * shares * simpson / _PARTS / 3


def _least(tree: Tree, low: float, high: float, variable: str) -> float:
    """The smallest of the values in the middles of fifty parts; nan, if there is none."""
    import numpy as np

    middles = low + (high - low) * (np.arange(50) + 0.5) / 50
    heights = on_arrays(tree, {variable: middles}) + 0 * middles
    return float(np.fmin.reduce(heights))
