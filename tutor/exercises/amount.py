"""Numbers as answers: how each is typed, how it is set in LaTeX, and its value."""

import math
from fractions import Fraction
from typing import NamedTuple

from tutor.algebra.as_tex import as_tex
from tutor.algebra.as_text import as_text
from tutor.algebra.terms import call, formula, number
from tutor.algebra.tidy import tidy
from tutor.answers.evaluate import exact as exact_value
from tutor.answers.expression import Number, Tree
from tutor.exercises import written


class Amount(NamedTuple):
    """A number: a fraction where it is rational, else a closed form and its double."""

    text: str
    tex: str
    value: Fraction | float

    @property
    def decimal(self) -> str:
        """Four significant digits."""
        return written.rounded(float(self.value))

    @property
    def in_decimals(self) -> str:
        r"""What follows it in LaTeX: \approx 0.02778, = 0.25, or nothing if it is whole."""
        if isinstance(self.value, Fraction) and self.value.denominator == 1:
            return ""
        value = float(self.value)
        is_exact = Fraction(f"{value:.4g}") == self.value
        decimal = written.decimal_tex(written.rounded(value, zeros=not is_exact))
        return f"= {decimal}" if is_exact else rf"\approx {decimal}"

    @property
    def shown(self) -> str:
        """As it stands in a sentence: a fraction, or four digits of what is none."""
        return self.text if isinstance(self.value, Fraction) else self.decimal


Point = tuple[Amount, ...]  # one coordinate on the line, two in the plane


def rational(value: Fraction | int) -> Amount:
    """1/4"""
    fraction = value if isinstance(value, Fraction) else Fraction(value)
    return Amount(written.text(fraction), written.tex(fraction), fraction)


def of_tree(tree: Tree) -> Amount:
    """A formula without names as a number; Unreadable if it has no value."""
    short = tidy(tree)
    if isinstance(short, Number):
        return rational(short.value)
    return Amount(as_text(short), as_tex(short), exact_value(short))


def tree_of(amount: Amount) -> Tree:
    """The formula of a number."""
    if isinstance(amount.value, Fraction):
        return Number(amount.value)
    return formula(amount.text)


def infinite(sign: int) -> Amount:
    """inf or -inf, as an end of an interval"""
    value = sign * math.inf
    return Amount(written.text(value), written.tex(value), value)


def root(square: Fraction) -> Amount:
    """The square root of a positive fraction: 3*sqrt(5), sqrt(5)/2"""
    return of_tree(call("sqrt", number(square)))


def logarithm(of: Fraction, sign: int = 1) -> Amount:
    """log(6), or -log(6)"""
    if of == 1:
        return rational(0)
    minus = "-" if sign < 0 else ""
    tex = rf"{minus}\log {written.tex(of)}"
    return Amount(f"{minus}log({written.text(of)})", tex, sign * math.log(of))


def inverse(amount: Amount) -> Amount:
    """One over a root or a fraction: 1/(3*sqrt(5))"""
    if isinstance(amount.value, Fraction):
        return rational(1 / amount.value)
    return Amount(f"1/({amount.text})", rf"\frac{{1}}{{{amount.tex}}}", 1 / amount.value)


def negated(amount: Amount) -> Amount:
    """-exp(-1/2)/sqrt(2*pi), of a product or a fraction"""
    if isinstance(amount.value, Fraction):
        return rational(-amount.value)
    return Amount(f"-{amount.text}", f"-{amount.tex}", -amount.value)


def squared(amount: Amount) -> Amount:
    """(2*exp(3))^2"""
    if isinstance(amount.value, Fraction):
        return rational(amount.value**2)
    tex = rf"\left( {amount.tex} \right)^{{2}}"
    return Amount(f"({amount.text})^2", tex, amount.value**2)


def divided(density: Amount, over: Amount, log: bool) -> Amount:
    """A density divided by a number, or the logarithm of this: exp(-1/2)/sqrt(2*pi)/(2*exp(3))"""
    if over.value == 1:
        return density
    if log:
        text, tex = f"{density.text} - log({over.text})", rf"{density.tex} - \log {over.tex}"
        return Amount(text, tex, float(density.value) - math.log(over.value))
    value = float(density.value) / float(over.value)
    tex = rf"\frac{{{density.tex}}}{{{over.tex}}}"
    return Amount(f"{density.text}/({over.text})", tex, value)


NO_NUMBER = "your answer has no value, or one that is too large"  # at some point


def shown(value: Fraction | float, beside: Fraction | float | None = None) -> str:
    """A number in a sentence: a fraction if it is short, else four digits.

    More digits where it would look like another number of the sentence.
    """
    if isinstance(value, Fraction) and value.denominator < 10_000 > abs(value.numerator):
        return str(value)
    for digits in (4, 8, 12):
        text = f"{float(value):.{digits}g}"
        if beside is None or text != f"{float(beside):.{digits}g}":
            return text
    return repr(float(value))


def told(value: float) -> str:
    """A double in a sentence: the short fraction that it is, else four digits."""
    near = written.as_fraction(value)
    return shown(value if near is None else near)


def multiplied(density: Amount, by: Amount, log: bool) -> Amount:
    """A density times a number, or the logarithm of this: 2*exp(3)*exp(-1/2)/sqrt(2*pi)"""
    if log:
        text, tex = f"{density.text} + log({by.text})", rf"{density.tex} + \log {by.tex}"
        return Amount(text, tex, float(density.value) + math.log(by.value))
    value = float(density.value) * float(by.value)
    return Amount(f"{by.text}*{density.text}", f"{by.tex} {density.tex}", value)


def exact(point: Point) -> tuple[Fraction, ...] | None:
    """The coordinates of a point as fractions, if all of them are rational."""
    values = [each.value for each in point if isinstance(each.value, Fraction)]
    return tuple(values) if len(values) == len(point) else None


def point_text(point: Point) -> str:
    """3, or (1, 2)"""
    listed = ", ".join(each.text for each in point)
    return f"({listed})" if point[1:] else listed


def point_tex(point: Point) -> str:
    """3, or (1, 2)"""
    listed = ", ".join(each.tex for each in point)
    return f"({listed})" if point[1:] else listed


def argument_tex(point: Point) -> str:
    """(3), or (1, 2): after the name of a function"""
    return f"({', '.join(each.tex for each in point)})"


Open = tuple[bool, bool]  # of an interval: whether its low and its high end are left out


def interval_text(low: Amount, high: Amount, is_open: Open = (False, False)) -> str:
    """[2, 6]; open where an end is infinite, or where it is left out"""
    left, right = _brackets(low, high, is_open)
    return f"{left}{low.text}, {high.text}{right}"


def interval_tex(low: Amount, high: Amount, is_open: Open = (False, False)) -> str:
    """[2, 6]; open where an end is infinite, or where it is left out"""
    left, right = _brackets(low, high, is_open)
    return f"{left}{low.tex}, {high.tex}{right}"


def _brackets(low: Amount, high: Amount, is_open: Open) -> tuple[str, str]:
    left = "(" if is_open[0] or math.isinf(low.value) else "["
    return left, ")" if is_open[1] or math.isinf(high.value) else "]"
