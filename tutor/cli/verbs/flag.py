"""`tutor flag`: cards marked with a flag from 1 to 7, or their flag taken off."""

from argparse import Namespace

from tutor.cli.card_actions import OPTIONS, act
from tutor.cli.verb import Operand, UsageError, Verb, option
from tutor.core.log import FLAGS, Event

_NUMBERS = tuple(map(str, FLAGS))


def flag(arguments: Namespace) -> int:
    """All of them, or none; the number is the first word, the last one, or that of --colour."""
    words = list(arguments.words)
    number = arguments.colour
    if number is None:
        place = next((place for place in (0, -1) if words[place] in _NUMBERS), None)
        if place is None or len(words) < 2:
            raise UsageError("say which flag, from 1 to 7, or 0 for none: tutor flag 3 CARD")
        number = int(words.pop(place))
    return act(arguments, Event.FLAG, words, lambda day: number)


VERB = Verb(
    "flag",
    "mark cards with a flag from 1 to 7; 0 takes it off",
    flag,
    (Operand("words", "the flag, and the ids of the cards", "+"),),
    (
        option("--colour", type=int, choices=FLAGS, metavar="N", help="the flag, from 0 to 7"),
        *OPTIONS,
    ),
    ("tutor flag 3 why-divide", "tutor flag 0 why-divide"),
)
