"""Recall: what each scheduled review found, and after how long; a card's first grade is none.

The whole log is folded here in one pass, and each review is one whole number, so that a million of
them are proved, or counted, in the time it takes to read them.
"""

import sys
from array import array
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from tutor.core.sm2 import FIRST_EASE, LAST_DAY, LONGEST_INTERVAL, LOWEST_EASE, PASSED, Memory

MATURE = 21  # days: the interval from which a card is called mature


class Stage(StrEnum):
    """How far a card has come."""

    NEW = "new"  # never graded
    LEARNING = "learning"  # never passed
    YOUNG = "young"  # its interval is under 21 days
    MATURE = "mature"  # 21 days and more
    SUSPENDED = "suspended"  # set aside


def stage(known: bool, interval: int) -> Stage:
    """The stage of a card that was graded: whether it was ever passed, and its interval."""
    if not known:
        return Stage.LEARNING
    return Stage.MATURE if interval >= MATURE else Stage.YOUNG


class Recall(NamedTuple):
    """One review: how the card stood when it was asked, and the quality it was graded with."""

    elapsed: int  # days since the last grade that counted
    interval: int  # the interval that was in force, in days
    known: bool  # whether it had been passed before
    held: bool  # whether the grade before this one was a pass
    quality: int

    @property
    def passed(self) -> bool:
        """Whether it was remembered: graded Hard or better."""
        return self.quality >= PASSED

    @property
    def lapsed(self) -> bool:
        """Whether it was lost, having been held."""
        return self.held and not self.passed


def recall(before: Memory, quality: int, day: int) -> Recall | None:
    """What a scheduled grade on this day found; None for a first grade, or one that is a repeat."""
    if before.is_new or day <= before.last:
        return None
    held = before.repetitions > 0
    return Recall(day - before.last, before.interval, held or before.lapses > 0, held, quality)


def encode(found: Recall) -> int:
    """A recall as one whole number."""
    return (
        found.elapsed << 24
        | found.interval << 8
        | found.held << 4
        | found.known << 3
        | found.quality
    )


def decode(code: int) -> Recall:
    """The recall that a number stands for."""
    return Recall(code >> 24, code >> 8 & 0xFFFF, bool(code & 8), bool(code & 16), code & 7)


_FAILED = bytes(low for low in range(256) if low & 7 < PASSED)


def passes(codes: "array[int]") -> int:
    """How many of these recalls, as `encode` has them, were remembered."""
    # The quality is in the lowest byte: among bytes a million are counted in a millisecond.
    lowest = 0 if sys.byteorder == "little" else codes.itemsize - 1
    return len(codes.tobytes()[lowest :: codes.itemsize].translate(None, _FAILED))


class Folded(NamedTuple):
    """A card's whole log folded: its memory, and each of its recalls as two numbers."""

    card: str
    memory: Memory
    grades: list[int]  # when, and the quality: `dated`
    codes: list[int]  # what was found: `encode`


def dated(day: int, quality: int) -> int:
    """A quality and the learning day it was given on, as one number that grows with the day."""
    return day << 3 | quality


def packed(event: str, quality: int, day: int) -> int:
    """A standing grade as `refold` takes it."""
    return day << 4 | quality << 1 | (event == "scheduled")


def refold(log: Iterable[tuple[str, int]]) -> Iterator[Folded]:
    """Every card folded, from (card, packed grade) card by card, each in folding order."""
    # The rules of sm2.review, inlined: a call for each grade would take several times as long.
    card = ""
    due = interval = repetitions = lapses = first = last = quality = footing = 0
    ease = FIRST_EASE
    changes = (0, 0, 0, -14, 0, 10)
    grades: list[int] = []
    codes: list[int] = []
    for next_card, grade in log:
        if next_card != card:
            if first:
                memory = due, interval, ease, repetitions, lapses, first, last, quality
                yield Folded(card, Memory._make(memory), grades, codes)
                grades, codes = [], []
            card = next_card
            due = interval = repetitions = lapses = first = last = footing = 0
            ease = FIRST_EASE
        quality = grade >> 1 & 7
        day = grade >> 4
        if day <= last or not grade & 1:
            continue
        if first:
            grades.append(day << 3 | quality)
            codes.append(day - last << 24 | interval << 8 | footing | quality)
        else:
            first = day
        if quality < 3:
            if repetitions:
                lapses += 1
                repetitions = 0
                footing = 8  # known, and not held
            interval = 1
        else:
            ease += changes[quality]
            if ease < LOWEST_EASE:
                ease = LOWEST_EASE
            if repetitions > 1:
                interval = -(-interval * ease // 100)
                if interval > LONGEST_INTERVAL:
                    interval = LONGEST_INTERVAL
            else:
                interval = 6 if repetitions else 1
            repetitions += 1
            footing = 24  # known and held
        last = day
        due = day + interval
        if due > LAST_DAY:
            due = LAST_DAY
    if first:
        last_memory = Memory(due, interval, ease, repetitions, lapses, first, last, quality)
        yield Folded(card, last_memory, grades, codes)
