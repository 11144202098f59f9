"""Numbers as answers: how each is typed, how it is set in LaTeX, and its value."""

import math
from dataclasses import dataclass
from fractions import Fraction

from tutor.exercises import written


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: a fraction where it is rational, else a closed form and its double."""

    text: str
    tex: str
    value: Fraction | float

    @property
    def decimal(self) -> str:
        """Four significant digits."""
        return f"{float(self.value):.4g}"


def rational(value: Fraction | int) -> Amount:
    """1/4"""
    fraction = Fraction(value)
    return Amount(written.text(fraction), written.tex(fraction), fraction)


def root(square: Fraction) -> Amount:
    """The square root of a positive fraction: 3*sqrt(5), sqrt(5)/2"""
    front, inside = _taken_out(square)
    if inside == 1:
        return rational(front)
    text, tex = f"sqrt({inside})", rf"\sqrt{{{inside}}}"
    if front.numerator != 1:
        text, tex = f"{front.numerator}*{text}", f"{front.numerator} {tex}"
    if front.denominator != 1:
        text, tex = f"{text}/{front.denominator}", rf"\frac{{{tex}}}{{{front.denominator}}}"
    return Amount(text, tex, math.sqrt(square))


def _taken_out(square: Fraction) -> tuple[Fraction, int]:
    """A fraction and a whole number without square factors: the one times the other's root."""
    inside = square.numerator * square.denominator
    outside, factor = 1, 2
    while factor**2 <= inside:
        if inside % factor**2 == 0:
            inside //= factor**2
            outside *= factor
        else:
            factor += 1
    return Fraction(outside, square.denominator), inside


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


def gaussian(energy: Fraction, factor: Fraction, dimension: int, minus: bool = False) -> Amount:
    """exp(-energy) over factor times (2 pi)^(dimension/2): exp(-1/2)/(4*sqrt(2*pi))"""
    value = math.exp(-energy) / (factor * _turn(dimension))
    above, below = _parts(factor, dimension)
    sign = "-" if minus else ""
    text = "*".join(([] if above == 1 else [str(above)]) + ([f"exp(-{energy})"] if energy else []))
    under = f"({below[0]})" if below[0][0].isdigit() else below[0]
    top = ("" if above == 1 else str(above)) + (_exp_tex(energy) if energy else "")
    tex = rf"{sign}\frac{{{top or '1'}}}{{{below[1]}}}"
    return Amount(f"{sign}{text or '1'}/{under}", tex, -value if minus else value)


def log_gaussian(energy: Fraction, factor: Fraction, dimension: int) -> Amount:
    """The logarithm of `gaussian`: -1/2 - log(4*sqrt(2*pi))"""
    above, below = _parts(factor, dimension)
    inside = f"{below[0]}/{above}" if above != 1 else below[0]
    inside_tex = rf"\frac{{{below[1]}}}{{{above}}}" if above != 1 else below[1]
    value = -float(energy) - math.log(factor * _turn(dimension))
    front = f"-{energy} " if energy else ""
    front_tex = f"{written.tex(-energy)} " if energy else ""
    space = " " if energy else ""
    tex = rf"{front_tex}-{space}\log \left( {inside_tex} \right)"
    return Amount(f"{front}-{space}log({inside})", tex, value)


def _turn(dimension: int) -> float:
    return math.sqrt(2 * math.pi) if dimension == 1 else 2 * math.pi


def _parts(factor: Fraction, dimension: int) -> tuple[int, tuple[str, str]]:
    """The factor's denominator, and its numerator times (2 pi)^(dimension/2), typed and set."""
    if dimension == 1:
        above, below = factor.denominator, factor.numerator
        root = ("sqrt(2*pi)", r"\sqrt{2\pi}")
    else:
        twice = 2 * factor
        above, below = twice.denominator, twice.numerator
        root = ("pi", r"\pi")
    if below == 1:
        return above, root
    return above, (f"{below}*{root[0]}", f"{below}{' ' if dimension == 1 else ''}{root[1]}")


def _exp_tex(energy: Fraction) -> str:
    if energy.denominator == 1:
        return rf"\exp(-{energy})"
    return rf"\exp \left( {written.tex(-energy)} \right)"
