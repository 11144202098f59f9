"""The value of an expression to sixty digits, where doubles cancel, overflow or underflow."""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    Underflow,
)
from fractions import Fraction
from functools import lru_cache, reduce
from typing import NamedTuple

from tutor.answers.evaluate import exactly, is_short
from tutor.answers.expression import Name, Number, Tree

_DIGITS = 60
_TRAPS = [InvalidOperation, DivisionByZero, Overflow, Underflow]
_CONTEXT = Context(prec=_DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=_TRAPS)
_ROUGH = Context(prec=6, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=_TRAPS)  # for errors
_UNIT = Decimal(1).scaleb(2 - _DIGITS)  # the rounding error of one operation, relative
_NOTHING = Decimal(1).scaleb(-30)  # what is 0 but for an error below this is 0
_FARTHEST = Decimal(1).scaleb(30)  # where sin and cos still have digits
_LEAST = Decimal(1).scaleb(-2 * _DIGITS)  # where a series of sin or cos is cut off
_ZERO, _ONE, _TWO = Decimal(0), Decimal(1), Decimal(2)
_NOWHERE: Mapping[str, Fraction] = {}

Exact = Fraction | Decimal


class Undefined(ArithmeticError):
    """The expression has no value here."""


class Unknown(ArithmeticError):
    """A part of the expression is too large or too small even for this, or lost in rounding."""


class Precise(NamedTuple):
    """A value, and a bound on what rounding has done to it: 0 if it is a fraction."""

    value: Exact
    error: Decimal = _ZERO

    @property
    def approx(self) -> float:
        """As a double; infinite or 0 where no double is as large or as small."""
        try:
            return float(self.value)
        except OverflowError:
            return math.inf if self.value > 0 else -math.inf


def precise(tree: Tree, point: Mapping[str, Fraction] = _NOWHERE) -> Precise:
    """The value at a point, a fraction if it can be; raises Undefined or Unknown."""
    try:
        return _value(tree, point)
    except (Overflow, Underflow, OverflowError):
        raise Unknown from None
    except (InvalidOperation, ZeroDivisionError):
        raise Undefined from None


def same(expected: Precise, given: Precise, tolerance: Fraction) -> bool | None:
    """Whether two values agree to a relative tolerance; None if rounding hides it."""
    if isinstance(expected.value, Fraction) and isinstance(given.value, Fraction):
        return abs(expected.value - given.value) <= tolerance * abs(expected.value)
    try:
        return _agree(expected, given, tolerance)
    except (Overflow, Underflow):
        return None


def _agree(expected: Precise, given: Precise, tolerance: Fraction) -> bool | None:
    right, mine = _decimal(expected.value), _decimal(given.value)
    off = _CONTEXT.subtract(right, mine).copy_abs()
    allowed = _CONTEXT.multiply(_decimal(tolerance), right.copy_abs())
    error = _CONTEXT.add(expected.error, given.error)
    if error <= allowed:
        return off <= allowed
    if off > _CONTEXT.add(error, allowed):
        return False
    vanishes = right.copy_abs() <= expected.error and mine.copy_abs() <= given.error
    return True if vanishes and error <= _NOTHING else None


def _decimal(value: Exact) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _value(tree: Tree, point: Mapping[str, Fraction]) -> Precise:
    if isinstance(tree, Number):
        return Precise(tree.value)
    if isinstance(tree, Name):
        return Precise(point[tree.name]) if tree.name in point else _constant(tree.name)
    arguments = [_value(argument, point) for argument in tree.arguments]
    fractions = [value for value, _ in arguments if isinstance(value, Fraction)]
    if len(fractions) == len(arguments):
        result = exactly(tree.operation, fractions)
        if result is not None and is_short(result):
            return Precise(result)
    numbers = [_decimal(value) for value, _ in arguments]
    errors = [
        error if isinstance(value, Decimal) else _ROUGH.multiply(number.copy_abs(), _UNIT)
        for (value, error), number in zip(arguments, numbers, strict=True)
    ]
    if _may_have_none(tree.operation, numbers, errors):
        raise Unknown
    found = _FUNCTIONS[tree.operation](*numbers)
    own = _ROUGH.multiply(found.copy_abs(), _UNIT)
    return Precise(found, _ROUGH.add(own, _carried(tree.operation, found, numbers, errors)))


def _may_have_none(operation: str, numbers: Sequence[Decimal], errors: Sequence[Decimal]) -> bool:
    """Whether it lies within rounding that there is a value here, or none."""
    near, at = errors[-1 if operation == "/" else 0], numbers[-1 if operation == "/" else 0]
    if not near or near < at.copy_abs():
        return False
    match operation:
        case "/" | "log":
            return True
        case "sqrt":
            return at < 0
        case "^":
            power = numbers[1]
            is_whole = power == power.to_integral_value(context=_CONTEXT)
            return power < 0 or (at < 0 and not is_whole)
    return False


