"""The square, which is not one-to-one."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array
from tutor.flows.even_map import EvenMap


@dataclass(frozen=True, slots=True, eq=False)
class Square(EvenMap):
    """x = z^2 on each number; log |det J_f| = log 2|z|.

    Points of any shape. The domain is the real numbers, the codomain the numbers from 0 on. The
    preimages of x are sqrt(x) and -sqrt(x), and NaN if x is negative; `inverse` gives the first.
    Raises nothing. Source of the density: Casella and Berger 2002, example 2.1.7.
    """

    def _forward(self, z: Array) -> Array:
        return z * z

    def _inverse(self, x: Array) -> Array:
        return np.sqrt(x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.asarray(np.log(2 * np.abs(z)))
