"""`tutor holidays`: days off in advance, and what the days around them are expected to take."""

from argparse import Namespace
from collections.abc import Sequence

from tutor import paths
from tutor.cli import context
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, reading_width, say
from tutor.cli.verb import Operand, UsageError, Verb, option
from tutor.core.day import as_date, days_of
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
        off = study.settings.limits.days_off
        ends = [last + 1 - study.day for first, last in off if first <= study.day + SHOWN]
        days = min(LONGEST, max([SHOWN, *ends]))
        loads = study.schedule.loads(days)
        if arguments.json:
            facts = {
                "days_off": [*study.settings.days_off],
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

        listed = ", ".join(study.settings.days_off) or "none"
        bars = drawn(loads, min(72, reading_width()))
        say("\n".join([f"Days off: {listed}", "Expected minutes:", *bars]))
    return 0


def _change(added: Sequence[str], removed: Sequence[str]) -> None:
    from tutor.settings_file import change

    kept = list(context.settings().days_off)
    for text in removed:
        if text not in kept:
            raise TutorError(
                f"{harmless(text)} is not among the days off: "
                f"{', '.join(kept) or 'there are none'}. Nothing was changed."
            )
        kept.remove(text)
    days = sorted({*kept, *added}, key=lambda text: days_of(text) or (0, 0))
    change(paths.settings(), {"days_off": tuple(days) or None})


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
            help="take days off out, as they are listed; may be repeated",
        ),
        JSON,
    ),
    (
        "tutor holidays",
        "tutor holidays 2026-12-24..2027-01-02",
        "tutor holidays --remove 2026-12-24",
    ),
)
