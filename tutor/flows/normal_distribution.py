"""The normal distribution."""

import math
from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, as_array, broadcast_shapes, parameter
from tutor.flows.distribution import Base
from tutor.flows.domains import REAL, Interval

_LOG_ROOT_TAU = math.log(2 * math.pi) / 2
_ERFC = np.frompyfunc(math.erfc, 1, 1)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Normal(Base):
    """p(z) = exp(-((z - loc)/scale)^2 / 2) / (scale sqrt(2 pi)), with scale > 0.

    `loc` is the mean and `scale` the standard deviation: numbers or arrays that broadcast.
    Raises ValueError unless scale > 0 and both are finite.
    """

    loc: Array
    scale: Array

    def __init__(self, loc: Numbers = 0.0, scale: Numbers = 1.0) -> None:
        object.__setattr__(self, "loc", parameter("Normal", "loc", loc))
        object.__setattr__(self, "scale", parameter("Normal", "scale", scale))
        broadcast_shapes("Normal", loc=self.loc.shape, scale=self.scale.shape)
        if not (self.scale > 0).all():
            raise ValueError(f"Normal: scale must be greater than 0, got {self.scale}")

    @property
    def shape(self) -> Shape:
        """What loc and scale broadcast to."""
        return np.broadcast_shapes(self.loc.shape, self.scale.shape)

    @property
    def support(self) -> Interval:
        """All real numbers."""
        return REAL

    def expand(self, batch_shape: Shape) -> "Normal":
        """The same distribution as a batch of another shape."""
        return Normal(
            np.broadcast_to(self.loc, batch_shape), np.broadcast_to(self.scale, batch_shape)
        )

    def cdf(self, z: Numbers) -> Array:
        """The probability of a value up to z: erfc((loc - z)/(scale sqrt 2))/2."""
        t = (self.loc - as_array("Normal", "points", z)) / (self.scale * math.sqrt(2))
        return np.asarray(_ERFC(t), dtype=np.float64) / 2

    def _log_prob(self, z: Array) -> Array:
        t = (z - self.loc) / self.scale
        return -(t**2) / 2 - np.log(self.scale) - _LOG_ROOT_TAU

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.normal(self.loc, self.scale, size)
