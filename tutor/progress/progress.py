"""Progress: every figure there is, of the decks, the tag and the period that were chosen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from tutor.core.day import as_date
from tutor.core.memory import LEECH_LAPSES
from tutor.progress.activity import Activity, Work, activity, never
from tutor.progress.calibration import Calibration
from tutor.progress.collection import Collection, Spread, collection
from tutor.progress.hours import by_hour
from tutor.progress.leeches import DAYS, Leeches
from tutor.progress.practice import ExerciseRecord, practice
from tutor.progress.retention import Recalls, Retention, by_level, retention
from tutor.progress.share import Share
from tutor.scheduling.scheduler import Scheduler

WEEK = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """Which cards to count: those of these deck files, with this tag if one is named."""

    files: Sequence[int]
    tag: str = ""
    cards: tuple[int, ...] | None = None  # by their numbers in the store; None for all of them
    whole: bool = True  # nothing was left out: cards that stand in no deck any more count too


class Counting(Protocol):
    """What is counted of the chosen cards and days, all of it of one moment."""

    def days(self) -> Mapping[int, tuple[int, int]]: ...
    def weeks(self) -> Iterable[tuple[int, int, int]]: ...
    def of_weeks(self, weeks: Sequence[int]) -> Iterable[tuple[int, int, int]]: ...
    def events(self) -> Mapping[str, int]: ...
    def studied(self) -> list[int]: ...
    def answers(self, first: int) -> list[tuple[int, int]]: ...
    def dues(self) -> Mapping[int, int]: ...
    def spread(self) -> Iterable[Spread]: ...
    def new(self) -> int: ...
    def recalls(self, decks: Mapping[int, str]) -> Recalls: ...
    def levels(self) -> Iterable[tuple[int, bool]]: ...
    def attempts(self) -> Iterable[tuple[int, str]]: ...
    def leeches(self, lapses: int, since: int) -> tuple[int, int]: ...


@dataclass(frozen=True)
class Progress:
    """What was chosen, and its figures, which docs/progress.md defines.

    Each part is counted when it is first asked for, so that what is shown first need not wait.
    """

    counting: Counting
    scheduler: Scheduler
    today: int
    since: int  # the first learning day counted, 0 for all
    decks: tuple[str, ...]  # () for all
    tag: str  # "" for all
    names: Mapping[int, str]  # the deck to which each file belongs
    hour_of: Callable[[int], int]  # on the learner's clock, of an instant in seconds
    is_off: Callable[[int], bool] = never  # whether a learning day is a day off
    leech_from: int = LEECH_LAPSES  # the lapses of a leech

    @cached_property
    def activity(self) -> Activity:
        """What was done when."""
        counting, week_ago = self.counting, self.today - WEEK + 1
        return activity(
            counting.days(),
            by_hour(counting.weeks(), counting.of_weeks, self.hour_of),
            counting.events(),
            counting.studied(),
            counting.answers(max(self.since, week_ago)),
            self.today,
            self.is_off,
        )

    @cached_property
    def collection(self) -> Collection:
        """The cards as they are now."""
        counting = self.counting
        return collection(counting.dues(), counting.spread(), counting.new(), self.today)

    @cached_property
    def retention(self) -> Retention:
        """What was remembered."""
        return retention(self.counting.recalls(self.names), self.scheduler)

    @cached_property
    def levels(self) -> Mapping[int, Share]:
        """What was remembered of exercises, by their level."""
        return by_level(self.counting.levels())

    @cached_property
    def practice(self) -> Mapping[str, ExerciseRecord]:
        """How exercises went."""
        return practice(self.counting.attempts())

    @cached_property
    def leeches(self) -> Leeches:
        """The cards that are leeches, and the time they took."""
        since = max(self.since, self.today - DAYS + 1)
        cards, milliseconds = self.counting.leeches(self.leech_from, since)
        days = self.activity.days.items()
        minutes = sum(work.minutes for day, work in days if day >= since)
        return Leeches(cards, milliseconds / 60_000, minutes, self.leech_from)

    def count(self) -> None:
        """Count every part now."""
        _ = self.activity, self.collection, self.retention, self.levels, self.practice
        _ = self.leeches

    def as_json(self) -> dict[str, Any]:
        """All of it, for programs."""
        activity, cards, kept = self.activity, self.collection, self.retention
        return {
            "day": str(as_date(self.today)),
            "since": str(as_date(self.since)) if self.since else None,
            "decks": list(self.decks),
            "tag": self.tag or None,
            "streak": {"current": activity.streak, "longest": activity.longest},
            **_work(activity.total),
            "answers": dict(activity.events),
            "days": [
                {
                    "date": str(as_date(day)),
                    **_work(activity.days.get(day, Work())),
                    "retention": _share(kept.by_day.get(day, Share())),
                }
                for day in sorted(activity.days.keys() | kept.by_day.keys())
            ],
            "hours": [_work(work) for work in activity.hours],
            "sittings": [
                {
                    "start": each.start,
                    "end": each.end,
                    **_work(Work(each.answers, each.milliseconds)),
                }
                for each in activity.sessions
            ],
            "retention": {
                "all": _share(kept.all),
                "by_interval": {name: _share(share) for name, share in kept.by_stage.items()},
                "by_length": {name: _share(share) for name, share in kept.by_length.items()},
                "by_deck": {name: _share(share) for name, share in kept.by_deck.items()},
                "by_level": {str(level): _share(share) for level, share in self.levels.items()},
            },
            "lapses": kept.lapses,
            "calibration": _calibration(kept.calibration),
            "cards": dict(cards.stages),
            "ease": {f"{ease / 100:.2f}": count for ease, count in cards.ease.items()},
            "intervals": {str(days): count for days, count in cards.intervals.items()},
            "forecast": {
                "overdue": cards.overdue,
                **{str(days): cards.due_within(days) for days in (30, 90, 365)},
                "by_day": list(cards.forecast),
            },
            "leeches": {
                "cards": self.leeches.cards,
                "minutes": round(self.leeches.minutes, 2),
                "of_minutes": round(self.leeches.of, 2),
                "share": None if self.leeches.share is None else round(self.leeches.share, 6),
            },
            "exercises": {name: _record(record) for name, record in self.practice.items()},
        }


def _work(work: Work) -> dict[str, Any]:
    return {"reviews": work.answers, "minutes": round(work.minutes, 2)}


def _share(share: Share) -> dict[str, Any]:
    low, high = share.bounds
    rate = share.rate
    return {
        "passed": share.passed,
        "of": share.of,
        "rate": None if rate is None else round(rate, 6),
        "low": round(low, 6),
        "high": round(high, 6),
    }


def _calibration(found: Calibration) -> dict[str, Any]:
    return {
        "expected": found.predicted,
        "happened": found.actual.rate,
        "log_loss": found.log_loss,
        "baseline": found.baseline,
        "bins": [
            {"late": each.name, "expected": each.predicted, **_share(each.actual)}
            for each in found.bins
        ],
    }


def _record(record: ExerciseRecord) -> dict[str, Any]:
    return {
        "attempts": record.attempts,
        "minutes": record.minutes,
        "suggested": record.suggested,
        "steps": {step: dict(outcomes) for step, outcomes in record.steps.items()},
        "mistakes": {
            name: {"times": mistake.times, "last": str(as_date(mistake.last))}
            for name, mistake in record.mistakes.items()
        },
    }
