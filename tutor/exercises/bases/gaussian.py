"""Values of the normal density, exact: exp(-1/2)/(4*sqrt(2*pi))."""

import math
from fractions import Fraction

from tutor.exercises import written
from tutor.exercises.amount import Amount


def gaussian(energy: Fraction, factor: Fraction, dimension: int, log: bool = False) -> Amount:
    """exp(-energy) over factor times (2 pi)^(dimension/2), or the logarithm of this."""
    return _log(energy, factor, dimension) if log else _value(energy, factor, dimension)


def _value(energy: Fraction, factor: Fraction, dimension: int) -> Amount:
    value = math.exp(-energy) / (factor * _turn(dimension))
    above, below = _parts(factor, dimension)
    text = "*".join(([] if above == 1 else [str(above)]) + ([f"exp(-{energy})"] if energy else []))
    under = f"({below[0]})" if below[0][0].isdigit() else below[0]
    top = ("" if above == 1 else str(above)) + (_exp_tex(energy) if energy else "")
    return Amount(f"{text or '1'}/{under}", rf"\frac{{{top or '1'}}}{{{below[1]}}}", value)


def _log(energy: Fraction, factor: Fraction, dimension: int) -> Amount:
    """-1/2 - log(4*sqrt(2*pi))"""
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
