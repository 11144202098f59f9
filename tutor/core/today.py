"""What a learning day holds: how much is due, how much is new, how long it will take."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tutor.core.kind import Kind
from tutor.core.session import Item


class Count(NamedTuple):
    """How many cards are due (repeats still owed included), and how many new ones are for today."""

    due: int = 0
    new: int = 0


class Today(NamedTuple):
    """The day's work, in all and by kind."""

    due: int
    new: int
    minutes: int
    by_kind: Mapping[Kind, Count]

    def __str__(self) -> str:
        if not self.due and not self.new:
            return "nothing due"
        return f"{self.due} due, {self.new} new, about {self.minutes} min"


def today(due: Sequence[Item], new: Sequence[Item], seconds: Mapping[Kind, float]) -> Today:
    """Count a day's work; `seconds` is the learner's mean time for a card, where it is known."""
    pace = {kind: seconds.get(kind, kind.usual_seconds) for kind in Kind}
    kinds = Counter(item.kind for item in due), Counter(item.kind for item in new)
    return Today(
        due=len(due),
        new=len(new),
        minutes=math.ceil(sum(pace[item.kind] for item in (*due, *new)) / 60),
        by_kind={kind: Count(kinds[0][kind], kinds[1][kind]) for kind in Kind},
    )
