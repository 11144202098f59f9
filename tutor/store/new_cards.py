"""The cards of some files that were never graded: in the order of asking, or how many."""

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, zip_longest
from sqlite3 import Connection

from tutor.core.card import CardId
from tutor.core.session import Item
from tutor.store.due_cards import DRAWN, KINDS
from tutor.store.schema import NOTE

_NUMBER = re.compile(r"[0-9]{1,9}")
# That it is not set aside until a later day than this.
IS_READY = """NOT EXISTS (SELECT 1 FROM state
                          WHERE state.card = placement.card AND until > :day)"""
# The first file after another that has new cards, by the index of what was never graded.
_NEXT_WITH_NEW = "SELECT min(file) FROM placement INDEXED BY placement_new WHERE seen = 0"
_EACH_WITH_NEW = f"""WITH RECURSIVE each (file) AS (
                       {_NEXT_WITH_NEW}
                       UNION ALL SELECT ({_NEXT_WITH_NEW} AND placement.file > each.file)
                       FROM each WHERE each.file IS NOT NULL)"""
_WITH_NEW = f"{_EACH_WITH_NEW} SELECT file FROM each WHERE file IS NOT NULL"
# Of each such file how many there are, up to a number; -1 if one of these is an exercise or a part.
_PLAIN = f"""{_EACH_WITH_NEW}
             SELECT file, (SELECT iif(total(is_decided), -1, count(*))
                           FROM (SELECT kind IN ({DRAWN}) OR note <> '' AS is_decided
                                 FROM placement INDEXED BY placement_new
                                 WHERE placement.file = each.file AND seen = 0 AND {IS_READY}
                                 ORDER BY position LIMIT :most))
             FROM each WHERE file IS NOT NULL"""
_NEW_OF = f"""SELECT card FROM placement INDEXED BY placement_new
              WHERE file = :file AND seen = 0 AND {IS_READY} ORDER BY position LIMIT :most"""
_UNSEEN = f"""SELECT card.id, {NOTE}, placement.kind, note <> '', position
              FROM placement INDEXED BY placement_new CROSS JOIN card ON number = placement.card
              WHERE file = :file AND seen = 0 AND position > :last AND {IS_READY}
              ORDER BY position LIMIT :few"""


class NewCards:
    """Read a few at a time, as they are asked for; of a hundred thousand the rest is never read."""

    def __init__(
        self, connection: Connection, day: int, only: Collection[CardId] | None = None
    ) -> None:
        self._execute = connection.execute
        self._day = day
        self._only = only
        self.siblings: set[CardId] = set()  # of those that were read: what has some, perhaps
        self._counts: dict[int, Mapping[int, int]] = {}

    def lists(
        self, files: Sequence[int], closed: set[int], day: int | None = None
    ) -> list[Iterator[Item]]:
        """They are in lists that take turns; the numbered files of a folder are one list.

        Such files are parts of a course: those of one number take turns, one number after another.
        Of a file that is `closed` nothing more comes. On a later `day` fewer are set aside.
        """
        day = self._day if day is None else day
        lists: list[Iterator[Item]] = []
        courses: dict[str, dict[int, list[Iterator[Item]]]] = {}
        for file in files:
            if file not in self._with_new:
                continue
            folder, number = self._parts.get(file, ("", None))
            if number is None:
                lists.append(self._unseen(file, closed, day))
            else:
                courses.setdefault(folder, {}).setdefault(number, []).append(
                    self._unseen(file, closed, day)
                )
        for parts in courses.values():
            lists.append(chain.from_iterable(_in_turn(parts[number]) for number in sorted(parts)))
        return lists

    def count(self, files: Sequence[int], most: int) -> int | None:
        """How many there are, up to `most`; None if one is an exercise, or a part of a note."""
        counts = self._plain(most)
        found = {file: counts[file] for file in files if file in counts}
        if not found:
            return 0
        if min(found.values()) < 0:
            return None
        if len(found) == 1:
            return sum(found.values())
        cards: set[int] = set()  # some may stand in two of the files
        for file in found:
            values = {"file": file, "day": self._day, "most": most}
            cards.update(card for (card,) in self._execute(_NEW_OF, values))
        return min(most, len(cards))

    def _plain(self, most: int) -> Mapping[int, int]:
        if most not in self._counts:
            values = {"day": self._day, "most": most}
            self._counts[most] = dict(self._execute(_PLAIN, values).fetchall())
        return self._counts[most]

    @cached_property
    def _with_new(self) -> set[int]:
        """The files that have cards which were never graded."""
        return {file for (file,) in self._execute(_WITH_NEW)}

    @cached_property
    def _parts(self) -> dict[int, tuple[str, int | None]]:
        """The folder of each file, and the number that its name begins with."""
        found: dict[int, tuple[str, int | None]] = {}
        for file, path in self._execute("SELECT id, path FROM deck_file").fetchall():
            if file not in self._with_new:
                continue
            folder, name = os.path.split(path)
            number = _NUMBER.match(name)
            found[file] = folder, int(number[0]) if number else None
        return found

    def _unseen(self, file: int, closed: set[int], day: int) -> Iterator[Item]:
        # A few at a time: a statement that is still read is prepared once more for the next file.
        last, few = -1, 1
        while True:
            values = {"file": file, "last": last, "day": day, "few": few}
            rows = self._execute(_UNSEEN, values).fetchall()
            for number, note, kind, is_part, _ in rows:
                if file in closed:
                    return
                if self._only is not None and number not in self._only:
                    continue
                if is_part:
                    self.siblings.add(number)
                yield Item(CardId(number), note, KINDS[kind], file, new=True)
            if len(rows) < few:
                return
            last, few = rows[-1][-1], 8 * few


def _in_turn(lists: Sequence[Iterator[Item]]) -> Iterator[Item]:
    """One item of each list after another, until all are empty."""
    for row in zip_longest(*lists):
        yield from (item for item in row if item is not None)
