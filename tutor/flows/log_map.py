"""The logarithm."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array
from tutor.flows.domains import POSITIVE, Support
from tutor.flows.elementary import exp
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False)
class Log(Transform):
    """x = log z on each number, the natural logarithm; log |det J_f| = -log z = -x.

    Points of any shape. The domain is the positive numbers, the codomain the real ones: the
    logarithm of a negative number is NaN, and that of 0 is -inf. Raises nothing. Source: DLMF
    4.2(i), 4.7(i).
    """

    @property
    def domain(self) -> Support:
        """The positive numbers."""
        return POSITIVE

    def _forward(self, z: Array) -> Array:
        return np.log(z)

    def _inverse(self, x: Array) -> Array:
        return exp(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return -x
