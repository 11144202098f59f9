"""Cards to study that are not due."""

import json
from collections.abc import Collection, Sequence
from sqlite3 import Connection

from tutor.core.card import CardId
from tutor.core.session import Item
from tutor.store.due_cards import DRAWN, items
from tutor.store.folding import GRADED_ON
from tutor.store.schema import NOTE

_OF = f"""SELECT card.id, {NOTE}, placement.kind, file
          FROM card JOIN placement ON placement.card = number
          WHERE card.id IN (SELECT value FROM json_each(:cards))
            AND file IN (SELECT value FROM json_each(:files))
            AND NOT EXISTS (SELECT 1 FROM state WHERE state.card = number AND until > :day)
          ORDER BY file DESC"""
# Not what is set aside: that is ready on another day than the one on which it is due.
_AHEAD = f"""SELECT card.id, {NOTE}, placement.kind, file
             FROM (SELECT card, ready FROM memory
                   WHERE ready > :day AND ready = due AND last < :day
                     AND EXISTS (SELECT 1 FROM placement
                                 WHERE placement.card = memory.card AND kind NOT IN ({DRAWN})
                                   AND file IN (SELECT value FROM json_each(:files)))
                   ORDER BY ready LIMIT :count) AS soon
                  CROSS JOIN placement ON placement.card = soon.card
                        AND file IN (SELECT value FROM json_each(:files))
                  CROSS JOIN card ON number = soon.card
             ORDER BY ready, soon.card, file"""
_DONE = f"""SELECT EXISTS (
             SELECT 1 FROM ({GRADED_ON.replace("?", ":day")}) AS today
                  CROSS JOIN memory ON memory.card = today.card
                  CROSS JOIN placement ON placement.card = memory.card
             WHERE last = :day AND ready > :day AND ready = due AND kind NOT IN ({DRAWN})
               AND file IN (SELECT value FROM json_each(:files)))"""


class MoreCards:
    """Those in these files, each once; none that is suspended, or buried on this day."""

    def __init__(self, connection: Connection, files: Sequence[int], day: int) -> None:
        self._connection = connection
        self._day = day
        self._files = json.dumps([*files])

    def of(self, cards: Collection[CardId]) -> list[Item]:
        """Those of these cards that are in the files."""
        return self._items(_OF, cards=json.dumps([*cards]))

    def ahead(self, count: int) -> list[Item]:
        """Those that come due soonest, without exercises and what was graded on this day."""
        return self._items(_AHEAD, count=count)

    def has_done_some(self) -> bool:
        """Whether some that come due later are not studied ahead as they were graded today."""
        values = {"files": self._files, "day": self._day}
        return bool(self._connection.execute(_DONE, values).fetchone()[0])

    def _items(self, query: str, **values: int | str) -> list[Item]:
        rows = self._connection.execute(
            query, {"files": self._files, "day": self._day, **values}
        ).fetchall()
        return list({item.card: item for item in items(rows)}.values())
