"""Formulas made short: numbers worked out, like terms and factors joined, signs in front.

Wherever a formula has a value its tidy form has the same; it is never expanded or factored.
"""

from fractions import Fraction
from functools import lru_cache

from tutor.algebra.terms import (
    ONE,
    ZERO,
    Rational,
    call,
    negative,
    number,
    over,
    plus,
    power,
    times,
)
from tutor.answers.evaluate import exactly, is_short
from tutor.answers.expression import Apply, Name, Number, Tree

Powers = dict[
    Tree, int | Fraction
]  # what is multiplied, in the order it is written, each to its power
Monomial = tuple[Fraction, Powers]  # a number times powers
_KEPT = 4096  # formulas, whose parts come again and again
_WHOLE, _MINUS = Fraction(1), Fraction(-1)
_HALF = number(Fraction(1, 2))
_LARGEST_ROOT = 10**6  # what a root is taken of, to be made short
_AT_ZERO = {  # values that are no rounding
    **dict.fromkeys(("sin", "tan", "sinh", "tanh"), ZERO),
    **dict.fromkeys(("exp", "cos", "cosh"), ONE),
    "sigmoid": _HALF,
}
_POSITIVE = ("exp", "cosh", "sigmoid", "abs", "sqrt")


@lru_cache(maxsize=_KEPT)
def tidy(tree: Tree) -> Tree:
    """The formula made short."""
    if not isinstance(tree, Apply):
        return Number(tree.value) if isinstance(tree, Number) else tree
    arguments = tuple(map(tidy, tree.arguments))
    made = Apply(tree.operation, arguments, 0)
    match tree.operation:
        case "+" | "-":
            return _sum(made)
        case "*" | "/" | "^" | "neg":
            return _joined(*_monomial(made))
    return _function(made)


# Functions


def _function(made: Apply) -> Tree:
    """A function of tidy arguments."""
    values = [each.value for each in made.arguments if isinstance(each, Number)]
    if len(values) == len(made.arguments):
        found = exactly(made.operation, values)
        if found is not None and is_short(found):
            return number(found)
        if values == [0] and made.operation in _AT_ZERO:
            return _AT_ZERO[made.operation]
        if values == [1] and made.operation == "log":
            return ZERO
    (inner, *_) = made.arguments
    match made.operation, inner:
        case ("log", Apply("exp", (u,))) | ("exp", Apply("log", (u,))):
            return u
        case "abs", _:
            return _size(inner)
        case "sqrt", Number(value) if value > 0:
            return _joined(*_root(value))
        case "sqrt", _:
            return _joined(*_monomial(made))
    return made


def _size(inner: Tree) -> Tree:
    """|inner|, without what is positive in any case."""
    number_, powers = _monomial(inner)
    if number_ == 0:
        return ZERO
    outside: Powers = {}
    inside: Powers = {}
    for base, exponent in powers.items():
        (outside if _is_positive(base, exponent) else inside)[base] = exponent
    if not inside:
        return _joined(abs(number_), outside)
    body = _joined(_WHOLE, inside)
    turned = _turned(body)
    return _joined(abs(number_), {**outside, call("abs", turned or body): 1})


def _is_positive(base: Tree, exponent: Rational) -> bool:
    if exponent.denominator == 1 and exponent.numerator % 2 == 0:
        return True
    match base:
        case Name("pi" | "e"):
            return True
        case Number(value):
            return value > 0
        case Apply(operation):
            return operation in _POSITIVE
    return exponent.denominator % 2 == 0  # a root


# Products


def _monomial(tree: Tree) -> Monomial:
    """A tidy formula, or one operation on tidy formulas, as a number times powers."""
    match tree:
        case Number(value):
            return value, {}
        case Apply("neg", (inner,)):
            factor, powers = _monomial(inner)
            return -factor, powers
        case Apply("*", (left, right)):
            return _times(_monomial(left), _monomial(right))
        case Apply("/", (above, below)):
            factor, powers = _monomial(below)
            if factor == 0:
                return _WHOLE, {tree: 1}  # it has no value
            factor = factor if factor == 1 else 1 / factor
            return _times(_monomial(above), (factor, {b: -p for b, p in powers.items()}))
        case Apply("^", (base, Number(exponent))):
            return _raised(tree, base, exponent)
        case Apply("sqrt", (inner,)):
            return _WHOLE, {inner: Fraction(1, 2)}
        case Apply("+" | "-"):
            turned = _turned(tree)
            return (_WHOLE, {tree: 1}) if turned is None else (_MINUS, {turned: 1})
    return _WHOLE, {tree: 1}


def _raised(tree: Tree, base: Tree, exponent: Fraction) -> Monomial:
    if exponent.denominator != 1:
        if isinstance(base, Number) and exponent > 0:
            root = _whole_root(base.value, exponent.denominator)
            found = None if root is None else exactly("^", [root, Fraction(exponent.numerator)])
            if found is not None and is_short(found):
                return found, {}
        return _WHOLE, {base: exponent}
    factor, powers = _monomial(base)
    found = exactly("^", [factor, exponent])
    if found is None or not is_short(found):
        return _WHOLE, {tree: 1}
    if exponent == 0:
        return _WHOLE, {}
    times = int(exponent)
    return found, {b: p * times for b, p in powers.items()}


