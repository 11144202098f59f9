"""The exponential map."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array
from tutor.flows.domains import POSITIVE, Support
from tutor.flows.elementary import exp
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False)
class Exp(Transform):
    """x = e^z on each number; log |det J_f| = z.

    Points of any shape. The domain is the real numbers, the codomain the positive ones: the
    inverse of a negative number is NaN, and that of 0 is -inf. Where e^z is no double, x is
    inf, or the smallest positive double. Raises nothing. Source: DLMF 4.2(iii), 4.7(ii).
    """

    @property
    def codomain(self) -> Support:
        """The positive numbers."""
        return POSITIVE

    def _forward(self, z: Array) -> Array:
        return exp(z)

    def _inverse(self, x: Array) -> Array:
        return np.log(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return z
