"""What every use case is given: the learner's history, the time and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tutor.core.card import Kind
from tutor.core.day import Clock, learning_day, milliseconds
from tutor.scheduling.scheduler import Scheduler
from tutor.settings import Settings

if TYPE_CHECKING:
    from tutor.store.database import Database

# After more than that the learner was elsewhere. An exercise is pen-and-paper work.
LONGEST_SECONDS = {Kind.FLASHCARDS: 120.0, Kind.SELF_CHECK: 120.0, Kind.EXERCISES: 3_600.0}


class Learner(NamedTuple):
    """One learner's history, clock and settings."""

    store: Database
    clock: Clock
    settings: Settings

    @property
    def day(self) -> int:
        """The learning day it is now."""
        return learning_day(self.clock(), self.settings.day_starts)

    @property
    def scheduler(self) -> Scheduler:
        """The rules by which grades lead to due days."""
        return self.store.scheduler

    @property
    def now(self) -> int:
        """The time in milliseconds since 1970 in UTC."""
        return milliseconds(self.clock())


def recorded_seconds(seconds: float, kind: Kind) -> float:
    """The time that a card took, as the log keeps it."""
    return round(min(max(seconds, 0.0), LONGEST_SECONDS[kind]), 3)
