"""The log: what a learner did, one entry after another, and which of its entries stand."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.day import LAST_DAY
from tutor.core.memory import Memory


class Event(StrEnum):
    """What an entry of the log records."""

    SCHEDULED = "scheduled"  # a grade that moves the schedule
    REPEAT = "repeat"  # a further grade, in the same review session
    PRACTICE = "practice"  # done when it was not due: the schedule is left alone
    UNDO = "undo"  # takes the entry named in `undoes` back
    TOMORROW = "tomorrow"  # as scheduled: an exercise graded Hard, which is due on the next day
    AHEAD = "ahead"  # a grade before the card was due: the schedule counts the days that had passed
    SKIP = "skip"  # asked last on this day
    BURY = "bury"  # not asked before the day in `value`
    SUSPEND = "suspend"  # not asked until it is resumed
    RESUME = "resume"  # asked again, whether it was suspended, buried or skipped
    FLAG = "flag"  # marked with the colour in `value`; 0 for none
    RESCHEDULE = "reschedule"  # due on the day in `value`
    RESET = "reset"  # as a new card from now on

    @property
    def counts(self) -> bool:
        """Whether it is a grade that moves the schedule."""
        return self in (Event.SCHEDULED, Event.TOMORROW, Event.AHEAD)

    @property
    def is_answer(self) -> bool:
        """Whether something was answered, and took its time."""
        return self in ANSWERS


# How each is kept in the database. Never change one; a further event gets a number of its own.
CODES = {
    Event.SCHEDULED: 1,
    Event.REPEAT: 2,
    Event.PRACTICE: 3,
    Event.UNDO: 4,
    Event.TOMORROW: 5,
    Event.SKIP: 6,
    Event.BURY: 7,
    Event.SUSPEND: 8,
    Event.RESUME: 9,
    Event.FLAG: 10,
    Event.RESCHEDULE: 11,
    Event.RESET: 12,
    Event.AHEAD: 20,
}
GRADES = (Event.SCHEDULED, Event.TOMORROW, Event.AHEAD, Event.REPEAT)
ANSWERS = (*GRADES, Event.PRACTICE)
# What a learner does with a card without an answer: it sets the card's state, or its memory.
SETS_STATE = (Event.SKIP, Event.BURY, Event.SUSPEND, Event.RESUME, Event.FLAG)
SETS_MEMORY = (Event.RESCHEDULE, Event.RESET)
ACTIONS = (*SETS_STATE, *SETS_MEMORY)
FLAGS = range(8)  # 0: none
# The numbers that an event may set; the others set none.
VALUES = {
    Event.BURY: range(1, LAST_DAY + 1),
    Event.FLAG: FLAGS,
    Event.RESCHEDULE: range(1, LAST_DAY + 1),
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

    @property
    def is_first_of_day(self) -> bool:
        """Whether it moved the schedule of a card that was graded before, on an earlier day."""
        return not (self.before.is_new or self.is_repeat)


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """What holds, without practice and what was undone, in folding order: (instant, uid)."""
    undone = {entry.undoes for entry in entries if entry.event is Event.UNDO}
    kept = (*GRADES, *ACTIONS)
    found = [each for each in entries if each.event in kept and each.uid not in undone]
    return sorted(found, key=lambda entry: (entry.at, entry.uid))


def compact(detail: str) -> str:
    """A detail's JSON in the one way it is kept, so that the same attempt is the same text."""
    if not detail:
        return ""
    import json

    return json.dumps(
        json.loads(detail), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
