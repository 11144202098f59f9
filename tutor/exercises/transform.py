"""Transforms: invertible maps from base points z to data points x, with their Jacobians.

Names are those of torch.distributions. J_f is always the Jacobian of the forward map, z to x.
A transform does the same sums twice: on arrays of doubles, and exactly on points of fractions.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import numpy as np

from tutor.exercises.base import Array
from tutor.exercises.support import Parallelogram, Plane, Point, Segment

Rows = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Affine:
    """x = a z + b on the line. Arrays of points have any shape."""

    a: Fraction
    b: Fraction
    dimension: ClassVar[int] = 1

    @property
    def determinant(self) -> Fraction:
        """df/dz, the same everywhere."""
        return self.a

    def forward(self, z: Array) -> Array:
        """The data points x = f(z)."""
        return float(self.a) * z + float(self.b)

    def inverse(self, x: Array) -> Array:
        """The base points z = f^-1(x)."""
        return (x - float(self.b)) / float(self.a)

    def log_abs_det_jacobian(self, z: Array) -> Array:
        """log |det J_f| at each base point."""
        return np.full(np.shape(z), math.log(abs(self.a)))

    def at(self, z: Fraction) -> Fraction:
        """f(z), exactly."""
        return self.a * z + self.b

    def back(self, x: Fraction) -> Fraction:
        """f^-1(x), exactly."""
        return (x - self.b) / self.a

    def image(self, support: Segment) -> Segment:
        """Where the points of a segment arrive: a negative slope exchanges its ends."""
        ends = [
            self.at(z) if isinstance(z, Fraction) else float(self.a) * z
            for z in (support.low, support.high)
        ]
        return Segment(min(ends), max(ends))


@dataclass(frozen=True, slots=True)
class Linear:
    """x = A z + shift in the plane. Arrays of points have shape (..., 2)."""

    A: Rows
    shift: Point = (Fraction(0), Fraction(0))
    dimension: ClassVar[int] = 2

    @property
    def determinant(self) -> Fraction:
        """det J_f = det A, the same everywhere."""
        (a, b), (c, d) = self.A
        return a * d - b * c

    @property
    def inverse_matrix(self) -> Rows:
        """A^-1, exactly."""
        (a, b), (c, d) = self.A
        det = self.determinant
        return (d / det, -b / det), (-c / det, a / det)

    def forward(self, z: Array) -> Array:
        """The data points x = f(z)."""
        return np.asarray(z @ np.array(self.A, float).T + np.array(self.shift, float))

    def inverse(self, x: Array) -> Array:
        """The base points z = f^-1(x)."""
        z = (x - np.array(self.shift, float)) @ np.array(self.inverse_matrix, float).T
        return np.asarray(z)

    def log_abs_det_jacobian(self, z: Array) -> Array:
        """log |det J_f| at each base point, of shape (...)."""
        return np.full(np.shape(z)[:-1], math.log(abs(self.determinant)))

    def at(self, z: Point) -> Point:
        """f(z), exactly."""
        x, y = times(self.A, z)
        return x + self.shift[0], y + self.shift[1]

    def back(self, x: Point) -> Point:
        """f^-1(x), exactly."""
        return times(self.inverse_matrix, (x[0] - self.shift[0], x[1] - self.shift[1]))

    def image(self, support: Parallelogram | Plane) -> Parallelogram | Plane:
        """Where the points of a parallelogram arrive."""
        if isinstance(support, Plane):
            return support
        first, second = times(self.A, support.first), times(self.A, support.second)
        return Parallelogram(self.at(support.origin), first, second)


def times(matrix: Rows, point: Point) -> Point:
    """Matrix times column vector, exactly."""
    (a, b), (c, d) = matrix
    x, y = point
    return a * x + b * y, c * x + d * y


Transform = Affine | Linear
