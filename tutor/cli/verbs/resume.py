"""`tutor resume`: suspended, buried and skipped cards are asked again."""

from argparse import Namespace

from tutor.cli.card_actions import CARDS, OPTIONS, act
from tutor.cli.verb import Verb
from tutor.core.log import Event


def resume(arguments: Namespace) -> int:
    """All of them, or none."""
    return act(arguments, Event.RESUME, arguments.card)


VERB = Verb(
    "resume",
    "ask cards again that are suspended, buried or skipped",
    resume,
    (CARDS,),
    OPTIONS,
    ("tutor resume why-divide",),
)
