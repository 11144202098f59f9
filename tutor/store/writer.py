"""Everything that changes the database: one transaction a use case, on disk before it returns."""

import json
import os
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Connection,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from tutor.core.card import CardId
from tutor.core.day import EARLIEST, LATEST
from tutor.core.log import Entry, Event, Graded, compact
from tutor.core.memory import Memory
from tutor.errors import TutorError
from tutor.library.match import Match, match
from tutor.library.parse import ParsedFile
from tutor.library.scan import DeckFile
from tutor.library.shelf import READER
from tutor.scheduling.scheduler import Scheduler
from tutor.store import connect, merging, rollups, tables, undecided
from tutor.store.backup import back_up, free_name
from tutor.store.connect import check_version, examine, make_private_folder, read_only, unreadable
from tutor.store.folding import STANDS
from tutor.store.queries import ENTRY, READER_IS_SAME, Queries
from tutor.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

_GRAIN = 2_000_000_000  # nanoseconds; the coarsest file systems count in two seconds
_ENTRY = [name.strip() for name in ENTRY.split(",")]
_insert_entry = rollups.as_text(
    insert(tables.log).values({name: bindparam(name) for name in _ENTRY})
)


class Writer:
    """The one connection of this program that writes. Not to be used by two threads at once."""

    def __init__(self, path: Path, backups: Path, scheduler: Scheduler) -> None:
        self.path = path
        self._scheduler = scheduler
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: sqlite3.connect(
                path,
                timeout=connect.BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            ),
            poolclass=StaticPool,
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        try:
            if examine(path):
                read_only(path).close()  # refuses what is not ours before anything is set on it
            else:
                _create(path)
            self._connection = self._engine.connect()
            self._raw = _raw(self._connection)
            self._queries = Queries(self._raw, scheduler)
            version = check_version(self._raw, path)
            if 0 < version < VERSION:
                back_up(path, free_name(backups / f"{path.stem}-before-format-{VERSION}.sqlite3"))
            if version < VERSION:
                self._migrate()
            self.device = str(
                self._raw.execute("SELECT value FROM about WHERE name = 'device'").fetchone()[0]
            )
        except BaseException as error:
            self._engine.dispose()
            if isinstance(error, (DBAPIError, sqlite3.Error, OSError)):
                raise unreadable(path, error) from error
            raise
        self._stamp = 0

    def close(self) -> None:
        """Close the database."""
        self._connection.close()
        self._engine.dispose()

    def grade(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> Graded:
        """Record a grade, and what it did to the card's memory."""
        with self._transaction() as connection:
            before = self._queries.memory(card)
            latest = self._queries.latest(card)
            event = self._scheduler.event(before, day)
            entry = self._entry(event, card, quality, at, day, seconds, detail)
            self._append(connection, entry)
            rollups.count(connection, entry)
            if (at, entry.uid) < latest:  # the clock went back
                memory = rollups.refold(connection, self._raw, self._scheduler, card)
            else:
                memory = self._scheduler.after(before, event, quality, day)
                rollups.graded(connection, self._raw, entry, before, memory)
        return Graded(entry, before, memory)

    def practise(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> Graded:
        """Record practice of what is not due; the schedule does not change."""
        with self._transaction() as connection:
            memory = self._queries.memory(card)
            entry = self._entry(Event.PRACTICE, card, quality, at, day, seconds, detail)
            self._append(connection, entry)
            rollups.count(connection, entry)
        return Graded(entry, memory, memory)

    def undo(self, at: int, day: int) -> tuple[Entry, Memory] | None:
        """Undo the day's latest grade: its entry, and the card's memory without it.

        None if no grade of that day is left.
        """
        with self._transaction() as connection:
            undone = self._queries.last_grade(day)
            if undone is None:
                return None
            entry = self._entry(Event.UNDO, undone.card, 0, at, day, undoes=undone.uid)
            self._append(connection, entry)
            rollups.count(connection, undone, -1)
            memory = rollups.refold(connection, self._raw, self._scheduler, undone.card)
        return undone, memory

    def undo_later_than(self, last: int, at: int, day: int) -> int:
        """Undo every grade and practice of later days, which a clock that was ahead gave."""
        with self._transaction() as connection:
            rows = self._raw.execute(
                f"SELECT uid, card FROM log WHERE day > ? AND event <> 'undo' AND {STANDS}", (last,)
            ).fetchall()
            for uid, card in rows:
                self._append(connection, self._entry(Event.UNDO, card, 0, at, day, undoes=uid))
            cards = sorted({card for _, card in rows})
            rollups.refold_all(connection, self._raw, self._scheduler, cards, lambda share: None)
            for card in cards:
                rollups.see(connection, card, self._queries.memory(card))
        return len(rows)

    def shelve(
        self,
        changed: Mapping[DeckFile, ParsedFile],
        gone: Sequence[int],
    ) -> list[Match]:
        """Store the cards of changed deck files; each keeps its history or begins one."""
        with self._transaction() as connection:
            shelved = self._queries.shelved_files()
            old = [shelved[file.path].id for file in changed if file.path in shelved]
            found = [card for parsed in changed.values() for card in parsed.cards]
            now = [(file.path, len(parsed.cards)) for file, parsed in changed.items()]
            before = [*old, *gone]
            matches = match(
                found, self._queries.known_cards(before), self._queries.order(before, now)
            )
            self._note_reader(connection)
            for batch in _batches([*old, *gone]):
                connection.execute(
                    delete(tables.placement).where(tables.placement.c.file.in_(batch))
                )
            for batch in _batches(list(gone)):
                connection.execute(delete(tables.deck_file).where(tables.deck_file.c.id.in_(batch)))
            _write_cards(connection, matches)
            position = iter(matches)
            for file, parsed in changed.items():
                number = _write_file(connection, file, parsed)
                _place(connection, number, [next(position) for _ in parsed.cards])
            if changed:
                connection.execute(
                    update(tables.placement)
                    .values(seen=1)
                    .where(tables.placement.c.seen == 0, rollups.has_memory())
                )
            undecided.note(connection, self._raw, matches)
        return matches

    def _note_reader(self, connection: Connection) -> None:
        """Note which reader reads the decks now; what another one read is to be read again."""
        if self._raw.execute(f"SELECT {READER_IS_SAME}", (READER,)).fetchone()[0]:
            return
        connection.execute(update(tables.deck_file).values(modified=0))
        row = upsert(tables.about).values(name="reader", value=READER)
        connection.execute(
            row.on_conflict_do_update(index_elements=["name"], set_={"value": READER})
        )

    def rebuild(self) -> None:
        """Compute every memory and every count again from the whole log."""
        with self._transaction() as connection:
            rollups.fold_again(connection, self._raw, self._scheduler)

    def merge(
        self,
        cards: Iterable[merging.Row],
        entries: Iterable[merging.Row],
        report: rollups.Report,
    ) -> merging.Merged:
        """Merge another history into this one: all of it, or nothing if it is refused."""
        try:
            merging.gather(self._raw, cards, entries)
        except sqlite3.Error as error:
            raise unreadable(self.path, error) from error
        with self._transaction() as connection:
            return merging.merge(connection, self._raw, self._scheduler, report)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._connection.begin():
                yield self._connection
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise unreadable(self.path, error) from error

    def _migrate(self) -> None:
        with self._transaction() as connection:
            # Another program may have been faster while this one waited for the lock.
            (version,) = self._raw.execute("PRAGMA user_version").fetchone()
            for statements in MIGRATIONS[version:]:
                for statement in statements:
                    connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
            connection.execute(
                upsert(tables.about)
                .values(name="device", value=secrets.token_hex(4))
                .on_conflict_do_nothing()
            )

    def _append(self, connection: Connection, entry: Entry) -> None:
        values = (
            entry.uid,
            entry.device,
            entry.at,
            entry.day,
            entry.card,
            entry.event,
            entry.quality,
            rollups.milliseconds(entry.seconds),
            entry.undoes,
            entry.detail,
        )
        connection.exec_driver_sql(_insert_entry, values)

    def _entry(
        self,
        event: Event,
        card: CardId,
        quality: int,
        at: int,
        day: int,
        seconds: float = 0.0,
        detail: str = "",
        undoes: str = "",
    ) -> Entry:
        if not EARLIEST <= at < LATEST:
            raise TutorError(
                "The clock of this machine is wrong: it says a year before 1970 or after 8999. "
                "Nothing was recorded. Set the clock and try again."
            )
        return Entry(
            self._uid(),
            self.device,
            at,
            day,
            card,
            event,
            quality,
            seconds,
            undoes,
            compact(detail),
        )

    def _uid(self) -> str:
        # Real time first, also where --now sets another: entries of one instant keep the order
        # in which they were made.
        self._stamp = max(self._stamp + 1, time.time_ns() // 1000)
        return f"{self._stamp:014x}{secrets.token_hex(6)}"


def _create(path: Path) -> None:
    make_private_folder(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare(raw: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another program writes
    # in between, whatever the timeout; an immediate one waits its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _write_cards(connection: Connection, matches: Sequence[Match]) -> None:
    rows = {
        found.id: {
            "id": found.id,
            "kind": found.card.kind,
            "given": found.card.given,
            "identity": found.card.identity,
            "wording": found.card.wording,
            "question": found.card.question,
            "answer": found.card.answer,
            "key_points": json.dumps(found.card.key_points, ensure_ascii=False),
            "tags": json.dumps(found.card.tags, ensure_ascii=False),
        }
        for found in matches
    }
    if rows:
        statement = upsert(tables.card)
        columns = [c.name for c in tables.card.c if c.name not in ("id", "given")]
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["id"],
                set_={name: statement.excluded[name] for name in columns}
                # An id comment names its card for good, also when it is taken out later.
                | {
                    "given": func.coalesce(
                        func.nullif(statement.excluded.given, ""), tables.card.c.given
                    )
                },
            ),
            list(rows.values()),
        )


def _write_file(connection: Connection, file: DeckFile, parsed: ParsedFile) -> int:
    # A file that was written this moment may be written again within its time stamp's grain:
    # it is read again next time.
    settled = abs(time.time_ns() - file.modified) > _GRAIN
    values = {
        "size": file.size,
        "modified": file.modified if settled and parsed.was_read else 0,
        "name": parsed.name,
        "cards": len(parsed.cards),
        "faults": json.dumps([(fault.line, fault.message) for fault in parsed.faults]),
        "macros": json.dumps(parsed.macros, ensure_ascii=False),
    }
    statement = upsert(tables.deck_file).values(path=file.path, **values)
    number = connection.execute(
        statement.on_conflict_do_update(index_elements=["path"], set_=values).returning(
            tables.deck_file.c.id
        )
    ).scalar()
    assert isinstance(number, int)
    return number


def _place(connection: Connection, file: int, matches: Sequence[Match]) -> None:
    rows = [
        {
            "file": file,
            "position": position,
            "card": found.id,
            "kind": found.card.kind,
            "note": found.card.note,
            "line": found.card.line,
            "seen": 0,
        }
        for position, found in enumerate(matches)
    ]
    if rows:
        connection.execute(insert(tables.placement), rows)


def _batches(numbers: list[int], size: int = 500) -> Iterator[list[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
