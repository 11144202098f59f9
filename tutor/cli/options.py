"""The options that more than one verb takes."""

import argparse
from datetime import date, datetime

from tutor.cli.verb import Operand, option, switch
from tutor.core.kind import Kind
from tutor.core.text import harmless


def _moment(text: str) -> datetime:
    """A time on the command line, aware."""
    try:
        if len(text) < len("2026-12-01T09:00"):
            raise ValueError
        time = datetime.fromisoformat(text)
        if not 1971 <= time.year < 9000:
            raise ValueError
        return time if time.tzinfo else time.astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"{harmless(text)!r} is not a time from 1971 to 8999; write 2026-12-01T09:00, or "
            "with an offset 2026-12-01T09:00+02:00"
        ) from None


def _day(text: str) -> int:
    """A learning day by its date."""
    try:
        if len(text) != len("2026-12-01"):
            raise ValueError
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{harmless(text)!r} is not a date; write 2026-12-01"
        ) from None


def whole_number(text: str) -> int:
    """A whole number of up to nine digits."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise argparse.ArgumentTypeError(
            f"{harmless(text)!r} is not a whole number of at most nine digits"
        )
    return int(text)


def positive(text: str) -> int:
    """A whole number, one or more."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(
            f"{harmless(text)!r} is not a whole number from 1 to 999999999"
        )
    return int(text)


EVERYWHERE = (
    option("--db", metavar="FILE", help="the database with your history (or set TUTOR_DB)"),
    option(
        "--decks",
        metavar="PATH",
        action="append",
        help="a folder of decks or one deck file, instead of the bundled decks and your own; "
        "may be repeated (or set TUTOR_DECKS)",
    ),
    option(
        "--now",
        metavar="TIME",
        type=_moment,
        help="use this time as the current time: 2026-12-01T09:00, local or with an offset",
    ),
)

DECKS = Operand("deck", "names of decks; default: all decks", "*")

KINDS = ("flashcards", "self-check", "cloze")  # of cards that are written, as study.adding has them

PLAIN = switch("--plain", "line by line, for pipes and screen readers")
JSON = switch("--json", "write JSON")
SEARCH = option(
    "--search", metavar="QUERY", default="", help="only cards that this finds (tutor list --help)"
)
TAG = option("--tag", metavar="T", default="", help="only cards with this tag")
KIND = option(
    "--kind",
    metavar="KIND",
    action="append",
    choices=tuple(kind.value for kind in Kind),
    default=[],
    help="only flashcards, self-check or exercises; may be repeated",
)
SELECTION = (SEARCH, TAG, KIND)
FORCE = switch("--force", "replace the file if it exists")
SINCE = option("--since", metavar="DATE", type=_day, help="only from this day on: 2026-12-01")
LIMIT = option("--limit", metavar="N", type=positive, help="ask at most N cards")
LEVEL = option("--level", metavar="L", type=positive, help="1 (easiest), 2 or 3")
SEED = option(
    "--seed",
    metavar="N",
    type=whole_number,
    help="which numbers to draw: the same seed gives the same problem",
)
COUNT = option(
    "--count",
    metavar="K",
    type=positive,
    default=1,
    help="how many problems, from seeds N to N+K-1; default: 1",
)
MATHS = option(
    "--maths",
    metavar="HOW",
    choices=("box", "line", "words", "tex"),
    help="how to show formulas: box (on several lines, as on paper), line, words, or tex "
    "(as they were typed); with --plain words, unless your settings say otherwise",
)
CAPITALS = switch("--no-capitals", "in words, say no “cap” before capital letters")
WORDS = option(
    "--words",
    metavar="LENGTH",
    choices=("short", "long"),
    help="in words, say “open” or “open paren”: short (the default) or long",
)
ALOUD = (MATHS, CAPITALS, WORDS)
