"""The points at which two expressions are compared."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import TypeAlias

from tutor.answers.evaluate import values
from tutor.answers.expression import Tree

Evaluate: TypeAlias = "Callable[[Tree, Mapping[str, Sequence[float]], int], list[float]]"

START = 3
_FIXED, _FRESH, _MANY = 120, 30, 600


@dataclass(frozen=True, slots=True)
class Sample:
    """Where expressions are compared, and their values there if a definition gives them."""

    points: Mapping[str, tuple[float, ...]]
    count: int
    targets: tuple[float, ...] | None = None
    evaluate: Evaluate = values  # how an expression is evaluated at all of them

    @property
    def start(self) -> "Sample":
        """The first few points, which are enough for most wrong answers."""
        points = {name: column[:START] for name, column in self.points.items()}
        return Sample(points, min(START, self.count), self.targets and self.targets[:START])

    @property
    def whole(self) -> "Sample":
        """All of them."""
        return self

    def and_more(self, fresh: "Sample") -> "Sample":
        """These points and others of the same variables."""
        points = {name: column + fresh.points[name] for name, column in self.points.items()}
        targets = None
        if self.targets is not None and fresh.targets is not None:
            targets = self.targets + fresh.targets
        return Sample(points, self.count + fresh.count, targets, self.evaluate)


@dataclass(frozen=True, slots=True)
class Growing:
    """The first points of a sample; the others are found where those are not enough."""

    start: Sample
    find: Callable[[], Sample]

    @property
    def whole(self) -> Sample:
        """All of them."""
        return self.find()


AnySample = Sample | Growing
NO_POINTS = Sample({}, 0)  # for what has no variables


def anywhere(variables: tuple[str, ...], fresh: int = 0) -> Sample:
    """Points of both signs and very different sizes, away from -1, 0 and 1.

    Most of them are always the same; `fresh` is the seed of the others.
    """
    if not variables:
        return NO_POINTS
    return _fixed(variables).and_more(_spread(variables, _FRESH, 0.02, 1000.0, Random(fresh)))


@lru_cache(maxsize=64)
def _fixed(variables: tuple[str, ...]) -> Sample:
    return _spread(variables, _FIXED, 0.02, 1000.0, Random(1))


@lru_cache(maxsize=64)
def further(variables: tuple[str, ...]) -> Sample:
    """Many more points, smaller and larger, and whole numbers, for what has a value at few."""
    random = Random(2)
    many = _spread(variables, _MANY, 1e-5, 1e5, random)
    whole = [[*range(2, 22), *range(-21, -1)] for _ in variables]
    for column in whole:
        random.shuffle(column)
    listed = {n: tuple(map(float, c)) for n, c in zip(variables, whole, strict=True)}
    return many.and_more(Sample(listed, 40))


def _spread(
    variables: tuple[str, ...], count: int, least: float, most: float, random: Random
) -> Sample:
    """Sizes between the two, evenly on a logarithmic scale, in a random order."""
    low, width = math.log(least), math.log(most / least) / count
    points = {}
    for name in variables:
        column: list[float] = []
        for place in random.sample(range(count), count):
            size = math.exp(low + width * (place + random.random()))
            while abs(size - 1) <= 0.04:
                size = math.exp(low + width * random.uniform(0, count))
            column.append(size if random.random() < 0.5 else -size)
        points[name] = tuple(column)
    return Sample(points, count)
