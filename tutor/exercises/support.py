"""Where a distribution lives: a segment of the line, a parallelogram, or the whole plane."""

import math
from dataclasses import dataclass
from fractions import Fraction

Point = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Segment:
    """From `low` to `high`; either may be infinite, and then it is a float."""

    low: Fraction | float
    high: Fraction | float

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def size(self) -> Fraction | float:
        """The length."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Parallelogram:
    """An origin and the two sides that leave it."""

    origin: Point
    first: Point
    second: Point

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """In the order in which one walks along the sides of the unit square's image.

        The images of (0, 0), (1, 0), (1, 1) and (0, 1).
        """
        (ox, oy), (ax, ay), (bx, by) = self.origin, self.first, self.second
        return (
            self.origin,
            (ox + ax, oy + ay),
            (ox + ax + bx, oy + ay + by),
            (ox + bx, oy + by),
        )

    @property
    def size(self) -> Fraction:
        """The area."""
        return abs(self.first[0] * self.second[1] - self.first[1] * self.second[0])


@dataclass(frozen=True, slots=True)
class Plane:
    """All of the plane."""

    @property
    def size(self) -> float:
        """The area."""
        return math.inf


Support = Segment | Parallelogram | Plane