def _carried(
    operation: str, found: Decimal, numbers: Sequence[Decimal], errors: Sequence[Decimal]
) -> Decimal:
    """What the errors of the arguments do to the value: to first order, by the derivatives."""
    rough, a, ea = _ROUGH, _ROUGH.abs(numbers[0]), errors[0]
    size = _ROUGH.abs(found)
    match operation:
        case "*":
            return rough.add(
                rough.multiply(a, errors[1]), rough.multiply(numbers[1].copy_abs(), ea)
            )
        case "/":
            off = rough.add(ea, rough.multiply(size, errors[1]))
            return rough.divide(off, numbers[1].copy_abs())
        case "^":
            if a <= ea and numbers[1] > 0:  # perhaps 0, where a derivative says too little
                return rough.add(rough.power(rough.add(a, ea), numbers[1]), errors[1])
            if not a or not found:
                return errors[1]
            by_base = rough.divide(rough.multiply(numbers[1].copy_abs(), ea), a)
            by_power = rough.multiply(rough.ln(a).copy_abs(), errors[1])
            return rough.multiply(size, rough.add(by_base, by_power))
        case "sqrt":
            return rough.divide(ea, size) if found else rough.sqrt(ea)
        case "log":
            return rough.divide(ea, a)
        case "exp":
            return rough.multiply(size, ea)
        case "sinh" | "cosh" | "tanh":  # made of exponentials, which may cancel
            return rough.multiply(rough.add(size, _ONE), rough.add(ea, _UNIT))
        case "tan":
            return rough.multiply(rough.add(_ONE, rough.multiply(size, size)), ea)
    return reduce(rough.add, errors)


def _constant(name: str) -> Precise:
    if name == "inf":
        raise Undefined
    value = _pi(_DIGITS) if name == "pi" else _CONTEXT.exp(_ONE)
    return Precise(value, _UNIT)


@lru_cache(maxsize=8)
def _pi(digits: int) -> Decimal:
    """Machin 1706: pi = 16 arctan(1/5) - 4 arctan(1/239)."""
    unit = 10 ** (digits + 10)

    def arctan_of_inverse(of: int) -> int:
        total, term, n = 0, unit // of, 1
        while term:
            total += term // n if n % 4 == 1 else -(term // n)
            term, n = term // of**2, n + 2
        return total

    scaled = 16 * arctan_of_inverse(5) - 4 * arctan_of_inverse(239)
    return Context(prec=digits).scaleb(Decimal(scaled), -(digits + 10))


def _power(base: Decimal, power: Decimal) -> Decimal:
    if base == 0:
        if power < 0:
            raise Undefined
        return _ZERO if power else _ONE
    if base < 0 and power != power.to_integral_value(context=_CONTEXT):
        raise Undefined
    return _CONTEXT.power(base, power)


def _sine(x: Decimal, quarter_turns: int = 0) -> Decimal:
    """sin(x + quarter_turns pi/2), by its series for less than a quarter of a turn."""
    if x.copy_abs() > _FARTHEST:
        raise Unknown
    context = Context(prec=2 * _DIGITS, traps=_TRAPS)
    quarter = context.divide(_pi(2 * _DIGITS), _TWO)
    turns = context.divide(x, quarter).to_integral_value(context=context)
    rest = context.subtract(x, context.multiply(turns, quarter))
    which = (int(turns) + quarter_turns) % 4
    n, term = (1, _ONE) if which % 2 else (2, rest)
    total, square = term, context.multiply(rest, rest)
    while term.copy_abs() > _LEAST:
        term = context.divide(context.multiply(term.copy_negate(), square), Decimal(n * (n + 1)))
        total = context.add(total, term)
        n += 2
    return _CONTEXT.plus(total if which < 2 else total.copy_negate())


def _tangent(x: Decimal) -> Decimal:
    return _CONTEXT.divide(_sine(x), _sine(x, 1))


def _hyperbolic(x: Decimal, sign: int) -> Decimal:
    up, down = _CONTEXT.exp(x), _CONTEXT.exp(x.copy_negate())
    return _CONTEXT.divide(_CONTEXT.add(up, down if sign > 0 else down.copy_negate()), _TWO)


def _sigmoid(x: Decimal) -> Decimal:
    return _CONTEXT.divide(_ONE, _CONTEXT.add(_ONE, _CONTEXT.exp(x.copy_negate())))


def _logarithm(x: Decimal) -> Decimal:
    if x <= 0:
        raise Undefined
    return _CONTEXT.ln(x)


_FUNCTIONS: Mapping[str, Callable[..., Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": _CONTEXT.divide,
    "^": _power,
    "neg": _CONTEXT.minus,
    "sqrt": _CONTEXT.sqrt,
    "exp": _CONTEXT.exp,
    "log": _logarithm,
    "abs": _CONTEXT.abs,
    "sin": _sine,
    "cos": lambda x: _sine(x, 1),
    "tan": _tangent,
    "sinh": lambda x: _hyperbolic(x, -1),
    "cosh": lambda x: _hyperbolic(x, 1),
    "tanh": lambda x: _CONTEXT.divide(_hyperbolic(x, -1), _hyperbolic(x, 1)),
    "sigmoid": _sigmoid,
    "min": min,
    "max": max,
}
