"""A piece of the line on which a worksheet asks for a function: points of it, and mass over it."""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from random import Random

from tutor.answers.evaluate import values
from tutor.answers.expression import Tree
from tutor.answers.sample import START, Growing, Sample
from tutor.exercises.amount import shown

_FIXED, _LOWER, _FRESH = 120, 320, 30  # points of a sample
_BULK = 0.6  # the share of the steps of a piece in which most of its mass is
_CLOSE = 0.0001  # to -1, 0 and 1, where wrong expressions often agree with the right one
_PARTS = 600  # of a piece whose mass is summed


def points_of(low: float, high: float, variable: str, fresh: int) -> Growing:
    """Points from all parts of a piece; some of them are new for each answer."""
    first = _sample(low, high, variable, _shares()[: 4 * START])  # some of them may go

    def find() -> Sample:
        random = Random(fresh)
        new = ((_BULK * random.random()) ** 2 for _ in range(_FRESH))
        return _sample(low, high, variable, (*_shares(), *new))

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
    steps = [(part + random.random()) / _FIXED for part in range(_FIXED)]
    steps += [_BULK * (part + random.random()) / _LOWER for part in range(_LOWER)]
    shares = [step * step for step in steps]
    random.shuffle(shares)
    return tuple(shares)


def evidence(typed: Tree, right: Tree, low: float, high: float, variable: str) -> Iterator[str]:
    """What is wrong with the mass of a density over a piece, in fewer and fewer words."""
    where = f"for {low:.4g} < {variable} < {high:.4g}"
    if min(_at(typed, low, high, variable), default=0) < 0:
        yield f"{where} your density is negative somewhere"
        return
    mass, expected = (_mass(tree, low, high, variable) for tree in (typed, right))
    if mass is None or expected is None or math.isclose(mass, expected, rel_tol=1e-4):
        return
    much = "too much" if mass > expected else "too little"
    yield f"{where} your density has a mass of {shown(mass)}, which is {much}"
    yield f"your density has {much} mass there"


def _mass(tree: Tree, low: float, high: float, variable: str) -> float | None:
    """The integral by Simpson's rule, which takes steps that are smaller close to the low end."""
    shares = _steps()
    heights = values(tree, {variable: [low + (high - low) * u * u for u in shares]}, len(shares))
    if any(map(math.isnan, heights)):
        return None
    terms = [2 * (high - low) * u * height for u, height in zip(shares, heights, strict=True)]
    # At u = 0 the term has the limit that the next two lead to.
    first = 2 * terms[0] - terms[1]
    total = first + 4 * sum(terms[::2]) + 2 * sum(terms[1:-1:2]) + terms[-1]
    return total / _PARTS / 3


@lru_cache(maxsize=1)
def _steps() -> tuple[float, ...]:
    return tuple(i / _PARTS for i in range(1, _PARTS + 1))


def _at(tree: Tree, low: float, high: float, variable: str) -> list[float]:
    middles = [low + (high - low) * (i + 0.5) / 50 for i in range(50)]
    return [height for height in values(tree, {variable: middles}, 50) if height == height]
