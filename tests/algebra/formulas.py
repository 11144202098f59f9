"""Formulas for properties, and their values by mpmath and sympy, which know no tree of ours."""

from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy  # type: ignore[import-untyped]
from hypothesis import strategies as st

from tutor.algebra.terms import call, number
from tutor.answers.expression import Apply, Name, Number, Tree

SMOOTH = ("exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sigmoid")
POINTS = ("1/3", "-7/5", "9/4", "5/7")
_SIGMOID = sympy.Lambda(sympy.Symbol("u"), 1 / (1 + sympy.exp(-sympy.Symbol("u"))))


def _deeper(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    whole = st.integers(-3, 3).map(number)
    return st.one_of(
        st.builds(call, st.sampled_from("+-*/"), inner, inner),
        st.builds(call, st.just("neg"), inner),
        st.builds(call, st.just("^"), inner, whole),
        st.builds(call, st.sampled_from(SMOOTH), inner),
    )


LEAVES: st.SearchStrategy[Tree] = st.one_of(
    st.builds(
        lambda a, b: number(Fraction(a, b)), st.integers(-6, 6), st.sampled_from((1, 1, 2, 3))
    ),
    st.sampled_from((Name("x"), Name("x"), Name("z"), Name("pi"))),
)
FORMULAS = st.recursive(LEAVES, _deeper, max_leaves=7)


def value(tree: Tree, point: dict[str, Fraction], largest: float = 1e30) -> Any:
    """The value with fifty digits; None where it is not real, or something in it very large."""
    with mpmath.workdps(50):
        try:
            found = _value(tree, point, largest)
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
        return found if mpmath.isfinite(found) and abs(found) < largest else None


def _value(tree: Tree, point: dict[str, Fraction], largest: float) -> Any:
    match tree:
        case Number(value):
            return mpmath.mpf(value.numerator) / value.denominator
        case Name(name):
            if name == "pi":
                return +mpmath.pi
            return mpmath.mpf(point[name].numerator) / point[name].denominator
        case Apply(operation, arguments):
            return _applied(
                operation, [_value(each, point, largest) for each in arguments], largest
            )
    raise TypeError(tree)


def _applied(operation: str, values: list[Any], largest: float) -> Any:
    a, b = values[0], values[-1]
    if any(abs(each) > largest for each in values):
        raise OverflowError
    match operation:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            return a / b
        case "neg":
            return -a
        case "^":
            if a == 0 and b <= 0:
                raise ZeroDivisionError
            found = a**b
        case "sigmoid":
            found = 1 / (1 + mpmath.exp(-a))
        case "abs":
            found = abs(a)
        case "log" if a == 0:
            raise ZeroDivisionError
        case _:
            found = getattr(mpmath, operation)(a)
    if isinstance(found, mpmath.mpc):
        raise ValueError(operation)
    return found


def by_sympy(text: str) -> Any:
    """What sympy reads in a text."""
    return sympy.sympify(text.replace("^", "**"), locals={"sigmoid": _SIGMOID})
