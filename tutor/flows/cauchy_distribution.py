"""The Cauchy distribution."""

import math

import numpy as np

from tutor.flows.arrays import Array, Shape
from tutor.flows.location_scale import LocationScale


class Cauchy(LocationScale):
    """p(z) = 1 / (pi scale (1 + t^2)) with t = (z - loc)/scale, and scale > 0.

    `loc` is the median (there is no mean), and half of the mass is within `scale` of it:
    numbers or arrays that broadcast. P(Z <= z) = 1/2 + arctan(t)/pi. The support is the real
    numbers. Raises ValueError unless scale > 0 and both are finite. Source: Johnson, Kotz
    and Balakrishnan 1994, chapter 16.
    """

    __slots__ = ()

    def _standard_log_density(self, t: Array) -> Array:
        return -math.log(math.pi) - 2 * np.log(np.hypot(1, t))

    def _standard_cdf(self, t: Array) -> Array:
        return np.arctan2(1, -t) / math.pi

    def _standard_icdf(self, q: Array) -> Array:
        # -cot(pi q), from the nearer end: a small q keeps its digits.
        near = np.where(q < 0.5, q, 1 - q)
        size = np.where(near == 0, np.inf, 1 / np.tan(math.pi * near))
        return np.where(q < 0.5, -size, np.where(q == 0.5, 0.0, size))

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return self.loc + self.scale * rng.standard_cauchy(size)
