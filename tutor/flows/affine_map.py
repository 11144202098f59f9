"""The affine map of the line."""

from dataclasses import dataclass

import numpy as np

from tutor.flows.arrays import Array, Numbers, Shape, broadcast_shapes, parameter
from tutor.flows.maps import Transform


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Affine(Transform):
    """x = a z + b on each number, with a != 0; log |det J_f| = log |a|.

    `a` and `b` are numbers or arrays that broadcast with the points, of any shape. Domain and
    codomain are the real numbers. Raises ValueError if a is 0 or a parameter is not finite.
    Source: Papamakarios and others 2021, section 3.1.1.
    """

    a: Array
    b: Array

    def __init__(self, a: Numbers, b: Numbers = 0.0) -> None:
        object.__setattr__(self, "a", parameter("Affine", "a", a))
        object.__setattr__(self, "b", parameter("Affine", "b", b))
        broadcast_shapes("Affine", a=self.a.shape, b=self.b.shape)
        if (self.a == 0).any():
            raise ValueError(f"Affine: a must not be 0, got {self.a}")

    @property
    def shape(self) -> Shape:
        """What a and b broadcast to."""
        return np.broadcast_shapes(self.a.shape, self.b.shape)

    def _forward(self, z: Array) -> Array:
        return self.a * z + self.b

    def _inverse(self, x: Array) -> Array:
        return (x - self.b) / self.a

    def _log_abs_det(self, z: Array, x: Array) -> Array:
        return np.log(np.abs(self.a))
