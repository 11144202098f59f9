"""Sigmoids, which take the line to the unit interval, x = 1/(1 + exp(-(a z + b)))."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.transforms.line_transform import LineTransform, Slips


@dataclass(frozen=True, slots=True)
class Sigmoid(LineTransform):
    """f(z) = sigmoid(a z + b), with a != 0."""

    a: Fraction
    b: Fraction

    name: ClassVar[str] = "sigmoid"
    usage: ClassVar[str] = "sigmoid(a, b)"
    about: ClassVar[str] = "f(z) = 1/(1 + exp(−(az + b)))"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2
    names: ClassVar[tuple[str, ...]] = ("a", "b")

    formula: ClassVar[str] = "sigmoid(a*z + b)"
    undoing: ClassVar[tuple[str, ...]] = (
        "log(x/(1 - x))",
        "log(x/(1 - x)) - b",
        "(log(x/(1 - x)) - b)/a",
    )
    left: ClassVar[Mapping[str, str]] = {
        "log(x/(1 - x))": "a*z + b",
        "log(x/(1 - x)) - b": "a*z",
    }
    at_x: ClassVar[str] = "a*x*(1 - x)"
    inverse_slips: ClassVar[Slips] = (
        (
            Rule(
                "slip in the inverse: log for logit",
                "sigmoid is undone by log(x/(1 − x))",
                "logit-function",
            ),
            "(log(x) - b)/a",
        ),
        (
            Rule(
                "slip in the inverse: divided before",
                "f adds the shift before sigmoid: subtract it, then divide everything",
                "undo-layers",
            ),
            "log(x/(1 - x))/a - b",
        ),
    )
    derivative_slips: ClassVar[Slips] = (
        (
            Rule(
                "sigma for sigma(1 − sigma)",
                "the slope of sigmoid is sigmoid times 1 − sigmoid",
                "sigmoid-slope",
            ),
            "a*sigmoid(a*z + b)",
        ),
        (
            Rule(
                "inner derivative forgotten",
                "by the chain rule the factor of z comes along",
                "exp-slope",
            ),
            "sigmoid(a*z + b)*(1 - sigmoid(a*z + b))",
        ),
    )

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The factor must not be 0."""
        return f"{cls.usage}: a must not be 0" if arguments[0] == 0 else ""
