"""`tutor edit`: a card in the learner's editor, and what is different afterwards."""

from argparse import Namespace
from typing import TYPE_CHECKING

from tutor.cli import context
from tutor.cli.output import say
from tutor.cli.verb import Operand, Verb, switch
from tutor.core.card import Card, CardId
from tutor.core.text import one_line
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.study import Study


def edit(arguments: Namespace) -> int:
    """Open the card, wait for the editor, read the decks again."""
    from tutor.cli.edit_card import edited

    with context.decks_open(arguments) as study:
        card = _card(study, arguments.card)
        say(edited(study, card, copies=arguments.copy))
    return 0


def _card(study: "Study", name: str) -> Card:
    ids = (CardId(name), CardId(f"~{name}"), *study.decks.given(name))
    for card in map(study.decks.card, ids):
        if card is not None:
            return card
    raise TutorError(
        f"There is no card {one_line(name)!r} in the decks. Name it by the id in its file; the "
        "column `card` of `tutor export --format csv` has the ids of all that were reviewed."
    )


VERB = Verb(
    "edit",
    "open a card in your editor (VISUAL or EDITOR), and say what is different afterwards",
    edit,
    (Operand("card", "its id"),),
    (switch("--copy", "copy a bundled deck into your own folder first"),),
    ("tutor edit why-divide",),
)
