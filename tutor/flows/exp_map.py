"""The exponential map."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array
from tutor.flows.domains import POSITIVE, Support
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False)
class Exp(Transform):
    """x = e^z on each number; log |det J_f| = z.

    The domain is the real numbers, the codomain the positive ones: the inverse of a negative
    number is NaN, and that of 0 is -inf. A large z gives inf.
    """

    @property
    def codomain(self) -> Support:
        """The positive numbers."""
        return POSITIVE

    def _forward(self, z: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.exp(z)

    def _inverse(self, x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.log(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return z
