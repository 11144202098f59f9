"""`tutor catchup`: the way back after days away, in days of some more minutes."""

from argparse import Namespace
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.options import JSON
from tutor.cli.output import as_json_line, reading_width, say
from tutor.cli.verb import Operand, UsageError, Verb
from tutor.core.day import as_date
from tutor.core.text import harmless

if TYPE_CHECKING:
    from tutor.study import Study
    from tutor.study.catching_up import Backlog


def catch_up(arguments: Namespace) -> int:
    """Say what is due and what clearing it takes; begin, or end."""
    from tutor.study.catching_up import FACTORS

    how = arguments.how
    ways = [*map(str, FACTORS), "all", "off"]
    if how is not None and how not in ways:
        raise UsageError(f"{harmless(how)!r} is no way to catch up: {', '.join(ways)}")
    with context.decks_open(arguments) as study:
        if how is not None:
            _choose(study, how)
        backlog = study.catching_up.backlog()
        say(as_json_line(_facts(backlog)) if arguments.json else "\n".join(_lines(backlog)))
    return 0


def _choose(study: "Study", how: str) -> None:
    if how == "all":
        study.catching_up.take_all()
    elif how == "off":
        study.catching_up.end()
    else:
        study.catching_up.begin(study.catching_up.minutes(float(how)))


def _lines(backlog: "Backlog") -> list[str]:
    from tutor.study.loads import drawn_alike

    lines = [backlog.said]
    if backlog.catching_up:
        lines.append(
            f"You are catching up: about {backlog.catching_up} minutes a day until it is cleared. "
            "`tutor catchup off` ends it."
        )
    pictures = drawn_alike([offer.shown for offer in backlog.offers], min(72, reading_width()))
    for offer, bars in zip(backlog.offers, pictures, strict=True):
        if not backlog.catching_up:
            lines.append(f"`tutor catchup {offer.factor}`: about {offer.minutes} minutes a day.")
        lines.append(f"Cleared in {offer.days}:")
        lines += bars
    if backlog.offers and not backlog.catching_up:
        lines.append("`tutor catchup all`: all of it today, with no limit.")
    return lines


def _facts(backlog: "Backlog") -> dict[str, object]:
    return {
        "away": backlog.away,
        "due": backlog.due,
        "minutes": backlog.minutes,
        "usual_minutes": backlog.usual,
        "catching_up": backlog.catching_up,
        "offers": [
            {
                "factor": offer.factor or None,
                "minutes_a_day": offer.minutes,
                "days": len(offer.loads) if offer.is_cleared else None,
                "next_days": [
                    {"date": str(as_date(load.day)), "minutes": load.minutes}
                    for load in offer.loads
                ],
            }
            for offer in backlog.offers
        ],
    }


VERB = Verb(
    "catchup",
    "after days away: take what is due in days of some more minutes",
    catch_up,
    (
        Operand(
            "how", "1.5 or 2.5 times your usual minutes, all (today), or off; without it: ask", "?"
        ),
    ),
    (JSON,),
    ("tutor catchup", "tutor catchup 1.5", "tutor catchup off"),
)
