"""What a search asks of a card: conditions, and how they are combined."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from tutor.core.grade import Grade
    from tutor.core.kind import Kind
    from tutor.search.automaton import Automaton


class State(StrEnum):
    """What a card can be, as `is:` names it."""

    DUE = "due"
    NEW = "new"
    LEARNING = "learning"
    YOUNG = "young"
    MATURE = "mature"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "leech"


class Property(StrEnum):
    """A number of a card that was graded, as `prop:` names it."""

    INTERVAL = "interval"  # days
    EASE = "ease"
    LAPSES = "lapses"
    REPETITIONS = "repetitions"  # passed in a row
    DUE = "due"  # days from today; below 0 it is overdue


class Text(NamedTuple):
    """These words in its question, its answer or a key point."""

    words: str


class Matches(NamedTuple):
    """A text that a regular expression describes, in the same places."""

    pattern: Automaton


class InFiles(NamedTuple):
    """It stands in one of these deck files, by their numbers in the store."""

    files: frozenset[int]


class Tagged(NamedTuple):
    """Its list of tags is one of these, as the store has them."""

    lists: frozenset[str]


class OfKind(NamedTuple):
    """It is of this kind."""

    kind: Kind


class Flagged(NamedTuple):
    """It has this flag; 0 for none."""

    flag: int


class Is(NamedTuple):
    """It is in this state."""

    state: State


class Compared(NamedTuple):
    """A property of it compares so with a number; a card that was never graded has none."""

    property: Property
    sign: str  # <, <=, =, !=, >= or >
    number: Decimal


class Rated(NamedTuple):
    """It was graded within so many days, today among them; with this grade if one is named."""

    days: int
    grade: Grade | None


class Added(NamedTuple):
    """It was first read within so many days, today among them."""

    days: int


class Edited(NamedTuple):
    """Its text was changed within so many days, today among them."""

    days: int


class Not(NamedTuple):
    """What this does not hold for."""

    part: Query


class Every(NamedTuple):
    """All of these hold; of no part: any card."""

    parts: tuple[Query, ...] = ()


class Some(NamedTuple):
    """At least one of these holds."""

    parts: tuple[Query, ...]


Query = (
    Text
    | Matches
    | InFiles
    | Tagged
    | OfKind
    | Flagged
    | Is
    | Compared
    | Rated
    | Added
    | Edited
    | Not
    | Every
    | Some
)
