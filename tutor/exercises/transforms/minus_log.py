"""Logarithms that make exponential laws, x = -log(z)/rate or -log(1 - z)/rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.transforms.line_transform import LineTransform, Slips

_MINUS = Rule(
    "missing minus",
    "log is negative between 0 and 1: the minus makes x positive",
    "exponential-from-uniform",
)
_RATE = Rule(
    "rate on the wrong side",
    "f divides the logarithm by a number, so its inverse multiplies by that",
    "exponential-from-uniform",
)


@dataclass(frozen=True, slots=True)
class MinusLog(LineTransform):
    """f(z) = -log(z)/rate, or with side = 1 -log(1 - z)/rate, for z between 0 and 1."""

    rate: Fraction
    side: Fraction

    name: ClassVar[str] = "minus_log"
    usage: ClassVar[str] = "minus_log(rate, side)"
    about: ClassVar[str] = "f(z) = −log(z)/rate; with side = 1 −log(1 − z)/rate"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2
    names: ClassVar[tuple[str, ...]] = ("rate", "side")
    in_rules: ClassVar[Mapping[str, str]] = {"rate": "lambda", "side": ""}

    formula: ClassVar[str] = "-log(side + (1 - 2*side)*z)/rate"
    undoing: ClassVar[tuple[str, ...]] = (
        "-rate*x",
        "exp(-rate*x)",
        "(exp(-rate*x) - side)/(1 - 2*side)",
    )
    inside: ClassVar[Fraction] = Fraction(1, 2)
    law_name: ClassVar[str] = "the exponential distribution with rate {rate}"
    law_reason: ClassVar[str] = (
        r"its density has the form $\lambda \exp(-\lambda x)$ for positive $x$, with the rate"
        r" $\lambda$"
    )
    inverse_slips: ClassVar[Slips] = (
        (_MINUS, "(exp(rate*x) - side)/(1 - 2*side)"),
        (_RATE, "(exp(-x/rate) - side)/(1 - 2*side)"),
    )
    density_slips: ClassVar[Slips] = (
        (
            Rule(
                "rate on the wrong side",
                "f divides the logarithm by a number, and the density of X is multiplied by it",
                "exponential-from-uniform",
            ),
            "exp(-x/rate)/rate",
        ),
        (
            Rule(
                "factor of the density forgotten",
                "without the rate in front the density does not integrate to 1",
                "exponential-from-uniform",
            ),
            "exp(-rate*x)",
        ),
    )
    derivative_slips: ClassVar[Slips] = (
        (
            Rule(
                "rate on the wrong side",
                "f divides the logarithm by a number, and so does its slope",
                "exponential-from-uniform",
            ),
            "-rate*(1 - 2*side)/(side + (1 - 2*side)*z)",
        ),
    )

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The rate must be positive, and the side 0 or 1."""
        match arguments:
            case (int() | Fraction() as rate, _) if rate <= 0:
                return f"{cls.usage}: the rate must be above 0, not {rate}"
            case (_, int() | Fraction() as side) if side not in (0, 1):
                return f"{cls.usage}: the side is 0 or 1, not {side}"
        return ""
