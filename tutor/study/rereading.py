"""Decks compared with themselves, before and after they were read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.core.card import CardId
from tutor.study.changes import Changes, Placed, compare, faults

if TYPE_CHECKING:
    from tutor.library.shelf import Shelf, ShelvedFile
    from tutor.store.database import Database


class Comparison:
    """How the cards of the files that are read again stood before, and how they stand after."""

    def __init__(self, store: Database, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf
        self._before: dict[CardId, Placed] = {}
        self._after: dict[CardId, Placed] = {}
        self._old: list[int] = []
        self._read: list[ShelvedFile] = []

    def before(self, changed: Sequence[int], gone: Sequence[int]) -> None:
        """Note how the cards stand in the files that are to be read again, or are gone."""
        self._old = [*changed, *gone]
        self._before = self._placed(self._old)

    def after(self, read: Sequence[ShelvedFile]) -> None:
        """Note how they stand in the files that were read again."""
        self._read = list(read)
        self._after = self._placed([file.id for file in read])

    def changes(self, now: Shelf) -> Changes:
        """What is different."""
        files = [*self._old, *(file.id for file in self._read)]
        with self._store.reading() as queries:
            elsewhere = queries.standing([*self._before, *self._after], files)
            graded = queries.graded([card for card in self._after if card not in self._before])
        new_faults, corrected = faults(
            self._shelf.faults, now.faults, {file.path for file in self._read}
        )
        told = {*self._shelf.doubts}
        return compare(self._before, self._after, elsewhere, graded)._replace(
            faults=new_faults,
            corrected=corrected,
            doubts=tuple(doubt for doubt in now.doubts if doubt not in told),
        )

    def _placed(self, files: Sequence[int]) -> dict[CardId, Placed]:
        with self._store.reading() as queries:
            return {card: Placed(path, text) for card, path, text in queries.placed(files)}
