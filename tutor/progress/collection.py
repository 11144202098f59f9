"""The cards as they are now: their stages, ease factors, intervals and due days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from tutor.core.recall import Stage, stage

HORIZON = 365  # days


# Of a card that was graded: due, interval, ease, and whether it was ever passed.
CardState = tuple[int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Collection:
    """How many cards are in each stage, have each ease factor and interval, are due on each day."""

    stages: Mapping[str, int]  # new, learning, young, mature, suspended
    ease: Mapping[int, int]  # cards by EF in hundredths
    intervals: Mapping[int, int]  # cards by interval in days
    overdue: int  # due on an earlier day than today
    forecast: tuple[int, ...]  # cards due on each of the next 365 days: today's hold the overdue

    def due_within(self, days: int) -> int:
        """How many cards come due within so many days, today included."""
        return sum(self.forecast[:days])


def collection(cards: Iterable[CardState], new: int, today: int) -> Collection:
    """The cards that were graded, each once, and how many are new."""
    # Column by column: a loop over the cards would take twice as long.
    rows = list(cards)
    days, intervals, eases = (Counter(map(itemgetter(column), rows)) for column in range(3))
    learning = Counter(interval for _, interval, _, known in rows if not known)
    stages = dict.fromkeys(Stage, 0) | {Stage.NEW: new, Stage.LEARNING: learning.total()}
    for interval, count in intervals.items():
        stages[stage(True, interval)] += count - learning[interval]
    overdue = sum(count for day, count in days.items() if day < today)
    forecast = [days[today + ahead] for ahead in range(HORIZON)]
    forecast[0] += overdue
    return Collection(
        stages={name.value: count for name, count in stages.items()},
        ease=dict(sorted(eases.items())),
        intervals=dict(sorted(intervals.items())),
        overdue=overdue,
        forecast=tuple(forecast),
    )
