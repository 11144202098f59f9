"""The shift of the line."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, parameter
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Shift(Transform):
    """x = z + b on each number; log |det J_f| = 0.

    `b` is a number or an array that broadcasts with the points, of any shape. Domain and
    codomain are the real numbers. Raises ValueError if b is not finite. Source: Dinh and others
    2014, section 3.2, where it is the law of an additive coupling layer.
    """

    b: Array

    def __init__(self, b: Numbers) -> None:
        object.__setattr__(self, "b", parameter("Shift", "b", b))

    @property
    def shape(self) -> Shape:
        """That of b."""
        return self.b.shape

    def _forward(self, z: Array) -> Array:
        return z + self.b

    def _inverse(self, x: Array) -> Array:
        return x - self.b

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.zeros(())
