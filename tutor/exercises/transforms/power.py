"""Powers, x = z^k for z above 0."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.transforms.line_transform import LineTransform, Slips


@dataclass(frozen=True, slots=True)
class Power(LineTransform):
    """f(z) = z^k for z > 0, with k neither 0 nor 1."""

    k: Fraction

    name: ClassVar[str] = "power"
    usage: ClassVar[str] = "power(k)"
    about: ClassVar[str] = "f(z) = z^k for z above 0"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,)
    needed: ClassVar[int] = 1
    names: ClassVar[tuple[str, ...]] = ("k",)

    formula: ClassVar[str] = "z^k"
    undoing: ClassVar[tuple[str, ...]] = ("x^(1/k)",)
    at_x: ClassVar[str] = "k*x^((k - 1)/k)"
    inside: ClassVar[Fraction] = Fraction(1)
    inverse_slips: ClassVar[Slips] = (
        (
            Rule(
                "slip in the inverse: divided by k",
                "a power is undone by a root",
                "power-of-uniform",
            ),
            "x/k",
        ),
        (
            Rule(
                "slip in the inverse: one over the power",
                "f⁻¹ undoes f; it is not 1/f",
                "power-of-uniform",
            ),
            "x^(-k)",
        ),
    )
    derivative_slips: ClassVar[Slips] = (
        (
            Rule("power not lowered", "the derivative of z^k is k z^(k − 1)", "power-of-uniform"),
            "k*z^k",
        ),
        (
            Rule("factor k forgotten", "the derivative of z^k is k z^(k − 1)", "power-of-uniform"),
            "z^(k - 1)",
        ),
    )

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The power must not be 0 or 1."""
        return f"{cls.usage}: k must not be 0 or 1" if arguments[0] in (0, 1) else ""
