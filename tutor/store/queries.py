"""Everything that is asked of the database; what changes it is in writer.py."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from tutor.core.card import TYPED, Card, CardId, Macros
from tutor.core.day import as_date
from tutor.core.fault import Fault
from tutor.core.grade import PASSED
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.core.log import Entry, Event
from tutor.core.memory import Memory
from tutor.core.pace import Pace, pace_of
from tutor.core.session import Item
from tutor.core.text import counted
from tutor.core.today import Count, Today, today
from tutor.library.shelf import READER, ShelvedFile
from tutor.scheduling.scheduler import Scheduler
from tutor.store import offers
from tutor.store.day_work import DayWork
from tutor.store.folding import GRADED, STANDS
from tutor.store.undecided import Undecided, noted, undecided

if TYPE_CHECKING:
    from tutor.library.claim import Known
    from tutor.library.places import Order

MEMORY = "due, interval, ease, repetitions, lapses, first, last, quality"
READER_IS_SAME = "EXISTS (SELECT 1 FROM about WHERE name = 'reader' AND value = ?)"
ENTRY = "uid, device, at, day, card, event, quality, milliseconds, undoes, detail"
_MEMORY_OF = f"SELECT {MEMORY} FROM memory WHERE card = ?"
_LATEST = "SELECT at, uid FROM log WHERE card = ? ORDER BY at DESC, uid DESC LIMIT 1"
_ANY_GRADE = f"SELECT 1 FROM tally WHERE day = ? AND {GRADED} LIMIT 1"
_LATEST_GRADE = f"""SELECT sequence, {ENTRY} FROM log NOT INDEXED
                    WHERE sequence > ? AND sequence <= ? AND day = ?
                      AND {GRADED} AND {STANDS}
                    ORDER BY sequence DESC LIMIT 1"""
_CARDS = """SELECT file, card.id, placement.kind, note, question, answer, key_points, tags,
                   macros, path, line
            FROM card JOIN placement ON placement.card = card.id
                      JOIN deck_file ON deck_file.id = file"""
_CARD_OF = f"{_CARDS} WHERE card.id = ? ORDER BY file"


class Queries:
    """What can be asked of the history, on a connection that someone else opens and closes."""

    def __init__(self, connection: Connection, scheduler: Scheduler) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._scheduler = scheduler
        # A day, the history's version then, and the rows among which no grade of that day stands.
        self._passed = (0, 0, 0, 0)

    def shelved_files(self) -> dict[str, ShelvedFile]:
        """All deck files known, by path; those that another reader read count as changed."""
        rows = self._execute(
            f"""SELECT id, path, size, CASE WHEN {READER_IS_SAME} THEN modified ELSE 0 END,
                       name, cards, faults
                FROM deck_file""",
            (READER,),
        )
        return {
            path: ShelvedFile(
                number,
                path,
                size,
                modified,
                name,
                cards,
                tuple(Fault(path, line, message) for line, message in json.loads(faults)),
            )
            for number, path, size, modified, name, cards, faults in rows
        }

    def known_cards(self, changed: Sequence[int]) -> list["Known"]:
        """Every card that stands in a file, as last read, or has a history to keep."""
        from tutor.library.claim import Known

        undecided = {card for card, _ in noted(self._connection)}
        # The text is needed only to recognise a card that is gone from where it was.
        rows = self._execute(
            f"""SELECT id, placed, graded, given, identity, wording,
                       CASE WHEN placed THEN '' ELSE question END,
                       CASE WHEN placed THEN '' ELSE answer END
                FROM (SELECT card.*,
                             EXISTS (SELECT 1 FROM placement WHERE placement.card = card.id
                                       AND file NOT IN ({_list(changed)})) AS placed,
                             EXISTS (SELECT 1 FROM log WHERE log.card = card.id) AS graded
                      FROM card)
                WHERE placed OR graded
                   OR EXISTS (SELECT 1 FROM placement WHERE placement.card = id)"""
        )
        return [
            Known(
                id=CardId(card),
                given=given,
                identity=identity,
                wording=wording,
                question=question,
                answer=answer,
                placed=placed == 1,
                graded=graded == 1,
                is_undecided=card in undecided,
            )
            for card, placed, graded, given, identity, wording, question, answer in rows
        ]

    def order(self, changed: Sequence[int], now: Sequence[tuple[str, int]]) -> "Order":
        """The cards of the changed files as last read, and how many each of them has now."""
        from tutor.library.places import Order, Stood

        before: dict[str, list[Stood]] = {}
        for path, card, note in self._execute(
            f"""SELECT path, card, note FROM placement JOIN deck_file ON deck_file.id = file
                WHERE file IN ({_list(changed)}) ORDER BY file, position"""
        ):
            before.setdefault(path, []).append(Stood(CardId(card), note))
        return Order(before, now)

    def placed(self, files: Sequence[int]) -> list[tuple[CardId, str, tuple[str, ...]]]:
        """Every card of these files: its file's path, and all that the file says of it."""
        rows = self._execute(
            f"""SELECT card.id, path, placement.kind, question, answer, key_points, tags,
                       macros
                FROM placement JOIN card ON card.id = placement.card
                               JOIN deck_file ON deck_file.id = file
                WHERE file IN ({_list(files)}) ORDER BY file, position"""
        )
        return [(CardId(card), path, tuple(text)) for card, path, *text in rows]

    def standing(self, cards: Collection[CardId], without: Sequence[int]) -> set[CardId]:
        """Those of these cards that stand in a file other than these."""
        rows = self._execute(
            f"""SELECT DISTINCT card FROM placement
                WHERE card IN (SELECT value FROM json_each(?))
                  AND file NOT IN ({_list(without)})""",
            (json.dumps(list(cards)),),
        )
        return {CardId(card) for (card,) in rows}

    def graded(self, cards: Collection[CardId]) -> set[CardId]:
        """Those of these cards that have a history."""
        rows = self._execute(
            "SELECT DISTINCT card FROM log WHERE card IN (SELECT value FROM json_each(?))",
            (json.dumps(list(cards)),),
        )
        return {CardId(card) for (card,) in rows}

    def undecided(self, files: Collection[int]) -> list[Undecided]:
        """The new cards of these files that may be cards that vanished."""
        return undecided(self._connection, files)

    def offered(self, bundled: Mapping[str, Sequence[int]]) -> set[str]:
        """Of the bundled decks, by name with their files, those that came after the history."""
        return offers.offered(self._connection, bundled)

    def unnoted(self, names: Collection[str]) -> set[str]:
        """Of the names of bundled decks, those that are not noted as known."""
        return {*names} - (offers.known(self._connection) or set())

    def introduced(self, day: int) -> int:
        """How many cards were first graded on this day."""
        (count,) = self._execute("SELECT count(*) FROM memory WHERE first = ?", (day,)).fetchone()
        return int(count)

    def exercises_done(self, day: int) -> list[Item]:
        """The exercises graded on this day, each once; new are those first graded then."""
        rows = self._execute(
            """SELECT DISTINCT memory.card, first = last
               FROM memory CROSS JOIN placement ON placement.card = memory.card
               WHERE last = ? AND kind = ?""",
            (day, Kind.EXERCISES),
        )
        return [Item(card, "", Kind.EXERCISES, new=bool(new)) for card, new in rows]

    def waits(self, card: CardId, day: int) -> bool:
        """Whether a twin of this card was graded on this day, and the card itself was not."""
        # CROSS JOIN: from the card's few twins, not from all that was graded on this day.
        row = self._execute(
            """SELECT 1 FROM twin CROSS JOIN memory ON memory.card = twin.other
               WHERE twin.card = ? AND last = ?
                 AND NOT EXISTS (SELECT 1 FROM memory WHERE card = twin.card AND last = ?)""",
            (card, day, day),
        ).fetchone()
        return row is not None

    def work(self, files: Sequence[int], day: int, limits: Limits) -> DayWork:
        """What the day may ask of these files, or of some of them."""
        return DayWork(self._connection, self._scheduler, day, files, limits)

    def memory(self, card: CardId) -> Memory:
        """How well a card is known; a new card's memory if it was never graded."""
        row = self._execute(_MEMORY_OF, (card,)).fetchone()
        return Memory(*row) if row else self._scheduler.new

    def latest(self, card: CardId) -> tuple[int, str]:
        """This card's latest entry: its instant and uid; (0, "") if there is none."""
        row = self._execute(_LATEST, (card,)).fetchone()
        return (row[0], row[1]) if row else (0, "")

    def card(self, wanted: CardId, decks: Mapping[int, str]) -> Card | None:
        """A card as it is in one of these decks' files, or None if it is in none of them."""
        rows = self._execute(_CARD_OF, (wanted,))
        return next((_card(row, decks) for row in rows if row[0] in decks), None)

    def cards(self, files: Sequence[int], decks: Mapping[int, str]) -> list[Card]:
        """All cards of these files, in their order."""
        query = f"{_CARDS} WHERE file = ? ORDER BY position"
        return [_card(row, decks) for file in files for row in self._execute(query, (file,))]

    def given(self, name: str) -> list[CardId]:
        """The cards in deck files that were given this id, of which only one goes by it."""
        rows = self._execute(
            """SELECT id FROM card WHERE given = ?
                 AND EXISTS (SELECT 1 FROM placement WHERE placement.card = card.id)""",
            (name,),
        )
        return [CardId(card) for (card,) in rows]

    def today(self, files: Sequence[int], day: int, limits: Limits) -> Today:
        """What this day holds."""
        work = self.work(files, day, limits)
        chosen, paces = work.of(files), self.paces()
        ahead: Sequence[int] = ()
        if any(item.kind.is_drawn for item in chosen.new):
            ahead = work.ahead(files, chosen, paces)
        return today([*chosen.due, *chosen.owed], chosen.new, paces, ahead)

    def counts(self, decks: Sequence[Sequence[int]], day: int, limits: Limits) -> list[Count]:
        """What a review session of each deck alone, given by its files, asks on this day."""
        work = self.work([file for files in decks for file in files], day, limits)
        each = map(work.of, decks)
        return [Count(len(chosen.due) + len(chosen.owed), len(chosen.new)) for chosen in each]

    def tags(self, files: Sequence[int]) -> list[str]:
        """The tags of the cards in these files."""
        rows = self._execute(
            f"""SELECT DISTINCT json_each.value FROM card, json_each(card.tags)
                WHERE card.tags <> '[]' AND json_each.value <> ?
                  AND card.id IN (SELECT card FROM placement WHERE file IN ({_list(files)}))
                ORDER BY 1""",
            (TYPED,),
        )
        return [tag for (tag,) in rows]

    def entries(self, wanted: CardId) -> list[Entry]:
        """One card's whole log, in folding order."""
        rows = self._execute(f"SELECT {ENTRY} FROM log WHERE card = ? ORDER BY at, uid", (wanted,))
        return [_entry(row) for row in rows]

    def last_grade(self, day: int) -> Entry | None:
        """The grade that an undo would take back: the day's latest that still stands."""
        if self._execute(_ANY_GRADE, (day,)).fetchone() is None:
            return None  # so that the search below always ends at one
        # What stands no more never stands again, unless another program replaces the history:
        # what was passed over once is not looked through at the next undo.
        (version,) = self._execute("PRAGMA data_version").fetchone()
        (last,) = self._execute("SELECT max(sequence) FROM log").fetchone()
        low = high = 0
        if self._passed[:2] == (day, version):
            _, _, low, high = self._passed
        row = self._execute(_LATEST_GRADE, (high, last, day)).fetchone()
        if row is None and low:
            row = self._execute(_LATEST_GRADE, (0, low - 1, day)).fetchone()
        if row is None:
            return None
        sequence, *entry = row
        self._passed = day, version, sequence + 1, last
        return _entry(entry)

    def later_than(self, day: int) -> tuple[int, int, int]:
        """How many grades that stand are of later days, and the first and last of those days."""
        row = self._execute(
            f"""SELECT count(*), coalesce(min(day), 0), coalesce(max(day), 0) FROM log
                WHERE day > ? AND event <> 'undo' AND {STANDS}""",
            (day,),
        ).fetchone()
        return row[0], row[1], row[2]

    def streak(self, day: int) -> int:
        """How many learning days in a row have a grade, up to this one (or to yesterday)."""
        length = 0
        for earlier in range(day, 0, -1):
            if self._studied(earlier):
                length += 1
            elif earlier != day:
                break
        return length

    def next_due(
        self, files: Sequence[int], day: int, waiting: Sequence[Item] = ()
    ) -> tuple[int, int] | None:
        """The first later day on which cards are due, and how many; some may wait for it now."""
        row = self._execute(
            f"""SELECT due, count(DISTINCT memory.card)
                FROM memory CROSS JOIN placement ON placement.card = memory.card
                WHERE due > ? AND file IN ({_list(files)})
                GROUP BY due ORDER BY due LIMIT 1""",
            (day,),
        ).fetchone()
        if not waiting:
            return (row[0], row[1]) if row else None
        return day + 1, len(waiting) + (row[1] if row and row[0] == day + 1 else 0)

    def paces(self) -> dict[Kind, Pace]:
        """How long a card of each kind takes and how often it goes wrong, in the latest grades.

        Where there are fewer than five of a kind, what is usual.
        """
        rows = self._execute(
            f"""SELECT kind, avg(milliseconds) / 1000, avg(quality < {PASSED}),
                       avg(quality >= {PASSED} AND quality < {self._scheduler.settled}), count(*)
                FROM (SELECT card, milliseconds, quality FROM log
                      WHERE event IN ('scheduled', 'tomorrow') AND {STANDS}
                      ORDER BY sequence DESC LIMIT 300) AS latest
                JOIN card ON card.id = latest.card
                GROUP BY kind"""
        )
        own = {
            Kind(kind): (mean, failed, hard)
            for kind, mean, failed, hard, count in rows
            if count >= 5 and mean > 0
        }
        return {
            kind: pace_of(kind, comes_back=self._scheduler.comes_back(0, kind), found=own.get(kind))
            for kind in Kind
        }

    def _studied(self, day: int) -> bool:
        row = self._execute("SELECT 1 FROM tally WHERE day = ? LIMIT 1", (day,)).fetchone()
        return row is not None


def ahead(count: int, first: int, last: int) -> str:
    """What to say of entries that are dated later than tomorrow."""
    return (
        f"{counted(count, 'grade')} dated {as_date(first)} to {as_date(last)}: "
        "the clock was ahead when they were made. `tutor doctor --undo-future` undoes them."
    )


def _card(
    row: tuple[int, str, str, str, str, str, str, str, str, str, int], decks: Mapping[int, str]
) -> Card:
    file, number, kind, note, question, answer, key_points, tags, macros, path, line = row
    return Card(
        CardId(number),
        Kind(kind),
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


def _entry(row: Sequence[Any]) -> Entry:
    uid, device, at, day, number, event, quality, time, undoes, detail = row
    return Entry(
        uid, device, at, day, CardId(number), Event(event), quality, time / 1000, undoes, detail
    )


def _list(numbers: Sequence[int]) -> str:
    return ",".join(str(int(number)) for number in numbers)
