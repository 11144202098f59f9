"""Whether two answers are equal as values, whatever their form; if not, where they differ."""

import math
from collections.abc import Sequence

from tutor.answers.answer import Answer, Collection, Entry, Interval, Matrix, Points, Vector
from tutor.answers.entries import Incomparable, compare_entries
from tutor.answers.sample import AnySample
from tutor.answers.verdict import Right, Wrong
from tutor.core.text import counted

_IN_WORDS = {2: "two", 3: "three"}


def compare(
    expected: Answer, given: Answer, sample: AnySample, any_brackets: bool = False
) -> Right | Wrong:
    """Whether two answers of one kind are equal as values; may raise Incomparable."""
    match expected, given:
        case Entry(support=where), Entry(support=there):
            value = compare_entries(expected, given, sample)
            if where is None or there is None or isinstance(value, Wrong):
                return value
            support = _intervals(where, there, sample, any_brackets=True)
            return support if isinstance(support, Wrong) else value
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


def _first_note(verdicts: Sequence[Right | Wrong]) -> Right:
    notes = [verdict.note for verdict in verdicts if isinstance(verdict, Right) and verdict.note]
    return Right(notes[0]) if notes else Right()


def _intervals(
    expected: Interval, given: Interval, sample: AnySample, any_brackets: bool
) -> Right | Wrong:
    low = compare_entries(expected.low, given.low, sample)
    high = compare_entries(expected.high, given.high, sample)
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


def _vectors(expected: Vector, given: Vector, sample: AnySample) -> Right | Wrong:
    asked, typed = len(expected.entries), len(given.entries)
    if asked != typed:
        if typed > asked and given.decimal_comma:
            decimal = given.decimal_comma.replace(",", ".")
            raise Incomparable(f"write {decimal}, with a decimal point")
        comma = "; decimals have a point, not a comma" if typed > asked else ""
        return Wrong("", f"this point has {counted(typed, 'coordinate')}, not {asked}{comma}")
    verdicts = [
        compare_entries(right, mine, sample)
        for right, mine in zip(expected.entries, given.entries, strict=True)
    ]
    for place, verdict in enumerate(verdicts, 1):
        if isinstance(verdict, Wrong):
            return Wrong("", f"coordinate {place} is wrong: {verdict.evidence}")
    return _first_note(verdicts)


def _points(
    expected: Sequence[Vector], given: Sequence[Vector], sample: AnySample
) -> Right | Wrong:
    left = list(expected)
    found: list[Right | Wrong] = []
    for point in given:
        for candidate in left:
            if _are_far_apart(candidate, point):
                continue
            verdict = _vectors(candidate, point, sample)
            if isinstance(verdict, Right):
                found.append(verdict)
                left.remove(candidate)
                break
        else:
            near = (e for e in expected if not _are_far_apart(e, point))
            again = any(isinstance(_vectors(e, point, sample), Right) for e in near)
            why = "is there more than once" if again else "is not one of the right points"
            return Wrong("", f"{_written(point)} {why}")
    if left:
        return Wrong("", f"what you typed is right, but {_missing(len(left), 'point')}")
    return _first_note(found)


def _are_far_apart(expected: Vector, given: Vector) -> bool:
    """Whether two points certainly differ, also if coordinates are rounded to three digits."""
    return any(
        abs(right.approx - mine.approx) > 0.01 * abs(right.approx) + 1e-6
        for right, mine in zip(expected.entries, given.entries, strict=False)
    )


def _matrices(expected: Matrix, given: Matrix, sample: AnySample) -> Right | Wrong:
    asked = f"{len(expected.rows)} by {len(expected.rows[0])}"
    typed = f"{len(given.rows)} by {len(given.rows[0])}"
    if asked != typed:
        return Wrong("", f"this matrix is {typed}, not {asked}")
    verdicts = {
        (i, j): compare_entries(right, mine, sample)
        for i, rows in enumerate(zip(expected.rows, given.rows, strict=True), 1)
        for j, (right, mine) in enumerate(zip(*rows, strict=True), 1)
    }
    wrong = [(at, verdict) for at, verdict in verdicts.items() if isinstance(verdict, Wrong)]
    if wrong:
        (i, j), first = wrong[0]
        more = f" ({len(wrong)} entries are wrong)" if len(wrong) > 1 else ""
        return Wrong("", f"the entry in row {i}, column {j} is wrong: {first.evidence}{more}")
    return _first_note(list(verdicts.values()))


def _sets(expected: Collection, given: Collection, sample: AnySample) -> Right | Wrong:
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
        return Wrong("", _missing(missing, "element"))
    return _first_note(found)


def _elements(expected: Entry | Vector, given: Entry | Vector, sample: AnySample) -> Right | Wrong:
    if type(expected) is not type(given):
        return Wrong("", "a number is not a point")
    return compare(expected, given, sample)


def _written(element: Entry | Vector) -> str:
    if isinstance(element, Entry):
        return element.text
    return f"({', '.join(entry.text for entry in element.entries)})"


def _missing(number: int, one: str) -> str:
    """One point is missing: in words, for a digit may be the answer of another step."""
    if number == 1:
        return f"one {one} is missing"
    return f"{_IN_WORDS.get(number, number)} {one}s are missing"
