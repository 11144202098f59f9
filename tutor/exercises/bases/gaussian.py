"""Values of the normal density, exact: exp(-1/2)/(4*sqrt(2*pi))."""

import math
from collections.abc import Iterable
from fractions import Fraction

from tutor.exercises import mistakes as wrong
from tutor.exercises import written
from tutor.exercises.amount import Amount
from tutor.exercises.mistakes import Rule


def gaussian(energy: Fraction, factor: Fraction, dimension: int, log: bool = False) -> Amount:
    """exp(-energy) over factor times (2 pi)^(dimension/2), or the logarithm of this."""
    return _log(energy, factor, dimension) if log else _value(energy, factor, dimension)


def gaussian_slips(
    energy: Fraction, factor: Fraction, dimension: int, log: bool
) -> list[tuple[Rule, Amount]]:
    """What slips in the formula make of `gaussian`."""
    root = "sqrt(2*pi)" if dimension == 1 else "2*pi", _turn(dimension)
    others = [("2*pi", 2 * math.pi), ("sqrt(pi)", math.sqrt(math.pi))]
    return [
        (wrong.CONSTANT_FORGOTTEN, _slip(energy, factor, ("1", 1.0), log)),
        (wrong.HALF_FORGOTTEN, _slip(2 * energy, factor, root, log)),
        (wrong.EXPONENT_SIGN, _slip(-energy, factor, root, log)),
        *((wrong.WRONG_ROOT, _slip(energy, factor, c, log)) for c in others if dimension == 1),
    ]


def _slip(energy: Fraction, factor: Fraction, constant: tuple[str, float], log: bool) -> Amount:
    typed, value = constant
    below = f"{written.text(factor)}*{typed}"
    if log:
        front = f"{written.text(-energy)} " if energy else ""
        return Amount(f"{front}- log({below})", "", -float(energy) - math.log(factor * value))
    top = f"exp({written.text(-energy)})" if energy else "1"
    return Amount(f"{top}/({below})", "", math.exp(-energy) / (factor * value))


def distinct(pairs: Iterable[tuple[float, float]]) -> bool:
    """Whether no two of these exponents and factors give the same value."""
    listed = [(round(energy, 9), round(factor, 9)) for energy, factor in pairs]
    return len(set(listed)) == len(listed)


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
