"""The cards that are due by a day: how many, or their places in the order of asking."""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from operator import itemgetter
from sqlite3 import Connection
from typing import Any
from zlib import crc32

from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.read_later import Place
from tutor.core.session import Item
from tutor.store.schema import NOTE

DOUBLED = "memory.placed > 1"  # the cards that stand in two files
KINDS = {kind.code: kind for kind in Kind}
DRAWN = ",".join(str(kind.code) for kind in Kind if kind.is_drawn)
_TWIN = " OR EXISTS (SELECT 1 FROM twin WHERE twin.card = memory.card)"
# CROSS JOIN: from the few that are due to where they stand, not the other way round.
_DUE = "memory CROSS JOIN placement ON placement.card = memory.card WHERE ready <= :day"
# The most overdue relative to its interval first. Equally overdue cards come in an order of the
# day's own, the same in every terminal.
_ORDER = "(due - :day) * 1.0 / interval, memory.card * :mixed & 4294967295, memory.card"


class DueCards:
    """What is due. Most cards are asked whatever else is: they are counted, and never looked at.

    Only of exercises, of cards with a twin and of cards in two files it must be decided. What is
    to be asked, and not only counted, is read `in_order`; of that perhaps `only` some cards.
    """

    def __init__(
        self,
        connection: Connection,
        day: int,
        doubled: str,
        in_order: bool = False,
        only: Collection[int] | None = None,
    ) -> None:
        self._only = only
        self._is_in_order = in_order
        self._execute = connection.execute
        self._values = {"day": day, "mixed": crc32(day.to_bytes(4, "big")) | 1}
        twin = _TWIN if self.has_twins else ""
        self._decided = f"(placement.kind IN ({DRAWN}) OR {doubled}{twin})"

    @cached_property
    def has_twins(self) -> bool:
        """Whether any card has one: of thousands of new cards not each is looked up."""
        return self._execute("SELECT 1 FROM twin LIMIT 1").fetchone() is not None

    def others(self, files: Collection[int]) -> Counter[Kind]:
        """How many cards of these files are asked whatever else is."""
        found: Counter[Kind] = Counter()
        if self._is_in_order:
            kinds = Counter([row[2] for row in self._rows if not row[3] & 1 and row[1] in files])
            return Counter({KINDS[kind]: count for kind, count in kinds.items()})
        for file, kind, is_decided, count in self._counted:
            if not is_decided and file in files:
                found[KINDS[kind]] += count
        return found

    @cached_property
    def by_file(self) -> Mapping[int, int]:
        """How many cards of each file are asked whatever else is."""
        found: Counter[int] = Counter()
        for file, _, is_decided, count in self._counted:
            found[file] += 0 if is_decided else count
        return found

    @cached_property
    def is_plain(self) -> bool:
        """Whether of none of all that is due it must be decided."""
        if self._is_in_order:
            return not self._signs & {1, 3}
        return not any(is_decided for _, _, is_decided, _ in self._counted)

    @cached_property
    def has_siblings(self) -> bool:
        """Whether of what is due something may have a sibling."""
        return bool(self._signs & {2, 3})

    @cached_property
    def _signs(self) -> set[int]:
        return set(map(itemgetter(3), self._rows))

    @cached_property
    def _counted(self) -> list[tuple[int, int, int, int]]:
        """How many are due by file, kind and whether it must be decided."""
        return self._execute(
            f"""SELECT file, placement.kind, {self._decided}, count(*) FROM {_DUE}
                GROUP BY 1, 2, 3""",
            self._values,
        ).fetchall()

    def undecided(self, files: Collection[int]) -> list[Item]:
        """The cards of these files of which it must be decided, each once, in their order."""
        found: dict[CardId, Item] = {}
        for item in self._undecided:
            if item.file in files:
                found.setdefault(item.card, item)
        return list(found.values())

    @cached_property
    def _undecided(self) -> list[Item]:
        return items(self._decided_rows)

    @cached_property
    def numbers(self) -> Mapping[CardId, int]:
        """The numbers of the cards of which it must be decided."""
        return {card: number for card, *_, number in self._decided_rows}

    @cached_property
    def _decided_rows(self) -> list[tuple[Any, ...]]:
        if self.is_plain:
            return []
        rows = self._execute(
            f"""SELECT card.id, {NOTE}, placement.kind, file, memory.card
                FROM memory CROSS JOIN placement ON placement.card = memory.card
                            CROSS JOIN card ON number = memory.card
                WHERE ready <= :day AND {self._decided} ORDER BY {_ORDER}, file""",
            self._values,
        ).fetchall()
        return rows if self._only is None else [row for row in rows if row[-1] in self._only]

    def places(self, files: Collection[int], asked: Collection[CardId]) -> list[Place]:
        """What is asked of these files, in its order: the others, and these of the undecided."""
        rows = [row for row in self._rows if row[1] in files]
        if self.is_plain:
            return rows
        numbers = {self.numbers[card] for card in asked}
        found = []
        for row in rows:
            if not row[3] & 1:
                found.append(row)
            elif row[0] in numbers:
                numbers.remove(row[0])  # it may stand in another of these files
                found.append(row)
        return found

    def notes(self) -> Mapping[int, str]:
        """The notes of all that is due, by the number of the card."""
        return dict(
            self._execute(
                f"""SELECT memory.card, {NOTE}
                    FROM memory CROSS JOIN placement ON placement.card = memory.card
                                CROSS JOIN card ON number = memory.card
                    WHERE ready <= :day""",
                self._values,
            )
        )

    @cached_property
    def _rows(self) -> list[Place]:
        """Card, file, kind; and 1 if it must be decided, 2 if it may have a sibling, or both."""
        rows = self._execute(
            f"""SELECT memory.card, file, placement.kind,
                       {self._decided} + 2 * (note <> '' AND placement.kind NOT IN ({DRAWN}))
                FROM {_DUE} ORDER BY {_ORDER}, file""",
            self._values,
        ).fetchall()
        return rows if self._only is None else [row for row in rows if row[0] in self._only]


def items(rows: Collection[tuple[Any, ...]]) -> list[Item]:
    """Rows that begin with a card's id, its note, its kind and its file."""
    return [Item(card, note, KINDS[kind], file) for card, note, kind, file, *_ in rows]
