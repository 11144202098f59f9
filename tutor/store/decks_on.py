"""The decks with their states: on, off by the settings, or offered to one with a history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.library.scan import DeckFile
from tutor.library.shelf import Deck, ShelvedFile, grouped, switched
from tutor.paths import bundled_names

if TYPE_CHECKING:
    from tutor.store.queries import Queries


def with_states(
    files: Sequence[DeckFile], shelved: Sequence[ShelvedFile], off: Sequence[str], queries: Queries
) -> list[Deck]:
    """The decks of these files; those that `off` names are off."""
    decks = grouped(files, shelved)
    bundled = bundled_names((file.path, file.deck) for file in files)
    found = {deck.name: deck.files for deck in decks if deck.name in bundled}
    return switched(decks, off, queries.offered(found))
