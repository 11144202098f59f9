"""True retention: the share of scheduled reviews, first grades excluded, that were remembered."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tutor.core.day import as_date
from tutor.core.grade import PASSED
from tutor.core.recall import MATURE, Stage, decode, stage
from tutor.progress.calibration import Calibration, calibration
from tutor.progress.share import Share
from tutor.scheduling.scheduler import Scheduler

# Finer than learning, young and mature, whose bounds are among these: up to so many days.
LENGTHS = (1, 7, MATURE - 1, 60, 180)


class Recalls(NamedTuple):
    """Reviews counted in three ways: by day, by what they found, by deck."""

    days: Mapping[int, Share]
    codes: Mapping[int, int]  # as core.recall has them
    decks: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Retention:
    """Retention in total, and by day, deck, stage and interval."""

    all: Share
    by_day: Mapping[int, Share]
    by_deck: Mapping[str, Share]
    by_stage: Mapping[str, Share]  # learning, young, mature: before the review
    by_length: Mapping[str, Share]  # learning, then the interval, finer
    lapses: int
    calibration: Calibration


def retention(found: Recalls, scheduler: Scheduler) -> Retention:
    """The retention that these reviews add up to."""
    recalls = {decode(code): count for code, count in found.codes.items()}
    states: dict[tuple[bool, int], list[int]] = defaultdict(lambda: [0, 0])  # passed, asked
    lapses = 0
    for recall, count in recalls.items():
        _, interval, passed_before, passed_last, quality = recall
        state = states[passed_before, interval]
        state[1] += count
        if quality >= PASSED:
            state[0] += count
        elif passed_last:
            lapses += count
    by_stage = _shares(states, stage, (Stage.LEARNING, Stage.YOUNG, Stage.MATURE))
    return Retention(
        all=sum(by_stage.values(), Share()),
        by_day=dict(sorted(found.days.items())),
        by_deck=dict(sorted(found.decks.items())),
        by_stage=by_stage,
        by_length=_shares(states, _length, _NAMES),
        lapses=lapses,
        calibration=calibration(recalls, scheduler),
    )


def by_level(reviews: Iterable[tuple[int, bool]]) -> Mapping[int, Share]:
    """The shares of exercises by the level at which they were drawn."""
    found: dict[int, Share] = {}
    for level, passed in reviews:
        found[level] = found.get(level, Share()) + Share(passed, 1)
    return dict(sorted(found.items()))


def _length(passed_before: bool, interval: int) -> str:
    if not passed_before:
        return _NAMES[0]
    return _NAMES[1 + bisect_left(LENGTHS, interval)]


def _length_names() -> list[str]:
    """Learning, then each span of intervals in words."""
    starts = [1, *(longest + 1 for longest in LENGTHS)]
    spans = [
        f"{start} day" if start == 1 == longest else f"{start}–{longest} days"
        for start, longest in zip(starts, LENGTHS, strict=False)
    ]
    return [Stage.LEARNING.value, *spans, f"over {LENGTHS[-1]} days"]


_NAMES = _length_names()


def _shares(
    states: Mapping[tuple[bool, int], Sequence[int]],
    name_of: Callable[[bool, int], str],
    names: Iterable[str],
) -> dict[str, Share]:
    """The shares by name, in this order, also those without a review.

    A name is that of a card that was passed before or not, and of its interval.
    """
    found = {str(name): [0, 0] for name in names}
    for (passed_before, interval), (passed, asked) in states.items():
        sums = found[name_of(passed_before, interval)]
        sums[0] += passed
        sums[1] += asked
    return {name: Share(passed, asked) for name, (passed, asked) in found.items()}


def by_month(days: Mapping[int, Share]) -> list[tuple[str, Share]]:
    """The shares of the latest twelve months that have any."""
    months: dict[str, Share] = {}
    for day in sorted(days):
        month = f"{as_date(day):%b %Y}"
        months[month] = months.get(month, Share()) + days[day]
    return list(months.items())[-12:]
