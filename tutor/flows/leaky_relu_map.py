"""The leaky ReLU: one slope left of 0, and 1 right of it."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, parameter
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False, init=False)
class LeakyReLU(Transform):
    """x = z for z >= 0 and x = alpha z for z < 0, with alpha > 0, on each number.

    log |det J_f| = 0 for z >= 0 and log alpha for z < 0. `alpha` is a number or an array that
    broadcasts with the points, of any shape. Domain and codomain are the real numbers.
    Raises ValueError unless alpha > 0, for else f is not one-to-one, and both alpha and 1/alpha
    are finite.
    Source: Maas, Hannun and Ng 2013, section 2.
    """

    alpha: Array

    def __init__(self, alpha: Numbers) -> None:
        object.__setattr__(self, "alpha", parameter("LeakyReLU", "alpha", alpha))
        if not (self.alpha > 0).all():
            raise ValueError(f"LeakyReLU: alpha must be greater than 0, got {self.alpha}")
        with np.errstate(over="ignore"):
            parameter("LeakyReLU", "1/alpha", 1 / self.alpha)

    @property
    def shape(self) -> Shape:
        """That of alpha."""
        return self.alpha.shape

    def _forward(self, z: Array) -> Array:
        return np.where(z < 0, self.alpha * z, z)

    def _inverse(self, x: Array) -> Array:
        return np.where(x < 0, x / self.alpha, x)

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.where(z < 0, np.log(self.alpha), 0.0)
