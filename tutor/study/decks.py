"""The decks: found on disk, read where they changed, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId
from tutor.library.scan import DeckFile, scan
from tutor.library.shelf import Shelf, changes, grouped

if TYPE_CHECKING:  # what reads decks is imported once one has changed: it takes its time
    from tutor.library.match import Match
    from tutor.library.parsed import ParsedFile
    from tutor.store.database import Database

OnRead = Callable[[str, float], None]  # called with a file and how much of it (0 to 1) is read


class Decks:
    """The learner's decks; `shelf` is how they stood when they were last opened."""

    def __init__(self, store: Database, roots: Sequence[Path]) -> None:
        self._store = store
        self.roots = tuple(roots)
        self.shelf = Shelf()

    def open(self, on_read: OnRead | None = None) -> Shelf:
        """Find the decks and read the files that changed since they were last read."""
        files, missing = scan(self.roots)
        with self._store.reading() as queries:
            changed, gone = changes(files, queries.shelved_files())
        parsed = {file: _read(file, on_read) for file in changed}
        matches: list[Match] = []
        if changed or gone:
            with self._store.writing() as writer:
                matches = writer.shelve(parsed, gone)
        with self._store.reading() as queries:
            known = queries.shelved_files()
        shelved = [known[file.path] for file in files]
        decks = grouped(files, shelved)
        self.shelf = Shelf(
            decks=decks,
            faults=(*missing, *(fault for file in shelved for fault in file.faults)),
            notes=(
                *_notes(matches),
                *(str(note) for file in parsed.values() for note in file.notes),
            ),
            names={file: deck.name for deck in decks for file in deck.files},
        )
        return self.shelf

    def card(self, card: CardId) -> Card | None:
        """A card as the decks have it now, if it is in any of them."""
        with self._store.reading() as queries:
            return queries.card(card, self.shelf.names)

    def cards(self, decks: Sequence[str] = ()) -> list[Card]:
        """Every card of these decks, or of all; one that stands in two files comes once."""
        with self._store.reading() as queries:
            cards = queries.cards(self.shelf.files(decks), self.shelf.names)
        return list({card.id: card for card in reversed(cards)}.values())[::-1]

    def self_check(self, deck: str) -> list[Card]:
        """A deck's self-check questions."""
        return [card for card in self.cards([deck]) if card.kind.is_ticked]

    def tags(self, decks: Sequence[str] = ()) -> list[str]:
        """The tags of the cards in these decks, or in all."""
        with self._store.reading() as queries:
            return queries.tags(self.shelf.files(decks))


def _read(file: DeckFile, on_read: OnRead | None) -> ParsedFile:
    from tutor.library.parse import read

    if on_read is None:
        return read(file)
    return read(file, lambda share: on_read(file.path, share))


def _notes(matches: Sequence[Match]) -> list[str]:
    """What the learner should know of cards that changed."""
    if not matches:
        return []
    from tutor.library.match import Origin

    reworded = sum(match.origin is Origin.REWORDED for match in matches)
    rivals = sum(match.origin is Origin.RIVALS for match in matches)
    notes = []
    if reworded:
        notes.append(f"{reworded} changed card{'s' * (reworded > 1)} kept its history.")
    if rivals:
        starts = "cards start" if rivals > 1 else "card starts"
        notes.append(f"{rivals} {starts} as new: several cards that are gone are as similar.")
    return notes
