"""What every use case is given: the learner's history, the time and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.core.day import Clock, learning_day, milliseconds
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.scheduling.scheduler import Scheduler
from tutor.settings import Settings

if TYPE_CHECKING:
    from tutor.store.database import Database
    from tutor.store.queries import Queries


class Learner:
    """One learner's history, clock and settings; these may change while the program runs."""

    __slots__ = ("clock", "settings", "store")

    def __init__(self, store: Database, clock: Clock, settings: Settings) -> None:
        self.store = store
        self.clock = clock
        self.settings = settings

    @property
    def day(self) -> int:
        """The learning day it is now."""
        return learning_day(self.clock(), self.settings.day_starts)

    def limits(self, queries: Queries) -> Limits:
        """How much this day may hold, with what was decided for it."""
        return queries.decided().limits(self.settings.limits, self.day)

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
    return round(min(max(seconds, 0.0), kind.longest_seconds), 3)
