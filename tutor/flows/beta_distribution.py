"""The beta distribution on the unit interval."""

import math
from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, broadcast_shapes, parameter
from tutor.flows.domains import Interval
from tutor.flows.univariate import Univariate

# DLMF 5.11.1: log Gamma(a) = (a - 1/2) log a - a + log(2 pi)/2 + sum_k _STIRLING[k]/a^(2k + 1)
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
_LARGE = 10  # from here on the sum is exact to double precision


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Beta(Univariate):
    """p(z) = z^(a - 1) (1 - z)^(b - 1) / B(a, b) for 0 < z < 1, else 0 (DLMF 5.12.1).

    a is `concentration1` and b is `concentration0`, as in torch.distributions: numbers or
    arrays that broadcast, both > 0. The support is (0, 1), with an end at which the density is
    not 0: it is infinite at 0 if a < 1, and at 1 if b < 1. There is no cdf in closed form.
    Raises ValueError unless both are > 0 and finite.
    """

    concentration1: Array
    concentration0: Array

    def __init__(self, concentration1: Numbers, concentration0: Numbers) -> None:
        given = {"concentration1": concentration1, "concentration0": concentration0}
        for name, value in given.items():
            array = parameter("Beta", name, value)
            object.__setattr__(self, name, array)
            if not (array > 0).all():
                raise ValueError(f"Beta: {name} must be greater than 0, got {array}")
        broadcast_shapes("Beta", **{name: getattr(self, name).shape for name in given})

    @property
    def shape(self) -> Shape:
        """What the two concentrations broadcast to."""
        return np.broadcast_shapes(self.concentration1.shape, self.concentration0.shape)

    @property
    def support(self) -> Interval:
        """(0, 1), with an end at which the density is not 0."""
        return Interval(0.0, 1.0, self.concentration1 > 1, self.concentration0 > 1)

    def expand(self, batch_shape: Shape) -> "Beta":
        """The same distribution as a batch of another shape."""
        return Beta(
            np.broadcast_to(self.concentration1, batch_shape),
            np.broadcast_to(self.concentration0, batch_shape),
        )

    def _log_density(self, z: Array) -> Array:
        a, b = self.concentration1, self.concentration0
        left = np.where(a == 1, 0.0, (a - 1) * np.log(z))
        right = np.where(b == 1, 0.0, (b - 1) * np.log1p(-z))
        return left + right - np.asarray(_LOG_BETA(a, b), dtype=np.float64)

    def _sample(self, size: Shape, rng: np.random.Generator) -> Array:
        return rng.beta(self.concentration1, self.concentration0, size)


def _log_beta(a: float, b: float) -> float:
    """log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b), without large differences."""
    large, small = max(a, b), min(a, b)
    if large < _LARGE:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    # log Gamma(large) - log Gamma(large + small) + small log(large + small) - small
    ratio = -(large - 0.5) * math.log1p(small / large) + _rest(large) - _rest(large + small)
    if small < _LARGE:
        return math.lgamma(small) + ratio - small * math.log(large + small) + small
    log_root_tau = math.log(2 * math.pi) / 2
    powers = small * math.log(small / (large + small)) - math.log(small) / 2
    return ratio + powers + log_root_tau + _rest(small)


def _rest(a: float) -> float:
    return sum(c / a ** (2 * k + 1) for k, c in enumerate(_STIRLING))


_LOG_BETA = np.frompyfunc(_log_beta, 2, 1)
