"""The value of an expression: exact if it can be, at many points, or with its rounding error."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product, repeat
from typing import Any

from tutor.answers.expression import Apply, Name, Number, Tree
from tutor.answers.tokens import TOO_LARGE, Unreadable

Value = Fraction | float  # exact, or a double after a root, a function, pi or e

_NOWHERE: Mapping[str, Fraction] = {}
_MAX_BITS = 900  # of a numerator or denominator kept exact: it still fits in a double
_UNIT = 2.0**-53  # the rounding error of one operation, relative
_TINY = 1e-290  # below this doubles lose their digits
_CAN_UNDERFLOW = ("*", "/", "^", "exp", "sigmoid")
_ADDING = ("+", "-", "neg")  # what a sum does to errors


def _least(*values: float) -> float:
    """The smallest; nan if one of them has no value."""
    return math.nan if any(value != value for value in values) else min(values)


def _largest(*values: float) -> float:
    """The largest; nan if one of them has no value."""
    return math.nan if any(value != value for value in values) else max(values)


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


_FUNCTIONS: dict[str, Callable[..., float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": math.pow,
    "neg": operator.neg,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "abs": abs,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "sigmoid": _sigmoid,
    "min": _least,
    "max": _largest,
}
_EXACT: dict[str, Callable[..., Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "neg": operator.neg,
    "abs": abs,
    "min": min,
    "max": max,
}
_CONSTANTS = {"pi": math.pi, "e": math.e, "inf": math.inf}


def exact(tree: Tree, point: Mapping[str, Fraction] = _NOWHERE) -> Value:
    """The value of an expression at a point; Unreadable, with the column, if it has none."""
    if isinstance(tree, Apply):
        values = [exact(argument, point) for argument in tree.arguments]
        fractions = [value for value in values if not isinstance(value, float)]
        if len(fractions) == len(values):
            result = exactly(tree.operation, fractions)
            if result is not None and is_short(result):
                return result
        return _roughly(tree, values)
    if isinstance(tree, Number):
        return tree.value
    return point[tree.name] if tree.name in point else _CONSTANTS[tree.name]


def exactly(operation: str, values: list[Fraction]) -> Fraction | None:
    """The operation on fractions, if its result is a fraction that is cheap to find."""
    if operation in _EXACT:
        return _EXACT[operation](*values)
    if operation == "/" and values[1]:
        return values[0] / values[1]
    if operation == "^" and values[1].denominator == 1:
        base, power = values[0], int(values[1])
        bits = base.numerator.bit_length() + base.denominator.bit_length()
        if abs(power) * bits <= _MAX_BITS and (base or power >= 0):
            return base**power
    if operation == "sqrt" and values[0] >= 0:
        above, below = math.isqrt(values[0].numerator), math.isqrt(values[0].denominator)
        if Fraction(above**2, below**2) == values[0]:
            return Fraction(above, below)
    return None


def is_short(value: Fraction) -> bool:
    """Whether a fraction is worth keeping exact, and fits in a double."""
    return max(value.numerator.bit_length(), value.denominator.bit_length()) <= _MAX_BITS


def _roughly(tree: Apply, values: Sequence[Value]) -> float:
    try:
        numbers = [value if isinstance(value, float) else double(value) for value in values]
        result = _FUNCTIONS[tree.operation](*numbers)
    except OverflowError:
        raise Unreadable(TOO_LARGE, tree.column) from None
    except (ValueError, ZeroDivisionError):
        raise Unreadable(_undefined(tree.operation, values), tree.column) from None
    if math.isnan(result):
        raise Unreadable("inf can only be an endpoint of an interval", tree.column)
    if math.isinf(result) and not any(math.isinf(number) for number in numbers):
        raise Unreadable(TOO_LARGE, tree.column)
    return result


def _undefined(operation: str, values: Sequence[Value]) -> str:
    if operation == "/" or (operation == "^" and values[0] == 0):
        return "this divides by zero"
    if operation == "log":
        return "log needs a number greater than 0"
    if operation == "sqrt":
        return "a negative number has no square root here"
    if operation == "^":
        return "a negative number can only be raised to a whole number"
    return "this has no value"


def values(tree: Tree, points: Mapping[str, Sequence[float]], count: int) -> list[float]:
    """The expression at each of `count` points; nan where it has no finite value."""
    found = _column(tree, points)
    return [found] * count if isinstance(found, float) else list(found)


def _column(tree: Tree, points: Mapping[str, Sequence[float]]) -> Sequence[float] | float:
    """The same; one value if it is the same at all points."""
    if isinstance(tree, Number):
        return double(tree.value)
    if isinstance(tree, Name):
        return points[tree.name] if tree.name in points else _CONSTANTS[tree.name]
    function = _FUNCTIONS[tree.operation]
    columns = [_column(argument, points) for argument in tree.arguments]
    varying = [column for column in columns if not isinstance(column, float)]
    if not varying:
        return _finite(_value(function, columns))  # type: ignore[arg-type]
    if len(varying) < len(columns):
        columns = [repeat(c) if isinstance(c, float) else c for c in columns]  # type: ignore[misc]
    try:  # nearly always every point has a value
        results = list(map(function, *columns))  # type: ignore[arg-type]
    except (ValueError, ZeroDivisionError, OverflowError):
        results = [_value(function, row) for row in zip(*columns, strict=False)]
    return results if all(map(math.isfinite, results)) else list(map(_finite, results))


def double(value: Fraction) -> float:
    """The nearest double, as float() finds it, but sooner."""
    return value.numerator / value.denominator


def at_point(tree: Tree, point: Mapping[str, float]) -> float:
    """The expression at one point; nan where it has no finite value."""
    if isinstance(tree, Apply):
        row = [at_point(argument, point) for argument in tree.arguments]
        try:
            value = _FUNCTIONS[tree.operation](*row)
        except (ValueError, ZeroDivisionError, OverflowError):
            return math.nan
        return value if math.isfinite(value) else math.nan
    if isinstance(tree, Number):
        return double(tree.value)
    return point[tree.name] if tree.name in point else _CONSTANTS[tree.name]


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.nan


def at_probes(tree: Tree, name: str, probes: Sequence[float]) -> list[float]:
    """The expression at each value of its variable: inf where it has no value, nan if too large."""
    found = values(tree, {name: probes}, len(probes))
    return [
        _missing(tree, {name: at}) if math.isnan(value) else value
        for at, value in zip(probes, found, strict=True)
    ]


def _missing(tree: Tree, point: Mapping[str, Any]) -> float:
    try:
        exact(tree, point)
    except Unreadable as error:
        return math.nan if error.message == TOO_LARGE else math.inf
    return math.nan


def _value(function: Callable[..., float], row: Sequence[float]) -> float:
    try:
        return function(*row)
    except (ValueError, ZeroDivisionError, OverflowError):
        return math.nan


def with_error(tree: Tree, point: Mapping[str, float]) -> tuple[float, float]:
    """The expression at a point, and a bound on what rounding may have done to it.

    The bound is infinite where something underflows on the way.
    """
    if isinstance(tree, Number):
        value = double(tree.value)
        is_whole = tree.value.denominator == 1 and abs(value) < 2**53
        return value, 0.0 if is_whole else _UNIT * abs(value)
    if isinstance(tree, Name):
        value = point[tree.name] if tree.name in point else _CONSTANTS[tree.name]
        return value, _UNIT * abs(value)
    operation = tree.operation
    inputs = [with_error(argument, point) for argument in tree.arguments]
    value = _value(_FUNCTIONS[operation], [value for value, _ in inputs])
    error = 0.0
    for _, off in inputs:
        if off == math.inf:
            return value, off
        error += off
    size = abs(value)
    if size < _TINY and operation in _CAN_UNDERFLOW and inputs[0][0] != 0:
        return value, math.inf
    if error and operation not in _ADDING:
        error = _swing(operation, value, inputs)
    return value, error + 2 * _UNIT * size


def _swing(operation: str, value: float, inputs: Sequence[tuple[float, float]]) -> float:
    """What the inputs' own errors can do; infinite if they could leave it without a value."""
    if operation == "*":
        (a, a_off), (b, b_off) = inputs
        return abs(a) * b_off + abs(b) * a_off + a_off * b_off
    if operation == "/":  # (a + da)/(b + db) - a/b = (da - (a/b) db)/(b + db)
        (_, a_off), (b, b_off) = inputs
        nearest = abs(b) - b_off
        return (a_off + abs(value) * b_off) / nearest if nearest > 0 else math.inf
    at, off = inputs[0]
    if operation in ("sin", "cos"):
        return min(off, 2.0)
    if operation == "tan" and abs(math.cos(at)) <= off:  # a pole may lie between
        return math.inf
    # It shows at the corners of the box they span.
    function = _FUNCTIONS[operation]
    if len(inputs) == 1:
        below, above = _value(function, (at - off,)), _value(function, (at + off,))
        return _farthest(value, (below, above))
    ends = [(value - error, value + error) if error else (value,) for value, error in inputs[:6]]
    rest = [(value,) for value, _ in inputs[6:]]
    return _farthest(value, [_value(function, corner) for corner in product(*ends, *rest)])


def _farthest(value: float, corners: Sequence[float]) -> float:
    return max([abs(c - value) if c == c else math.inf for c in corners])
