"""Whether two entries, numbers or expressions, are equal as values; if not, where they differ."""

import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tutor.answers.answer import Entry
from tutor.answers.evaluate import Value, with_error
from tutor.answers.expression import Tree
from tutor.answers.precise import Precise, Undefined, precise, same
from tutor.answers.same_form import same_form
from tutor.answers.sample import AnySample, Sample, further
from tutor.answers.tokens import Unreadable
from tutor.answers.verdict import Right, Wrong

TOLERANCE = 1e-12  # relative: what a full double is good for
_EXACTLY = Fraction(1, 10**12)
_ENOUGH = 8  # points that must agree before two expressions are called equal
_TINY = 1e-290  # below this doubles underflow, and agree in nothing
_CLOSE = 24  # points of a sample that are looked at closely, with sixty digits
ROUNDING = "rounding"  # the mistake of one who has the right value
_ON_THE_WAY = "has a rounded number in it: type it exactly, or round the result only"
_DECIMAL = re.compile(r"\.\d")
_COUNTING = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOWHERE = "this has no value at any point where it could be compared: write it in another form"


class Incomparable(Unreadable):
    """Two values or expressions that cannot be compared: neither right nor wrong."""

    def __init__(self, message: str = _NOWHERE) -> None:
        super().__init__(message, 1)


def compare_entries(expected: Entry, given: Entry, sample: AnySample) -> Right | Wrong:
    """Whether two numbers or expressions are equal; may raise Incomparable."""
    if expected.value is not None and given.value is not None:
        return _numbers(expected, expected.value, given, given.value)
    return _expressions(expected, given, sample)


def forget() -> None:
    """Drop what is kept to be quick."""
    _number.cache_clear()


# Numbers


def _numbers(expected: Entry, right: Value, given: Entry, typed: Value) -> Right | Wrong:
    if _same(expected, right, given, typed):
        return Right()
    digits = given.digits
    if digits >= 3 and isinstance(typed, Fraction) and _rounds(right, typed, digits):
        count = _COUNTING[digits - 3] if digits < 13 else str(digits)
        return Right(f"{expected.text} to {count} digits")
    if rounded := _rounding(given, right, typed):
        return Wrong(ROUNDING, rounded)
    if typed == right:
        return Wrong("", f"{given.text} is close, but not equal")
    if typed == -right:
        return Wrong("", f"{given.text} has the right size, but the wrong sign")
    return Wrong("", f"{given.text} is too {'large' if typed > right else 'small'}")


def _same(expected: Entry, right: Value, given: Entry, typed: Value) -> bool:
    if isinstance(right, Fraction) and isinstance(typed, Fraction):
        # A double that was printed and pasted is as good as what it was computed from.
        off = abs(right - typed)
        return off == 0 or (given.is_double and off <= 2 * Fraction(math.ulp(expected.approx)))
    if math.isinf(right) or math.isinf(typed):
        return right == typed
    apart, error = abs(expected.approx - given.approx), expected.error + given.error
    allowed = TOLERANCE * abs(expected.approx)
    if error <= allowed / 10 and expected.approx:
        return apart <= allowed
    if apart > error + allowed:
        return False
    if expected.tree == given.tree:
        return True
    known, found = _number(expected.tree), _number(given.tree)
    agree = same(known, found, _EXACTLY) if known and found else None
    if agree is None and not same_form(expected.tree, given.tree):
        raise Incomparable("this is not exact enough to be compared: write it in another form")
    return agree is not False


@lru_cache(maxsize=64)
def _number(tree: Tree) -> Precise | None:
    """With sixty digits; an answer is compared with one mistake after another."""
    return _known(tree, {})


def _rounds(right: Value, typed: Fraction, digits: int) -> bool:
    """Whether `typed` is `right` correctly rounded to so many significant digits."""
    if right == 0 or math.isinf(right) or (right > 0) != (typed > 0):
        return False
    right, typed = abs(Fraction(right)), abs(typed)
    unit = _unit(right, digits)
    # A tie may go either way: schools differ.
    return typed % unit == 0 and abs(right - typed) <= unit / 2


def _unit(right: Value, digits: int) -> Fraction:
    """What one more in the last of so many digits is."""
    size = abs(Fraction(right))
    power = len(str(size.numerator)) - len(str(size.denominator))
    if size < Fraction(10) ** power:
        power -= 1
    return Fraction(10) ** (power - digits + 1)


def _rounding(given: Entry, right: Value, typed: Value) -> str:
    """What is said of a decimal that is right but for its rounding; nothing of any other."""
    if not right or math.isinf(right) or math.isinf(typed):
        return ""
    digits, off = given.digits, abs(Fraction(right) - Fraction(typed))
    if not digits:
        is_close = off * 200 <= abs(Fraction(right)) and _DECIMAL.search(given.text) is not None
        return f"{given.text} {_ON_THE_WAY}" if is_close else ""
    if not isinstance(typed, Fraction):
        return ""
    if digits < 3:
        is_right = _rounds(right, typed, digits)
        return f"{given.text} is rounded too far: give three digits or more" if is_right else ""
    unit = _unit(right, digits)
    if off <= unit and right % unit and typed % unit == 0:
        return f"{given.text} is not rounded correctly: its last digit is off"
    return ""


# Expressions


def _expressions(expected: Entry, given: Entry, sample: AnySample) -> Right | Wrong:
    verdict = _by_values(expected, given, sample)
    if isinstance(verdict, Wrong) and _DECIMAL.search(given.text) is not None:
        pairs = _pairs(expected.tree, given.tree, sample.start)
        if all(abs(m - r) <= abs(r) / 100 for m, r in pairs):
            return Wrong(ROUNDING, f"{given.text} {_ON_THE_WAY}")
    return verdict


