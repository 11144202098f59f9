"""Formulas in one variable, as they are typed and as they are set in LaTeX."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from tutor.exercises.written import over_tex, over_text, tex, text


class Formula(NamedTuple):
    """An expression of the answer grammar, and its LaTeX."""

    text: str
    tex: str


# (mean, scale) -> (g(x) - mean)/scale for some function g
Standardized = Callable[[Fraction, Fraction], Formula]


class Factor(NamedTuple):
    """A rational number times a formula that is positive where it is used, or times nothing."""

    number: Fraction
    rest: Formula | None = None

    @property
    def formula(self) -> Formula:
        """The product: 2*exp(3*z + 1), -x, 4"""
        if self.rest is None:
            return Formula(text(self.number), tex(self.number))
        if abs(self.number) == 1:
            sign = "-" if self.number < 0 else ""
            return Formula(f"{sign}{self.rest.text}", f"{sign}{self.rest.tex}")
        return Formula(
            f"{text(self.number)}*{self.rest.text}", f"{tex(self.number)} {self.rest.tex}"
        )


def affine_inverse(slope: Fraction, shift: Fraction, inner: Formula) -> Formula:
    """(inner - shift)/slope"""
    text = over_text(slope, shift, inner.text)
    return Formula(text, over_tex(slope, shift, inner.tex))


def standardized_x(mean: Fraction, scale: Fraction) -> Formula:
    """(x - mean)/scale: x itself in the place of f^-1(x)."""
    return affine_inverse(scale, mean, Formula("x", "x"))


def times(formula: Formula, rest: Formula | None, power: int) -> Formula:
    """The formula times a power of another: -2, -1, 0 or 1."""
    if rest is None or power == 0:
        return formula
    if power == 1:
        return Formula(f"{formula.text}*{rest.text}", f"{rest.tex} {formula.tex}")
    raised = "^2" if power == -2 else ""
    below = f"{rest.tex}^{{2}}" if power == -2 else rest.tex
    return Formula(f"{formula.text}/{rest.text}{raised}", rf"\frac{{1}}{{{below}}} {formula.tex}")
