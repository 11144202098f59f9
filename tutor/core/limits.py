"""How much a day may hold at most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the settings, which have these limits, need not wait for it
    from tutor.core.session import Item


# Seconds: of a day with an exercise, before what is new and a second exercise wait.
FULL_DAY = 35 * 60.0


class Limits(NamedTuple):
    """How many new cards, new exercises, and exercises in all a day may hold."""

    new: int = 20  # exercises included
    new_exercises: int = 1
    exercises: int = 2

    def less(self, graded: Iterable[Item]) -> Limits:
        """What is left when these were graded, each once."""
        done = list(graded)
        exercises = [item for item in done if item.kind.is_drawn]
        return Limits(
            self.new - sum(item.new for item in done),
            self.new_exercises - sum(item.new for item in exercises),
            self.exercises - len(exercises),
        )

    def allow(self, item: Item) -> bool:
        """Whether there is room for one more card."""
        if item.new and (self.new < 1 or (item.kind.is_drawn and self.new_exercises < 1)):
            return False
        return self.exercises > 0 or not item.kind.is_drawn
