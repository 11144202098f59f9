"""Everything that is asked of the database; what changes it is in writer.py."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from sqlite3 import Connection
from typing import NamedTuple

from tutor.core.card import TYPED, Card, CardId, Macros
from tutor.core.card_state import NEVER, PLAIN, CardState
from tutor.core.day import as_date
from tutor.core.decided import Decided
from tutor.core.grade import PASSED
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.core.memory import Memory
from tutor.core.pace import Pace, pace_of
from tutor.core.read_later import Place
from tutor.core.session import Item
from tutor.core.today import Count, Today, minutes, today
from tutor.scheduling.scheduler import Scheduler
from tutor.store.day_work import DayWork
from tutor.store.deck_queries import numbers_of
from tutor.store.due_cards import DOUBLED, KINDS
from tutor.store.folding import COUNTS, GRADED_ON, STANDS
from tutor.store.log_queries import Later, LogQueries
from tutor.store.more_cards import MoreCards
from tutor.store.new_cards import IS_READY
from tutor.store.schema import NOTE

MEMORY = "due, interval, ease, repetitions, lapses, first, last, quality"
_NUMBER = "SELECT number FROM card WHERE id = ?"
_MEMORY_OF = f"SELECT {MEMORY} FROM memory WHERE card = ({_NUMBER})"
_STATE_OF = f"SELECT until, skipped, flag FROM state WHERE card = ({_NUMBER})"
_STORED = f"""SELECT number, placed, until, {MEMORY}
              FROM card LEFT JOIN memory ON memory.card = number
                        LEFT JOIN state ON state.card = number WHERE id = ?"""
_INTRODUCED = "SELECT cards FROM begun WHERE day = ?"
FIELDS = f"""file, card.id, placement.kind, {NOTE}, question, answer, key_points, tags,
              macros, path, line"""
_PLACED = """FROM card JOIN placement ON placement.card = number
                       JOIN deck_file ON deck_file.id = file"""
_CARDS = f"SELECT {FIELDS} {_PLACED}"
# CROSS JOIN: from the card's few twins, not from all that was graded on this day.
_ASKED = f"""SELECT EXISTS (SELECT 1 FROM twin CROSS JOIN memory AS other ON other.card = twin.other
                            WHERE twin.card = number AND other.last = ?),
                    until, skipped, flag, number, placed, {FIELDS}, {MEMORY}
             {_PLACED} LEFT JOIN memory ON memory.card = number
                       LEFT JOIN state ON state.card = number WHERE card.id = ?"""
_TOGETHER = 8  # places that are read at once
_ITEMS = f"""SELECT number, id, identity FROM card
             WHERE number IN ({", ".join("?" * _TOGETHER)})"""
_NOTE_OF = "SELECT note FROM placement WHERE card = ? AND file = ?"
_CARD_OF = f"{_CARDS} WHERE card.id = ? ORDER BY file"


class Stored(NamedTuple):
    """A card's number in the database, and how it stands there."""

    number: int
    placed: int  # the files in which it stands; 0 while it was never graded
    until: int  # the first day on which it may be asked, as it was set aside
    memory: Memory


class Stands(NamedTuple):
    """A card, and what decides whether it is asked now."""

    card: Card
    memory: Memory
    waits: bool  # a twin was graded on this day, and the card itself was not
    state: CardState
    agains: int  # how often it was graded Again on this day


