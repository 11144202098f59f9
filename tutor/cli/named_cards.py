"""Cards that are named on the command line."""

from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId
from tutor.core.text import one_line
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.study import Study


def named_card(study: "Study", name: str) -> Card:
    """The card with this id, or an id that its file gives it; a TutorError if there is none."""
    ids = (CardId(name), CardId(f"~{name}"), *study.decks.given(name))
    for card in map(study.decks.card, ids):
        if card is not None:
            return card
    nearest = _nearest(study, name)
    meant = f" Did you mean {one_line(nearest)}?" if nearest else ""
    if not nearest and ":" in name:
        meant = f" Is it a search? Write $(tutor list '{one_line(name)}' --ids) in its place."
    raise TutorError(
        f"There is no card {one_line(name)!r} in the decks.{meant} Name it by the id in its file; "
        "`tutor list --ids` has the ids of all cards."
    )


def _nearest(study: "Study", name: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, (card.id for card in study.decks.cards()), n=1)), "")
