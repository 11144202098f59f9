"""True retention: the share of scheduled reviews, first grades excluded, that were remembered."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, compress
from typing import NamedTuple

from tutor.core.grade import PASSED
from tutor.core.recall import MATURE, Recall, Stage, dated, decode, passes, stage
from tutor.progress.calibration import Calibration, calibration
from tutor.progress.share import Share
from tutor.scheduling.scheduler import Scheduler

# Finer than learning, young and mature, whose bounds are among these: up to so many days.
LENGTHS = (1, 7, MATURE - 1, 60, 180)


class Recalls(NamedTuple):
    """Reviews, each as the two numbers of core.recall."""

    grades: "array[int]"
    codes: "array[int]"


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


def retention(
    groups: Mapping[tuple[str, ...], Recalls], scheduler: Scheduler, since: int = 0
) -> Retention:
    """Retention from this day on. Each group is of the cards that stand in all of its decks."""
    chosen = {decks: _from(group, since) for decks, group in groups.items()}
    by_deck: dict[str, Share] = {}
    for decks, found in chosen.items():
        own = Share(passes(found.codes), len(found.codes))
        for deck in decks:
            by_deck[deck] = by_deck.get(deck, Share()) + own
    grades = Counter(chain.from_iterable(found.grades for found in chosen.values()))
    codes = Counter(chain.from_iterable(found.codes for found in chosen.values()))
    by_day: dict[int, Share] = {}
    for grade in sorted(grades):
        day, quality = divmod(grade, 8)
        passed = grades[grade] * (quality >= PASSED)
        by_day[day] = by_day.get(day, Share()) + Share(passed, grades[grade])
    recalls = {decode(code): count for code, count in codes.items()}
    by_stage = _shares(recalls, _stage, (Stage.LEARNING, Stage.YOUNG, Stage.MATURE))
    return Retention(
        all=sum(by_stage.values(), Share()),
        by_day=by_day,
        by_deck=dict(sorted(by_deck.items())),
        by_stage=by_stage,
        by_length=_shares(recalls, _length, _NAMES),
        lapses=sum(count for recall, count in recalls.items() if recall.lapsed),
        calibration=calibration(recalls, scheduler),
    )


def _from(group: Recalls, since: int) -> Recalls:
    """The part of a group that is not older than this day."""
    if not since:
        return group
    earliest = dated(since, 0)
    wanted = [grade >= earliest for grade in group.grades]
    return Recalls(
        array("I", compress(group.grades, wanted)), array("Q", compress(group.codes, wanted))
    )


def _stage(recall: Recall) -> str:
    return stage(recall.passed_before, recall.interval)


def _length(recall: Recall) -> str:
    if not recall.passed_before:
        return _NAMES[0]
    return _NAMES[1 + bisect_left(LENGTHS, recall.interval)]


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
    recalls: Mapping[Recall, int], name_of: Callable[[Recall], str], names: Iterable[str]
) -> dict[str, Share]:
    """The shares by name, in this order, also those without a review."""
    passed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for recall, count in recalls.items():
        name = name_of(recall)
        asked[name] += count
        if recall.passed:
            passed[name] += count
    return {name: Share(passed[name], asked[name]) for name in names}
