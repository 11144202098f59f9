"""`tutor suspend`: cards that are not asked until they are resumed."""

from argparse import Namespace

from tutor.cli.card_actions import CARDS, OPTIONS, act
from tutor.cli.verb import Verb
from tutor.core.log import Event


def suspend(arguments: Namespace) -> int:
    """All of them, or none."""
    return act(arguments, Event.SUSPEND, arguments.card)


VERB = Verb(
    "suspend",
    "ask these cards no more, until you resume them",
    suspend,
    (CARDS,),
    OPTIONS,
    ("tutor suspend why-divide", "tutor suspend $(tutor list tag:hard --ids)"),
)
