"""The triangular distribution on an interval."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, broadcast_shapes, parameter
from tutor.flows.domains import Interval
from tutor.flows.univariate import WithQuantiles


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Triangular(WithQuantiles):
    """p(z) rises in a line from 0 at low to 2/(high - low) at peak, and falls to 0 at high.

    Parameters as in TFP: numbers or arrays that broadcast, with low <= peak <= high. The sum
    of two numbers that are uniform on [0, 1] has this law with low 0, high 2 and peak 1. The
    support is (low, high); an end that is the peak belongs to it. Raises ValueError unless
    low < high, low <= peak <= high, and all and high - low are finite. Source: Johnson, Kotz
    and Balakrishnan 1995, chapter 26.
    """

    low: Array
    high: Array
    peak: Array

    def __init__(self, low: Numbers = 0.0, high: Numbers = 1.0, peak: Numbers = 0.5) -> None:
        for name, value in (("low", low), ("high", high), ("peak", peak)):
            object.__setattr__(self, name, parameter("Triangular", name, value))
        shapes = {"low": self.low.shape, "high": self.high.shape, "peak": self.peak.shape}
        broadcast_shapes("Triangular", **shapes)
        if not (self.low < self.high).all():
            raise ValueError(f"Triangular: low must be below high, got {self.low} and {self.high}")
        if not ((self.low <= self.peak) & (self.peak <= self.high)).all():
            raise ValueError(
                f"Triangular: peak must be from low to high, got {self.peak}"
                f" for {self.low} and {self.high}"
            )
        with np.errstate(over="ignore"):
            parameter("Triangular", "high - low", self.high - self.low)

    @property
    def shape(self) -> Shape:
        """What low, high and peak broadcast to."""
        return np.broadcast_shapes(self.low.shape, self.high.shape, self.peak.shape)

    @property
    def support(self) -> Interval:
        """(low, high), with an end that is the peak."""
        return Interval(self.low, self.high, self.low < self.peak, self.peak < self.high)

    def expand(self, batch_shape: Shape) -> "Triangular":
        """The same distribution as a batch of another shape."""
        low, high, peak = (
            np.broadcast_to(each, batch_shape) for each in (self.low, self.high, self.peak)
        )
        return Triangular(low, high, peak)

    def _log_density(self, z: Array) -> Array:
        height = np.log(2 / (self.high - self.low))
        left = np.log((z - self.low) / (self.peak - self.low))
        right = np.log((self.high - z) / (self.high - self.peak))
        return height + np.where(z < self.peak, left, np.where(z > self.peak, right, 0.0))

    def _cdf(self, z: Array) -> Array:
        return np.where(z < self.peak, self._left(z), 1 - self._right(z))

    def _sf(self, z: Array) -> Array:
        return np.where(z < self.peak, 1 - self._left(z), self._right(z))

    def _icdf(self, q: Array) -> Array:
        return np.where(q < self._share, self._from_low(q), self._from_high(1 - q))

    def _isf(self, q: Array) -> Array:
        return np.where(q > 1 - self._share, self._from_low(1 - q), self._from_high(q))

    @property
    def _share(self) -> Array:
        """The mass left of the peak."""
        return (self.peak - self.low) / (self.high - self.low)

    def _left(self, z: Array) -> Array:
        """The mass up to z, for z left of the peak."""
        return (z - self.low) / (self.high - self.low) * ((z - self.low) / (self.peak - self.low))

    def _right(self, z: Array) -> Array:
        """The mass from z on, for z from the peak on."""
        rest = np.where(self.high == self.peak, 0.0, (self.high - z) / (self.high - self.peak))
        return (self.high - z) / (self.high - self.low) * rest

    def _from_low(self, q: Array) -> Array:
        return self.low + np.sqrt(q * (self.high - self.low) * (self.peak - self.low))

    def _from_high(self, q: Array) -> Array:
        return self.high - np.sqrt(q * (self.high - self.low) * (self.high - self.peak))

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.triangular(self.low, self.peak, self.high, size)