class Queries(LogQueries):
    """What can be asked of the history, on a connection that someone else opens and closes."""

    def __init__(self, connection: Connection, scheduler: Scheduler) -> None:
        super().__init__(connection)
        self._scheduler = scheduler
        self.doubled = DOUBLED  # a condition: whether a card stands in two files
        self.asked_last: tuple[CardId, Stored] | None = None  # and how it stood

    def has_entries(self) -> bool:
        """Whether the log has any entry."""
        return self._execute("SELECT 1 FROM entry LIMIT 1").fetchone() is not None

    def introduced(self, day: int) -> int:
        """How many cards were first graded on this day."""
        row = self._execute(_INTRODUCED, (day,)).fetchone()
        return int(row[0]) if row else 0

    def has_new(self, files: Sequence[int], day: int) -> bool:
        """Whether these files have a card that was never graded and is not set aside."""
        if not files:
            return False
        row = self._execute(
            f"""SELECT 1 FROM placement INDEXED BY placement_new
                WHERE seen = 0 AND file IN ({numbers_of(files)}) AND {IS_READY} LIMIT 1""",
            {"day": day},
        ).fetchone()
        return row is not None

    def new(self, files: Sequence[int], day: int) -> int:
        """How many cards of these files were never graded and are not set aside."""
        (count,) = self._execute(
            f"""SELECT count(DISTINCT card) FROM placement INDEXED BY placement_new
                WHERE seen = 0 AND file IN ({numbers_of(files)}) AND {IS_READY}""",
            {"day": day},
        ).fetchone()
        return int(count)

    def exercises_done(self, day: int) -> list[Item]:
        """The exercises graded on this day, each once; new are those first graded then."""
        rows = self._execute(
            f"""SELECT DISTINCT card.id, first = last
                FROM ({GRADED_ON}) AS today CROSS JOIN memory ON memory.card = today.card
                     CROSS JOIN placement ON placement.card = today.card
                     CROSS JOIN card ON number = today.card
                WHERE last = ? AND placement.kind = ?""",
            (day, day, Kind.EXERCISES.code),
        )
        return [Item(card, "", Kind.EXERCISES, new=bool(new)) for card, new in rows]

    def asked(self, wanted: CardId, day: int, decks: Mapping[int, str]) -> Stands | None:
        """A card as it is in one of these decks' files, and how it stands, in one look."""
        rows = [row for row in self._execute(_ASKED, (day, wanted)) if row[6] in decks]
        if not rows:
            return None
        row = min(rows, key=itemgetter(6))
        is_twin, until, skipped, flag, number, placed = row[:6]
        stored = self._stored(number, placed, until, row[17:])
        self.asked_last = wanted, stored
        memory = stored.memory
        agains = self.agains(wanted, day) if memory.last == day else 0
        return Stands(
            *(card_of(row[6:17], decks), memory, bool(is_twin) and memory.last != day),
            *(PLAIN if until is None else CardState(until, skipped, flag), agains),
        )

    def work(
        self,
        files: Sequence[int],
        day: int,
        limits: Limits,
        in_order: bool = False,
        only: Mapping[CardId, int] | None = None,
        decided: Decided | None = None,
    ) -> DayWork:
        """What the day may ask of these files, or of some of them; `in_order` to ask it.

        Of `only` some cards, if they are named with their numbers. `decided` takes the place of
        what the learner decided about days.
        """
        return DayWork(
            *(self._connection, self._scheduler, day, files, limits, self.paces),
            *(decided or self.decided(), self.doubled, in_order, only),
        )

    def more(self, files: Sequence[int], day: int) -> MoreCards:
        """Cards of these files that need not be due."""
        return MoreCards(self._connection, files, day)

    def items(self, places: Sequence[Place]) -> list[Item]:
        """The cards that are due at the first few of these places of `DayWork.places`."""
        few = places[:_TOGETHER]
        numbers = [number for number, *_ in few]
        numbers += numbers[:1] * (_TOGETHER - len(few))
        found = {number: row for number, *row in self._execute(_ITEMS, numbers)}
        items = []
        for number, file, kind, signs in few:
            card, identity = found.get(number, ("", ""))
            (note,) = (signs and self._execute(_NOTE_OF, (number, file)).fetchone()) or ("",)
            items.append(Item(CardId(card), note or identity, KINDS[kind], file))
        return items

    def memory(self, card: CardId) -> Memory:
        """How well a card is known; a new card's memory if it was never graded."""
        row = self._execute(_MEMORY_OF, (card,)).fetchone()
        return Memory(*row) if row else self._scheduler.new

    def state(self, card: CardId) -> CardState:
        """How a card was set aside."""
        row = self._execute(_STATE_OF, (card,)).fetchone()
        return CardState._make(row) if row else PLAIN

    def suspended(self) -> set[CardId]:
        """Every card that is suspended."""
        rows = self._execute(
            "SELECT id FROM card WHERE number IN (SELECT card FROM state WHERE until = ?)", (NEVER,)
        )
        return {CardId(card) for (card,) in rows}

    def stored(self, card: CardId) -> Stored | None:
        """How a card stands in the database, if it is known there."""
        row = self._execute(_STORED, (card,)).fetchone()
        if row is None:
            return None
        number, placed, until, *memory = row
        return self._stored(number, placed, until, memory)

    def _stored(
        self, number: int, placed: int | None, until: int | None, memory: Sequence[int]
    ) -> Stored:
        known = self._scheduler.new if placed is None else Memory._make(memory)
        return Stored(number, placed or 0, until or 0, known)

    def card(self, wanted: CardId, decks: Mapping[int, str]) -> Card | None:
        """A card as it is in one of these decks' files, or None if it is in none of them."""
        rows = self._execute(_CARD_OF, (wanted,))
        return next((card_of(row, decks) for row in rows if row[0] in decks), None)

    def cards(self, files: Sequence[int], decks: Mapping[int, str]) -> list[Card]:
        """All cards of these files, in their order."""
        query = f"{_CARDS} WHERE file = ? ORDER BY position"
        return [card_of(row, decks) for file in files for row in self._execute(query, (file,))]

    def given(self, name: str) -> list[CardId]:
        """The cards in deck files that were given this id, of which only one goes by it."""
        rows = self._execute(
            """SELECT id FROM card WHERE given = ?
                 AND EXISTS (SELECT 1 FROM placement WHERE placement.card = number)""",
            (name,),
        )
        return [CardId(card) for (card,) in rows]

    def today(
        self, files: Sequence[int], day: int, limits: Limits, *, looks_ahead: bool = True
    ) -> Today:
        """What this day holds, and the minutes of the days after it where an exercise begins."""
        work = self.work(files, day, limits)
        chosen = work.of(files)
        ahead: Sequence[int] = ()
        if looks_ahead and any(item.kind.is_drawn for item in chosen.new):
            from tutor.scheduling.days_ahead import DAYS  # seldom needed

            ahead = [minutes(each.seconds) for each in [*work.ahead(files, chosen, DAYS)][1:]]
        new = Counter(item.kind for item in chosen.new)
        found = today(chosen.due_by_kind, new, work.paces, ahead)
        suspended, buried = self.aside(files, day)
        return found._replace(
            is_full=chosen.is_full,
            is_off=limits.is_off(day),
            left=len(chosen.left),
            catching_up=work.catching_up,
            suspended=suspended,
            buried=buried,
        )

    def aside(self, files: Sequence[int], day: int) -> tuple[int, int]:
        """How many cards of these files are suspended, and how many buried until a later day."""
        row = self._execute(
            f"""SELECT count(DISTINCT iif(until = {NEVER}, state.card, NULL)),
                       count(DISTINCT iif(until < {NEVER}, state.card, NULL))
                FROM state CROSS JOIN placement ON placement.card = state.card
                WHERE until > ? AND file IN ({numbers_of(files)})""",
            (day,),
        ).fetchone()
        return row[0], row[1]

    def counts(self, decks: Sequence[Sequence[int]], day: int, limits: Limits) -> list[Count]:
        """What a review session of each deck alone, given by its files, asks on this day."""
        work = self.work([file for files in decks for file in files], day, limits)
        return [work.count(files) for files in decks]

    def tags(self, files: Sequence[int]) -> list[str]:
        """The tags of the cards in these files."""
        rows = self._execute(
            f"""SELECT DISTINCT json_each.value FROM card, json_each(card.tags)
                WHERE card.tags <> '[]' AND json_each.value <> ?
                  AND number IN (SELECT card FROM placement WHERE file IN ({numbers_of(files)}))
                ORDER BY 1""",
            (TYPED,),
        )
        return [tag for (tag,) in rows]

    def next_due(
        self, files: Sequence[int], day: int, waiting: Sequence[Item] = ()
    ) -> tuple[int, int] | None:
        """The first later day on which cards are due, and how many; some may wait for it now."""
        row = self._execute(
            f"""SELECT ready, count(DISTINCT memory.card)
                FROM memory CROSS JOIN placement ON placement.card = memory.card
                WHERE ready > ? AND ready < {NEVER} AND file IN ({numbers_of(files)})
                GROUP BY ready ORDER BY ready LIMIT 1""",
            (day,),
        ).fetchone()
        if not waiting:
            return (row[0], row[1]) if row else None
        return day + 1, len(waiting) + (row[1] if row and row[0] == day + 1 else 0)

    def load(self, files: Sequence[int], day: int, days: int) -> list[tuple[int, int, int]]:
        """By file and how many days ahead: the cards due then; the first day has the overdue."""
        return self._execute(
            f"""SELECT file, max(ready - ?, 0), count(*)
                FROM memory CROSS JOIN placement ON placement.card = memory.card
                WHERE ready < ? AND file IN ({numbers_of(files)})
                GROUP BY 1, 2""",
            (day, day + days),
        ).fetchall()

    def paces(self) -> dict[Kind, Pace]:
        """How long a card of each kind takes and how often it goes wrong, in the latest grades.

        Where there are fewer than five of a kind, what is usual.
        """
        rows = self._execute(
            f"""SELECT kind, avg(milliseconds) / 1000, avg(quality < {PASSED}),
                       avg(quality >= {PASSED} AND quality < {self._scheduler.settled}), count(*)
                FROM (SELECT card, milliseconds, quality FROM entry
                      WHERE {COUNTS} AND {STANDS}
                      ORDER BY sequence DESC LIMIT 300) AS latest
                JOIN main.card ON card.number = latest.card AND kind IS NOT NULL
                GROUP BY kind"""
        )
        own = {
            KINDS[kind]: (mean, failed, hard)
            for kind, mean, failed, hard, count in rows
            if count >= 5 and mean > 0
        }
        return {
            kind: pace_of(kind, comes_back=self._scheduler.comes_back(0, kind), found=own.get(kind))
            for kind in Kind
        }


def ahead(later: Later) -> str:
    """What to say of entries that are dated later than tomorrow."""
    return (
        f"{later.counted} dated {as_date(later.first)} to {as_date(later.last)}: "
        "the clock was ahead when they were made. `tutor doctor --undo-future` undoes them."
    )


def card_of(
    row: tuple[int, str, int, str, str, str, str, str, str, str, int], decks: Mapping[int, str]
) -> Card:
    file, number, kind, note, question, answer, key_points, tags, macros, path, line = row
    return Card(
        CardId(number),
        KINDS[kind],
        note,
        question,
        answer,
        _texts(key_points),
        _texts(tags),
        _macros(macros),
        decks.get(file, ""),
        path,
        line,
    )


def _texts(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


@lru_cache(maxsize=16)  # those of a deck come with each of its cards
def _macros(text: str) -> Macros:
    return tuple((name, meaning) for name, meaning in json.loads(text))
