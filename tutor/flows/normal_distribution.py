"""The normal distribution."""

import math

import numpy as np

from tutor.flows.arrays import Array, Shape
from tutor.flows.location_scale import LocationScale

_LOG_ROOT_TAU = math.log(2 * math.pi) / 2
_ERFC = np.frompyfunc(math.erfc, 1, 1)


class Normal(LocationScale):
    """p(z) = exp(-((z - loc)/scale)^2 / 2) / (scale sqrt(2 pi)), with scale > 0.

    `loc` is the mean and `scale` the standard deviation: numbers or arrays that broadcast.
    P(Z <= z) = erfc((loc - z)/(scale sqrt 2))/2. The support is the real numbers.
    Raises ValueError unless scale > 0 and both are finite. Source: Johnson, Kotz and Balakrishnan
    1994, chapter 13.
    """

    __slots__ = ()

    def _standard_log_density(self, t: Array) -> Array:
        return -(t**2) / 2 - _LOG_ROOT_TAU

    def _standard_cdf(self, t: Array) -> Array:
        return np.asarray(_ERFC(-t / math.sqrt(2)), dtype=np.float64) / 2

    def _standard_icdf(self, q: Array) -> Array:
        return np.asarray(np.frompyfunc(_quantile, 1, 1)(q), dtype=np.float64)

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.normal(self.loc, self.scale, size)


def _quantile(q: float) -> float:
    """The standard normal quantile (Wichura 1988, algorithm AS 241, in the standard library)."""
    from statistics import NormalDist

    if not 0 < q < 1:
        return {0.0: -math.inf, 1.0: math.inf}.get(q, math.nan)
    return NormalDist().inv_cdf(q)
