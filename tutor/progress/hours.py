"""What was done in each hour of the learner's clock."""

from collections.abc import Callable, Iterable, Sequence

from tutor.progress.activity import Work

QUARTER = 900  # seconds; what is counted is counted by quarter-hours, for every zone's sake
DAY = 96  # quarter-hours
WEEK = 7 * DAY

# A quarter of an hour, how many answers were given in it, and how many milliseconds they took.
Counts = Iterable[tuple[int, int, int]]


def by_hour(
    weeks: Counts, of_weeks: Callable[[Sequence[int]], Counts], hour_of: Callable[[int], int]
) -> tuple[Work, ...]:
    """The work of each of the day's 24 hours.

    `weeks` has for each week since 1970 the seven quarters of one time of the day together: as
    `week * DAY + quarter of the day`, in UTC. Of a week in which the clock was changed, each
    quarter since 1970 is asked for (`of_weeks`). `hour_of` gives the hour on the learner's clock at
    an instant in seconds.
    """
    clock = _Clock(hour_of)
    answers, times = [0] * 24, [0] * 24
    changed: set[int] = set()
    week = -1
    hours: tuple[int, ...] = ()
    for key, count, time in weeks:
        if key // DAY != week:
            week, hours = key // DAY, clock.hours(key // DAY)
        if not hours:
            changed.add(week)
            continue
        hour = hours[key % DAY]
        answers[hour] += count
        times[hour] += time
    for quarter, count, time in of_weeks(sorted(changed)) if changed else ():
        hour = hour_of(quarter * QUARTER)
        answers[hour] += count
        times[hour] += time
    return tuple(map(Work, answers, times))


class _Clock:
    """The hours of a whole week, looked up together: an offset that changes stays for a week."""

    def __init__(self, hour_of: Callable[[int], int]) -> None:
        self._hour_of = hour_of
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._starts: dict[int, tuple[int, ...]] = {}

    def hours(self, week: int) -> tuple[int, ...]:
        """The hour of each of a day's quarters; none if they are not the same all week."""
        first = self._start(week)
        if first != self._start(week + 1):
            return ()
        if first not in self._known:
            quarters = range(week * WEEK, week * WEEK + DAY)
            self._known[first] = tuple(self._hour_of(each * QUARTER) for each in quarters)
        return self._known[first]

    def _start(self, week: int) -> tuple[int, ...]:
        """The hours of its first four quarters, which tell its offset."""
        if week not in self._starts:
            quarters = range(week * WEEK, week * WEEK + 4)
            self._starts[week] = tuple(self._hour_of(each * QUARTER) for each in quarters)
        return self._starts[week]
