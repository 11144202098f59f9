"""The exponential distribution."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, parameter
from tutor.flows.domains import NONNEGATIVE, Interval
from tutor.flows.univariate import WithQuantiles


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Exponential(WithQuantiles):
    """p(z) = rate exp(-rate z) for z >= 0, else 0, with rate > 0.

    `rate` is a number or an array that broadcasts; the mean is 1/rate.
    P(Z <= z) = 1 - exp(-rate z) from 0 on, so -log(U)/rate has this law if U is uniform on (0, 1).
    The support is [0, inf).
    Raises ValueError unless rate > 0, and rate and 1/rate are finite. Source: Johnson, Kotz and
    Balakrishnan 1994, chapter 19.
    """

    rate: Array

    def __init__(self, rate: Numbers = 1.0) -> None:
        object.__setattr__(self, "rate", parameter("Exponential", "rate", rate))
        if not (self.rate > 0).all():
            raise ValueError(f"Exponential: rate must be greater than 0, got {self.rate}")
        with np.errstate(over="ignore"):
            parameter("Exponential", "1/rate", 1 / self.rate)

    @property
    def shape(self) -> Shape:
        """That of the rate."""
        return self.rate.shape

    @property
    def support(self) -> Interval:
        """[0, inf)"""
        return NONNEGATIVE

    def expand(self, batch_shape: Shape) -> "Exponential":
        """The same distribution as a batch of another shape."""
        return Exponential(np.broadcast_to(self.rate, batch_shape))

    def _log_density(self, z: Array) -> Array:
        return np.log(self.rate) - self.rate * z

    def _cdf(self, z: Array) -> Array:
        return -np.expm1(-self.rate * z)

    def _sf(self, z: Array) -> Array:
        return np.exp(-self.rate * z)

    def _icdf(self, q: Array) -> Array:
        return -np.log1p(-q) / self.rate

    def _isf(self, q: Array) -> Array:
        return -np.log(q) / self.rate

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.exponential(1 / self.rate, size)
