"""What a typed answer consists of: a number, an interval, points, a matrix …"""

import math
from dataclasses import dataclass
from enum import StrEnum

from tutor.answers.evaluate import Value
from tutor.answers.expression import Tree


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
    error: float = math.inf  # what rounding may have done to that double
    is_double: bool = False  # a decimal in it has all the digits of a double
    support: "Interval | None" = None  # where it holds, if that was typed too


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
    decimal_comma: str = ""  # a comma that may be one of a decimal, with its digits: 2,5


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
