"""Whether two answers are equal as values, whatever their form; if not, where they differ."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from tutor.answers.answer import Answer, Collection, Entry, Interval, Matrix, Points, Vector
from tutor.answers.evaluate import Value, exact, overflows, values, with_error
from tutor.answers.expression import Tree
from tutor.answers.sample import Sample, further
from tutor.answers.tokens import Unreadable
from tutor.answers.verdict import Right, Wrong

TOLERANCE = 1e-12  # relative: what a full double is good for
_ENOUGH = 8  # points that must agree before two expressions are called equal
_COUNTING = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def compare(
    expected: Answer, given: Answer, sample: Sample, any_brackets: bool = False
) -> Right | Wrong:
    """Whether two answers of one kind are equal as values; if not, where they differ."""
    match expected, given:
        case Entry(), Entry():
            return _entries(expected, given, sample)
        case Interval(), Interval():
            return _intervals(expected, given, sample, any_brackets)
        case Vector(), Vector():
            return _vectors(expected, given, sample)
        case Points(), Points():
            return _points(expected.points, given.points, sample)
        case Matrix(), Matrix():
            return _matrices(expected, given, sample)
        case Collection(), Collection():
            return _sets(expected, given, sample)
    raise TypeError(f"{type(expected).__name__} compared with {type(given).__name__}")


# Numbers and expressions


def _entries(expected: Entry, given: Entry, sample: Sample) -> Right | Wrong:
    if expected.value is not None and given.value is not None:
        return _numbers(expected, expected.value, given, given.value)
    return _expressions(expected, given, sample)


def _numbers(expected: Entry, right: Value, given: Entry, typed: Value) -> Right | Wrong:
    if _same(expected, right, given, typed):
        return Right()
    digits = given.digits
    if digits >= 3 and isinstance(typed, Fraction) and _rounds(right, typed, digits):
        count = _COUNTING[digits - 3] if digits < 13 else str(digits)
        return Right(f"{expected.text} to {count} digits")
    if given.approx == -expected.approx:
        return Wrong("", f"{given.text} has the right size, but the wrong sign")
    return Wrong(
        "", f"{given.text} is too {'large' if given.approx > expected.approx else 'small'}"
    )


def _same(expected: Entry, right: Value, given: Entry, typed: Value) -> bool:
    approx = expected.approx
    off = abs(approx - given.approx)
    if off > 1e-6 * (1 + abs(approx)):
        return False
    if math.isinf(approx) or right == typed:
        return right == typed
    if isinstance(right, Fraction) and isinstance(typed, Fraction):
        return abs(right - typed) <= Fraction(1, 10**12) * abs(right)
    if off <= TOLERANCE * abs(approx):
        return True
    bound = with_error(expected.tree, {})[1] + with_error(given.tree, {})[1]
    return off <= bound <= TOLERANCE  # such as sin(pi) for 0


def _rounds(right: Value, typed: Fraction, digits: int) -> bool:
    """Whether `typed` is `right` correctly rounded to so many significant digits."""
    if right == 0 or math.isinf(right) or (right > 0) != (typed > 0):
        return False
    right, typed = abs(Fraction(right)), abs(typed)
    power = len(str(right.numerator)) - len(str(right.denominator))
    if right < Fraction(10) ** power:
        power -= 1
    unit = Fraction(10) ** (power - digits + 1)
    # A tie may go either way: schools differ.
    return typed % unit == 0 and abs(right - typed) <= unit / 2


def _expressions(expected: Entry, given: Entry, sample: Sample) -> Right | Wrong:
    if given.text == expected.text:
        return Right()
    for tried in (sample.start, sample, further(tuple(sample.points))):
        verdict = _at_points(expected, given, tried)
        if verdict is not None:
            return verdict
        if tried is sample and sample.targets is not None:
            break
    return Wrong("", "no point was found where this has a value that can be compared")


def _at_points(expected: Entry, given: Entry, sample: Sample) -> Right | Wrong | None:
    """The verdict from these points; None if too few of them can tell."""
    mine = values(given.tree, sample.points, sample.count)
    right = sample.targets or values(expected.tree, sample.points, sample.count)
    agreeing: list[dict[str, float]] = []
    hidden: list[dict[str, float]] = []  # points where rounding may hide a difference
    for i in range(sample.count):
        if math.isnan(right[i]):
            continue
        off = abs(mine[i] - right[i])
        point = {name: column[i] for name, column in sample.points.items()}
        if off <= TOLERANCE * abs(right[i]):
            agreeing.append(point)
            continue
        if math.isnan(off):
            if overflows(given.tree, point):
                continue
            return Wrong(
                "", f"at {_named(point)} your answer has no value, but the right answer has one"
            )
        bound = with_error(given.tree, point)[1]
        bound += sample.scale if sample.targets else with_error(expected.tree, point)[1]
        if off > bound:
            return Wrong("", f"at {_named(point)} your answer is {_apart(mine[i], right[i])}")
        (agreeing if bound <= TOLERANCE else hidden).append(point)
    if agreeing and not any(_is_sharp(given.tree, point) for point in agreeing[:4]):
        agreeing, hidden = [], agreeing + hidden  # they agree in nothing but rounding
    if len(agreeing) < _ENOUGH and sample.targets is None:
        return _by_fractions(expected.tree, given.tree, hidden)
    return Right() if len(agreeing) >= _ENOUGH else None


def _is_sharp(tree: Tree, point: Mapping[str, float]) -> bool:
    """Whether rounding leaves the value at a point enough digits to be compared."""
    value, error = with_error(tree, point)
    return error <= max(1e-9 * abs(value), TOLERANCE)


def _by_fractions(
    expected: Tree, given: Tree, points: Sequence[Mapping[str, float]]
) -> Right | Wrong | None:
    """The verdict without rounding; None where a root or a function stands in the way."""
    if len(points) < _ENOUGH:
        return None
    for point in points[:_ENOUGH]:
        at = {name: Fraction(value) for name, value in point.items()}
        try:
            mine, right = exact(given, at), exact(expected, at)
        except Unreadable:
            return None
        if not (isinstance(mine, Fraction) and isinstance(right, Fraction)):
            return None
        if abs(mine - right) > Fraction(1, 10**12) * abs(right):
            return Wrong(
                "", f"at {_named(point)} your answer is {_apart(float(mine), float(right))}"
            )
    return Right()


def _apart(mine: float, right: float) -> str:
    """The two numbers with as many digits as it takes to see a difference."""
    for digits in (4, 8, 12):
        if f"{mine:.{digits}g}" != f"{right:.{digits}g}":
            return f"{mine:.{digits}g}, not {right:.{digits}g}"
    return f"{mine!r}, not {right!r}"


def _named(point: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value:.4g}" for name, value in point.items())


# What is made of numbers and expressions


def _first_note(verdicts: Sequence[Right | Wrong]) -> Right:
    notes = [verdict.note for verdict in verdicts if isinstance(verdict, Right) and verdict.note]
    return Right(notes[0]) if notes else Right()


def _intervals(
    expected: Interval, given: Interval, sample: Sample, any_brackets: bool
) -> Right | Wrong:
    low = _entries(expected.low, given.low, sample)
    high = _entries(expected.high, given.high, sample)
    ends = given.low.value, given.high.value
    if isinstance(low, Wrong) or isinstance(high, Wrong):
        if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
            return Wrong(
                "ends reversed",
                "the smaller endpoint comes first;"
                f" yours go from {given.low.text} down to {given.high.text}",
            )
        if isinstance(low, Wrong) and isinstance(high, Wrong):
            return Wrong("", f"both endpoints are wrong: {low.evidence}, and {high.evidence}")
        if isinstance(low, Wrong):
            return Wrong("", f"the lower endpoint is wrong: {low.evidence}")
        assert isinstance(high, Wrong)
        return Wrong("", f"the upper endpoint is wrong: {high.evidence}")
    # No bracket holds infinity, so there its kind says nothing.
    differing = [
        end
        for end, mine, right, value in (
            ("lower", given.holds_low, expected.holds_low, expected.low.value),
            ("upper", given.holds_high, expected.holds_high, expected.high.value),
        )
        if mine != right and (value is None or not math.isinf(value))
    ]
    if not differing:
        return _first_note([low, high])
    if any_brackets:
        return Right("open or closed makes no difference here: a single point has probability 0")
    where = (
        "both brackets" if len(differing) == 2 else f"the bracket at the {differing[0]} endpoint"
    )
    return Wrong("", f"the endpoints are right; check {where}")


def _vectors(expected: Vector, given: Vector, sample: Sample) -> Right | Wrong:
    asked, typed = len(expected.entries), len(given.entries)
    if asked != typed:
        return Wrong("", f"this point has {_count(typed, 'coordinate')}, not {asked}")
    verdicts = [
        _entries(right, mine, sample)
        for right, mine in zip(expected.entries, given.entries, strict=True)
    ]
    for place, verdict in enumerate(verdicts, 1):
        if isinstance(verdict, Wrong):
            return Wrong("", f"coordinate {place} is wrong: {verdict.evidence}")
    return _first_note(verdicts)


def _points(expected: Sequence[Vector], given: Sequence[Vector], sample: Sample) -> Right | Wrong:
    left = list(expected)
    found: list[Right | Wrong] = []
    for point in given:
        for candidate in left:
            verdict = _vectors(candidate, point, sample)
            if isinstance(verdict, Right):
                found.append(verdict)
                left.remove(candidate)
                break
        else:
            again = any(isinstance(_vectors(e, point, sample), Right) for e in expected)
            why = "is there more than once" if again else "is not one of the right points"
            return Wrong("", f"{_written(point)} {why}")
    if left:
        there = "is" if len(left) == 1 else "are"
        return Wrong(
            "", f"what you typed is right, but {_count(len(left), 'point')} {there} missing"
        )
    return _first_note(found)


def _matrices(expected: Matrix, given: Matrix, sample: Sample) -> Right | Wrong:
    asked = f"{len(expected.rows)} by {len(expected.rows[0])}"
    typed = f"{len(given.rows)} by {len(given.rows[0])}"
    if asked != typed:
        return Wrong("", f"this matrix is {typed}, not {asked}")
    verdicts = {
        (i, j): _entries(right, mine, sample)
        for i, rows in enumerate(zip(expected.rows, given.rows, strict=True), 1)
        for j, (right, mine) in enumerate(zip(*rows, strict=True), 1)
    }
    wrong = [(at, verdict) for at, verdict in verdicts.items() if isinstance(verdict, Wrong)]
    if wrong:
        (i, j), first = wrong[0]
        more = f" ({len(wrong)} entries are wrong)" if len(wrong) > 1 else ""
        return Wrong("", f"the entry in row {i}, column {j} is wrong: {first.evidence}{more}")
    return _first_note(list(verdicts.values()))


def _sets(expected: Collection, given: Collection, sample: Sample) -> Right | Wrong:
    found: list[Right | Wrong] = []
    met: set[int] = set()
    for element in given.elements:
        verdicts = [_elements(right, element, sample) for right in expected.elements]
        same = [place for place, verdict in enumerate(verdicts) if isinstance(verdict, Right)]
        if not same:
            return Wrong("", f"{_written(element)} does not belong to the set")
        found.append(verdicts[same[0]])
        met.update(same)
    missing = len(expected.elements) - len(met)
    if missing:
        there = "is" if missing == 1 else "are"
        return Wrong("", f"{_count(missing, 'element')} {there} missing")
    return _first_note(found)


def _elements(expected: Entry | Vector, given: Entry | Vector, sample: Sample) -> Right | Wrong:
    if type(expected) is not type(given):
        return Wrong("", "a number is not a point")
    return compare(expected, given, sample)


def _written(element: Entry | Vector) -> str:
    if isinstance(element, Entry):
        return element.text
    return f"({', '.join(entry.text for entry in element.entries)})"


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
