"""The log: what a learner did, one entry after another, and the memory it adds up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tutor.core.card import CardId
from tutor.core.sm2 import LAST_DAY, NEW, Memory, counts, repeat, review


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
    detail: str = ""  # JSON: an attempt at an exercise, what was typed


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


def replay(rows: Iterable[tuple[str, str, int, int]]) -> dict[str, Memory]:
    """Every card's memory from standing (card, event, quality, day) rows in folding order.

    The same as `fold` card by card, in one pass over a million rows.
    """
    # The rules of sm2.review, inlined: a call a row would take several times as long.
    # Each state: [due, interval, ease, repetitions, lapses, first, last, quality].
    states: dict[str, list[int]] = {}
    states_get = states.get
    eases = (0, 0, 0, -14, 0, 10)
    for card, event, quality, day in rows:
        state = states_get(card)
        if state is None:
            state = states[card] = [0, 0, 250, 0, 0, 0, 0, 0]
        state[7] = quality
        if event != "scheduled" or day <= state[6]:
            continue
        if quality < 3:
            if state[3]:
                state[4] += 1
                state[3] = 0
            interval = 1
        else:
            ease = state[2] + eases[quality]
            if ease < 130:
                ease = 130
            state[2] = ease
            repetitions = state[3]
            state[3] = repetitions + 1
            if repetitions > 1:
                interval = -(-state[1] * ease // 100)
                if interval > 36_500:
                    interval = 36_500
            else:
                interval = 6 if repetitions else 1
        state[1] = interval
        due = day + interval
        state[0] = due if due < LAST_DAY else LAST_DAY
        state[6] = day
        if not state[5]:
            state[5] = day
    return {card: Memory(*state) for card, state in states.items()}
