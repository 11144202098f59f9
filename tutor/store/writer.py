"""Everything that changes the database: one transaction a use case, on disk before it returns."""

import os
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from tutor.core.card import CardId
from tutor.core.day import EARLIEST, LATEST
from tutor.core.kind import Kind
from tutor.core.log import Entry, Event, Graded, compact
from tutor.core.memory import Memory
from tutor.errors import TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.store import connect, offers, rollups, statements
from tutor.store.backup import back_up, free_name
from tutor.store.connect import (
    check_version,
    examine,
    make_private_folder,
    read_only,
    shown,
    unreadable,
)
from tutor.store.folding import STANDS
from tutor.store.queries import Queries
from tutor.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:  # they come with SQLAlchemy, which a grade need not wait for
    from tutor.library.match import Match
    from tutor.library.parsed import ParsedFile
    from tutor.library.scan import DeckFile
    from tutor.store.merging import Merged, Row


class Writer:
    """The one connection of this program that writes. Not to be used by two threads at once."""

    def __init__(self, path: Path, backups: Path, scheduler: Scheduler) -> None:
        self.path = path
        self._scheduler = scheduler
        self._stamp = 0
        opened: Connection | None = None
        try:
            if examine(path):
                read_only(path).close()  # refuses what is not ours before anything is set on it
            else:
                _create(path)
            self._file = _identity(path)
            self._connection = opened = connect.to_write(path)
            self.queries = Queries(self._connection, scheduler)
            version = check_version(self._connection, path)
            if 0 < version < VERSION:
                back_up(path, free_name(backups / f"{path.stem}-before-format-{VERSION}.sqlite3"))
            if version < VERSION:
                self._migrate()
            (self.device,) = self._connection.execute(
                "SELECT value FROM about WHERE name = 'device'"
            ).fetchone()
        except BaseException as error:
            if opened is not None:
                opened.close()
            if isinstance(error, (sqlite3.Error, OSError)):
                raise unreadable(path, error) from error
            raise

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def grade(
        self,
        card: CardId,
        quality: int,
        at: int,
        day: int,
        seconds: float,
        detail: str = "",
        kind: Kind = Kind.FLASHCARDS,
    ) -> Graded:
        """Record a grade, and what it did to the card's memory."""
        with self._transaction() as connection:
            before = self.queries.memory(card)
            event = self._scheduler.event(before, day, quality, kind)
            entry = self._append(self._entry(event, card, quality, at, day, seconds, detail))
            rollups.count(connection, entry)
            if not before.is_new and self.queries.latest(card) > (at, entry.uid):
                # The clock went back.
                memory = rollups.refold(connection, self._scheduler, card, before)
            else:
                memory = self._scheduler.after(before, event, quality, day)
                rollups.graded(connection, entry, before, memory)
        return Graded(entry, before, memory)

    def practise(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> Graded:
        """Record practice of what is not due; the schedule does not change."""
        with self._transaction() as connection:
            memory = self.queries.memory(card)
            entry = self._append(
                self._entry(Event.PRACTICE, card, quality, at, day, seconds, detail)
            )
            rollups.count(connection, entry)
        return Graded(entry, memory, memory)

    def undo(self, at: int, day: int) -> tuple[Entry, Memory] | None:
        """Undo the day's latest grade: its entry, and the card's memory without it.

        None if no grade of that day is left.
        """
        with self._transaction() as connection:
            undone = self.queries.last_grade(day)
            if undone is None:
                return None
            self._append(self._entry(Event.UNDO, undone.card, 0, at, day, undoes=undone.uid))
            rollups.count(connection, undone, -1)
            before = self.queries.memory(undone.card)
            memory = rollups.refold(connection, self._scheduler, undone.card, before)
        return undone, memory

    def undo_later_than(self, last: int, at: int, day: int) -> int:
        """Undo every grade and practice of later days, which a clock that was ahead gave."""
        with self._transaction() as connection:
            rows = connection.execute(
                f"SELECT uid, card FROM log WHERE day > ? AND event <> 'undo' AND {STANDS}", (last,)
            ).fetchall()
            for uid, card in rows:
                self._append(self._entry(Event.UNDO, card, 0, at, day, undoes=uid))
            cards = sorted({card for _, card in rows})
            rollups.refold_all(connection, self._scheduler, cards, lambda share: None)
            for card in cards:
                rollups.see(connection, card, self.queries.memory(card))
        return len(rows)

    def shelve(
        self, changed: "Mapping[DeckFile, ParsedFile]", gone: Sequence[int]
    ) -> "list[Match]":
        """Store the cards of changed deck files; each keeps its history or begins one."""
        from tutor.store.shelving import shelve

        with self._transaction() as connection:
            return shelve(connection, self.queries, changed, gone)

    def know_decks(self, names: Iterable[str]) -> None:
        """Note that the learner knows these bundled decks: they are offered no more."""
        with self._transaction() as connection:
            offers.note(connection, (offers.known(connection) or {*offers.FIRST}).union(names))

    def rebuild(self) -> None:
        """Compute every memory and every count again from the whole log."""
        with self._transaction() as connection:
            rollups.fold_again(connection, self._scheduler)

    def merge(
        self,
        cards: "Iterable[Row]",
        entries: "Iterable[Row]",
        report: rollups.Report,
    ) -> "Merged":
        """Merge another history into this one: all of it, or nothing if it is refused."""
        from tutor.store import merging

        try:
            merging.gather(self._connection, cards, entries)
        except sqlite3.Error as error:
            raise unreadable(self.path, error) from error
        with self._transaction() as connection:
            return merging.merge(connection, self._scheduler, report)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        connection = self._connection
        try:
            connection.execute(statements.BEGIN)
            try:
                self._refuse_if_replaced()
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()  # nothing, if SQLite itself has done so
                raise
        except (sqlite3.Error, OSError) as error:
            raise unreadable(self.path, error) from error

    def _refuse_if_replaced(self) -> None:
        """A TutorError if another file has the database's name now: what is written would be lost.

        SQLite goes on with the file that it opened, also when that has no name any more.
        """
        if _identity(self.path) != self._file:
            raise TutorError(
                f"{shown(self.path)} was replaced, moved or deleted while tutor had it open. "
                "Nothing was recorded. Leave tutor, start it again and run `tutor doctor`."
            )

    def _migrate(self) -> None:
        with self._transaction() as connection:
            # Another program may have been faster while this one waited for the lock.
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            for migration in MIGRATIONS[version:]:
                for statement in migration:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(
                "INSERT INTO about (name, value) VALUES ('device', ?) ON CONFLICT DO NOTHING",
                (secrets.token_hex(4),),
            )

    def _append(self, entry: Entry) -> Entry:
        uid, device, at, day, card, event, quality, seconds, undoes, detail = entry
        time_taken = rollups.milliseconds(seconds)
        self._connection.execute(
            statements.INSERT_ENTRY,
            (uid, device, at, day, card, event, quality, time_taken, undoes, detail),
        )
        return entry

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


def _identity(path: Path) -> tuple[int, int]:
    """Which file it is, whatever its name; none if it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def _create(path: Path) -> None:
    make_private_folder(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
