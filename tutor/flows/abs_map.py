"""The absolute value, which is not one-to-one."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array
from tutor.flows.even_map import EvenMap


@dataclass(frozen=True, slots=True, eq=False)
class Abs(EvenMap):
    """x = |z| on each number; log |det J_f| = 0.

    Points of any shape. The domain is the real numbers, the codomain the numbers from 0 on. The
    preimages of x are x and -x, and NaN if x is negative; `inverse` gives the first.
    Raises nothing. Source of the density: Casella and Berger 2002, theorem 2.1.8.
    """

    def _forward(self, z: Array) -> Array:
        return np.abs(z)

    def _inverse(self, x: Array) -> Array:
        return np.where(x < 0, np.nan, x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.zeros(())
