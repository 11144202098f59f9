"""Sets of points: intervals, boxes and images, for supports, domains and codomains."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tutor.flows.arrays import Array, Numbers, as_array, broadcast_shapes

Mask = NDArray[np.bool_]


class Support(ABC):
    """A set of points. Points have shape (...) if `event_dim` is 0, (..., d) if it is 1."""

    __slots__ = ()
    event_dim = 0

    @abstractmethod
    def contains(self, x: Numbers) -> Mask:
        """Whether each point belongs to the set, of shape (...). NaN and infinity never do."""


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Interval(Support):
    """The numbers from `low` to `high`, arrays that broadcast; infinite ends are always open.

    Raises ValueError unless low <= high.
    """

    low: Array
    high: Array
    open_low: Mask
    open_high: Mask

    def __init__(
        self,
        low: Numbers,
        high: Numbers,
        open_low: bool | Mask = False,
        open_high: bool | Mask = False,
    ) -> None:
        ends = as_array("Interval", "low", low), as_array("Interval", "high", high)
        broadcast_shapes("Interval", low=ends[0].shape, high=ends[1].shape)
        if not (ends[0] <= ends[1]).all():
            raise ValueError(f"Interval: low must not exceed high, got {ends[0]} and {ends[1]}")
        object.__setattr__(self, "low", ends[0])
        object.__setattr__(self, "high", ends[1])
        object.__setattr__(self, "open_low", np.isinf(ends[0]) | open_low)
        object.__setattr__(self, "open_high", np.isinf(ends[1]) | open_high)

    def __str__(self) -> str:
        left, right = "(" if self.open_low.all() else "[", ")" if self.open_high.all() else "]"
        return f"{left}{self.low}, {self.high}{right}"

    def contains(self, x: Numbers) -> Mask:
        """Whether each number lies between the ends."""
        x = as_array("Interval", "points", x)
        above = np.where(self.open_low, x > self.low, x >= self.low)
        below = np.where(self.open_high, x < self.high, x <= self.high)
        return np.asarray(above & below)

    def nearest(self, x: Array) -> Array:
        """Each number, or the double of the interval that is nearest to it if it lies outside."""
        inner_low, inner_high = np.nextafter(self.low, np.inf), np.nextafter(self.high, -np.inf)
        low = np.where(self.open_low & np.isfinite(self.low), inner_low, self.low)
        high = np.where(self.open_high & np.isfinite(self.high), inner_high, self.high)
        return np.clip(x, low, high)

    def covers(self, other: "Interval") -> bool:
        """Whether this interval holds the whole of another, perhaps without its ends."""
        return bool(((other.low >= self.low) & (other.high <= self.high)).all())

    def intersection(self, other: "Interval") -> "Interval":
        """The numbers in both; ValueError if there are none."""
        low, high = np.maximum(self.low, other.low), np.minimum(self.high, other.high)
        open_low = (self.open_low & (self.low == low)) | (other.open_low & (other.low == low))
        open_high = (self.open_high & (self.high == high)) | (
            other.open_high & (other.high == high)
        )
        if ((low > high) | ((low == high) & (open_low | open_high))).any():
            raise ValueError(f"Interval: {self} and {other} have no number in common")
        return Interval(low, high, open_low, open_high)


@dataclass(frozen=True, slots=True, eq=False)
class Box(Support):
    """The points of shape (..., d) each of whose coordinates lies in its interval."""

    sides: Interval
    event_dim = 1

    def __str__(self) -> str:
        return f"box {self.sides}"

    def contains(self, x: Numbers) -> Mask:
        """Whether each point has all its coordinates between the ends."""
        return np.asarray(self.sides.contains(x).all(axis=-1))

    def nearest(self, x: Array) -> Array:
        """Each point, with every coordinate moved to the nearest end if it lies outside."""
        return self.sides.nearest(x)


class HasPreimages(Protocol):
    """What an image asks of its map."""

    def vector_preimages(self, x: Numbers) -> tuple[Array, ...]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Image(Support):
    """Where a map takes the points, of shape (..., d), of another set."""

    of: Support
    under: HasPreimages
    event_dim = 1

    def contains(self, x: Numbers) -> Mask:
        """Whether each point has a preimage in the other set."""
        inside = [self.of.contains(z) for z in self.under.vector_preimages(x)]
        return np.asarray(np.logical_or.reduce(inside))


REAL = Interval(-np.inf, np.inf)
POSITIVE = Interval(0.0, np.inf, open_low=True)
NONNEGATIVE = Interval(0.0, np.inf)
UNIT = Interval(0.0, 1.0, open_low=True, open_high=True)
REAL_VECTOR = Box(REAL)


def as_vectors(support: Support) -> Support:
    """The set of vectors whose every coordinate lies in an interval; other sets as they are."""
    return Box(support) if isinstance(support, Interval) else support
