"""Learning days: they begin at 04:00 local time, so that a late evening is one day."""

from collections.abc import Callable
from datetime import date, datetime

Clock = Callable[[], datetime]  # answers an aware local time

DAY_STARTS = 4
LAST_DAY = date.max.toordinal()
# What a clock may say, in milliseconds since 1970 in UTC: from then on, and before the year 9000.
EARLIEST, LATEST = 0, 221_845_392_000_000


def days_of(text: str) -> tuple[int, int] | None:
    """The first and the last day of a date, 2026-12-24, or of several days, 2026-12-24..2027-01-02.

    None if it is neither.
    """
    dates = text.split("..")
    if len(dates) > 2 or any(len(each) != 10 or each[4::3] != "--" for each in dates):
        return None
    try:
        days = [date.fromisoformat(each).toordinal() for each in dates]
    except ValueError:
        return None
    return (days[0], days[-1]) if days[0] <= days[-1] else None


def as_dates(first: int, last: int) -> str:
    """These days as `days_of` reads them."""
    return f"{as_date(first)}..{as_date(last)}" if first < last else str(as_date(first))


def learning_day(now: datetime, starts: int = DAY_STARTS) -> int:
    """The learning day, as a proleptic ordinal, that an aware local time belongs to."""
    # On the wall clock, so that a change to or from summer time moves no review to another day.
    return now.toordinal() - (now.hour < starts)


def milliseconds(now: datetime) -> int:
    """An aware time as whole milliseconds since 1970 in UTC."""
    return round(now.timestamp() * 1000)


def as_date(day: int) -> date:
    """The calendar date of a learning day."""
    return date.fromordinal(day)


def relative(day: int, today: int) -> str:
    """A learning day as one would say it today: "tomorrow", "in 6 days", "3 days ago"."""
    match day - today:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case distance if distance > 0:
            return f"in {distance} days"
        case distance:
            return f"{-distance} days ago"


def span(days: int) -> str:
    """An interval as it stands on a button: "6 d", "2.4 mo", "1.1 y"."""
    if days < 31:
        return f"{days} d"
    if days < 365:
        return f"{days / 30.4:.1f} mo"
    return f"{days / 365.25:.1f} y"


def back_in(days: int, *, repeated: bool) -> str:
    """When a card is asked again, as it stands beside a grade: "6 d", "today, then 1 d"."""
    return f"today, then {span(days)}" if repeated else span(days)
