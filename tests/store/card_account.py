"""A card's schedule and state by other means: SM-2 in fractions, and the words of the manual."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.account import Row
from tutor.core.card_state import NEVER, CardState
from tutor.core.memory import Memory


@dataclass
class Schedule:
    """A card's schedule as SM-2 and docs/scheduling.md have it; `last` is 0 for a new card."""

    ease: Fraction = Fraction(5, 2)
    due: int = 0
    interval: int = 0
    passes: int = 0
    lapses: int = 0
    first: int = 0
    last: int = 0
    quality: int = 0

    def grade(self, row: Row) -> None:
        """One more grade."""
        day, self.quality = row["day"], row["quality"]
        if row["event"] == "repeat" or day <= self.last:
            return
        before, elapsed = self.interval, day - self.last
        if self.quality < 3:
            self.lapses += self.passes > 0
            self.interval, self.passes = 1, 0
        else:
            miss = 5 - self.quality
            change = Fraction(1, 10) - miss * (Fraction(8, 100) + miss * Fraction(2, 100))
            self.ease = max(Fraction(13, 10), self.ease + change)
            grows = min(before, elapsed) if row["event"] == "ahead" else before
            lengths = (1, 6, min(36_500, math.ceil(grows * self.ease)))
            self.interval = lengths[min(2, self.passes)]
            self.passes += 1
            if row["event"] == "tomorrow":
                self.interval, self.passes = 1, 1
            elif row["event"] == "ahead":
                self.interval = max(before, self.interval)
        self.due, self.first, self.last = day + self.interval, self.first or day, day

    def memory(self) -> Memory:
        """The same as the program keeps it."""
        return Memory(
            *(self.due, self.interval, int(self.ease * 100), self.passes, self.lapses),
            *(self.first, self.last, self.quality),
        )


def schedule_of(rows: Sequence[Row]) -> Memory | None:
    """What the standing entries of a card make of its schedule; None for a new card."""
    found = Schedule()
    for row in rows:
        if row["event"] in ("scheduled", "tomorrow", "ahead", "repeat"):
            found.grade(row)
        elif row["event"] == "reschedule" and found.last:
            found.due = max(row["value"], found.last + 1)
        elif row["event"] == "reset":
            found = Schedule()
    return found.memory() if found.last else None


def set_aside(rows: Sequence[Row]) -> CardState:
    """How the standing entries of a card set it aside, as docs/set-aside.md says."""
    flags = [row["value"] for row in rows if row["event"] == "flag"]
    resumed = max((n for n, row in enumerate(rows) if row["event"] == "resume"), default=-1)
    since = rows[resumed + 1 :]
    skips = [row["day"] for row in since if row["event"] == "skip"]
    until = max((row["value"] for row in since if row["event"] == "bury"), default=0)
    if any(row["event"] == "suspend" for row in since):
        until = NEVER
    return CardState(until, skips[-1] if skips else 0, flags[-1] if flags else 0)
