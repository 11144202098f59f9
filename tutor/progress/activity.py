"""What was done when: answers and time by learning day and by hour, streaks, review sessions."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

QUARTER = 900  # seconds; what is counted is counted by quarter-hours, for every zone's sake
PAUSE = 30 * 60_000  # milliseconds without an answer, after which another review session begins


# Entries of one kind that stand, in a quarter of an hour: their learning day, the quarter (since
# 1970 in UTC), their event, how many there are, and how many milliseconds they took.
Tally = tuple[int, int, str, int, int]


class Work(NamedTuple):
    """How many answers were given, in how much time."""

    answers: int = 0
    milliseconds: int = 0

    @property
    def minutes(self) -> float:
        """The time in minutes."""
        return self.milliseconds / 60_000


@dataclass(frozen=True, slots=True)
class ReviewSession:
    """Answers that followed one another without a long pause."""

    start: int  # UTC milliseconds
    end: int
    answers: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Activity:
    """A learner's days and hours."""

    days: Mapping[int, Work]  # those with any work, in order
    hours: tuple[Work, ...]  # the 24 of the day, on the learner's clock
    events: Mapping[str, int]  # how many answers were scheduled, repeats, practice
    streak: int  # learning days in a row, up to today or yesterday
    longest: int
    sessions: tuple[ReviewSession, ...]  # the latest week's

    @property
    def total(self) -> Work:
        """All of it."""
        answers = sum(work.answers for work in self.days.values())
        return Work(answers, sum(work.milliseconds for work in self.days.values()))


def activity(
    tallies: Iterable[Tally],
    studied: Collection[int],
    answers: Sequence[tuple[int, int]],
    today: int,
    hour_of: Callable[[int], int],
) -> Activity:
    """The activity that these tallies add up to.

    `studied` are all days with any work, whatever was chosen; `answers` the instant and the length
    in milliseconds of the latest week's; `hour_of` gives the hour on the learner's clock at an
    instant in seconds.
    """
    # Plain numbers, however many quarter-hours there are.
    by_day: dict[int, int] = defaultdict(int)
    day_times: dict[int, int] = defaultdict(int)
    by_quarter: dict[int, int] = defaultdict(int)
    quarter_times: dict[int, int] = defaultdict(int)
    events: dict[str, int] = defaultdict(int)
    for day, quarter, event, count, time in tallies:
        by_day[day] += count
        day_times[day] += time
        by_quarter[quarter] += count
        quarter_times[quarter] += time
        events[event] += count
    by_hour, hour_times = [0] * 24, [0] * 24
    for quarter, count in by_quarter.items():
        hour = hour_of(quarter * QUARTER)
        by_hour[hour] += count
        hour_times[hour] += quarter_times[quarter]
    return Activity(
        days={day: Work(by_day[day], day_times[day]) for day in sorted(by_day)},
        hours=tuple(map(Work, by_hour, hour_times)),
        events=dict(sorted(events.items())),
        streak=streak(studied, today),
        longest=longest_streak(studied),
        sessions=review_sessions(answers),
    )


def streak(studied: Collection[int], today: int) -> int:
    """How many learning days in a row were used, up to this one, or to yesterday."""
    days = frozenset(studied)
    day = today if today in days else today - 1
    length = 0
    while day - length in days:
        length += 1
    return length


def longest_streak(studied: Iterable[int]) -> int:
    """The most learning days in a row."""
    longest = run = previous = 0
    for day in sorted(set(studied)):
        run = run + 1 if day == previous + 1 else 1
        longest = max(longest, run)
        previous = day
    return longest


def review_sessions(answers: Iterable[tuple[int, int]]) -> tuple[ReviewSession, ...]:
    """The review sessions of these answers, each an instant and its length in milliseconds."""
    found: list[ReviewSession] = []
    for at, time in sorted(answers):
        if found and at - time - found[-1].end <= PAUSE:
            last = found[-1]
            found[-1] = replace(
                last, end=at, answers=last.answers + 1, milliseconds=last.milliseconds + time
            )
        else:
            found.append(ReviewSession(at - time, at, 1, time))
    return tuple(found)
