"""`tutor limits`: how many new cards, reviews and minutes a day may hold, for today or for good."""

from argparse import Namespace
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.options import JSON, whole_number
from tutor.cli.output import as_json_line, say
from tutor.cli.verb import UsageError, Verb, option, switch
from tutor.core.day import as_date
from tutor.core.text import one_line

if TYPE_CHECKING:
    from tutor.study import Study
    from tutor.study.days import Limit

_WHAT = {"new": "new cards", "reviews": "reviews", "minutes": "minutes"}


def limits(arguments: Namespace) -> int:
    """Change what is asked for, and say how things are then."""
    given = {name: number for name in _WHAT if (number := getattr(arguments, name)) is not None}
    _check(arguments, given)
    with context.decks_open(arguments) as study:
        for name, number in given.items():
            change = study.days.change if arguments.for_good else study.days.change_today
            change(name, number, arguments.deck or "")
        if arguments.reset:
            study.days.as_usual()
        say(as_json_line(_facts(study)) if arguments.json else _text(study))
    return 0


def _check(arguments: Namespace, given: dict[str, int]) -> None:
    from tutor.study.days import LARGEST

    if arguments.reset and given:
        raise UsageError("--reset takes back what holds for today only: give no number with it")
    if arguments.for_good and not given:
        raise UsageError("--for-good needs --new, --reviews or --minutes with a number")
    if arguments.deck and not given:
        raise UsageError("--deck needs --new or --reviews with a number")
    if arguments.deck and "minutes" in given:
        raise UsageError("--minutes is of all decks: leave out --deck")
    for name, number in given.items():
        if not 0 <= number <= LARGEST[name]:
            raise UsageError(f"--{name} takes a whole number from 0 to {LARGEST[name]}")


def _text(study: "Study") -> str:
    found = study.days.limits()
    lines = [_line(what, found.all[name]) for name, what in _WHAT.items()]
    for deck, own in found.by_deck.items():
        name = one_line(deck)
        lines += [
            f"{name}: {_line(_WHAT[what], limit)}"
            for what, limit in own.items()
            if limit != (None, None)
        ]
    if found.is_off:
        lines.append("Today is a day off: nothing new and no exercises.")
    return "\n".join([*lines, f"Now: {study.schedule.today().line}"])


def _line(what: str, limit: "Limit") -> str:
    usual = "no limit" if limit.usual is None else f"{limit.usual} a day"
    if limit.today == limit.usual:
        return f"{what}: {usual}"
    return f"{what}: {'no limit' if limit.today is None else limit.today} today, else {usual}"


def _facts(study: "Study") -> dict[str, object]:
    found, today = study.days.limits(), study.schedule.today()
    return {
        "date": str(as_date(study.day)),
        "is_off": found.is_off,
        **{name: limit._asdict() for name, limit in found.all.items()},
        "decks": {
            deck: {name: limit._asdict() for name, limit in own.items()}
            for deck, own in found.by_deck.items()
        },
        "due": today.due,
        "to_begin": today.new,
        "left": today.left,
    }


VERB = Verb(
    "limits",
    "how many new cards, reviews and minutes a day may hold",
    limits,
    (),
    (
        option("--new", metavar="N", type=whole_number, help="new cards"),
        option("--reviews", metavar="N", type=whole_number, help="reviews; 0: no limit"),
        option("--minutes", metavar="N", type=whole_number, help="minutes, about; 0: no limit"),
        option("--deck", metavar="D", help="of this deck alone"),
        switch("--for-good", "in your settings; else for today only"),
        switch("--reset", "take back what holds for today only"),
        JSON,
    ),
    (
        "tutor limits",
        "tutor limits --reviews 50",
        "tutor limits --minutes 20 --for-good",
        "tutor limits --new 5 --deck poems",
    ),
)
