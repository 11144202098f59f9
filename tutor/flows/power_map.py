"""Powers of positive numbers."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, parameter
from tutor.flows.domains import POSITIVE, Support
from tutor.flows.elementary import above_zero
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Power(Transform):
    """x = z^k on each number, with k != 0; log |det J_f| = log |k| + (k - 1) log z.

    `exponent` is k, a number or an array that broadcasts with the points, of any shape. Domain
    and codomain are the positive numbers: a negative number gives NaN, also where k is whole
    (see Square). Raises ValueError if k is 0 or not finite, or if 1/k is not finite. Source of
    the derivative: DLMF 4.7(ii).
    """

    exponent: Array

    def __init__(self, exponent: Numbers) -> None:
        object.__setattr__(self, "exponent", parameter("Power", "exponent", exponent))
        if (self.exponent == 0).any():
            raise ValueError(f"Power: exponent must not be 0, got {self.exponent}")
        with np.errstate(over="ignore"):
            parameter("Power", "1/exponent", 1 / self.exponent)

    @property
    def shape(self) -> Shape:
        """That of the exponent."""
        return self.exponent.shape

    @property
    def domain(self) -> Support:
        """The positive numbers."""
        return POSITIVE

    @property
    def codomain(self) -> Support:
        """The positive numbers."""
        return POSITIVE

    def _forward(self, z: Array) -> Array:
        return _power(z, self.exponent)

    def _inverse(self, x: Array) -> Array:
        root = _power(x, 1 / self.exponent)
        # 1/k is rounded, and x^(1/k) with it: a step of Newton's method for z^k = x
        step = (x / _power(root, self.exponent) - 1) / self.exponent
        return np.where(np.isfinite(step), root * (1 + step), root)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.log(np.abs(self.exponent)) + (self.exponent - 1) * np.log(z)


def _power(z: Array, exponent: Array) -> Array:
    powers = np.where(z < 0, np.nan, np.power(np.abs(z), exponent))
    return np.where(z > 0, above_zero(powers, z), powers)
