"""Base distributions: where a flow starts, with a density that is known in closed form."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from tutor.exercises.support import Parallelogram, Plane, Point, Segment

Array = NDArray[np.float64]
_LOG_ROOT_TAU = math.log(2 * math.pi) / 2


@dataclass(frozen=True, slots=True)
class Uniform:
    """Uniform on an interval. Arrays of points have any shape."""

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(1)
    dimension: ClassVar[int] = 1

    @property
    def support(self) -> Segment:
        """The interval itself."""
        return Segment(self.low, self.high)

    def log_prob(self, z: Array) -> Array:
        """The logarithm of the density at each point."""
        inside = (z >= float(self.low)) & (z <= float(self.high))
        return np.where(inside, -math.log(self.high - self.low), -np.inf)

    def sample(self, count: int, rng: np.random.Generator) -> Array:
        """So many points, of shape (count,)."""
        return rng.uniform(float(self.low), float(self.high), count)


@dataclass(frozen=True, slots=True)
class UnitSquare:
    """Uniform on [0, 1] x [0, 1]. Arrays of points have shape (..., 2)."""

    dimension: ClassVar[int] = 2

    @property
    def support(self) -> Parallelogram:
        """The square itself."""
        zero, one = Fraction(0), Fraction(1)
        return Parallelogram((zero, zero), (one, zero), (zero, one))

    def log_prob(self, z: Array) -> Array:
        """The logarithm of the density at each point, of shape (...)."""
        return np.where(np.all((z >= 0) & (z <= 1), axis=-1), 0.0, -np.inf)

    def sample(self, count: int, rng: np.random.Generator) -> Array:
        """So many points, of shape (count, 2)."""
        return rng.uniform(size=(count, 2))


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal with a mean and a standard deviation (`scale`). Arrays of points have any shape."""

    mean: Fraction = Fraction(0)
    scale: Fraction = Fraction(1)
    dimension: ClassVar[int] = 1

    @property
    def support(self) -> Segment:
        """The whole line."""
        return Segment(-math.inf, math.inf)

    def energy(self, z: Fraction) -> Fraction:
        """Half the squared distance from the mean, in standard deviations; exact."""
        return ((z - self.mean) / self.scale) ** 2 / 2

    def log_prob(self, z: Array) -> Array:
        """The logarithm of the density at each point."""
        t = (z - float(self.mean)) / float(self.scale)
        return np.asarray(-(t**2) / 2 - math.log(self.scale) - _LOG_ROOT_TAU)

    def sample(self, count: int, rng: np.random.Generator) -> Array:
        """So many points, of shape (count,)."""
        return rng.normal(float(self.mean), float(self.scale), count)


@dataclass(frozen=True, slots=True)
class PlaneNormal:
    """Two independent normal coordinates. Arrays of points have shape (..., 2)."""

    mean: Point = (Fraction(0), Fraction(0))
    scale: Point = (Fraction(1), Fraction(1))
    dimension: ClassVar[int] = 2

    @property
    def support(self) -> Plane:
        """The whole plane."""
        return Plane()

    def energy(self, z: Point) -> Fraction:
        """Half the squared distance from the mean, in standard deviations; exact."""
        t = [(z[i] - self.mean[i]) / self.scale[i] for i in (0, 1)]
        return (t[0] ** 2 + t[1] ** 2) / 2

    def log_prob(self, z: Array) -> Array:
        """The logarithm of the density at each point, of shape (...)."""
        mean, scale = np.array(self.mean, float), np.array(self.scale, float)
        t = (z - mean) / scale
        return np.asarray(np.sum(-(t**2) / 2 - np.log(scale) - _LOG_ROOT_TAU, axis=-1))

    def sample(self, count: int, rng: np.random.Generator) -> Array:
        """So many points, of shape (count, 2)."""
        return rng.normal(np.array(self.mean, float), np.array(self.scale, float), (count, 2))


LineBase = Uniform | Normal
PlaneBase = UnitSquare | PlaneNormal
Base = LineBase | PlaneBase
