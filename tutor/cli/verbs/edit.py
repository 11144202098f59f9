"""`tutor edit`: a card in the learner's editor, and what is different afterwards."""

from argparse import Namespace

from tutor.cli import context
from tutor.cli.named_cards import named_card
from tutor.cli.output import say
from tutor.cli.verb import Operand, Verb, switch


def edit(arguments: Namespace) -> int:
    """Open the card, wait for the editor, read the decks again."""
    from tutor.cli.edit_card import edited

    with context.decks_open(arguments) as study:
        card = named_card(study, arguments.card)
        say(edited(study, card, copies=arguments.copy))
    return 0


VERB = Verb(
    "edit",
    "open a card in your editor (VISUAL or EDITOR), and say what is different afterwards",
    edit,
    (Operand("card", "its id"),),
    (switch("--copy", "copy a bundled deck into your own folder first"),),
    ("tutor edit why-divide",),
)
