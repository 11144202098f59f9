"""The SM-2 scheduler, exact: EF in integer hundredths, intervals in whole days.

Source: P. A. Wozniak, Optimization of learning (1990), and "Algorithm SM-2" on the SuperMemo site.
What the text leaves open is settled in docs/scheduling.md.
"""

from datetime import date
from enum import IntEnum
from typing import NamedTuple

FIRST_EASE = 250
LOWEST_EASE = 130
LONGEST_INTERVAL = 36_500
PASSED = 3  # a quality below this starts the card again
SETTLED = 4  # a quality below this brings the card back the same day
LAST_DAY = date.max.toordinal()


class Grade(IntEnum):
    """The four answers a learner gives; each stands for one of SM-2's six qualities."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def quality(self) -> int:
        """SM-2's quality, 0..5, that this grade stands for."""
        return (1, 3, 4, 5)[self - 1]

    @classmethod
    def of(cls, quality: int) -> "Grade":
        """The grade a stored quality is shown as."""
        return (cls.AGAIN, cls.AGAIN, cls.AGAIN, cls.HARD, cls.GOOD, cls.EASY)[quality]


class Memory(NamedTuple):
    """A card's schedule; days are learning days as proleptic ordinals, 0 where there is none.

    A tuple, because `doctor` makes and compares one for every card there is.
    """

    due: int = 0
    interval: int = 0
    ease: int = FIRST_EASE
    repetitions: int = 0
    lapses: int = 0
    first: int = 0  # the day it was first graded
    last: int = 0  # the last day whose grade counted
    quality: int = 0  # the latest grade, repeats included

    @property
    def is_new(self) -> bool:
        """Whether it was never graded."""
        return self.last == 0

    def owes_a_repeat(self, day: int) -> bool:
        """Whether it was graded on this day and has not scored Good since."""
        return self.last == day and self.quality < SETTLED


NEW = Memory()


def ease_after(ease: int, quality: int) -> int:
    """The ease factor after a passed repetition, in hundredths."""
    # Wozniak 1990, step 5: EF' = EF + (0.1 - (5-q)(0.08 + (5-q)0.02)), never below 1.30
    miss = 5 - quality
    return max(LOWEST_EASE, ease + 10 - miss * (8 + miss * 2))


def interval_after(repetitions: int, interval: int, ease: int) -> int:
    """The interval in days that follows a passed repetition, `ease` being the new one."""
    # Step 2: I(1) = 1, I(2) = 6, I(n) = I(n-1) * EF, rounded up
    if repetitions == 0:
        return 1
    if repetitions == 1:
        return 6
    return min(LONGEST_INTERVAL, -(-interval * ease // 100))


def review(memory: Memory, quality: int, day: int) -> Memory:
    """The memory after a grade of this quality (0..5) on this learning day.

    A grade on a day that already counted, or on an earlier one, is a repeat.
    """
    _check(quality)
    if day <= memory.last:
        return repeat(memory, quality)
    passed = quality >= PASSED
    ease = ease_after(memory.ease, quality) if passed else memory.ease
    interval = interval_after(memory.repetitions, memory.interval, ease) if passed else 1
    return Memory(
        due=min(LAST_DAY, day + interval),
        interval=interval,
        ease=ease,
        repetitions=memory.repetitions + 1 if passed else 0,
        lapses=memory.lapses + (not passed and memory.repetitions > 0),
        first=memory.first or day,
        last=day,
        quality=quality,
    )


def repeat(memory: Memory, quality: int) -> Memory:
    """The memory after a further grade of the same sitting: neither ease nor interval changes."""
    _check(quality)
    return memory._replace(quality=quality)


def counts(memory: Memory, day: int) -> bool:
    """Whether a grade on this day moves the schedule: the card is new or due.

    Otherwise it is a repeat, also when it is shown before the day turns and graded after it.
    """
    return memory.is_new or memory.due <= day


def choices(memory: Memory, day: int) -> dict[Grade, Memory]:
    """What each of the four grades would lead to."""
    if counts(memory, day):
        return {grade: review(memory, grade.quality, day) for grade in Grade}
    return {grade: repeat(memory, grade.quality) for grade in Grade}


def _check(quality: int) -> None:
    if quality not in range(6):
        raise ValueError(f"an SM-2 quality is 0..5, not {quality}")
