"""The log: what a learner did, one entry after another, and which of its grades stand."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.memory import Memory


class Event(StrEnum):
    """What an entry of the log records."""

    SCHEDULED = "scheduled"  # a grade that moves the schedule
    REPEAT = "repeat"  # a further grade, in the same review session
    PRACTICE = "practice"  # done when it was not due: the schedule is left alone
    UNDO = "undo"  # takes the entry named in `undoes` back
    TOMORROW = "tomorrow"  # as scheduled: an exercise graded Hard, which is due on the next day

    @property
    def counts(self) -> bool:
        """Whether it moves the schedule."""
        return self in (Event.SCHEDULED, Event.TOMORROW)


# How each is kept in the database. Never change one; a further event gets a number of its own.
CODES = {
    Event.SCHEDULED: 1,
    Event.REPEAT: 2,
    Event.PRACTICE: 3,
    Event.UNDO: 4,
    Event.TOMORROW: 5,
}


class Entry(NamedTuple):
    """One row of the log. `at` is UTC milliseconds, `day` the learning day it counts for."""

    uid: str
    device: str
    at: int
    day: int
    card: CardId
    event: Event
    quality: int
    seconds: float = 0.0
    undoes: str = ""
    detail: str = ""  # JSON: an attempt at an exercise, with what was typed
    value: int = 0  # the number that an event without a grade sets


class Graded(NamedTuple):
    """One grade, and its card's memory before and after it."""

    entry: Entry
    before: Memory
    after: Memory

    @property
    def is_repeat(self) -> bool:
        """Whether the schedule stayed as it was."""
        return not self.entry.event.counts or self.entry.day <= self.before.last


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The grades that hold, what was undone left out, in folding order: (instant, uid)."""
    undone = {entry.undoes for entry in entries if entry.event is Event.UNDO}
    grades = [
        entry
        for entry in entries
        if (entry.event.counts or entry.event is Event.REPEAT) and entry.uid not in undone
    ]
    return sorted(grades, key=lambda entry: (entry.at, entry.uid))


def compact(detail: str) -> str:
    """A detail's JSON in the one way it is kept, so that the same attempt is the same text."""
    if not detail:
        return ""
    return json.dumps(
        json.loads(detail), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
