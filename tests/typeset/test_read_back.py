"""What one line says has the value of the formula: typed as an answer, it is read back."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.answers.evaluate import exact
from tutor.answers.expression import parse as read
from tutor.answers.tokens import MAX_LENGTH
from tutor.typeset import line, parse

POINT = {
    "x": Fraction(3),
    "y": Fraction(5, 2),
    "a": Fraction(7),
    "n": Fraction(2),
    "t": Fraction(4),
}
VARIABLES = tuple(POINT)


class Valued(NamedTuple):
    """A formula in LaTeX and its value, worked out beside it; `level` is how it binds.

    0 is a sum, 1 a product, 2 a negative, 3 what may bear a power as it is.
    """

    source: str
    value: float
    level: int


def in_brackets(inside: Valued) -> Valued:
    return Valued(rf"\left({inside.source}\right)", inside.value, 3)


def bound(part: Valued, level: int) -> Valued:
    """The part as it may stand where only what binds so tightly may."""
    return part if part.level >= level else in_brackets(part)


def add(one: Valued, other: Valued) -> Valued:
    return Valued(f"{one.source} + {bound(other, 1).source}", one.value + other.value, 0)


def subtract(one: Valued, other: Valued) -> Valued:
    return Valued(f"{one.source} - {bound(other, 1).source}", one.value - other.value, 0)


def negate(part: Valued) -> Valued:
    return Valued(f"-{bound(part, 1).source}", -part.value, 2)


def dot(one: Valued, other: Valued) -> Valued:
    return Valued(
        rf"{bound(one, 1).source} \cdot {bound(other, 3).source}", one.value * other.value, 1
    )


def beside(one: Valued, other: Valued) -> Valued:
    """Two factors without a sign between them, the second no number."""
    one = bound(one, 3)
    other = in_brackets(other) if other.source.lstrip("{")[0].isdigit() else bound(other, 3)
    return Valued(f"{one.source} {other.source}", one.value * other.value, 1)


def divide(one: Valued, other: Valued) -> Valued:
    assume(abs(other.value) > 1e-3)
    return Valued(rf"\frac{{{one.source}}}{{{other.source}}}", one.value / other.value, 3)


def slash(one: Valued, other: Valued) -> Valued:
    assume(abs(other.value) > 1e-3)
    other = in_brackets(other)
    return Valued(f"{bound(one, 3).source} / {other.source}", one.value / other.value, 1)


def power(base: Valued, exponent: Valued) -> Valued:
    assume(abs(exponent.value) < 8 and 1e-3 < abs(base.value) < 50)
    assume(base.value > 0 or exponent.value == round(exponent.value))
    braced = f"{{{base.source}}}" if base.level == 3 else in_brackets(base).source
    return Valued(f"{braced}^{{{exponent.source}}}", base.value**exponent.value, 3)


def root(inside: Valued) -> Valued:
    assume(inside.value > 1e-3)
    return Valued(rf"\sqrt{{{inside.source}}}", math.sqrt(inside.value), 3)


def exponential(inside: Valued) -> Valued:
    assume(abs(inside.value) < 20)
    return Valued(rf"e^{{{inside.source}}}", math.exp(inside.value), 3)


def applied(name: str, call: Callable[[float], float], inside: Valued) -> Valued:
    assume(abs(inside.value) < 20 and (name != "log" or inside.value > 1e-3))
    return Valued(rf"\{name}\left({inside.source}\right)", call(inside.value), 3)


def size(inside: Valued) -> Valued:
    return Valued(rf"\left|{inside.source}\right|", abs(inside.value), 3)


LEAVES = [Valued(name, float(value), 3) for name, value in POINT.items()]
LEAVES += [Valued(str(number), float(number), 3) for number in (0.5, 1, 2, 3, 10)]
LEAVES += [Valued(r"\pi", math.pi, 3)]


def _above(inner: st.SearchStrategy[Valued]) -> st.SearchStrategy[Valued]:
    two = [add, subtract, dot, beside, divide, slash, power]
    return st.one_of(
        *(st.builds(build, inner, inner) for build in two),
        st.builds(divide, inner, inner),
        *(st.builds(build, inner) for build in (negate, root, exponential, in_brackets, size)),
        st.builds(applied, st.just("exp"), st.just(math.exp), inner),
        st.builds(applied, st.just("log"), st.just(math.log), inner),
        st.builds(applied, st.just("sin"), st.just(math.sin), inner),
    )


FORMULAS = st.recursive(st.sampled_from(LEAVES), _above, max_leaves=7)

# What the answers' grammar does not take, and one line may still say: raised letters (xⁿ), and a
# bar in bars.
_BEYOND = ("ⁿ", "ˣ", "ʸ", "ᵃ", "ᵗ", "⁽", "|")


@given(FORMULAS)
@settings(max_examples=400, deadline=None)
def test_one_line_is_read_back_with_its_value(formula: Valued) -> None:
    assume(math.isfinite(formula.value) and abs(formula.value) < 1e12)
    said = line(parse(formula.source))
    assume(len(said) <= MAX_LENGTH and not any(sign in said for sign in _BEYOND))
    value = float(exact(read(said, VARIABLES), POINT))
    assert math.isclose(value, formula.value, rel_tol=1e-6, abs_tol=1e-9), (formula, said, value)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r"\frac{1}{2(x+1)}", "1/(2(x + 1))"),
        (r"\frac{1}{a(x+1)}", "1/(a(x + 1))"),
        (r"\frac{1}{f(x)}", "1/f(x)"),
        (r"\frac{1}{f(x)(1-x)}", "1/(f(x)(1 − x))"),
        (r"\frac{n!}{k!(n-k)!}", "n!/(k!(n − k)!)"),
        (r"e^{\lambda t}", "e^(λt)"),
        (r"{x^2}^3", "(x²)³"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"x/\frac{a}{b}", "x/(a/b)"),
        (r"x \div \frac{a}{b}", "x ÷ (a/b)"),
        (r"2 e 3", "2e 3"),
        (r"2\sqrt[5]{x}", "2x^(1/5)"),
        (r"\sqrt{2} x", "√(2) x"),
        (r"x e^{-x}", "x e⁻ˣ"),
        (r"{ab}^2", "(ab)²"),
        (r"-\frac{a}{b} x", "−(a/b) x"),
        (r"{a \over b} c", "(a/b) c"),
    ],
)
def test_brackets_stand_where_the_value_needs_them(source: str, said: str) -> None:
    assert line(parse(source)) == said
