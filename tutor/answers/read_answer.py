"""A typed answer read into its parts, by the kind that is asked for."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tutor.answers import left_hand_side
from tutor.answers.answer import (
    Answer,
    AnswerKind,
    Collection,
    Entry,
    Interval,
    Matrix,
    Points,
    Vector,
)
from tutor.answers.expression import Apply, Number, Reader, Tree
from tutor.answers.one_entry import infinity, made, read_entry
from tutor.answers.tokens import Unreadable, plain
from tutor.answers.vocabulary import FUNCTIONS

_COMPARISON = re.compile(r"<=|>=|=<|=>|[<>≤≥⩽⩾]")
_UPWARD = ("<", "<=", "=<", "≤", "⩽")
_STRICT = ("<", ">")
_WHERE = re.compile(  # what may stand between a value and the interval on which it holds
    r"[,;]?\s*\b(?:on|for|if|when|where)\b|[,;](?=\s*[A-Za-z]\w*\s*(?:∈|\bin\b)|[^,;()]*[<>≤≥])"
    r"|\s(?:in\b|∈)(?=\s*[\[(])",
    re.ASCII,
)
_NAME_ONLY = re.compile(r"\s*(?:[A-Za-z]\w*)?\s*", re.ASCII)
_OTHERWISE = "(?:elsewhere|otherwise|else|outside)"
_ELSEWHERE = re.compile(  # 0 stands before or after the word, if at all
    rf"\s*[,;]?\s*(?:and\s+)?(?:{_OTHERWISE}\s+0|(?:0\s+)?{_OTHERWISE})\s*$"
)
# R, ℝ⁺, all real numbers
_REALS = re.compile(r"\s*(?:(?:I?R|ℝ)(?![A-Za-z0-9])|(?:all\s+)?(?:the\s+)?(?:positive|real)).*")
_POSITIVE = re.compile(r"[+⁺₊>]|posit")
# (4|2)
_WITH_BAR = re.compile(r"[(\[][^()\[\]|,;]+(?:\|[^()\[\]|,;]+){1,3}[)\]]")
_WITH_BRACKETS = "write an interval with brackets, as in [2, 6]"
_AS_ONE = "write one interval, as in [2, 6] or 2 <= x <= 6"
_INTERVALS_ONLY = dict.fromkeys("<>≤≥⩽⩾", "a comparison") | {"∪": "∪", "ℝ": "ℝ"}
_OF_INTERVALS = re.compile(f"[{''.join(_INTERVALS_ONLY)}]")


def read(kind: AnswerKind, text: str, variables: Sequence[str] = (), left: str = "") -> Answer:
    """The answer in a text; Unreadable says what is wrong with it and where.

    `left` is a pattern of the left-hand sides that may stand before it.
    """
    text = plain(text)
    if kind is AnswerKind.INTERVAL:
        return _interval_in(text, 0, left)
    if kind in (AnswerKind.VECTOR, AnswerKind.POINTS) and (bar := _WITH_BAR.search(text)):
        column = text.index("|", bar.start()) + 1
        raise Unreadable("write a comma between the coordinates, as in (4, 2)", column)
    known = () if kind is AnswerKind.NUMBER else variables
    if kind in (AnswerKind.NUMBER, AnswerKind.EXPRESSION):
        where = _WHERE.search(text)
        if where is not None and not _NAME_ONLY.fullmatch(text, 0, where.start()):
            value = _whole(kind, text[: where.start()], known, left)
            assert isinstance(value, Entry)
            return replace(value, support=_support(text, where, left))
    return _whole(kind, text, known, left)


def _whole(kind: AnswerKind, text: str, variables: Sequence[str], left: str) -> Answer:
    if (sign := _OF_INTERVALS.search(text)) is not None:
        what = _INTERVALS_ONLY[sign.group()]
        raise Unreadable(f"{what} has no place here: type only what is asked for", sign.end())
    reader = Reader(text, variables, left_hand_side.skip(text, left))
    answer = _READERS[kind](reader)
    reader.end()
    return answer


def _support(text: str, where: re.Match[str], left: str) -> Interval:
    """The interval after `on` or a word like it."""
    elsewhere = _ELSEWHERE.search(text, where.end())
    text = text[: elsewhere.start()] if elsewhere else text
    if not text[where.end() :].strip():
        word = where.group().strip(" ,;")
        raise Unreadable(f"an interval is missing after {word}: write it as [2, 6]", where.end())
    return _interval_in(text, where.end(), f"{left}|x" if left else "x")


# Intervals


def _interval_in(text: str, start: int, left: str) -> Interval:
    """What stands from a place on: [2, 6], 2 <= x <= 6, x > 2."""
    signs = list(_COMPARISON.finditer(text, start))
    if signs:
        at = left_hand_side.skip_name(text, start, left)
        _refuse_other_forms(text, at)
        return _compared(text, at, signs, left)
    at = start + left_hand_side.skip(text[start:], left)
    _refuse_other_forms(text, at)
    if text[at:].lstrip()[:1].isalnum():
        raise Unreadable(_WITH_BRACKETS, at + 1)
    reader = Reader(text, (), at)
    interval = _interval(reader)
    reader.end()
    return interval


def _refuse_other_forms(text: str, at: int) -> None:
    """Say what to write for the real numbers by name, or for {x | x > 2}."""
    if (reals := _REALS.fullmatch(text, at)) is not None:
        meant = "all real numbers as the interval (-inf, inf)"
        if _POSITIVE.search(reals[0]) is not None:
            meant = "the numbers above 0 as the interval (0, inf)"
        raise Unreadable(f"write {meant}", at + 1)
    if text[at:].lstrip().startswith("{"):
        raise Unreadable("braces make a set: write an interval as [2, 6]", at + 1)


def _compared(text: str, start: int, signs: Sequence[re.Match[str]], left: str) -> Interval:
    """2 <= x < 6, or 6 > x >= 2, or with one end only."""
    ends = [start, *(sign.end() for sign in signs)]
    stops = [*(sign.start() for sign in signs), len(text)]
    parts = list(zip(ends, stops, strict=True))
    if len(signs) > 2:
        raise Unreadable(_AS_ONE, signs[2].start() + 1)
    named = left or "[A-Za-z][0-9]?"
    is_name = [left_hand_side.is_allowed(text[at:stop], named) for at, stop in parts]
    upward = [sign.group() in _UPWARD for sign in signs]
    holds = [sign.group() not in _STRICT for sign in signs]
    if len(signs) == 2:
        if not is_name[1]:
            raise Unreadable(_AS_ONE, parts[1][0] + 1)
        if upward[0] != upward[1]:
            raise Unreadable(
                "both signs should point the same way, as in 2 <= x <= 6", signs[1].start() + 1
            )
        low, high = (_endpoint(text, *parts[0]), _endpoint(text, *parts[2]))
        if upward[0]:
            return Interval(low, high, holds[0], holds[1])
        return Interval(high, low, holds[1], holds[0])
    if is_name[0] == is_name[1]:
        raise Unreadable(_AS_ONE, signs[0].start() + 1)
    end = _endpoint(text, *parts[1 if is_name[0] else 0])
    if upward[0] == is_name[0]:  # x < 6, or 6 > x
        return Interval(infinity(-1), end, False, holds[0])
    return Interval(end, infinity(1), holds[0], False)


def _endpoint(text: str, start: int, stop: int) -> Entry:
    if not text[start:stop].strip():
        raise Unreadable(
            "an endpoint is missing here: write it as 2 <= x <= 6", min(start + 1, len(text))
        )
    reader = Reader(text[:stop], (), start)
    entry = read_entry(reader, infinite=True)
    reader.end()
    return entry


def _interval(reader: Reader) -> Interval:
    opening = reader.next
    column = reader.column
    if opening.kind not in ("[", "(", "]"):
        raise reader.refuse(_WITH_BRACKETS)
    reader.place += 1
    low = read_entry(reader, infinite=True)
    if not (reader.take(",") or reader.take(";")):
        raise reader.refuse("an interval has two endpoints with a comma between them, as in [2, 6]")
    high = read_entry(reader, infinite=True)
    closing = reader.next
    if closing.kind in (",", ";"):
        raise reader.refuse(
            "an interval has only two endpoints; decimals have a point, as in [2.5, 6]"
        )
    if closing.kind == "end":
        raise reader.refuse("this bracket is never closed", column)
    if closing.kind not in ("]", ")", "["):
        raise reader.refuse("an interval must end with ] or )")
    reader.place += 1
    return Interval(low, high, opening.kind == "[", closing.kind == "]")


# Lists


def _list(reader: Reader, closing: str, opening_column: int) -> tuple[Entry, ...]:
    """Entries with commas between them, and the bracket that closes them."""
    if reader.next.kind == closing:
        raise reader.refuse("these brackets are empty")
    entries = [read_entry(reader)]
    while reader.take(","):
        entries.append(read_entry(reader))
    _close(reader, closing, opening_column)
    return tuple(entries)


def _close(reader: Reader, closing: str, opening_column: int) -> None:
    if reader.take(closing):
        return
    if reader.next.kind == "end":
        raise reader.refuse("this bracket is never closed", opening_column)
    if reader.next.kind in (")", "]", "}"):
        raise reader.refuse(f"this should be {closing}, to match the opening bracket")
    if reader.next.kind == ";":
        raise reader.refuse(
            "write commas here: (4, 2) for a point, [[3, 1], [0, 2]] for a matrix, {1, 2} for a set"
        )
    raise reader.refuse(f"there should be a comma or {closing} here, not {reader.next.text}")


def _vector(reader: Reader) -> Vector:
    """A point, perhaps with a number that multiplies or divides it."""
    reader.lists = frozenset(
        place
        for place, token in enumerate(reader.tokens)
        if token.kind in ("(", "[")
        and _opens_a_point(reader, place - reader.place)
        and reader.tokens[place - 1].text not in FUNCTIONS
    )
    before = _scalar_before(reader)
    point = _coordinates(reader)
    return replace(point, entries=tuple(_scaled(point.entries, before, _scalars_after(reader))))


def _coordinates(reader: Reader) -> Vector:
    opening, column = reader.next, reader.column
    if opening.kind not in ("(", "["):
        raise reader.refuse("write a point with brackets, as in (4, 2)")
    reader.place += 1
    if reader.next.kind == "[":
        raise reader.refuse("write a point in one pair of brackets, as in (4, 2)")
    start = reader.place
    entries = _list(reader, ")" if opening.kind == "(" else "]", column)
    return Vector(entries, reader.decimal_among(start))


def _points(reader: Reader) -> Points:
    opening, column = reader.next, reader.column
    wrapped = opening.kind == "{" or (opening.kind in ("[", "(") and _opens_a_point(reader, 1))
    if wrapped:
        reader.place += 1
    points = [_vector(reader)]
    while reader.take(","):
        points.append(_vector(reader))
    if wrapped:
        _close(reader, {"{": "}", "[": "]", "(": ")"}[opening.kind], column)
    elif reader.next.kind in ("(", "[", ";"):
        raise reader.refuse("write a comma between the points, as in (0, 0), (3, 0)")
    return Points(tuple(points))


def _opens_a_point(reader: Reader, ahead: int) -> bool:
    """Whether the token so far ahead opens brackets with a comma directly inside."""
    depth = 0
    for token in reader.tokens[reader.place + ahead :]:
        if token.kind in ("(", "["):
            depth += 1
        elif token.kind in (")", "]"):
            depth -= 1
        if depth == 0:
            return False
        if token.kind == "," and depth == 1:
            return True
    return False


def _matrix(reader: Reader) -> Matrix:
    """Rows, perhaps with a number that multiplies or divides all of them."""
    reader.lists = frozenset(
        place for place, token in enumerate(reader.tokens) if token.kind == "["
    )
    before = _scalar_before(reader)
    rows, after = _rows(reader), _scalars_after(reader)
    return Matrix(tuple(tuple(_scaled(row, before, after)) for row in rows))


def _rows(reader: Reader) -> tuple[tuple[Entry, ...], ...]:
    column = reader.column
    if not reader.take("["):
        raise reader.refuse("write a matrix row by row, as in [[3, 1], [0, 2]]")
    rows: list[tuple[Entry, ...]] = []
    while not rows or reader.take(","):
        row_column = reader.column
        if not reader.take("["):
            raise reader.refuse("each row has its own brackets, as in [[3, 1], [0, 2]]")
        rows.append(_list(reader, "]", row_column))
        if len(rows[-1]) != len(rows[0]):
            raise reader.refuse("every row needs as many entries as the first row", row_column)
    _close(reader, "]", column)
    return tuple(rows)


def _set(reader: Reader) -> Collection:
    column = reader.column
    if not reader.take("{"):
        raise reader.refuse("write a set with braces, as in {-1, 1}")
    if reader.take("}"):
        return Collection(())
    numbers: list[Entry] = []
    points: list[Vector] = []
    while True:
        element = reader.column
        if _opens_a_point(reader, 0):
            points.append(_vector(reader))
        else:
            numbers.append(read_entry(reader))
        if numbers and points:
            raise reader.refuse("a set can hold numbers or points, but not both", element)
        if not reader.take(","):
            break
    _close(reader, "}", column)
    return Collection(tuple(numbers)) if numbers else Collection(tuple(points))


# A number in front of or behind a list: 1/7 [[1, 3], [5, 1]], (4, 2)/3


class _Scalar(NamedTuple):
    """What multiplies or divides a list, as typed, with its sign and the column of this."""

    text: str
    tree: Tree
    sign: str = "*"
    column: int = 1


def _scalar_before(reader: Reader) -> _Scalar | None:
    if not reader.lists or reader.place in reader.lists:
        return None
    if reader.next.kind in ("+", "-") and reader.place + 1 in reader.lists:
        reader.place += 1
        sign = -1 if reader.before.kind == "-" else 1
        return _Scalar(str(sign), Number(Fraction(sign)))
    place = reader.place
    tree = reader.product()
    found = _Scalar(reader.typed(place), tree)
    reader.take("*")
    return found


def _scalars_after(reader: Reader) -> list[_Scalar]:
    found = []
    while reader.next.kind in ("*", "/"):
        sign = reader.next
        reader.place += 1
        place = reader.place
        tree = reader.signed()
        found.append(_Scalar(reader.typed(place), tree, sign.kind, sign.column))
    return found


def _scaled(
    entries: Sequence[Entry], before: _Scalar | None, after: Sequence[_Scalar]
) -> Iterator[Entry]:
    for entry in entries:
        text, tree = f"({entry.text})", entry.tree
        if before is not None:
            text, tree = f"{before.text}*{text}", Apply("*", (before.tree, tree), before.column)
        for each in after:
            text, tree = (
                f"{text}{each.sign}{each.text}",
                Apply(each.sign, (tree, each.tree), each.column),
            )
        if tree is entry.tree:
            yield entry
        else:
            found = made(text, tree)
            is_exact = isinstance(found.value, Fraction)
            yield replace(found, text=str(found.value)) if is_exact else found


_READERS: dict[AnswerKind, Callable[[Reader], Answer]] = {
    AnswerKind.NUMBER: read_entry,
    AnswerKind.EXPRESSION: read_entry,
    AnswerKind.VECTOR: _vector,
    AnswerKind.POINTS: _points,
    AnswerKind.MATRIX: _matrix,
    AnswerKind.SET: _set,
}
