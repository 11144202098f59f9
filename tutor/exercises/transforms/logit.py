"""Logits, which take the unit interval to the line, x = m + s log(z/(1 - z))."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.transforms.line_transform import LineTransform, Slips


@dataclass(frozen=True, slots=True)
class Logit(LineTransform):
    """f(z) = m + s log(z/(1 - z)) for z between 0 and 1, with s != 0."""

    m: Fraction
    s: Fraction

    name: ClassVar[str] = "logit"
    usage: ClassVar[str] = "logit(m, s)"
    about: ClassVar[str] = "f(z) = m + s log(z/(1 − z))"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2
    names: ClassVar[tuple[str, ...]] = ("m", "s")

    formula: ClassVar[str] = "m + s*log(z/(1 - z))"
    undoing: ClassVar[tuple[str, ...]] = (
        "x - m",
        "(x - m)/s",
        "-(x - m)/s",
        "exp(-(x - m)/s)",
        "1 + exp(-(x - m)/s)",
        "1/(1 + exp(-(x - m)/s))",
    )
    left: ClassVar[Mapping[str, str]] = {
        "-(x - m)/s": "-log(z/(1 - z))",
        "exp(-(x - m)/s)": "(1 - z)/z",
        "1 + exp(-(x - m)/s)": "1/z",
    }
    at_x: ClassVar[str] = "s*(1 + exp((m - x)/s))^2/exp((m - x)/s)"
    log_at_x: ClassVar[str] = "log(abs(s)) + (x - m)/s + 2*log(1 + exp(-(x - m)/s))"
    inside: ClassVar[Fraction] = Fraction(1, 2)
    inverse_words: ClassVar[str] = (
        r", which is $\operatorname{sigmoid}\left(\frac{x - m}{s}\right)$."
    )
    inverse_slips: ClassVar[Slips] = (
        (
            Rule(
                "slip in the inverse: exp for sigmoid",
                "exp undoes log; z/(1 − z) is left",
                "logit-function",
            ),
            "exp((x - m)/s)",
        ),
        (
            Rule(
                "slip in the inverse: sign in the exponent",
                "sigmoid(u) is 1/(1 + exp(−u))",
                "sigmoid-slope",
            ),
            "1/(1 + exp((x - m)/s))",
        ),
        (
            Rule(
                "slip in the inverse: shift added",
                "f adds the shift last, so its inverse subtracts it first",
                "undo-layers",
            ),
            "1/(1 + exp(-(x + m)/s))",
        ),
    )
    derivative_slips: ClassVar[Slips] = (
        (
            Rule(
                "only the upper half derived",
                "derive log(1 − z) too: log(z/(1 − z)) is log z − log(1 − z)",
                "logit-slope",
            ),
            "s/z",
        ),
        (
            Rule(
                "sigmoid(1 − sigmoid) for logit",
                "that is the slope of sigmoid, the inverse",
                "logit-slope",
            ),
            "s*z*(1 - z)",
        ),
    )

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        """The scale must not be 0."""
        match arguments:
            case (_, int() | Fraction() as s) if s == 0:
                return f"{cls.usage}: s must not be 0"
        return ""
