"""Exponentials of affine maps, x = exp(a z + b)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.transforms.line_transform import LineTransform, Slips


@dataclass(frozen=True, slots=True)
class Exp(LineTransform):
    """f(z) = exp(a z + b), with a != 0."""

    a: Fraction
    b: Fraction

    name: ClassVar[str] = "exp"
    usage: ClassVar[str] = "exp(a, b)"
    about: ClassVar[str] = "f(z) = exp(az + b)"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2
    names: ClassVar[tuple[str, ...]] = ("a", "b")

    formula: ClassVar[str] = "exp(a*z + b)"
    undoing: ClassVar[tuple[str, ...]] = ("log(x)", "log(x) - b", "(log(x) - b)/a")
    inverse_words: ClassVar[str] = ": the logarithm first, then the shift, then the factor."
    inverse_slips: ClassVar[Slips] = (
        (
            Rule("slip in the inverse: exp kept", "log undoes exp, not exp itself", "log-normal"),
            "exp((x - b)/a)",
        ),
        (
            Rule(
                "slip in the inverse: divided before",
                "f adds the shift before exp, so subtract it from log x, then divide everything",
                "undo-layers",
            ),
            "log(x)/a - b",
        ),
        (
            Rule(
                "slip in the inverse: no logarithm",
                "exp has to be undone too, by log",
                "log-normal",
            ),
            "(x - b)/a",
        ),
    )
    derivative_slips: ClassVar[Slips] = (
        (
            Rule(
                "inner derivative forgotten",
                "by the chain rule the factor of z comes along",
                "exp-slope",
            ),
            "exp(a*z + b)",
        ),
        (
            Rule(
                "exp dropped", "exp(u) stays: its derivative is exp(u) times that of u", "exp-slope"
            ),
            "a",
        ),
    )

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The factor must not be 0."""
        return f"{cls.usage}: a must not be 0" if arguments[0] == 0 else ""
