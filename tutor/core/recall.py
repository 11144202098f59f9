"""Recall: what each scheduled review found, and after how long; a card's first grade is none.

Each review is one whole number, so that a million of them are counted in the time it takes to read
them.
"""

import sys
from array import array
from enum import StrEnum
from typing import NamedTuple

from tutor.core.grade import PASSED
from tutor.core.memory import Memory

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
