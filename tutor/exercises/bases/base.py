"""What a base distribution says of itself: how it is written, and its density, exactly."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from tutor.algebra.terms import formula, substitute
from tutor.algebra.tidy import tidy
from tutor.answers.expression import Tree
from tutor.exercises.amount import Amount, Point
from tutor.exercises.family import Family
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Rational

if TYPE_CHECKING:
    from tutor.flows import Base as Distribution

Slips = Sequence[tuple[Rule, Amount]]  # wrong rules, and what each gives


class Base(Family):
    """A base distribution with its parameters.

    Parameters are fractions; whole numbers may be ints in `fault` and `is_as_dense`, which
    are asked of every candidate for a draw.
    """

    __slots__ = ()

    is_flat: ClassVar[bool] = False  # uniform on a bounded support

    @abstractmethod
    def distribution(self) -> "Distribution":
        """The same for arrays of doubles."""

    @abstractmethod
    def at(self, z: Point, over: Amount, log: bool = False) -> Amount:
        """p_Z(z) divided by a positive number, or the logarithm of this."""

    @abstractmethod
    def stated_at(self, z: Sequence[Fraction]) -> Tree:
        """p_Z(z) as it is worked out."""

    @property
    def room(self) -> Fraction:
        """The length or area of the support, if the density is constant on it."""
        return Fraction(1)

    @property
    def finite_ends(self) -> tuple[Fraction, ...]:
        """The ends of an interval, where they are finite."""
        return ()

    @property
    def tried(self) -> tuple[Fraction, ...]:
        """A few numbers of the support, at which a wrong inverse shows itself."""
        return ()

    @property
    @abstractmethod
    def middle(self) -> tuple[Fraction, ...]:
        """The coordinates of its middle."""

    def holds(self, z: Sequence[Rational]) -> bool:
        """Whether a point is in its support, and on no edge of it."""
        return True

    @property
    def density_rule(self) -> str:
        """What p_Z is, in words and LaTeX, where this is not plain."""
        return ""

    def is_as_dense(self, z: Sequence[Rational | float], x: Sequence[Rational | float]) -> bool:
        """Whether p_Z(x) = p_Z(z), so that x in place of z would not show."""
        return True

    def discriminates(
        self, z: Sequence[Rational], size: Rational, taken: Sequence[Sequence[Rational | float]]
    ) -> bool:
        """Whether the wrong rules show at z; `taken` has the points that learners take for it."""
        return not any(self.is_as_dense(z, point) for point in taken)

    def scale_slips(self, z: Point, over: Amount, log: bool = False) -> Slips:
        """What a forgotten scale makes of `at`."""
        return ()

    def constant_slips(self, z: Point, over: Amount, log: bool = False) -> Slips:
        """What slips in the constants make of `at`."""
        return ()


class LineBase(Base):
    """A base distribution on the line."""

    __slots__ = ()
    dimension: ClassVar[int] = 1

    @property
    @abstractmethod
    def support(self) -> tuple[Fraction | float, Fraction | float]:
        """The ends, which may be infinite floats."""

    @property
    def finite_ends(self) -> tuple[Fraction, ...]:
        """Those of the ends that are finite."""
        return tuple(end for end in self.support if not isinstance(end, float))

    def holds(self, z: Sequence[Rational]) -> bool:
        """Whether a number lies between the ends."""
        low, high = self.support
        return low < z[0] < high

    @property
    def inside(self) -> tuple[Fraction, ...]:
        """The points of `tried` that are no ends."""
        low, high = self.support
        return tuple(z for z in self.tried if low < z < high)

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return len(self.finite_ends) == 2

    def span(self, reaches: float) -> tuple[float, float]:
        """From where to where the support goes, at most so many reaches from the middle."""
        center, far = float(self.center), float(self.reach) * reaches
        low, high = map(float, self.support)
        return max(low, center - far), min(high, center + far)

    @property
    @abstractmethod
    def center(self) -> Fraction:
        """The middle."""

    @property
    def middle(self) -> tuple[Fraction, ...]:
        """The middle, as coordinates."""
        return (self.center,)

    @property
    @abstractmethod
    def reach(self) -> Fraction:
        """Half the width of a support that is bounded, else a standard deviation or the like."""

    @property
    @abstractmethod
    def marks(self) -> tuple[Fraction, ...]:
        """The points that a picture marks on its axis."""

    @property
    @abstractmethod
    def summary(self) -> str:
        """The distribution in a few words, for a legend."""

    names: ClassVar[tuple[str, ...]]  # of its parameters, which are its fields

    def log_densities(self, z: Sequence[float]) -> list[float]:
        """log p_Z at many points, from the library of flows."""
        found: list[float] = _distribution(self).log_prob(z).tolist()
        return found

    # Its density as a formula in these names and z

    formula: ClassVar[str]
    formula_slips: ClassVar[Sequence[tuple[Rule, str]]] = ()  # what learners take for it
    log_formula: ClassVar[str] = ""  # the logarithm of its density, where this is not plain
    log_slips: ClassVar[Sequence[tuple[Rule, str]]] = ()

    @classmethod
    def in_letters(cls, text: str) -> Tree:
        """A formula as it is stated."""
        return formula(text, (*cls.names, "z"))

    def density_of(self, z: Tree, text: str = "") -> Tree:
        """p_Z of a formula, tidy; or another formula of z in its place."""
        stated = self.in_letters(text or self.formula)
        return tidy(substitute(stated, {**self.parameters, "z": z}))

    @property
    def stated(self) -> str:
        """Its density as it is worked out at a point."""
        return self.formula

    def stated_at(self, z: Sequence[Fraction]) -> Tree:
        """p_Z(z) with its numbers, nothing worked out."""
        return substitute(self.in_letters(self.stated), {**self.parameters, "z": z[0]})

    @property
    def parameters(self) -> Mapping[str, Fraction]:
        """The numbers by their names."""
        return {name: getattr(self, name) for name in self.names}

    @property
    def avoided(self) -> Fraction | None:
        """Where a draw asks for nothing, since it would hide slips in the density."""
        return None

    def moved(self, slope: Fraction, shift: Fraction) -> "LineBase | None":
        """The distribution of slope Z + shift, if it is of this family too."""
        return None


@lru_cache(maxsize=64)
def _distribution(base: Base) -> "Distribution":
    return base.distribution()


class PlaneBase(Base):
    """A base distribution in the plane."""

    __slots__ = ()
    dimension: ClassVar[int] = 2

    @property
    def corners(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """The corners of the support, in the order in which one walks around it."""
        return ()

    @property
    @abstractmethod
    def outline(self) -> Sequence[tuple[float, float]]:
        """A closed curve that a picture draws: the edge of the support, or a contour line."""

    @property
    @abstractmethod
    def outline_name(self) -> str:
        """What that curve is."""

    @abstractmethod
    def outline_area(self, times: Fraction) -> str:
        """The area within it, times a number."""
