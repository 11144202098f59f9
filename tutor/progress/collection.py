"""The cards as they are now: their stages, ease factors, intervals and due days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutor.core.recall import Stage, stage

HORIZON = 365  # days


# Cards that are alike in these: interval, ease, whether they were never passed; and their number.
Spread = tuple[int, int, int, int]


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


def collection(
    dues: Mapping[int, int], spread: Iterable[Spread], new: int, today: int
) -> Collection:
    """The cards that were graded, by due day and by how they are learnt, and how many are new."""
    eases: dict[int, int] = defaultdict(int)
    intervals: dict[int, int] = defaultdict(int)
    stages = dict.fromkeys(Stage, 0) | {Stage.NEW: new}
    for interval, ease, learning, count in spread:
        eases[ease] += count
        intervals[interval] += count
        stages[stage(not learning, interval)] += count
    overdue = sum(count for day, count in dues.items() if day < today)
    forecast = [dues.get(today + ahead, 0) for ahead in range(HORIZON)]
    forecast[0] += overdue
    return Collection(
        stages={name.value: count for name, count in stages.items()},
        ease=dict(sorted(eases.items())),
        intervals=dict(sorted(intervals.items())),
        overdue=overdue,
        forecast=tuple(forecast),
    )
