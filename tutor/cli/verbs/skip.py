"""`tutor skip`: cards that are asked last today."""

from argparse import Namespace

from tutor.cli.card_actions import CARDS, OPTIONS, act
from tutor.cli.verb import Verb
from tutor.core.log import Event


def skip(arguments: Namespace) -> int:
    """All of them, or none."""
    return act(arguments, Event.SKIP, arguments.card)


VERB = Verb(
    "skip",
    "ask these cards last today",
    skip,
    (CARDS,),
    OPTIONS,
    ("tutor skip why-divide",),
)
