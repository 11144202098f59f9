"""`tutor holidays`: days off in advance, and what the days around them are expected to take."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import starmap

from tutor import paths
from tutor.cli import context
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, reading_width, say
from tutor.cli.verb import Operand, UsageError, Verb, option
from tutor.core.day import as_date, as_dates, days_of
from tutor.core.text import harmless
from tutor.errors import TutorError

SHOWN = 14  # days, or until the day after the first holiday
LONGEST = 60


def holidays(arguments: Namespace) -> int:
    """Add days off, or take some out, and list them and the load of the days to come."""
    added, removed = arguments.days, arguments.remove or []
    for text in (*added, *removed):
        if days_of(text) is None:
            raise UsageError(
                f"{harmless(text)!r} is no day off: write 2026-12-24 or 2026-12-24..2027-01-02"
            )
    if added or removed:
        _change(added, removed)
    with context.decks_open(arguments) as study:
        off = sorted(study.settings.limits.days_off)
        ends = [last + 1 - study.day for first, last in off if first <= study.day + SHOWN]
        days = min(LONGEST, max([SHOWN, *ends]))
        loads = study.schedule.loads(days)
        if arguments.json:
            facts = {
                "days_off": [*starmap(as_dates, off)],
                "next_days": [
                    {
                        "date": str(as_date(load.day)),
                        "minutes": load.minutes,
                        "is_off": load.is_off,
                    }
                    for load in loads
                ],
            }
            say(as_json_line(facts))
            return 0
        from tutor.study.loads import drawn

        listed = ", ".join(starmap(as_dates, off)) or "none"
        bars = drawn(loads, min(72, reading_width()))
        say("\n".join([f"Days off: {listed}", "Expected minutes:", *bars]))
    return 0


def _change(added: Sequence[str], removed: Sequence[str]) -> None:
    from tutor.settings_file import change

    kept = [*context.settings().limits.days_off]
    for text, (first, last) in zip(removed, _days(removed), strict=True):
        left = [part for days in kept for part in _without(days, first, last)]
        if left == kept:
            listed = ", ".join(starmap(as_dates, sorted(kept))) or "there are none"
            raise TutorError(
                f"{harmless(text)} is not among the days off: {listed}. Nothing was changed."
            )
        kept = left
    off: list[tuple[int, int]] = []
    for first, last in sorted([*kept, *_days(added)]):
        if off and first <= off[-1][1]:
            off[-1] = off[-1][0], max(last, off[-1][1])
        else:
            off.append((first, last))
    change(paths.settings(), {"days_off": tuple(starmap(as_dates, off)) or None})


def _days(texts: Sequence[str]) -> list[tuple[int, int]]:
    return [days for days in map(days_of, texts) if days is not None]


def _without(days: tuple[int, int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """What is left of some days without those from the first to the last."""
    if days[1] < first or last < days[0]:
        yield days
        return
    if days[0] < first:
        yield days[0], first - 1
    if last < days[1]:
        yield last + 1, days[1]


VERB = Verb(
    "holidays",
    "days off in advance, and what the next days are expected to take",
    holidays,
    (Operand("days", "days off to add: 2026-12-24 or 2026-12-24..2027-01-02", "*"),),
    (
        option(
            "--remove",
            metavar="DAYS",
            action="append",
            help="days to take out of the days off; may be repeated",
        ),
        JSON,
    ),
    (
        "tutor holidays",
        "tutor holidays 2026-12-24..2027-01-02",
        "tutor holidays --remove 2026-12-24",
    ),
)
