"""The points at which two expressions are compared."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random


@dataclass(frozen=True, slots=True)
class Sample:
    """Where expressions are compared, and their values there if a definition gives them."""

    points: Mapping[str, tuple[float, ...]]
    count: int
    targets: tuple[float, ...] | None = None
    scale: float = 0.0  # how far off a target may be because the points themselves are rounded

    @property
    def start(self) -> "Sample":
        """The first few points, which are enough for most wrong answers."""
        points = {name: column[:3] for name, column in self.points.items()}
        return Sample(points, 3, self.targets and self.targets[:3], self.scale)


@lru_cache(maxsize=64)
def anywhere(variables: tuple[str, ...]) -> Sample:
    """Points of both signs and very different sizes, away from -1, 0 and 1."""
    return _spread(variables, 60, 0.02, 1000.0, seed=1)


@lru_cache(maxsize=64)
def further(variables: tuple[str, ...]) -> Sample:
    """Many more points, smaller and larger, for what has a value at few points only."""
    return _spread(variables, 600, 1e-5, 1e5, seed=2)


def _spread(variables: tuple[str, ...], count: int, least: float, most: float, seed: int) -> Sample:
    random = Random(seed)
    points = {}
    for name in variables:
        column: list[float] = []
        while len(column) < count:
            size = math.exp(random.uniform(math.log(least), math.log(most)))
            if abs(size - 1) > 0.04:
                column.append(size if random.random() < 0.5 else -size)
        points[name] = tuple(column)
    return Sample(points, count)
