"""One value read: exact where it can be, with the digits of a decimal."""

import math
from fractions import Fraction

from tutor.answers.answer import Entry
from tutor.answers.evaluate import Value, exact, with_error
from tutor.answers.expression import Apply, Name, Number, Reader, Tree
from tutor.answers.precise import precise
from tutor.answers.tokens import LARGEST, Unreadable
from tutor.answers.vocabulary import CONSTANTS

_CONSTANTS = frozenset(CONSTANTS.values())
_ALL_DIGITS = 16  # of a double
_FARTHEST = 400  # the largest power of ten that a decimal may have


def read_entry(reader: Reader, infinite: bool = False) -> Entry:
    """The next value; infinite only as an endpoint of an interval."""
    place, column = reader.place, reader.column
    tree = reader.sum()
    entry = made(reader.typed(place), tree)
    if entry.value is not None and not infinite and math.isinf(entry.value):
        raise Unreadable("inf can only be an endpoint of an interval", column)
    return entry


def made(text: str, tree: Tree) -> Entry:
    """An expression with its value, if no variable occurs; Unreadable if it has none."""
    tree = _as_decimal(tree) or tree
    folded, varies = _folded(tree)
    if varies:
        return Entry(text, folded, None)
    value = _value(tree)
    unsigned = _unsigned(tree)
    digits = unsigned.digits if isinstance(unsigned, Number) else 0
    approx = float(value)
    error = 2.0**-53 * abs(approx) if isinstance(value, Fraction) else with_error(tree, {})[1]
    return Entry(text, tree, value, digits, approx, error, _has_all_digits(tree))


def infinity(sign: int) -> Entry:
    """The end of an interval that has none."""
    return made("inf" if sign > 0 else "-inf", _INFINITE[sign])


_INFINITE: dict[int, Tree] = {1: Name("inf"), -1: Apply("neg", (Name("inf"),), 1)}


def _unsigned(tree: Tree) -> Tree:
    return tree.arguments[0] if isinstance(tree, Apply) and tree.operation == "neg" else tree


def _as_decimal(tree: Tree) -> Tree | None:
    """A decimal times a power of ten as one decimal with its digits: 7.98*10^-2 is 0.0798."""
    product = _unsigned(tree)
    if not (isinstance(product, Apply) and product.operation == "*"):
        return None
    first, second = map(_unsigned, product.arguments)
    signs = (product is tree, first is product.arguments[0], second is product.arguments[1])
    for number, power in ((first, second), (second, first)):
        exponent = _power_of_ten(power)
        if isinstance(number, Number) and exponent is not None:
            digits = number.digits or len(str(number.value))
            found = Number(number.value * Fraction(10) ** exponent, digits)
            if found.value > LARGEST:
                return None  # its value is refused with the place of the sign
            is_negative = signs.count(False) % 2 == 1
            return Apply("neg", (found,), product.column) if is_negative else found
    return None


def _power_of_ten(tree: Tree) -> int | None:
    if not (isinstance(tree, Apply) and tree.operation == "^"):
        return None
    ten, power = tree.arguments
    if not (isinstance(ten, Number) and ten.value == 10):
        return None
    exponent = _unsigned(power)
    if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
        return None
    value = int(exponent.value)
    return None if value > _FARTHEST else (value if exponent is power else -value)


def _folded(tree: Tree) -> tuple[Tree, bool]:
    """The tree with its constant parts worked out exactly, and whether a variable occurs."""
    if not isinstance(tree, Apply):
        return tree, isinstance(tree, Name) and tree.name not in _CONSTANTS
    parts = [_folded(argument) for argument in tree.arguments]
    if not any(varies for _, varies in parts):
        return tree, False
    kept = tuple(part if varies else _constant(part) for part, varies in parts)
    return Apply(tree.operation, kept, tree.column), True


def _constant(tree: Tree) -> Tree:
    """A part without variables as a number; Unreadable if it has no value."""
    if not isinstance(tree, Apply):
        return tree
    value = _value(tree)
    return Number(value) if isinstance(value, Fraction) else tree


def _value(tree: Tree) -> Value:
    """The value as a fraction or a double, found with more digits where doubles do not reach."""
    try:
        return exact(tree)
    except Unreadable as error:
        try:
            found = precise(tree)
        except ArithmeticError:
            raise error from None
        if isinstance(found.value, Fraction):
            return found.value
        if math.isinf(found.approx):
            raise
        return found.approx


def _has_all_digits(tree: Tree) -> bool:
    if isinstance(tree, Apply):
        return any(map(_has_all_digits, tree.arguments))
    return isinstance(tree, Number) and tree.digits >= _ALL_DIGITS and tree.value.denominator != 1
