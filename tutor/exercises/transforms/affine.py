"""Affine maps of the line, x = a z + b."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from tutor.algebra.as_tex import as_tex
from tutor.exercises import mistakes as wrong
from tutor.exercises.amount import Amount, Point, rational
from tutor.exercises.bases.base import Base, LineBase
from tutor.exercises.formula import Formula
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Rational, Shape, Value, has_simple_inverse, is_simple
from tutor.exercises.question import Mistake
from tutor.exercises.transforms.line_transform import LineTransform, Slips
from tutor.exercises.written import line_tex, line_text, over_text, text

if TYPE_CHECKING:
    from tutor.flows import Affine as Bijection

_ZERO = Fraction(0)


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
    names: ClassVar[tuple[str, ...]] = ("a", "b")
    is_exact: ClassVar[bool] = True

    formula: ClassVar[str] = "a*z + b"
    undoing: ClassVar[tuple[str, ...]] = ("x - b", "(x - b)/a")
    inverse_words: ClassVar[str] = (
        ": subtract the shift first, then divide everything by the slope."
    )
    derivative_words: ClassVar[str] = ", with its sign."
    inverse_slips: ClassVar[Slips] = (  # in a density; where it is asked itself there are more
        (wrong.NOT_DIVIDED, "x - b"),
        (wrong.SHIFT_FORGOTTEN, "x/a"),
    )
    derivative_slips: ClassVar[Slips] = ((wrong.SHIFT_FOR_SLOPE, "b"),)

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

    def written(self, variable: str) -> Formula:
        """4x + 2"""
        return Formula(
            line_text(self.a, self.b, variable),
            line_tex(self.a, self.b, variable),
        )

    @property
    def inverse(self) -> Formula:
        """(x - b)/a, as one fraction."""
        return Formula(over_text(self.a, self.b, "x"), as_tex(self.known.inverse))

    def point_slips(self, x: Point) -> list[tuple[Rule, Point]]:
        """x - b, and x/a"""
        at = x[0].value
        assert isinstance(at, Fraction), "an affine map takes fractions to fractions"
        slips = [(wrong.NOT_DIVIDED, at - self.b)]
        if self.b:
            slips.append((wrong.SHIFT_FORGOTTEN, at / self.a))
        return [(rule, (rational(z),)) for rule, z in slips]

    def mistaken_inverses(self, probes: Sequence[float]) -> list[Mistake]:
        """The shift taken off at the wrong place, added, or taken for the slope."""
        a, b = self.a, self.b
        rise, start = float(a), float(b)
        slips = [
            wrong.ONLY_X_DIVIDED.gives(
                _plus(over_text(a, _ZERO, "x"), -b), *(x / rise - start for x in probes)
            ),
            wrong.SHIFT_ADDED.gives(over_text(a, -b, "x"), *((x + start) / rise for x in probes)),
        ]
        if b:
            reached = ((x - rise) / start for x in probes)
            slips.append(wrong.EXCHANGED.gives(over_text(b, a, "x"), *reached))
        return slips

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
