"""`tutor today`: the day's work in one line, or as JSON; nothing is opened for writing."""

from argparse import Namespace

from tutor.cli import context
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, say
from tutor.cli.verb import Verb
from tutor.core.day import as_date, learning_day


def today(arguments: Namespace) -> int:
    """Print the line."""
    from tutor.library.scan import scan
    from tutor.store.glance import glance

    settings = context.settings()
    files, _ = scan(context.roots(arguments))
    day = learning_day(context.clock(arguments)(), settings.day_starts)
    work = glance(context.database(arguments), files, day, settings.limits, off=settings.decks_off)
    if not getattr(arguments, "json", False):
        say(work.line)
        return 0

    by_kind = {
        kind.value: {"due": count.due, "new": count.new} for kind, count in work.by_kind.items()
    }
    figures = {
        "due": work.due,
        "new": work.new,
        "minutes": work.minutes,
        "by_kind": by_kind,
        "is_off": work.is_off,
        "left": work.left,
        "catching_up": work.catching_up,
        "suspended": work.suspended,
        "buried": work.buried,
        "repeats": round(work.repeats, 2),
        "next_days": [
            {"date": str(as_date(later)), "minutes": minutes}
            for later, minutes in enumerate(work.ahead, day + 1)
        ],
        "offered": list(work.offered),
    }
    say(as_json_line(figures))
    return 0


VERB = Verb(
    "today",
    "one line for a shell prompt: due, new, minutes",
    today,
    (),
    (JSON,),
    ("tutor today", "tutor today --json"),
)
