"""Exact values as text one can type, and as LaTeX."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

Value = Fraction | float

_SIGNS, _SMALL = "-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED, _LEVEL = str.maketrans(_SIGNS, _SMALL), str.maketrans(_SMALL, _SIGNS)
_INDICES = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LARGEST_FRACTION = 1e4  # what is larger is written in digits
_LARGEST_BELOW = 99  # the denominator of a fraction that is written as one
_DECIMAL = re.compile(r"(\d(?:\.\d+)?)e[+-]\d\d+")


def text(value: Value) -> str:
    """As it is typed: 3, -1/4, inf."""
    return str(value)


def tex(value: Value) -> str:
    r"""As LaTeX: 3, -\frac{1}{4}, \infty."""
    if isinstance(value, float):
        return r"\infty" if value > 0 else r"-\infty"
    if value.denominator == 1:
        return str(value)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def rounded(value: float, digits: int = 4, zeros: bool = False) -> str:
    """So many significant digits: 0.0625, 22030, 2.221·10⁻⁶; with zeros at their end 0.01800."""
    plain = f"{value:#.{digits}g}".rstrip(".") if zeros else f"{value:.{digits}g}"
    if "e" not in plain:
        return plain
    if 1 <= abs(value) < 1e6:
        return f"{float(plain):.0f}"
    factor, power = plain.split("e")
    return f"{factor}·10{str(int(power)).translate(_RAISED)}"


def brief(value: float) -> str:
    """As a statement has it: a fraction if it is a short one, else four digits."""
    near = as_fraction(value)
    return rounded(value) if near is None else str(near)


def as_fraction(value: float) -> Fraction | None:
    """The short fraction that it is, but for rounding; None if it is none."""
    if not abs(value) < _LARGEST_FRACTION:
        return None
    near = Fraction(value).limit_denominator(_LARGEST_BELOW)
    return near if math.isclose(near, value, rel_tol=1e-12) else None


def indexed(name: str) -> str:
    """z₁ for z1"""
    return name[:1] + name[1:].translate(_INDICES)


def decimal_tex(decimal: str) -> str:
    r"""A rounded number as LaTeX: 2.221 \cdot 10^{-6}."""
    factor, times, power = decimal.partition("·10")
    return rf"{factor} \cdot 10^{{{power.translate(_LEVEL)}}}" if times else factor


def readable(sentence: str) -> str:
    """A sentence with −1 for -1 and 2.4·10⁷ for 2.4e+07."""

    def written(found: re.Match[str]) -> str:
        return rounded(float(found[0]), sum(map(str.isdigit, found[1])))

    return with_minus_signs(_DECIMAL.sub(written, sentence))


def with_signs(sentence: str) -> str:
    """A sentence as formulas have it: −1 for -1, ∞ for inf, 4π for 4 pi, √3 for sqrt(3)."""
    sentence = re.sub(r"\bsqrt\((\w+)\)", r"√\1", sentence)
    sentence = re.sub(r"(\d )?\bpi\b", lambda found: f"{(found[1] or '').strip()}π", sentence)
    return with_minus_signs(re.sub(r"\binf\b", "∞", sentence))


def with_minus_signs(sentence: str) -> str:
    """A sentence with −1 for -1, as formulas have it; the hyphens inside its words stay."""
    return re.sub(r"(?<![A-Za-z])-|-(?![A-Za-z])", "−", sentence)


def point_text(point: Iterable[Value]) -> str:
    """(4, 2)"""
    return f"({', '.join(map(text, point))})"


def point_tex(point: Iterable[Value]) -> str:
    """(4, 2)"""
    return f"({', '.join(map(tex, point))})"


def matrix_text(rows: Iterable[Iterable[Value]]) -> str:
    """[[3, 1], [0, 2]]"""
    lines = [f"[{', '.join(map(text, row))}]" for row in rows]
    return f"[{', '.join(lines)}]"


def matrix_tex(rows: Iterable[Iterable[Value]]) -> str:
    r"""\begin{bmatrix} 3 & 1 \\ 0 & 2 \end{bmatrix}"""
    body = r" \\ ".join(" & ".join(map(tex, row)) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def column_tex(point: Sequence[Value]) -> str:
    """The point as a column."""
    return matrix_tex([coordinate] for coordinate in point)


def interval_text(low: Value, high: Value) -> str:
    """[2, 6]; open where infinite"""
    left = "(" if isinstance(low, float) else "["
    right = ")" if isinstance(high, float) else "]"
    return f"{left}{text(low)}, {text(high)}{right}"


def interval_tex(low: Value, high: Value) -> str:
    """[2, 6]; open where infinite"""
    left = "(" if isinstance(low, float) else "["
    right = ")" if isinstance(high, float) else "]"
    return f"{left}{tex(low)}, {tex(high)}{right}"


def factor_tex(value: Fraction) -> str:
    """A factor in a product: in brackets if it is negative."""
    return rf"({tex(value)})" if value < 0 else tex(value)


def line_text(a: Fraction, b: Fraction, name: str) -> str:
    """a name + b: 4*x + 2, 3 - 2*x"""
    return _line(a, b, name, text, "*")


def line_tex(a: Fraction, b: Fraction, name: str) -> str:
    """a name + b: 4z + 2, 3 - 2z"""
    return _line(a, b, name, tex, "" if a.denominator == 1 else " ")


def _line(a: Fraction, b: Fraction, name: str, show: Callable[[Value], str], times: str) -> str:
    product = name if abs(a) == 1 else f"{show(abs(a))}{times}{name}"
    if a < 0 < b:
        return f"{show(b)} - {product}"
    signed = f"-{product}" if a < 0 else product
    return f"{signed} {'+' if b > 0 else '-'} {show(abs(b))}" if b else signed


def over_text(a: Fraction, b: Fraction, name: str) -> str:
    """(name - b) / a without a negative denominator: (x - 2)/4, (3 - x)/2, 2*(x - 1)/3"""
    difference, above, below = _over(a, b, name, line_text)
    if above != 1 or below != 1:
        difference = difference if difference == name else f"({difference})"
    return f"{f'{above}*' if above != 1 else ''}{difference}{f'/{below}' if below != 1 else ''}"


def over_tex(a: Fraction, b: Fraction, name: str) -> str:
    r"""(name - b) / a as LaTeX: \frac{x - 2}{4}"""
    difference, above, below = _over(a, b, name, line_tex)
    if above != 1:
        difference = f"{above}{name}" if difference == name else f"{above}({difference})"
    return rf"\frac{{{difference}}}{{{below}}}" if below != 1 else difference


def _over(
    a: Fraction, b: Fraction, name: str, line: Callable[[Fraction, Fraction, str], str]
) -> tuple[str, int, int]:
    sign = 1 if a > 0 else -1
    return line(Fraction(sign), -sign * b, name), a.denominator, abs(a.numerator)
