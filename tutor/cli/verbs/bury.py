"""`tutor bury`: cards that are not asked before tomorrow."""

from argparse import Namespace

from tutor.cli.card_actions import CARDS, OPTIONS, act
from tutor.cli.verb import Verb
from tutor.core.log import Event


def bury(arguments: Namespace) -> int:
    """All of them, or none."""
    return act(arguments, Event.BURY, arguments.card)


VERB = Verb(
    "bury",
    "ask these cards no more today; tomorrow they are as before",
    bury,
    (CARDS,),
    OPTIONS,
    ("tutor bury why-divide",),
)
