"""The Laplace distribution."""

import numpy as np

from tutor.flows.arrays import Array, Shape
from tutor.flows.elementary import LOG_2
from tutor.flows.location_scale import LocationScale


class Laplace(LocationScale):
    """p(z) = exp(-|z - loc|/scale) / (2 scale), with scale > 0.

    `loc` is the mean, and the variance is 2 scale^2: numbers or arrays that broadcast. With
    t = (z - loc)/scale, P(Z <= z) = e^t/2 for t < 0, else 1 - e^-t/2. The support is the real
    numbers. Raises ValueError unless scale > 0 and both are finite. Source: Johnson, Kotz
    and Balakrishnan 1995, chapter 24.
    """

    __slots__ = ()

    def _standard_log_density(self, t: Array) -> Array:
        return -np.abs(t) - LOG_2

    def _standard_cdf(self, t: Array) -> Array:
        tail = np.exp(-np.abs(t)) / 2
        return np.where(t < 0, tail, 1 - tail)

    def _standard_icdf(self, q: Array) -> Array:
        return np.where(q < 0.5, np.log(2 * q), -np.log(2 * (1 - q)))

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.laplace(self.loc, self.scale, size)
