"""Cards that are named on the command line."""

import re
from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId
from tutor.core.text import one_line
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.study import Study

_PLACE = re.compile(r"(.*\.(?:md|txt|toml)):([0-9]{1,7})", re.DOTALL | re.IGNORECASE)


def named_card(study: "Study", name: str) -> Card:
    """The card with this id, or an id that its file gives it, or the one at this FILE:LINE.

    A TutorError if there is none.
    """
    given = study.decks.given(name) if name else ()  # most cards were given none
    ids = (CardId(name), CardId(f"~{name}"), *given)
    for card in map(study.decks.card, ids):
        if card is not None:
            return card
    there = _placed(study, name)
    if len(there) == 1:
        return there[0]
    if there:
        listed = ", ".join(one_line(card.id) for card in there)
        raise TutorError(f"There are {len(there)} cards at {one_line(name)}: name one of {listed}.")
    nearest = _nearest(study, name)
    meant = f" Did you mean {one_line(nearest)}?" if nearest else ""
    if _PLACE.fullmatch(name):
        meant = " No card begins on this line of such a file."
    elif not nearest and ":" in name:
        meant = f" Is it a search? Write $(tutor list '{one_line(name)}' --ids) in its place."
    raise TutorError(
        f"There is no card {one_line(name)!r} in the decks.{meant} Name it by the id in its file, "
        "or by file and line (cards.md:12); `tutor list --ids` has the ids of all cards."
    )


def _placed(study: "Study", name: str) -> list[Card]:
    """The cards that begin at this FILE:LINE; the file by its name or the end of its path."""
    if not (place := _PLACE.fullmatch(name)):
        return []
    file, line = place[1].replace("\\", "/"), int(place[2])
    return [
        card
        for card in study.decks.cards()
        if card.line == line
        and f"/{card.path}".replace("\\", "/").endswith(f"/{file.removeprefix('/')}")
    ]


def _nearest(study: "Study", name: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, (card.id for card in study.decks.cards()), n=1)), "")
