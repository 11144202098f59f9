"""The cards in the order of a column, kept until they may stand in another."""

import json
from collections.abc import Sequence
from itertools import chain
from sqlite3 import Connection

from tutor.search.list_columns import Column

_OF_FILES = (Column.DECK, Column.FILE)
# What no grade and no action changes.
_OF_TEXTS = (*_OF_FILES, Column.QUESTION, Column.KIND, Column.TAGS, Column.ADDED, Column.EDITED)
# The cards in order of a column; those that have nothing in it are left out.
_OF_CARD = "SELECT number FROM card ORDER BY"
_OF_MEMORY = "SELECT card FROM memory WHERE first > 0 ORDER BY"
_ORDERS = {
    Column.QUESTION: f"{_OF_CARD} question COLLATE NOCASE, number",
    Column.DUE: f"{_OF_MEMORY} due, card",
    Column.INTERVAL: f"{_OF_MEMORY} interval, card",
    Column.EASE: f"{_OF_MEMORY} ease, card",
    Column.LAPSES: f"{_OF_MEMORY} lapses, card",
    Column.KIND: f"{_OF_CARD} kind, number",
    Column.TAGS: "SELECT number FROM card WHERE tags <> '[]' ORDER BY tags, number",
    Column.FLAG: "SELECT card FROM state WHERE flag > 0 ORDER BY flag, card",
    Column.ADDED: "SELECT number FROM card WHERE added > 0 ORDER BY added, number",
    Column.EDITED: "SELECT number FROM card WHERE edited > 0 ORDER BY edited, number",
}


class Orders:
    """Numbers of cards: those of a column that have something in it, or all of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._moment: object = None
        self._texts: object = None
        self._files: Sequence[int] = ()
        self._by: dict[Column, Sequence[int]] = {}
        self._whole: dict[tuple[Column, bool], Sequence[int]] = {}

    def keep(self, moment: object, texts: object, files: Sequence[int]) -> None:
        """Forget what may be another by now; of the same texts some is the same."""
        if moment == self._moment:
            return
        kept = _OF_TEXTS if texts == self._texts else ()
        self._by = {column: order for column, order in self._by.items() if column in kept}
        self._whole = {key: order for key, order in self._whole.items() if key[0] in kept}
        self._moment, self._texts, self._files = moment, texts, files

    def whole(self, by: Column, *, is_reversed: bool) -> Sequence[int]:
        """Every card that stands in a file, in an order."""
        kept = self._whole
        if (by, is_reversed) not in kept:
            every = self.of(Column.DECK)
            ordered = [*self.of(by)]
            if by not in _OF_FILES:
                standing = {*every}
                ordered = [number for number in ordered if number in standing]
            if is_reversed:
                ordered.reverse()
            if len(ordered) < len(every):
                before = {*ordered}
                ordered += (number for number in every if number not in before)
            kept[by, is_reversed] = ordered
        return kept[by, is_reversed]

    def of(self, by: Column) -> Sequence[int]:
        """The cards that have something in a column; of every file, where it is about files."""
        kept = self._by
        if by not in kept:
            if by in _ORDERS:
                kept[by] = self._list(_ORDERS[by])
            else:
                of_file = "SELECT card FROM placement WHERE file = ? ORDER BY position"
                files = self._files
                if by is Column.FILE:
                    files = self._list(
                        "SELECT id FROM deck_file WHERE id IN (SELECT value FROM json_each(?)) "
                        "ORDER BY path",
                        json.dumps(files),
                    )
                each = (self._list(of_file, file) for file in files)
                kept[by] = list(dict.fromkeys(chain.from_iterable(each)))
        return kept[by]

    def _list(self, select: str, *values: str | int) -> list[int]:
        column = select.split()[1]
        (found,) = self._connection.execute(
            f"SELECT json_group_array({column}) FROM ({select})", values
        ).fetchone()
        numbers: list[int] = json.loads(found)
        return numbers
