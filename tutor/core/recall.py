"""Recall: what each scheduled review found, and after how long; a card's first grade is none.

Each review is one whole number, so that a million of them are counted in the time it takes to read
them.
"""

from enum import StrEnum
from typing import NamedTuple

from tutor.core.grade import PASSED
from tutor.core.memory import Memory

MATURE = 21  # days: the interval from which a card is called mature


class Stage(StrEnum):
    """How well a card is learnt, as Anki names it."""

    NEW = "new"  # never graded
    LEARNING = "learning"  # never passed
    YOUNG = "young"  # its interval is under 21 days
    MATURE = "mature"  # 21 days and more
    SUSPENDED = "suspended"  # set aside


def stage(passed_before: bool, interval: int) -> Stage:
    """The stage of a card that was graded, from whether it was ever passed and its interval."""
    if not passed_before:
        return Stage.LEARNING
    return Stage.MATURE if interval >= MATURE else Stage.YOUNG


class Recall(NamedTuple):
    """One review: the state of the card when it was asked, and the quality of its grade."""

    elapsed: int  # days since the last grade that counted
    interval: int  # the interval that was in force, in days
    passed_before: bool  # at any earlier grade that counted
    passed_last: bool  # at the one before this
    quality: int

    @property
    def passed(self) -> bool:
        """Whether it was remembered: graded Hard or better."""
        return self.quality >= PASSED


def recall(before: Memory, quality: int, day: int) -> Recall | None:
    """What a scheduled grade on this day found; None for a first grade, or one that is a repeat."""
    if before.is_new or day <= before.last:
        return None
    last = before.repetitions > 0
    return Recall(day - before.last, before.interval, last or before.lapses > 0, last, quality)


def encode(found: Recall) -> int:
    """A recall as one whole number."""
    return (
        found.elapsed << 24
        | found.interval << 8
        | found.passed_last << 4
        | found.passed_before << 3
        | found.quality
    )


def decode(code: int) -> Recall:
    """The recall that a number stands for."""
    return Recall(code >> 24, code >> 8 & 0xFFFF, bool(code & 8), bool(code & 16), code & 7)


class Folded(NamedTuple):
    """A card's whole log folded: its memory, and each of its recalls as two numbers."""

    card: int  # its number in the database
    memory: Memory
    grades: list[int]  # when, and the quality: `dated`
    codes: list[int]  # what was found: `encode`


def dated(day: int, quality: int) -> int:
    """A quality and the learning day it was given on, as one number that grows with the day."""
    return day << 3 | quality
