"""`tutor reset`: cards that are as new again."""

from argparse import Namespace

from tutor.cli.card_actions import CARDS, OPTIONS, act
from tutor.cli.verb import Verb
from tutor.core.log import Event


def reset(arguments: Namespace) -> int:
    """All of them, or none."""
    return act(arguments, Event.RESET, arguments.card)


VERB = Verb(
    "reset",
    "make these cards new again; what you did with them still counts in your progress",
    reset,
    (CARDS,),
    OPTIONS,
    ("tutor reset why-divide",),
)
