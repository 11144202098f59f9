"""The hyperbolic tangent."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array
from tutor.flows.domains import Interval, Support
from tutor.flows.elementary import LOG_2, softplus, tanh
from tutor.flows.maps import Transform

_OPEN = Interval(-1.0, 1.0, open_low=True, open_high=True)


@dataclass(frozen=True, slots=True, eq=False)
class Tanh(Transform):
    """x = tanh z on each number; log |det J_f| = log(1 - x^2) = 2 (log 2 - |z| - softplus(-2|z|)).

    Points of any shape; softplus(z) = log(1 + e^z). The domain is the real numbers, the
    codomain (-1, 1): a number outside [-1, 1] has the inverse NaN. A finite z never gives -1 or 1.
    Raises nothing. Source: DLMF 4.28 and 4.34.
    """

    @property
    def codomain(self) -> Support:
        """The numbers between -1 and 1."""
        return _OPEN

    def _forward(self, z: Array) -> Array:
        return tanh(z)

    def _inverse(self, x: Array) -> Array:
        return np.arctanh(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return 2 * (LOG_2 - np.abs(z) - softplus(-2 * np.abs(z)))
