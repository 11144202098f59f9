"""What a day's work is chosen from, as the database has it."""

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, zip_longest
from sqlite3 import Connection
from typing import Any
from zlib import crc32

from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.core.memory import Memory
from tutor.core.pace import Pace
from tutor.core.selection import Begun, Chosen, choose, holds_only_twins
from tutor.core.session import Item
from tutor.scheduling.scheduler import Scheduler
from tutor.store.folding import GRADED_ON
from tutor.store.schema import NOTE

_NUMBER = re.compile(r"[0-9]{1,9}")
_KINDS = {kind.code: kind for kind in Kind}
_OF_TODAY = f"""FROM ({GRADED_ON}) AS today
                     CROSS JOIN memory ON memory.card = today.card
                     CROSS JOIN placement ON placement.card = today.card
                     CROSS JOIN card ON number = today.card
                WHERE last = ?"""
_TWINS_OF = """SELECT others.id FROM card CROSS JOIN twin ON twin.card = card.number
                      CROSS JOIN card AS others ON others.number = other
               WHERE card.id = ?"""

_ByFile = dict[int, list[tuple[int, Item]]]  # with the place of each among all files' items


class DayWork:
    """The work of one day; what is due and what was done is read once, for any choice of files."""

    def __init__(
        self,
        connection: Connection,
        scheduler: Scheduler,
        day: int,
        files: Sequence[int],
        limits: Limits,
        paces: Callable[[], Mapping[Kind, Pace]],
    ) -> None:
        self._execute = connection.execute
        self._scheduler = scheduler
        self._day = day
        self._files = files
        self._limits = limits
        self._read_paces = paces

    def of(self, files: Sequence[int]) -> Chosen:
        """What a review session of these files asks: due cards, new cards, and repeats."""
        chosen = self._choose(files)
        if (chosen.late or chosen.later) and self._holds_only_twins:
            return chosen.with_twins(self._left)
        return chosen

    def ahead(self, files: Sequence[int], chosen: Chosen) -> tuple[int, ...]:
        """The minutes of the next days, if what was chosen of these files is done today.

        Twins are not looked for: they move a card by a day.
        """
        from tutor.scheduling.days_ahead import DAYS, Stock, minutes_ahead

        rows = self._execute(
            """SELECT kind, due, interval, ease, repetitions, last, count(DISTINCT memory.card)
               FROM memory CROSS JOIN placement ON placement.card = memory.card
               WHERE memory.due <= ? AND file IN (SELECT value FROM json_each(?))
               GROUP BY kind, due, interval, ease, repetitions, last""",
            (self._day + DAYS, json.dumps([*files])),
        )
        stock = [
            Stock(_KINDS[kind], Memory(due, interval, ease, passed, 0, last, last), count)
            for kind, due, interval, ease, passed, last, count in rows
        ]
        begun: set[CardId] = set()

        def new(limits: Limits, asked: Sequence[Item]) -> list[Item]:
            found = chosen.new
            if begun:
                lists = self._new(files)
                rest = [(item for item in each if item.card not in begun) for each in lists]
                day = Begun(asked)
                found = choose((), rest, [], limits, day, lambda _: (), self._cost).new
            begun.update(item.card for item in found)
            return found

        return minutes_ahead(
            self._scheduler, self._day, stock, new, self._left, self._limits, self.paces
        )

    def _choose(self, files: Sequence[int]) -> Chosen:
        return choose(
            _once(self._due_by_file, files),
            self._new(files),
            _once(self._owed_by_file, files),
            self._left,
            self._begun,
            self._twins_of,
            self._cost,
        )

    @cached_property
    def paces(self) -> Mapping[Kind, Pace]:
        """The learner's pace with each kind of card."""
        return self._read_paces()

    def _cost(self, kind: Kind) -> float:
        return self.paces[kind].expected_seconds

    @cached_property
    def _holds_only_twins(self) -> bool:
        """Whether the day, of all files, holds nothing but cards whose twins wait."""
        return holds_only_twins(self._choose(self._files), self._begun, self._twins_of)

    @cached_property
    def _begun(self) -> Begun:
        notes = {item.note for item in self._graded if item.new}
        return Begun(self._graded, notes, self._resting)

    @cached_property
    def _due(self) -> list[Item]:
        """The cards due by this day, the most overdue relative to its interval first."""
        # CROSS JOIN: from the few that are due to where they stand, not the other way round.
        rows = self._execute(
            f"""SELECT card.id, {NOTE}, placement.kind, file, memory.due, interval
                FROM memory CROSS JOIN placement ON placement.card = memory.card
                            CROSS JOIN card ON number = memory.card
                WHERE memory.due <= ?""",
            (self._day,),
        ).fetchall()
        day = self._day

        def urgency(row: tuple[str, str, int, int, int, int]) -> tuple[float, int]:
            # Equally overdue cards come in an order of the day's own, the same in every terminal.
            return (row[4] - day) / row[5], crc32(row[0].encode(), day)

        rows.sort(key=urgency)
        return _items(rows)

    @cached_property
    def _due_by_file(self) -> _ByFile:
        return _by_file(self._due)

    @cached_property
    def _owed_by_file(self) -> _ByFile:
        return _by_file(self._owed)

    @cached_property
    def _owed(self) -> list[Item]:
        """The cards graded this day that are to be asked again, the longest wait first."""
        rows = self._execute(
            f"""SELECT card.id, {NOTE}, placement.kind, file {_OF_TODAY} AND quality < ?
                ORDER BY (SELECT max(at) FROM entry WHERE entry.card = memory.card), card.id""",
            (self._day, self._day, self._scheduler.settled),
        )
        return [item for item in _items(rows) if not item.kind.is_drawn]

    @cached_property
    def _graded(self) -> list[Item]:
        """The cards graded this day; new are those that were new when it began."""
        rows = self._execute(
            f"SELECT card.id, {NOTE}, placement.kind, file, first = last {_OF_TODAY}",
            (self._day, self._day),
        ).fetchall()
        news = (bool(row[4]) for row in rows)
        return [item._replace(new=new) for item, new in zip(_items(rows), news, strict=True)]

    @cached_property
    def _left(self) -> Limits:
        """What is left of the day's limits; cards that stand nowhere now count too."""
        row = self._execute("SELECT cards FROM begun WHERE day = ?", (self._day,)).fetchone()
        left = self._limits.less({item.card: item for item in self._graded}.values())
        return left._replace(new=self._limits.new - int(row[0] if row else 0))

    @cached_property
    def _resting(self) -> set[CardId]:
        """The twins of what was graded this day."""
        rows = self._execute(
            f"""SELECT id FROM ({GRADED_ON}) AS today
                     CROSS JOIN memory ON memory.card = today.card
                     CROSS JOIN twin ON twin.card = today.card
                     CROSS JOIN card ON number = other
                WHERE last = ?""",
            (self._day, self._day),
        )
        return {other for (other,) in rows}

    @cached_property
    def _twins_of_due(self) -> dict[CardId, list[CardId]]:
        found: dict[CardId, list[CardId]] = defaultdict(list)
        for card, other in self._execute(
            """SELECT card.id, twins.id
               FROM memory CROSS JOIN twin ON twin.card = memory.card
                           CROSS JOIN card ON card.number = memory.card
                           CROSS JOIN card AS twins ON twins.number = other
               WHERE due <= ?""",
            (self._day,),
        ):
            found[card].append(other)
        return found

    @cached_property
    def _has_twins(self) -> bool:
        """Whether any card has one: of thousands of new cards not each is looked up."""
        return self._execute("SELECT 1 FROM twin LIMIT 1").fetchone() is not None

    @cached_property
    def _due_cards(self) -> set[CardId]:
        return {item.card for item in self._due}

    def _twins_of(self, card: CardId) -> Collection[CardId]:
        if not self._has_twins:
            return ()
        if card in self._due_cards:  # of a hundred thousand not each is looked up
            return self._twins_of_due.get(card, ())
        rows = self._execute(_TWINS_OF, (card,))
        return [other for (other,) in rows]

    def _new(self, files: Sequence[int]) -> list[Iterator[Item]]:
        """The new cards in lists that take turns; the numbered files of a folder are one list.

        Such files are parts of a course: those of one number take turns, one number after another.
        """
        lists: list[Iterator[Item]] = []
        courses: dict[str, dict[int, list[Iterator[Item]]]] = {}
        for file in files:
            folder, number = self._parts.get(file, ("", None))
            if number is None:
                lists.append(self._unseen(file))
            else:
                courses.setdefault(folder, {}).setdefault(number, []).append(self._unseen(file))
        for parts in courses.values():
            lists.append(chain.from_iterable(_in_turn(parts[number]) for number in sorted(parts)))
        return lists

    @cached_property
    def _parts(self) -> dict[int, tuple[str, int | None]]:
        """The folder of each file, and the number that its name begins with."""
        found: dict[int, tuple[str, int | None]] = {}
        for file, path in self._execute("SELECT id, path FROM deck_file"):
            folder, name = os.path.split(path)
            number = _NUMBER.match(name)
            found[file] = folder, int(number[0]) if number else None
        return found

    def _unseen(self, file: int) -> Iterator[Item]:
        rows = self._execute(
            f"""SELECT card.id, {NOTE}, placement.kind
                FROM placement INDEXED BY placement_new CROSS JOIN card ON number = placement.card
                WHERE file = ? AND seen = 0 ORDER BY position""",
            (file,),
        )
        for number, note, kind in rows:
            yield Item(CardId(number), note, _KINDS[kind], file, new=True)


def _in_turn(lists: Sequence[Iterator[Item]]) -> Iterator[Item]:
    """One item of each list after another, until all are empty."""
    for items in zip_longest(*lists):
        yield from (item for item in items if item is not None)


def _items(rows: Iterable[tuple[Any, ...]]) -> list[Item]:
    return [Item(card, note, _KINDS[kind], file) for card, note, kind, file, *_ in rows]


def _by_file(items: Iterable[Item]) -> _ByFile:
    """The items of each file with their places: a hundred decks do not each look through all."""
    found: _ByFile = defaultdict(list)
    for place, item in enumerate(items):
        found[item.file].append((place, item))
    return found


def _once(items: _ByFile, files: Collection[int]) -> list[Item]:
    """The items of these files in order; a card that stands in two of them is asked once."""
    ordered = sorted(chain.from_iterable(items.get(file, ()) for file in {*files}))
    found: dict[CardId, Item] = {}
    for _, item in ordered:
        found.setdefault(item.card, item)
    return list(found.values())