def _root(value: Fraction) -> Monomial:
    """The square root of a positive fraction, with what has a root of its own in front of it."""
    inside = value.numerator * value.denominator
    outside, factor = 1, 2
    while factor**2 <= inside < _LARGEST_ROOT:
        if inside % factor**2 == 0:
            inside //= factor**2
            outside *= factor
        else:
            factor += 1
    if inside >= _LARGEST_ROOT:
        return _WHOLE, {number(value): Fraction(1, 2)}
    return Fraction(outside, value.denominator), {number(inside): Fraction(1, 2)}


def _whole_root(value: Fraction, degree: int) -> Fraction | None:
    """The root of a fraction that is a fraction."""
    parts = []
    for part in (value.numerator, value.denominator):
        root = round(part ** (1 / degree)) if 0 <= part < _LARGEST_ROOT else -1
        if root**degree != part:
            return None
        parts.append(root)
    return Fraction(*parts)


def _times(left: Monomial, right: Monomial) -> Monomial:
    factor = left[0] if right[0] == 1 else right[0] if left[0] == 1 else left[0] * right[0]
    powers = dict(left[1])
    for base, exponent in right[1].items():
        powers[base] = powers.get(base, 0) + exponent
    for base, exponent in list(powers.items()):
        if exponent == 0:
            del powers[base]
        elif isinstance(base, Number) and exponent.denominator == 1:
            found = exactly("^", [base.value, Fraction(exponent)])
            if found is not None and is_short(found * factor):
                factor *= found
                del powers[base]
    return factor, powers


def _joined(factor: Fraction, powers: Powers) -> Tree:
    """A number times powers, written as one quotient."""
    if factor == 0:
        return ZERO
    if factor < 0:
        for base, exponent in powers.items():
            is_odd = exponent > 0 and exponent.denominator == 1 and exponent.numerator % 2 == 1
            if is_odd and (turned := _starting_positive(base)) is not None:  # 1 - x for -(x - 1)
                rest = {each: p for each, p in powers.items() if each != base}
                return _joined(*_times((-factor, rest), (_WHOLE, {turned: exponent})))
    powers = dict(sorted(powers.items(), key=lambda each: not isinstance(each[0], Name)))
    size = abs(factor)
    above = [_power(base, exponent) for base, exponent in powers.items() if exponent > 0]
    below = [_power(base, -exponent) for base, exponent in powers.items() if exponent < 0]
    if size.denominator != 1 and above == below == []:
        return number(factor)
    if size.numerator != 1 or not above:
        above.insert(0, number(size.numerator))
    if size.denominator != 1:
        below.insert(0, number(size.denominator))
    made = over(times(*above), times(*below)) if below else times(*above)
    if factor > 0:
        return made
    return number(factor) if isinstance(made, Number) else negative(made)


def _power(base: Tree, exponent: Rational) -> Tree:
    if exponent == 1:
        return base
    match base:
        case Apply("exp", (Number(value),)) if exponent.denominator == 1:
            return call("exp", number(value * exponent))
    return call("sqrt", base) if exponent == Fraction(1, 2) else power(base, exponent)


# Sums


def _sum(tree: Tree) -> Tree:
    """A sum of tidy formulas."""
    found: dict[frozenset[tuple[Tree, Rational]], Monomial] = {}
    for factor, powers in _terms(tree, _WHOLE):
        key = frozenset(powers.items())
        found[key] = factor + (found[key][0] if key in found else 0), powers
    terms = [term for term in found.values() if term[0]]
    first = next((place for place, (factor, _) in enumerate(terms) if factor > 0), 0)
    terms.insert(0, terms.pop(first)) if terms else None
    made: Tree | None = None
    for factor, powers in terms:
        if made is None:
            made = _joined(factor, powers)
        else:
            term = _joined(abs(factor), powers)
            made = plus(made, term) if factor > 0 else call("-", made, term)
    return ZERO if made is None else made


def _terms(tree: Tree, factor: Fraction) -> list[Monomial]:
    match tree:
        case Apply("+" | "-" as sign, (left, right)):
            return [*_terms(left, factor), *_terms(right, factor if sign == "+" else -factor)]
        case Apply("neg", (inner,)):
            return _terms(inner, -factor)
    own, powers = _monomial(tree)
    return [(own if factor == 1 else own * factor, powers)]


def _turned(tree: Tree) -> Tree | None:
    """The sum with all its signs changed, if no term of it is positive."""
    terms = _terms(tree, _WHOLE)
    if len(terms) > 1 and all(factor < 0 for factor, _ in terms):
        return _sum(negative(tree))
    return None


def _starting_positive(tree: Tree) -> Tree | None:
    """The sum with all its signs changed, if it then begins with a positive term."""
    if not (isinstance(tree, Apply) and tree.operation in ("+", "-")):
        return None
    if any(factor < 0 for factor, _ in _terms(tree, _WHOLE)):
        return _sum(negative(tree))
    return None
