"""The uniform distribution on the unit square."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from tutor.algebra.terms import ONE
from tutor.answers.expression import Tree
from tutor.exercises.amount import Amount, Point, divided, inverse, logarithm, rational
from tutor.exercises.bases.base import PlaneBase
from tutor.exercises.written import text

if TYPE_CHECKING:
    from tutor.flows import Independent

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class UnitSquare(PlaneBase):
    """Z uniform on [0, 1] x [0, 1]."""

    name: ClassVar[str] = "unit_square"
    usage: ClassVar[str] = "unit_square"
    is_flat: ClassVar[bool] = True

    def distribution(self) -> "Independent":
        """The same for arrays of doubles."""
        from tutor.flows import Independent, Uniform

        return Independent(Uniform([0, 0], [1, 1]))

    @property
    def statement(self) -> str:
        """Where Z is uniform."""
        return "$Z$ is uniform on the unit square, between $(0, 0)$ and $(1, 1)$"

    @property
    def middle(self) -> tuple[Fraction, Fraction]:
        """The middle of the square."""
        return Fraction(1, 2), Fraction(1, 2)

    @property
    def corners(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Counterclockwise from the origin."""
        return (_ZERO, _ZERO), (_ONE, _ZERO), (_ONE, _ONE), (_ZERO, _ONE)

    @property
    def outline(self) -> list[tuple[float, float]]:
        """Its edge."""
        return [(float(x), float(y)) for x, y in self.corners]

    @property
    def outline_name(self) -> str:
        """The square, with its area."""
        return "the unit square, area 1"

    def outline_area(self, times: Fraction) -> str:
        """1, times a number."""
        return text(times)

    @property
    def density_rule(self) -> str:
        """1 on the square."""
        return "$p_Z$ is $1$ on the square"

    def stated_at(self, z: Sequence[Fraction]) -> Tree:
        """1 on the square."""
        return ONE

    def at(self, z: Point, over: Amount, log: bool = False) -> Amount:
        """1 divided by a positive number, wherever z is."""
        if not log:
            return inverse(over)
        if isinstance(over.value, Fraction):
            return logarithm(over.value, -1)
        return divided(rational(0), over, log)
