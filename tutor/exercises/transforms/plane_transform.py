"""A map of the plane."""

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from tutor.answers.expression import Tree
from tutor.exercises.amount import Point
from tutor.exercises.mistakes import Rule
from tutor.exercises.transforms.transform import Transform

Pair = tuple[Fraction, Fraction]
Rows = tuple[Pair, Pair]


class PlaneTransform(Transform):
    """A map of the plane."""

    __slots__ = ()
    dimension: ClassVar[int] = 2

    @property
    @abstractmethod
    def matrix(self) -> Rows:
        """A, where the Jacobian is the same everywhere."""

    def corner_slips(self, corners: Sequence[Point]) -> Sequence[tuple[Rule, Sequence[Point]]]:
        """What learners take for the images of corners."""
        return ()

    @abstractmethod
    def stated_forward(self, z: Point) -> tuple[Tree, ...]:
        """Each coordinate of f(z) as it is worked out."""
