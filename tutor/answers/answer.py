"""A typed answer read into its parts: a number, an interval, points, a matrix …"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tutor.answers import left_hand_side
from tutor.answers.evaluate import Value, exact
from tutor.answers.expression import Apply, Name, Number, Reader, Tree
from tutor.answers.tokens import Unreadable, plain


class AnswerKind(StrEnum):
    """What form an answer has."""

    NUMBER = "number"
    EXPRESSION = "expression"
    INTERVAL = "interval"
    VECTOR = "vector"
    POINTS = "points"
    MATRIX = "matrix"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as typed; `value` is None where it depends on a variable."""

    text: str
    tree: Tree
    value: Value | None
    digits: int = 0  # significant digits, where it is a single decimal
    approx: float = math.nan  # the value as a double


@dataclass(frozen=True, slots=True)
class Interval:
    """Two endpoints, and whether each belongs to it."""

    low: Entry
    high: Entry
    holds_low: bool
    holds_high: bool


@dataclass(frozen=True, slots=True)
class Vector:
    """A point: its coordinates in order."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Points in any order, each as often as it is given."""

    points: tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of equal length."""

    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """A set, of numbers or of points: neither order nor repeats matter."""

    elements: tuple[Entry, ...] | tuple[Vector, ...]


Answer = Entry | Interval | Vector | Points | Matrix | Collection


def read(kind: AnswerKind, text: str, variables: Sequence[str] = (), left: str = "") -> Answer:
    """The answer in a text; Unreadable says what is wrong with it and where.

    `left` is a pattern of the left-hand sides that may stand before it.
    """
    text = plain(text)
    start = left_hand_side.skip(text, left)
    reader = Reader(text, () if kind is AnswerKind.NUMBER else variables, start)
    answer = _READERS[kind](reader)
    reader.end()
    return answer


def _entry(reader: Reader, infinite: bool = False) -> Entry:
    place, column = reader.place, reader.column
    tree = reader.sum()
    behind = reader.next.at if reader.next.kind != "end" else len(reader.text)
    text = reader.text[reader.tokens[place].at : behind].strip()
    value = None if _varies(tree) else exact(tree)
    if value is not None and not infinite and math.isinf(value):
        raise Unreadable("inf can only be an endpoint of an interval", column)
    unsigned = tree.arguments[0] if isinstance(tree, Apply) and tree.operation == "neg" else tree
    digits = unsigned.digits if isinstance(unsigned, Number) else 0
    return Entry(text, tree, value, digits, math.nan if value is None else float(value))


def _varies(tree: Tree) -> bool:
    """Whether a variable occurs; parts without one must have a value, or this is Unreadable."""
    if isinstance(tree, Apply):
        varying = [_varies(argument) for argument in tree.arguments]
        if any(varying):
            for argument, varies in zip(tree.arguments, varying, strict=True):
                if not varies and isinstance(argument, Apply):
                    exact(argument)
            return True
        return False
    return isinstance(tree, Name) and tree.name not in ("pi", "e", "inf")


def _list(reader: Reader, closing: str, opening_column: int) -> tuple[Entry, ...]:
    """Entries with commas between them, and the bracket that closes them."""
    if reader.next.kind == closing:
        raise reader.refuse("these brackets are empty")
    entries = [_entry(reader)]
    while reader.take(","):
        entries.append(_entry(reader))
    _close(reader, closing, opening_column)
    return tuple(entries)


def _close(reader: Reader, closing: str, opening_column: int) -> None:
    if reader.take(closing):
        return
    if reader.next.kind == "end":
        raise reader.refuse("this bracket is never closed", opening_column)
    if reader.next.kind in (")", "]", "}"):
        raise reader.refuse(f"this should be {closing}, to match the opening bracket")
    raise reader.refuse(f"there should be a comma or {closing} here, not {reader.next.text}")


def _interval(reader: Reader) -> Interval:
    opening = reader.next
    column = reader.column
    if opening.kind == "{":
        raise reader.refuse("braces make a set: write an interval as [2, 6]")
    if opening.kind not in ("[", "(", "]"):
        raise reader.refuse("write an interval with brackets, as in [2, 6]")
    reader.place += 1
    low = _entry(reader, infinite=True)
    if not reader.take(","):
        raise reader.refuse("an interval has two endpoints with a comma between them, as in [2, 6]")
    high = _entry(reader, infinite=True)
    closing = reader.next
    if closing.kind == ",":
        raise reader.refuse(
            "an interval has only two endpoints; decimals have a point, as in [2.5, 6]"
        )
    if closing.kind == "end":
        raise reader.refuse("this bracket is never closed", column)
    if closing.kind not in ("]", ")", "["):
        raise reader.refuse("an interval must end with ] or )")
    reader.place += 1
    return Interval(low, high, opening.kind == "[", closing.kind == "]")


def _vector(reader: Reader) -> Vector:
    opening, column = reader.next, reader.column
    if opening.kind not in ("(", "["):
        raise reader.refuse("write a point with brackets, as in (4, 2)")
    reader.place += 1
    return Vector(_list(reader, ")" if opening.kind == "(" else "]", column))


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
    elif reader.next.kind in ("(", "["):
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
    return Matrix(tuple(rows))


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
            numbers.append(_entry(reader))
        if numbers and points:
            raise reader.refuse("a set can hold numbers or points, but not both", element)
        if not reader.take(","):
            break
    _close(reader, "}", column)
    return Collection(tuple(numbers)) if numbers else Collection(tuple(points))


_READERS: dict[AnswerKind, Callable[[Reader], Answer]] = {
    AnswerKind.NUMBER: _entry,
    AnswerKind.EXPRESSION: _entry,
    AnswerKind.INTERVAL: _interval,
    AnswerKind.VECTOR: _vector,
    AnswerKind.POINTS: _points,
    AnswerKind.MATRIX: _matrix,
    AnswerKind.SET: _set,
}
