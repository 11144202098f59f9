"""Distributions that are symmetric about a location and stretched by a scale."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Self

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, broadcast_shapes, parameter
from tutor.flows.domains import REAL, Interval
from tutor.flows.univariate import WithQuantiles


@dataclass(frozen=True, slots=True, eq=False, init=False)
class LocationScale(WithQuantiles):
    """p(z) = p_0((z - loc)/scale)/scale with p_0 symmetric about 0, and scale > 0.

    `loc` and `scale` are numbers or arrays that broadcast. A subclass gives the standard
    distribution. Raises ValueError unless scale > 0 and both are finite.
    """

    loc: Array
    scale: Array

    def __init__(self, loc: Numbers = 0.0, scale: Numbers = 1.0) -> None:
        name = type(self).__name__
        object.__setattr__(self, "loc", parameter(name, "loc", loc))
        object.__setattr__(self, "scale", parameter(name, "scale", scale))
        broadcast_shapes(name, loc=self.loc.shape, scale=self.scale.shape)
        if not (self.scale > 0).all():
            raise ValueError(f"{name}: scale must be greater than 0, got {self.scale}")

    @property
    def shape(self) -> Shape:
        """What loc and scale broadcast to."""
        return np.broadcast_shapes(self.loc.shape, self.scale.shape)

    @property
    def support(self) -> Interval:
        """All real numbers."""
        return REAL

    def expand(self, batch_shape: Shape) -> Self:
        """The same distribution as a batch of another shape."""
        return type(self)(
            np.broadcast_to(self.loc, batch_shape), np.broadcast_to(self.scale, batch_shape)
        )

    def _log_density(self, z: Array) -> Array:
        return self._standard_log_density((z - self.loc) / self.scale) - np.log(self.scale)

    def _cdf(self, z: Array) -> Array:
        return self._standard_cdf((z - self.loc) / self.scale)

    def _sf(self, z: Array) -> Array:
        return self._standard_cdf((self.loc - z) / self.scale)

    def _icdf(self, q: Array) -> Array:
        return self.loc + self.scale * self._standard_icdf(q)

    def _isf(self, q: Array) -> Array:
        return self.loc - self.scale * self._standard_icdf(q)

    @abstractmethod
    def _standard_log_density(self, t: Array) -> Array: ...
    @abstractmethod
    def _standard_cdf(self, t: Array) -> Array: ...
    @abstractmethod
    def _standard_icdf(self, q: Array) -> Array: ...