def _by_values(expected: Entry, given: Entry, sample: AnySample) -> Right | Wrong:
    if given.text == expected.text:
        return Right()
    if isinstance(found := _differing(expected.tree, given.tree, sample.start), Wrong):
        return found
    if same_form(expected.tree, given.tree):
        return Right()
    for i in found.missing[:1]:
        closely = _closely(expected.tree, given.tree, _point(sample.start, i))
        if isinstance(closely, Wrong):
            return closely
    for is_first in (True, False):
        tried = sample.whole if is_first else further(tuple(sample.start.points))
        agreeing = _agreeing(expected.tree, given.tree, tried)
        if isinstance(agreeing, Wrong):
            return agreeing
        if agreeing >= _ENOUGH:
            return Right()
    raise Incomparable


class _Places(NamedTuple):
    """The points of a sample by what doubles say of them."""

    agreeing: Sequence[int]
    doubtful: Sequence[int]  # rounding may hide a difference, or have made one
    missing: Sequence[int]  # one has no value
    empty: Sequence[int]  # neither has one


def _differing(expected: Tree, given: Tree, sample: Sample) -> _Places | Wrong:
    """Where two expressions certainly differ; if nowhere, what is known of each point."""
    pairs = _pairs(expected, given, sample)
    agreeing = [
        i for i, (m, r) in enumerate(pairs) if abs(m - r) <= TOLERANCE * abs(r) and abs(r) > _TINY
    ]
    doubtful: list[int] = []
    missing: list[int] = []
    empty: list[int] = []
    for i in sorted(set(range(len(pairs))).difference(agreeing)):
        m, r = pairs[i]
        if math.isnan(m - r):
            (empty if math.isnan(m) and math.isnan(r) else missing).append(i)
        else:
            doubtful.append(i)
    doubtful.sort(key=lambda i: -abs(pairs[i][0] - pairs[i][1]) / (abs(pairs[i][1]) + _TINY))
    for i in doubtful[:_CLOSE]:
        at = _point(sample, i)
        (m, mine_off), (r, right_off) = with_error(given, at), with_error(expected, at)
        if max(abs(m), abs(r)) > _TINY and abs(m - r) > mine_off + right_off:
            return Wrong("", f"at {_named(at)} your answer is {_apart(m, r)}")
    return _Places(agreeing, doubtful, missing, empty)


def _pairs(expected: Tree, given: Tree, sample: Sample) -> list[tuple[float, float]]:
    """The value of the answer and the right one, at each point."""
    mine = sample.evaluate(given, sample.points, sample.count)
    right = sample.targets or sample.evaluate(expected, sample.points, sample.count)
    return list(zip(mine, right, strict=True))


def _agreeing(expected: Tree, given: Tree, sample: Sample) -> int | Wrong:
    """At how many points two expressions agree, or where they differ."""
    found = _differing(expected, given, sample)
    if isinstance(found, Wrong):
        return found
    agreeing, doubtful = found.agreeing, found.doubtful
    tried = agreeing[:: len(agreeing) // 3 or 1]
    if not all(_is_sharp(given, _point(sample, i)) for i in tried):
        doubtful, agreeing = [*doubtful, *agreeing], []  # they agree in nothing but rounding
    looked_at = [*_some(doubtful), *_some(found.missing)]
    if len(agreeing) < _ENOUGH:
        looked_at += _some(found.empty)
    confirmed = 0
    for i in looked_at:
        verdict = _closely(expected, given, _point(sample, i))
        if isinstance(verdict, Wrong):
            return verdict
        confirmed += verdict is True
    return len(agreeing) + confirmed


def _some(places: Sequence[int]) -> Sequence[int]:
    """Not more than can be looked at closely, from all parts."""
    return places[:: -(-len(places) // _CLOSE)] if places else []


def _point(sample: Sample, i: int) -> dict[str, float]:
    return {name: column[i] for name, column in sample.points.items()}


def _is_sharp(tree: Tree, point: Mapping[str, float]) -> bool:
    """Whether rounding leaves the value at a point enough digits to be compared."""
    value, error = with_error(tree, point)
    return error <= 1e-9 * abs(value)


def _closely(expected: Tree, given: Tree, point: Mapping[str, float]) -> bool | Wrong:
    """The verdict with sixty digits; False where they cannot tell."""
    at = {name: Fraction(value) for name, value in point.items()}
    try:
        mine = precise(given, at)
    except Undefined:
        mine = None
    except ArithmeticError:
        return False
    right = _known(expected, at)
    if right is None:
        return False
    place = f"at {_named(point)} your answer "
    if mine is None:
        return Wrong("", f"{place}has no value, but the right answer has one")
    agree = same(right, mine, _EXACTLY)
    return (
        Wrong("", f"{place}is {_apart(mine.approx, right.approx)}")
        if agree is False
        else agree is True
    )


def _known(tree: Tree, at: Mapping[str, Fraction]) -> Precise | None:
    try:
        return precise(tree, at)
    except ArithmeticError:
        return None


def _apart(mine: float, right: float) -> str:
    """The two numbers with as many digits as it takes to see a difference."""
    if math.isinf(mine):
        return f"{'above ' if mine > 0 else 'below −'}10^308, not {right:.4g}"
    for digits in (4, 8, 12):
        if f"{mine:.{digits}g}" != f"{right:.{digits}g}":
            return f"{mine:.{digits}g}, not {right:.{digits}g}"
    return f"{mine!r}, not {right!r}" if mine != right else "another number"


def _named(point: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value:.4g}" for name, value in point.items())
