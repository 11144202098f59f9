"""Formulas made from text and from each other, with exact numbers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from tutor.answers.expression import Apply, Name, Number, Tree, parse

_KEPT = 1024  # formulas that were read
Rational = int | Fraction

ZERO, ONE, TWO = Number(Fraction(0)), Number(Fraction(1)), Number(Fraction(2))
PI = Name("pi")
CONSTANTS = ("pi", "e", "inf")


def formula(text: str, names: Sequence[str] = ()) -> Tree:
    """What the text says, in these names; equal formulas are equal trees wherever they stood."""
    return _formula(text, tuple(names))


@lru_cache(maxsize=_KEPT)
def _formula(text: str, names: tuple[str, ...]) -> Tree:
    return _bare(parse(text, names))


def _bare(tree: Tree) -> Tree:
    """The tree without columns, and without the digits in which a number was typed."""
    match tree:
        case Number(value):
            return Number(value)
        case Apply(operation, arguments):
            return Apply(operation, tuple(map(_bare, arguments)), 0)
    return tree


def number(value: Rational) -> Number:
    """A whole number or a fraction."""
    return Number(value if isinstance(value, Fraction) else Fraction(value))


def call(operation: str, *arguments: Tree) -> Apply:
    """An operation or a function of formulas, as it stands: nothing is worked out."""
    return Apply(operation, arguments, 0)


def plus(*terms: Tree) -> Tree:
    """a + b + ..."""
    first, *others = terms
    for other in others:
        first = call("+", first, other)
    return first


def minus(a: Tree, b: Tree) -> Tree:
    """a - b"""
    return call("-", a, b)


def times(*factors: Tree) -> Tree:
    """a b ..."""
    first, *others = factors
    for other in others:
        first = call("*", first, other)
    return first


def over(a: Tree, b: Tree) -> Tree:
    """a/b"""
    return call("/", a, b)


def power(base: Tree, exponent: Tree | Rational) -> Tree:
    """base^exponent"""
    if isinstance(exponent, int | Fraction):
        exponent = number(exponent)
    return call("^", base, exponent)


def negative(a: Tree) -> Tree:
    """-a"""
    return call("neg", a)


def substitute(tree: Tree, values: Mapping[str, Tree | Rational]) -> Tree:
    """The formula with others, or numbers, in place of names; nothing is worked out."""
    match tree:
        case Name(name) if name in values:
            value = values[name]
            return number(value) if isinstance(value, int | Fraction) else value
        case Apply(operation, arguments):
            return call(operation, *(substitute(each, values) for each in arguments))
    return tree


def names(tree: Tree) -> frozenset[str]:
    """The names in a formula, without pi, e and inf."""
    match tree:
        case Name(name):
            return frozenset() if name in CONSTANTS else frozenset((name,))
        case Apply(_, arguments):
            return frozenset().union(*map(names, arguments))
    return frozenset()


def contains(tree: Tree, name: str) -> bool:
    """Whether a formula depends on a name."""
    match tree:
        case Name(own):
            return own == name
        case Apply(_, arguments):
            return any(contains(each, name) for each in arguments)
    return False
