"""The log: what a learner did, one entry after another, and the memory it adds up to."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tutor.core.card import CardId
from tutor.core.recall import packed, refold
from tutor.core.sm2 import NEW, Memory, counts, repeat, review


class Event(StrEnum):
    """What an entry of the log records."""

    SCHEDULED = "scheduled"  # a grade that moves the schedule
    REPEAT = "repeat"  # a further grade, of the same sitting
    PRACTICE = "practice"  # done when it was not due: the schedule is left alone
    UNDO = "undo"  # takes the entry named in `undoes` back


@dataclass(frozen=True, slots=True)
class Entry:
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


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The grades that hold, what was undone left out, in folding order: (instant, uid)."""
    undone = {entry.undoes for entry in entries if entry.event is Event.UNDO}
    grades = [
        entry
        for entry in entries
        if entry.event in (Event.SCHEDULED, Event.REPEAT) and entry.uid not in undone
    ]
    return sorted(grades, key=lambda entry: (entry.at, entry.uid))


def fold(entries: Sequence[Entry]) -> Memory:
    """The memory that one card's whole log leaves behind."""
    memory = NEW
    for entry in standing(entries):
        memory = after(memory, entry.event, entry.quality, entry.day)
    return memory


def after(memory: Memory, event: Event, quality: int, day: int) -> Memory:
    """The memory after one more standing grade."""
    if event is Event.SCHEDULED:
        return review(memory, quality, day)
    return repeat(memory, quality)


def event_of(memory: Memory, day: int) -> Event:
    """What a grade on this day is recorded as."""
    return Event.SCHEDULED if counts(memory, day) else Event.REPEAT


def compact(detail: str) -> str:
    """A detail's JSON in the one way it is kept, so that the same attempt is the same text."""
    if not detail:
        return ""
    return json.dumps(
        json.loads(detail), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def replay(rows: Iterable[tuple[str, str, int, int]]) -> Iterator[tuple[str, Memory]]:
    """Every card's memory from standing (card, event, quality, day) rows, card by card, in order.

    The same as `fold` for each, in one pass over a million rows.
    """
    grades = ((card, packed(event, quality, day)) for card, event, quality, day in rows)
    return ((folded.card, folded.memory) for folded in refold(grades))
