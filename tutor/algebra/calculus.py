"""Derivatives of formulas, by the rules."""

from collections.abc import Callable, Mapping

from tutor.algebra.terms import (
    ONE,
    TWO,
    ZERO,
    call,
    contains,
    formula,
    minus,
    negative,
    over,
    plus,
    power,
    substitute,
    times,
)
from tutor.algebra.tidy import tidy
from tutor.answers.expression import Apply, Tree

# The derivative of each function, by what it is a function of
_OUTER: Mapping[str, Tree] = {
    function: formula(text, ("u",))
    for function, text in {
        "sqrt": "1/(2*sqrt(u))",
        "exp": "exp(u)",
        "log": "1/u",
        "abs": "u/abs(u)",
        "sin": "cos(u)",
        "cos": "-sin(u)",
        "tan": "1/cos(u)^2",
        "sinh": "cosh(u)",
        "cosh": "sinh(u)",
        "tanh": "1 - tanh(u)^2",
        "sigmoid": "sigmoid(u)*(1 - sigmoid(u))",
    }.items()
}


def derivative(tree: Tree, name: str) -> Tree:
    """The derivative by a name, tidied; a ValueError for min and max, which have corners."""
    return tidy(_derived(tree, name))


def _derived(tree: Tree, name: str) -> Tree:
    if not contains(tree, name):
        return ZERO
    if not isinstance(tree, Apply):
        return ONE
    if tree.operation in _OUTER:
        (u,) = tree.arguments
        return times(substitute(_OUTER[tree.operation], {"u": u}), _derived(u, name))
    if tree.operation not in _RULES:
        raise ValueError(f"{tree.operation} has no derivative everywhere")
    return _RULES[tree.operation](name, *tree.arguments)


def _of_product(name: str, a: Tree, b: Tree) -> Tree:
    return plus(times(_derived(a, name), b), times(a, _derived(b, name)))


def _of_quotient(name: str, a: Tree, b: Tree) -> Tree:
    if not contains(b, name):
        return over(_derived(a, name), b)
    above = minus(times(_derived(a, name), b), times(a, _derived(b, name)))
    return over(tidy(above), power(b, TWO))


def _of_power(name: str, base: Tree, exponent: Tree) -> Tree:
    if not contains(exponent, name):
        lower = power(base, tidy(minus(exponent, ONE)))
        return times(exponent, lower, _derived(base, name))
    grows = times(_derived(exponent, name), call("log", base))
    if not contains(base, name):
        return times(call("^", base, exponent), grows)
    moves = times(exponent, over(_derived(base, name), base))
    return times(call("^", base, exponent), plus(grows, moves))


_RULES: Mapping[str, Callable[..., Tree]] = {
    "+": lambda name, a, b: plus(_derived(a, name), _derived(b, name)),
    "-": lambda name, a, b: minus(_derived(a, name), _derived(b, name)),
    "neg": lambda name, a: negative(_derived(a, name)),
    "*": _of_product,
    "/": _of_quotient,
    "^": _of_power,
}


def jacobian(
    coordinates: tuple[Tree, ...], variables: tuple[str, ...]
) -> tuple[tuple[Tree, ...], ...]:
    """The matrix of derivatives: a row for each coordinate, a column for each variable."""
    return tuple(tuple(derivative(each, name) for name in variables) for each in coordinates)
