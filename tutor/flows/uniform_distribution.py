"""The uniform distribution on an interval."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, broadcast_shapes, parameter
from tutor.flows.domains import Interval
from tutor.flows.univariate import WithQuantiles


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Uniform(WithQuantiles):
    """p(z) = 1/(high - low) for low <= z <= high, else 0.

    `low` and `high` are numbers or arrays that broadcast. P(Z <= z) = (z - low)/(high - low) in
    between. The support is [low, high]. Raises ValueError unless low < high, both and their
    difference finite. Source: Johnson, Kotz and Balakrishnan 1995, chapter 26.
    """

    low: Array
    high: Array

    def __init__(self, low: Numbers = 0.0, high: Numbers = 1.0) -> None:
        object.__setattr__(self, "low", parameter("Uniform", "low", low))
        object.__setattr__(self, "high", parameter("Uniform", "high", high))
        broadcast_shapes("Uniform", low=self.low.shape, high=self.high.shape)
        if not (self.low < self.high).all():
            raise ValueError(f"Uniform: low must be below high, got {self.low} and {self.high}")
        with np.errstate(over="ignore"):
            parameter("Uniform", "high - low", self.high - self.low)

    @property
    def shape(self) -> Shape:
        """What low and high broadcast to."""
        return np.broadcast_shapes(self.low.shape, self.high.shape)

    @property
    def support(self) -> Interval:
        """[low, high]"""
        return Interval(self.low, self.high)

    def expand(self, batch_shape: Shape) -> "Uniform":
        """The same distribution as a batch of another shape."""
        return Uniform(
            np.broadcast_to(self.low, batch_shape), np.broadcast_to(self.high, batch_shape)
        )

    def _log_density(self, z: Array) -> Array:
        return -np.log(self.high - self.low)

    def _cdf(self, z: Array) -> Array:
        return (z - self.low) / (self.high - self.low)

    def _sf(self, z: Array) -> Array:
        return (self.high - z) / (self.high - self.low)

    def _icdf(self, q: Array) -> Array:
        return np.clip(self.low + q * (self.high - self.low), self.low, self.high)

    def _isf(self, q: Array) -> Array:
        return np.clip(self.high - q * (self.high - self.low), self.low, self.high)

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.uniform(self.low, self.high, size)
