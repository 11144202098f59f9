"""A card's memory: what its grades add up to, and when it is due next."""

from typing import NamedTuple

LEECH_LAPSES = 8  # from so many lapses on a card is a leech, unless a setting says otherwise
NO_LEECHES = 1 << 62  # more lapses than a card can have


class Memory(NamedTuple):
    """A card's schedule; days are learning days as proleptic ordinals, 0 where there is none.

    A tuple, because `doctor` makes and compares one for every card there is.
    """

    due: int = 0
    interval: int = 0
    ease: int = 0  # in hundredths
    repetitions: int = 0  # passed in a row
    lapses: int = 0  # how often it was failed after it had been passed
    first: int = 0  # the day it was first graded
    last: int = 0  # the last day whose grade counted
    quality: int = 0  # the latest grade, repeats included

    @property
    def is_new(self) -> bool:
        """Whether it was never graded."""
        return self.last == 0


def ease_text(ease: int) -> str:
    """An ease factor as it is written: 250 is 2.50."""
    return f"{ease // 100}.{ease % 100:02}"
