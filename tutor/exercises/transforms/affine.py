"""Affine maps of the line, x = a z + b."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, Point, rational
from tutor.exercises.bases.base import Base, LineBase
from tutor.exercises.formula import Factor, Formula, affine_inverse
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Rational, Shape, Value, has_simple_inverse, is_simple
from tutor.exercises.transforms.line_transform import LineTransform
from tutor.exercises.transforms.transform import Number
from tutor.exercises.written import line_tex, line_text, over_text, tex, text

if TYPE_CHECKING:
    from tutor.flows import Affine as Bijection

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Affine(LineTransform):
    """f(z) = a z + b, with a != 0."""

    a: Fraction
    b: Fraction

    name: ClassVar[str] = "affine"
    usage: ClassVar[str] = "affine(a, b)"
    about: ClassVar[str] = "f(z) = az + b"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2
    is_constant: ClassVar[bool] = True

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The slope must not be 0."""
        return f"{cls.usage}: a must not be 0" if arguments[0] == 0 else ""

    def discriminates(self, base: Base, z: Sequence[Rational] | None) -> bool:
        """Whether each wrong rule gives another answer than the right one, in simple fractions."""
        a, b = self.a, self.b
        if abs(a) == 1 or b == 0 or abs(a) == abs(b) or a * b == 1:
            return False
        size = a * base.room if base.is_flat else a
        if abs(size) == 1 or not has_simple_inverse(size):
            return False
        if not all(is_simple(a * end + b) for end in base.finite_ends):
            return False
        if z is None:
            return True
        x = a * z[0] + b
        if base.is_flat:
            return True
        taken = [(x,), (x - b,), (Fraction(x) / a,)]
        return is_simple(x) and base.discriminates(z, abs(a), taken)

    def bijection(self) -> "Bijection":
        """The same for arrays of doubles."""
        from tutor.flows import Affine as Bijection

        return Bijection(self.a, self.b)

    def forward(self, z: Number) -> Number:
        """a z + b"""
        return self.a * z + self.b

    def backward(self, x: Number) -> Number:
        """(x - b)/a"""
        return (x - self.b) / self.a

    def slope(self, z: Number) -> Number:
        """a"""
        return self.a

    def image(self, z: Fraction) -> Amount:
        """a z + b"""
        return rational(self.a * z + self.b)

    def size(self, z: Point) -> Amount:
        """|a|"""
        return rational(abs(self.a))

    def written(self, variable: str) -> Formula:
        """4x + 2"""
        return Formula(
            line_text(self.a, self.b, variable),
            line_tex(self.a, self.b, variable),
        )

    def standardized(self, mean: Fraction, scale: Fraction) -> Formula:
        """((x - b)/a - mean)/scale, as one fraction."""
        return affine_inverse(self.a * scale, self.a * mean + self.b, Formula("x", "x"))

    def derivative(self, variable: str) -> Factor:
        """a"""
        return Factor(self.a)

    @property
    def slope_at_x(self) -> Factor:
        """a"""
        return Factor(self.a)

    @property
    def undoing(self) -> tuple[tuple[str, str], ...]:
        """x = 4z + 2 gives x - 2 = 4z"""
        a, b = self.a, self.b
        shifted = "x" if b == 0 else line_tex(_ONE, -b, "x")
        return ("x", line_tex(a, b, "z")), (shifted, line_tex(a, _ZERO, "z"))

    @property
    def inverse_rule(self) -> str:
        """First the shift, then the slope."""
        return (
            r"$x = a z + b$ is undone by $f^{-1}(x) = \frac{x - b}{a}$:"
            " subtract the shift first, then divide everything by the slope."
        )

    @property
    def derivative_rule(self) -> str:
        """The slope."""
        return r"The derivative of $a z + b$ is $a$, with its sign."

    def point_slips(self, x: Point) -> list[tuple[Rule, Point]]:
        """x - b, and x/a"""
        at = x[0].value
        assert isinstance(at, Fraction), "an affine map takes fractions to fractions"
        slips = [(wrong.NOT_DIVIDED, at - self.b)]
        if self.b:
            slips.append((wrong.SHIFT_FORGOTTEN, at / self.a))
        return [(rule, (rational(z),)) for rule, z in slips]

    def inverse_slips(self) -> list[tuple[Rule, str]]:
        """The shift taken off at the wrong place, added, or taken for the slope."""
        a, b = self.a, self.b
        slips = [
            (wrong.ONLY_X_DIVIDED, _plus(over_text(a, _ZERO, "x"), -b)),
            (wrong.SHIFT_ADDED, over_text(a, -b, "x")),
        ]
        if b:
            slips.append((wrong.EXCHANGED, over_text(b, a, "x")))
        return slips

    def derivative_slips(self) -> list[tuple[Rule, Formula]]:
        """b for a"""
        return [(wrong.SHIFT_FOR_SLOPE, Formula(text(self.b), tex(self.b)))]

    def support_slips(self, base: LineBase) -> list[tuple[Rule, Amount, Amount]]:
        """From 0 to the length; from a to b."""
        low, high = base.finite_ends
        slips = [(wrong.WRONG_ENDS, _ZERO, abs(self.a) * base.room)]
        if low == 0 and high == 1 and self.a != self.b:
            slips.append((wrong.WRONG_ENDS, min(self.a, self.b), max(self.a, self.b)))
        return [(rule, rational(start), rational(end)) for rule, start, end in slips]

    def law(self, base: LineBase) -> LineBase | None:
        """An affine map moves and stretches a distribution within its family."""
        return base.moved(self.a, self.b)


def _plus(expression: str, b: Fraction) -> str:
    return f"{expression} {'+' if b > 0 else '-'} {text(abs(b))}" if b else expression
