"""Whether two expressions are the same but for their numbers and the order of what is joined.

No part that depends on a variable is ever dropped, so that both have values at the same points.
"""

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

from tutor.answers.evaluate import exactly, is_short
from tutor.answers.expression import Name, Number, Tree

Factor = tuple[object, bool]  # what it is, and whether it stands above the line
Factors = frozenset[tuple[Factor, int]]  # each with its count
_ZERO, _ONE = Fraction(0), Fraction(1)
_HALF = Fraction(1, 2)


class _Form(NamedTuple):
    """A number times factors."""

    number: Fraction
    factors: Factors = frozenset()


def same_form(one: Tree, other: Tree) -> bool:
    """Whether both become the same when numbers are worked out and like terms are joined."""
    return _form(one) == _form(other)


def _form(tree: Tree) -> _Form:
    if isinstance(tree, Number):
        return _Form(tree.value)
    if isinstance(tree, Name):
        return _single(tree.name)
    inner = [_form(argument) for argument in tree.arguments]
    numbers = [each.number for each in inner if not each.factors]
    if len(numbers) == len(inner):
        value = exactly(tree.operation, numbers)
        if value is not None and is_short(value):
            return _Form(value)
    made = _joined(tree.operation, inner)
    if made is not None and is_short(made.number):
        return made
    return _single((tree.operation, *inner))


def _joined(operation: str, inner: list[_Form]) -> _Form | None:
    """The form of an operation that is more than a function of its arguments."""
    first, second = inner[0], inner[-1]
    match operation:
        case "neg":
            return _Form(-first.number, first.factors)
        case "+":
            return _sum(first, second, 1)
        case "-":
            return _sum(first, second, -1)
        case "*":
            return _product(first, second)
        case "/":
            below = _below(second)
            return None if below is None else _product(first, below)
        case "^" if first == _E:
            return _single(("exp", second))
        case "^" if not second.factors:
            return _power(first, second.number)
    return None


def _single(what: object) -> _Form:
    return _Form(_ONE, frozenset([((what, True), 1)]))


_E = _single("e")


def _product(first: _Form, second: _Form) -> _Form:
    if not (first.factors and second.factors):
        return _Form(first.number * second.number, first.factors or second.factors)
    found = Counter(dict(first.factors))
    found.update(dict(second.factors))
    return _Form(first.number * second.number, frozenset(found.items()))


def _below(form: _Form) -> _Form | None:
    """One over a form. What stands below the line in it stays there: 1/(1/x) is not x at 0."""
    if not form.number:
        return None
    if any(not is_above for (_, is_above), _ in form.factors):
        return _Form(1 / form.number, frozenset([((form.factors, False), 1)]))
    turned = (((what, False), times) for (what, _), times in form.factors)
    return _Form(1 / form.number, frozenset(turned))


def _power(base: _Form, exponent: Fraction) -> _Form | None:
    if exponent == _HALF:
        return _single(("sqrt", base))
    if exponent.denominator != 1 or not exponent:
        return None
    number = exactly("^", [base.number, abs(exponent)])
    if number is None:
        return None
    times = abs(int(exponent))
    raised = _Form(number, frozenset((each, count * times) for each, count in base.factors))
    return raised if exponent > 0 else _below(raised)


def _sum(first: _Form, second: _Form, sign: int) -> _Form:
    terms = dict(_terms(first))
    for factors, number in _terms(second):
        terms[factors] = terms.get(factors, _ZERO) + sign * number
    if not terms.get(_NOTHING, _ONE):
        del terms[_NOTHING]
    if len(terms) == 1:
        ((factors, number),) = terms.items()
        return _Form(number, factors)
    # In front stands the number of one of the terms, the same in each process: 2x + 2 is 2(x + 1).
    front = terms[max(terms, key=lambda factors: (terms[factors] != 0, hash(factors)))] or _ONE
    scaled = frozenset((factors, number / front) for factors, number in terms.items())
    return _Form(front, _single(("sum", scaled)).factors)


_NOTHING: Factors = frozenset()


def _terms(form: _Form) -> list[tuple[Factors, Fraction]]:
    """The terms of a sum, or the one that a product is."""
    match tuple(form.factors):
        case (((("sum", frozenset() as terms), True), 1),):
            return [(factors, form.number * number) for factors, number in terms]
    return [(form.factors, form.number)]
