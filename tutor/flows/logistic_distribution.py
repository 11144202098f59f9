"""The logistic distribution."""

import numpy as np

from tutor.flows.arrays import Array, Shape
from tutor.flows.elementary import logit, softplus
from tutor.flows.location_scale import LocationScale


class Logistic(LocationScale):
    """p(z) = e^-t / (scale (1 + e^-t)^2) with t = (z - loc)/scale, and scale > 0.

    `loc` is the mean, and the variance is (pi scale)^2/3: numbers or arrays that broadcast.
    P(Z <= z) = 1/(1 + e^-t), so the logit of a uniform number is logistic. The support is the
    real numbers. Raises ValueError unless scale > 0 and both are finite. Source: Johnson, Kotz
    and Balakrishnan 1995, chapter 23.
    """

    __slots__ = ()

    def _standard_log_density(self, t: Array) -> Array:
        return -np.abs(t) - 2 * softplus(-np.abs(t))

    def _standard_cdf(self, t: Array) -> Array:
        small = np.exp(-np.abs(t))
        return np.asarray(np.where(t < 0, small, 1.0) / (1 + small))

    def _standard_icdf(self, q: Array) -> Array:
        return logit(q)

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.logistic(self.loc, self.scale, size)
