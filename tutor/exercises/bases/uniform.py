"""The uniform distribution on an interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from tutor.algebra.terms import ONE, number, over
from tutor.answers.expression import Tree
from tutor.exercises.amount import Amount, Point, divided, logarithm, rational
from tutor.exercises.bases.base import LineBase
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.written import interval_text, tex, text

if TYPE_CHECKING:
    from tutor.flows import Uniform as Distribution


@dataclass(frozen=True, slots=True)
class Uniform(LineBase):
    """Z ~ Uniform(low, high)."""

    low: Fraction
    high: Fraction

    name: ClassVar[str] = "uniform"
    usage: ClassVar[str] = "uniform(low, high)"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2
    is_flat: ClassVar[bool] = True
    names: ClassVar[tuple[str, ...]] = ("low", "high")
    formula: ClassVar[str] = "1/(high - low)"
    log_formula: ClassVar[str] = "-log(high - low)"

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The ends must be in order."""
        match arguments:
            case (int() | Fraction() as low, int() | Fraction() as high) if low >= high:
                return f"{cls.usage}: low must be below high, not {low} and {high}"
        return ""

    def distribution(self) -> "Distribution":
        """The same for arrays of doubles."""
        from tutor.flows import Uniform as Distribution

        return Distribution(self.low, self.high)

    @property
    def statement(self) -> str:
        """Z ~ Uniform(0, 1)"""
        return rf"$Z \sim \text{{Uniform}}({tex(self.low)}, {tex(self.high)})$"

    @property
    def support(self) -> tuple[Fraction, Fraction]:
        """The interval itself."""
        return self.low, self.high

    @property
    def room(self) -> Fraction:
        """Its length."""
        return self.high - self.low

    @property
    def center(self) -> Fraction:
        """The middle."""
        return (self.low + self.high) / 2

    @property
    def reach(self) -> Fraction:
        """Half the length."""
        return (self.high - self.low) / 2

    @property
    def tried(self) -> tuple[Fraction, ...]:
        """The middle, and other parts of the way."""
        parts = (Fraction(each, 12) for each in (6, 3, 12, 9, 4, 8))
        return tuple(self.low + self.room * part for part in parts)

    @property
    def marks(self) -> tuple[Fraction, ...]:
        """The ends."""
        return self.low, self.high

    @property
    def density_rule(self) -> str:
        """p_Z(z) = 1/4 on [2, 6]"""
        return rf"$p_Z(z) = {tex(1 / self.room)}$ on $[{tex(self.low)}, {tex(self.high)}]$"

    @property
    def summary(self) -> str:
        """density 1/4 on [2, 6], mass 1"""
        where = interval_text(self.low, self.high)
        return f"density {text(1 / self.room)} on {where}, mass 1"

    def stated_at(self, z: Sequence[Fraction]) -> Tree:
        """One over the length."""
        return ONE if self.room == 1 else over(ONE, number(self.room))

    def at(self, z: Point, over: Amount, log: bool = False) -> Amount:
        """One over the length, wherever z is."""
        if isinstance(over.value, Fraction):
            size = self.room * over.value
            return logarithm(size, -1) if log else rational(1 / size)
        flat = logarithm(self.room, -1) if log else rational(1 / self.room)
        return divided(flat, over, log)

    def moved(self, slope: Fraction, shift: Fraction) -> "Uniform":
        """Uniform on the image of the interval."""
        ends = slope * self.low + shift, slope * self.high + shift
        return Uniform(min(ends), max(ends))
