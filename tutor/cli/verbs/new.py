"""`tutor new`: a deck file to begin with."""

from argparse import Namespace

from tutor.cli import context
from tutor.cli.output import say
from tutor.cli.verb import Operand, Verb
from tutor.core.text import one_line


def new(arguments: Namespace) -> int:
    """Write the deck, and say where it is."""
    from tutor.study.new_deck import create

    path = create(arguments.deck, context.writes_to(arguments), context.roots(arguments))
    say(f"{one_line(str(path))} is there. Its cards are examples: replace them in any editor.")
    return 0


VERB = Verb(
    "new",
    "begin a deck: a file with comments that explain how cards are written",
    new,
    (Operand("deck", "its name"),),
    examples=("tutor new Topology", "tutor new Topology --decks ~/notes"),
)
