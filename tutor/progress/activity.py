"""What was done when: answers and time by learning day and by hour, streaks, review sessions."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

PAUSE = 30 * 60_000  # milliseconds without an answer, after which another review session begins


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


def never(day: int) -> bool:
    """No day is a day off."""
    return False


def activity(
    days: Mapping[int, tuple[int, int]],
    hours: tuple[Work, ...],
    events: Mapping[str, int],
    studied: Collection[int],
    answers: Sequence[tuple[int, int]],
    today: int,
    is_off: Callable[[int], bool] = never,
) -> Activity:
    """The activity that these counts make.

    `days` are learning days with how many answers stand and how many milliseconds they took;
    `hours` the same by the hours of the clock; `events` says how many answers each event had;
    `studied` are all days with any work, whatever was chosen; `answers` the instant and the length
    in milliseconds of the latest week's; `is_off` says which learning days are days off.
    """
    return Activity(
        days={day: Work(*days[day]) for day in sorted(days)},
        hours=hours,
        events=dict(sorted(events.items())),
        streak=streak(studied, today, is_off),
        longest=longest_streak(studied, is_off),
        sessions=review_sessions(answers),
    )


def streak(studied: Collection[int], today: int, is_off: Callable[[int], bool] = never) -> int:
    """How many learning days in a row were used, up to this one, or to yesterday.

    A day off that was not used neither counts nor ends the row.
    """
    days = frozenset(studied)
    length = 0
    for day in range(today, min(days, default=today + 1) - 1, -1):
        if day in days:
            length += 1
        elif day != today and not is_off(day):
            break
    return length


def longest_streak(studied: Iterable[int], is_off: Callable[[int], bool] = never) -> int:
    """The most learning days in a row; a day off that was not used does not end the row."""
    longest = run = previous = 0
    for day in sorted(set(studied)):
        follows = run > 0 and all(is_off(between) for between in range(previous + 1, day))
        run = run + 1 if follows else 1
        longest = max(longest, run)
        previous = day
    return longest


def review_sessions(answers: Iterable[tuple[int, int]]) -> tuple[ReviewSession, ...]:
    """The review sessions of these answers, each an instant and its length in milliseconds."""
    found: list[list[int]] = []  # start, end, answers, milliseconds
    for at, time in sorted(answers):
        if found and at - time - found[-1][1] <= PAUSE:
            last = found[-1]
            last[1] = at
            last[2] += 1
            last[3] += time
        else:
            found.append([at - time, at, 1, time])
    return tuple(ReviewSession(*each) for each in found)
