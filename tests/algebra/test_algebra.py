"""Formulas: derived as sympy does, tidied and written without a change of value."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import sympy  # type: ignore[import-untyped]
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.algebra.formulas import FORMULAS, POINTS, SMOOTH, by_sympy, value
from tutor.algebra.as_tex import as_tex
from tutor.algebra.as_text import as_text
from tutor.algebra.calculus import derivative, jacobian
from tutor.algebra.on_arrays import on_arrays
from tutor.algebra.terms import formula, names, number, substitute
from tutor.algebra.tidy import tidy
from tutor.answers.evaluate import values
from tutor.answers.expression import Apply, Name, Tree, parse
from tutor.typeset import formula_faults

X_AND_Z = ("x", "z")
PLACES = [
    {"x": Fraction(x), "z": Fraction(z)}
    for x, z in product(POINTS, POINTS)
    if x != z or x[0] == "9"
]


def of(text: str) -> Tree:
    return formula(text, X_AND_Z)


def same(one: Tree, other: Tree) -> bool:
    """Whether the second has the value of the first wherever the first has one."""
    for place in PLACES:
        right = value(one, place)
        if right is not None:
            found = value(other, place, largest=1e200)
            if found is None or abs(found - right) > 1e-25 * (1 + abs(right)):
                return False
    return True


@given(FORMULAS)
def test_tidying_keeps_the_value_wherever_there_is_one(tree: Tree) -> None:
    assert same(tree, tidy(tree))


@given(FORMULAS)
def test_what_is_tidy_stays_as_it_is(tree: Tree) -> None:
    once = tidy(tree)
    assert same(once, tidy(once))
    assert len(as_text(tidy(once))) <= len(as_text(once))


@given(FORMULAS, st.booleans())
def test_the_text_is_read_back_with_the_same_value(tree: Tree, tidied: bool) -> None:
    shown = tidy(tree) if tidied else tree
    text = as_text(shown)
    assume(len(text) <= 200)
    assert same(shown, parse(text, X_AND_Z))


@given(FORMULAS)
def test_the_latex_can_be_set(tree: Tree) -> None:
    tex = as_tex(tree)
    assert tex.count("{") == tex.count("}")
    assert tex.count(r"\left") == tex.count(r"\right")
    assert formula_faults(f"${tex}$") == []


@given(FORMULAS)
def test_a_derivative_is_the_slope_between_two_close_points(tree: Tree) -> None:
    slope, step = derivative(tree, "x"), Fraction(1, 10**15)
    for place in PLACES[:4]:
        x = place["x"]
        near = [value(tree, {**place, "x": x + move}) for move in (-step, step)]
        found = value(slope, place)
        if None in near or found is None:
            continue
        rise = (near[1] - near[0]) / (2 * float(step))
        scale = 1 + abs(near[0]) + abs(found)
        assert abs(rise - found) <= 1e-9 * scale**3


@pytest.mark.parametrize("function", [*SMOOTH, "abs"])
@pytest.mark.parametrize("inner", ["x", "2*x + 1", "x^2 - 3*x", "1/x", "exp(x)/3"])
def test_the_chain_rule_for_each_function_is_sympys(function: str, inner: str) -> None:
    found = derivative(of(f"{function}({inner})"), "x")
    u = by_sympy(inner)
    x = sympy.Symbol("x", real=True)
    expected = sympy.diff(by_sympy(f"{function}({inner})").subs("x", x), x)
    for at in (Fraction(7, 5), Fraction(9, 4), Fraction(-8, 3)):
        if function in ("log", "sqrt") and u.subs("x", at) <= 0:
            continue
        right = sympy.N(expected.subs(x, sympy.Rational(at.numerator, at.denominator)), 30)
        mine = value(found, {"x": at})
        assert abs(mine - right) < 1e-20 * (1 + abs(right))


@pytest.mark.parametrize(
    "text",
    [
        "exp(x)*sin(x)", "x^5 - 4*x^2 + 7", "(x^2 + 1)/(x - 3)", "x^x", "2^x", "x^(1/3)",
        "log(x/(1 + x))", "sigmoid(x)^2", "exp(-x^2/2)/sqrt(2*pi)", "tanh(3*x)/x", "z*x^2 + z",
    ],
)  # fmt: skip
def test_derivatives_of_products_quotients_and_powers_are_sympys(text: str) -> None:
    found = derivative(of(text), "x")
    expected = sympy.diff(by_sympy(text), "x")
    for at in (Fraction(2, 5), Fraction(9, 4)):
        where = {"x": sympy.Rational(at.numerator, at.denominator), "z": sympy.Rational(3, 7)}
        right = sympy.N(expected.subs(where), 30)
        assert abs(value(found, {"x": at, "z": Fraction(3, 7)}) - right) < 1e-20 * (1 + abs(right))


def test_where_there_are_corners_nothing_is_derived() -> None:
    with pytest.raises(ValueError, match="max has no derivative everywhere"):
        derivative(of("max(x, 0)"), "x")
    assert derivative(of("max(z, 0)"), "x") == number(0)


def test_a_jacobian_has_a_row_for_each_coordinate() -> None:
    rows = jacobian((of("z"), of("x*exp(2*z) + z")), ("z", "x"))
    assert [[as_text(each) for each in row] for row in rows] == [
        ["1", "0"],
        ["2*x*exp(2*z) + 1", "exp(2*z)"],
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("0 + 1*x - 0", "x"), ("x/1", "x"), ("0/x", "0"), ("x^1", "x"), ("x^0", "1"),
        ("--x", "x"), ("2*(3/4)*x", "3*x/2"), ("-(x - 1)/2", "(1 - x)/2"),
        ("(3 - x)/(-2)", "(x - 3)/2"), ("-2*z + 3", "3 - 2*z"), ("x - (1 - x)", "2*x - 1"),
        ("sqrt(x)^2", "x"), ("x/x^3", "1/x^2"), ("sqrt(9/4)", "3/2"), ("exp(0)*x", "x"),
        ("log(exp(2*x))", "2*x"), ("exp(log(x))", "x"), ("abs(-3*x)", "3*abs(x)"),
        ("abs(-2*exp(x))", "2*exp(x)"), ("(2*x)^3", "8*x^3"), ("exp(x)*3", "3*exp(x)"),
        ("exp(-((log(x) - 1)/2)^2/2)/(2*sqrt(2*pi))/x", "exp(-(log(x) - 1)^2/8)/(2*x*sqrt(2*pi))"),
        ("(3*exp(-2))^2", "9*exp(-4)"),
        ("sqrt(65/4)", "sqrt(65)/2"), ("sqrt(12)", "2*sqrt(3)"), ("8^(1/3)", "2"),
        ("(1/27)^(2/3)", "1/9"), ("7^(1/3)", "7^(1/3)"), ("log(sqrt(8/9))", "log(2*sqrt(2)/3)"),
        ("sqrt(x^2)", "sqrt(x^2)"), ("x/(1 - 1)", "x/0"), ("1 - 1", "0"),
    ],
)  # fmt: skip
def test_what_tidying_makes(text: str, short: str) -> None:
    assert as_text(tidy(of(text))) == short


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("4*z + 2", "4z + 2"),
        ("-(5 - 1)/2", r"-\frac{5 - 1}{2}"),
        ("2*(-3)", r"2 \cdot (-3)"),
        ("-(5/2)*(-3/2)", r"-\frac{5}{2} \cdot \left( -\frac{3}{2} \right)"),
        ("2*3/4", r"\frac{2 \cdot 3}{4}"),
        ("2 - (-3)", "2 - (-3)"),
        ("x - (1 - z)", "x - (1 - z)"),
        ("(3/2)^2", r"\left( \frac{3}{2} \right)^{2}"),
        ("x^2", "x^{2}"),
        ("exp(x)^2", r"\left( e^{x} \right)^{2}"),
        ("1*exp(-2)", r"1 \cdot e^{-2}"),
        ("exp(2*x)^2", r"\exp(2x)^{2}"),
        ("-2/-2", r"\frac{-2}{-2}"),
        ("-(2/3)/2", r"-\frac{\frac{2}{3}}{2}"),
        ("3*x*z/2", r"\frac{3}{2} x z"),
        ("-(3*log(x)/2)", r"-\frac{3}{2} \log x"),
        ("6*x/4", r"\frac{6x}{4}"),
        ("3*x/(2*z)", r"\frac{3x}{2z}"),
        ("log(x)^2", r"(\log x)^{2}"),
        ("log(x)*z", r"(\log x) z"),
        ("2*log(x)", r"2 \log x"),
        ("log(2*x)", r"\log (2x)"),
        ("1/sqrt(2*pi)", r"\frac{1}{\sqrt{2 \pi}}"),
        ("abs(-2/3)", r"\left| -\frac{2}{3} \right|"),
        ("exp(-x^2/2)", r"\exp \left( -\frac{x^{2}}{2} \right)"),
        ("x*(1 - x)", r"x \cdot (1 - x)"),
        ("-1/2*x", r"-\frac{1}{2} x"),
    ],
)
def test_the_latex_of(text: str, tex: str) -> None:
    assert as_tex(of(text)) == tex


def test_indices_are_set_as_indices() -> None:
    assert as_tex(formula("z2*exp(z1)", ("z1", "z2"))) == r"z_{2} e^{z_{1}}"


def test_substituting_works_nothing_out() -> None:
    line = formula("a*z + b", ("a", "b", "z"))
    assert names(line) == {"a", "b", "z"}
    filled = substitute(line, {"a": -2, "b": Fraction(1, 3)})
    assert as_text(filled) == "-2*z + 1/3"
    assert as_text(substitute(filled, {"z": of("x + 1")})) == "-2*(x + 1) + 1/3"


def test_equal_formulas_are_equal_wherever_they_stood() -> None:
    assert of("x+ 0.5") == of("  x  + .50")
    assert of("2x") == Apply("*", (number(2), Name("x")), 0)


@given(FORMULAS)
def test_on_arrays_a_formula_has_the_values_it_has_point_by_point(tree: Tree) -> None:
    x, z = ([float(place[name]) for place in PLACES] for name in X_AND_Z)
    expected = values(tree, {"x": x, "z": z}, len(x))
    found = np.broadcast_to(on_arrays(tree, {"x": np.array(x), "z": np.array(z)}), len(x))
    for one, other, place in zip(expected, found, PLACES, strict=True):
        exactly = value(tree, place)
        if exactly is not None and math.isfinite(one) and 1e-9 < abs(one) < 1e12:
            assert math.isclose(one, float(other), rel_tol=1e-6)


def test_parameters_and_points_broadcast() -> None:
    line = formula("a*z + b", ("a", "b", "z"))
    a, z = np.array([[1.0], [2.0]]), np.array([0.0, 1.0, 2.0])
    assert on_arrays(line, {"a": a, "b": 1.0, "z": z}).tolist() == [[1, 2, 3], [1, 3, 5]]


def test_factors_that_differ_in_sign_alone_are_joined() -> None:
    assert as_text(derivative(of("((z - x)^2)^(-1)"), "x")) == "2/(z - x)^3"
