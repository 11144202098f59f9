"""Everything that changes the database: one transaction a use case, on disk before it returns."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from tutor.core.card import CardId
from tutor.core.decided import Decided
from tutor.core.kind import Kind
from tutor.core.log import GRADES, Entry, Event, Graded
from tutor.errors import TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.store import (
    connect,
    decisions,
    figure_sums,
    folding,
    offers,
    rollups,
    saved_searches,
    statements,
)
from tutor.store.acting import Undone, refuse
from tutor.store.appending import Log, new_action
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
from tutor.store.migration import migrate
from tutor.store.own_grades import OwnGrades
from tutor.store.packing import pack_uid, unpack_uid
from tutor.store.queries import Queries, Stored
from tutor.store.schema import UNDO, VERSION

if TYPE_CHECKING:  # they come with SQLAlchemy, which a grade need not wait for
    from tutor.library.match import Match
    from tutor.library.parsed import ParsedFile
    from tutor.library.scan import DeckFile
    from tutor.store.merging import Merged, Row

_PATIENCE = 60  # seconds to wait for another program that converts the database

Stop = Callable[[], bool]


def _nothing(_share: float) -> None:
    """Where nobody looks."""


class Writer:
    """The one connection of this program that writes. Not to be used by two threads at once.

    `report` is told how far a database of an earlier format is converted; `stop` ends that.
    """

    def __init__(
        self,
        path: Path,
        backups: Path,
        scheduler: Scheduler,
        report: rollups.Report = _nothing,
        stop: Stop = lambda: False,
    ) -> None:
        self.path = path
        self._scheduler = scheduler
        opened: Connection | None = None
        try:
            if examine(path):
                read_only(path).close()  # refuses what is not ours before anything is set on it
            else:
                _create(path)
            self._file = connect.identity(path)
            self._connection = opened = connect.to_write(path)
            self.queries = Queries(self._connection, scheduler)
            self._own = OwnGrades(self._connection)
            version = check_version(self._connection, path)
            if version < VERSION:
                self._migrate(version, backups, report, stop)
            self._log = Log(self._connection)
        except BaseException as error:
            if opened is not None:
                opened.close()
            if isinstance(error, (sqlite3.Error, OSError)):
                raise unreadable(path, error) from error
            raise

    @property
    def device(self) -> str:
        """What this machine's entries have as their device."""
        return self._log.device

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
        *,
        ahead: bool = False,
    ) -> Graded:
        """Record a grade, and what it did to the card's memory; `ahead` of its due day or not."""
        with self._transaction() as connection:
            self._own.begin()
            stored = self._stored_as_asked(card)
            number, before = stored.number, stored.memory
            latest = self.queries.last_at(number)
            event = self._scheduler.event(before, day, quality, kind, ahead=ahead)
            entry = self._log.entry(event, card, quality, at, day, seconds, detail)
            is_last = at > latest or (
                at == latest and entry.uid > self.queries.last_uid(number, at)
            )
            if not is_last:  # the clock went back
                with rollups.refolding(connection, self._scheduler, [number]) as memories:
                    self._log.append(entry, number)
                memory = memories[number]
            else:
                self._log.append(entry, number)
                memory = self._scheduler.after(before, event, quality, day)
                rollups.graded(connection, stored, entry, memory)
            graded = Graded(entry, before, memory)
            if is_last and (latest < 0 or not before.is_new):  # a reset leaves more behind
                self._own.add(graded, stored)
        return graded

    def practise(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> Graded:
        """Record practice of what is not due; the schedule does not change."""
        with self._transaction():
            stored = self._stored(card)
            entry = self._log.entry(Event.PRACTICE, card, quality, at, day, seconds, detail)
            self._log.append(entry, stored.number)
        return Graded(entry, stored.memory, stored.memory)

    def act(self, cards: Sequence[CardId], event: Event, value: int, at: int, day: int) -> None:
        """Record an action on each of these cards; their uids end alike, for an undo of all."""
        action = new_action()
        with self._transaction() as connection:
            stored = [(card, self._stored(card)) for card in cards]
            refuse(stored, event, value)
            with rollups.refolding(connection, self._scheduler, [s.number for _, s in stored]):
                for card, each in stored:
                    entry = self._log.entry(event, card, 0, at, day, value=value, action=action)
                    self._log.append(entry, each.number)

    def undo(self, at: int, day: int) -> Undone | None:
        """Undo the day's latest grade or action, of this machine first: an action on all its cards.

        None if nothing of that day is left.
        """
        with self._transaction() as connection:
            self._own.begin()
            own = self._own.latest(day)
            if own is not None:
                (undone, before, after), stored = own
                self._log.undo(undone.uid, undone.card, stored.number, at, day)
                rollups.ungraded(connection, stored._replace(memory=after), undone, before)
                self._own.take_back()
                return Undone(undone, before)
            latest = self.queries.latest(day)
            if latest is None:
                return None
            sequence, number, undone = latest
            is_own = undone.device == self.device
            stored = self._stored(undone.card)
            found = None
            if undone.event in GRADES and not stored.memory.is_new:
                found = folding.without_last(connection, self._scheduler, number, sequence)
            if found is not None:
                self._log.undo(undone.uid, undone.card, number, at, day)
                memory = found
                rollups.ungraded(connection, stored, undone, memory)
                return Undone(undone, memory, is_own=is_own)
            # An action, or the clock went back.
            together = [(undone, number), *self.queries.done_with(undone)]
            numbers = [each for _, each in together]
            with rollups.refolding(connection, self._scheduler, numbers) as memories:
                for entry, each in together:
                    self._log.undo(entry.uid, entry.card, each, at, day)
        others = tuple(each.card for each, _ in together[1:])
        return Undone(undone, memories[number], others, is_own)

    def undo_practice(self, practice: Entry, at: int, day: int) -> Undone | None:
        """Undo this practice: the entry, and the card's memory; None if it no longer stands."""
        with self._transaction() as connection:
            stands = f"SELECT 1 FROM entry WHERE uid = ? AND {STANDS}"
            if connection.execute(stands, (pack_uid(practice.uid),)).fetchone() is None:
                return None
            stored = self._stored(practice.card)
            self._log.undo(practice.uid, practice.card, stored.number, at, day)
        return Undone(practice, stored.memory)

    def undo_later_than(self, last: int, at: int, day: int) -> int:
        """Undo every grade and practice of later days, which a clock that was ahead gave."""
        with self._transaction() as connection:
            rows = connection.execute(
                f"""SELECT uid, id, card FROM entry JOIN card ON number = card
                    WHERE day > ? AND event <> {UNDO} AND {STANDS}""",
                (last,),
            ).fetchall()
            cards = sorted({number for _, _, number in rows})
            with rollups.refolding(connection, self._scheduler, cards):
                for uid, card, number in rows:
                    self._log.undo(unpack_uid(uid), card, number, at, day)
        return len(rows)

    def shelve(
        self,
        changed: "Mapping[DeckFile, ParsedFile]",
        gone: Sequence[int],
        day: int,
        look_up: Callable[[], object],
    ) -> "list[Match]":
        """Store the cards of deck files that changed by this day; each keeps its history.

        What `look_up` raises ends it: then nothing is stored.
        """
        from tutor.store.shelving import shelve

        with self._transaction() as connection:
            figure_sums.catch_up(connection, self._scheduler)
            return shelve(connection, self.queries, changed, gone, day, look_up)

    def decide(self, decided: Decided) -> None:
        """Keep what the learner decided about days."""
        with self._transaction() as connection:
            decisions.write(connection, decided)

    def know_decks(self, names: Iterable[str]) -> None:
        """Note that the learner knows these bundled decks: they are offered no more."""
        with self._transaction() as connection:
            offers.note(connection, (offers.known(connection) or {*offers.FIRST}).union(names))

    def save_search(self, name: str, search: str) -> None:
        """Save a search by name."""
        with self._transaction() as connection:
            saved_searches.save(connection, name, search)

    def forget_search(self, name: str) -> bool:
        """Forget a saved search; whether there was one."""
        with self._transaction() as connection:
            return saved_searches.forget(connection, name)

    def rebuild(self) -> None:
        """Compute every memory and every count again from the whole log."""
        with self._transaction() as connection:
            rollups.fold_again(connection, self._scheduler)

    def catch_up(self) -> None:
        """Add to the figures what was graded since they were counted."""
        try:
            if not figure_sums.are_behind(self._connection):
                return
        except sqlite3.Error as error:
            raise unreadable(self.path, error) from error
        with self._transaction() as connection:
            figure_sums.catch_up(connection, self._scheduler)

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
            merged = merging.merge(connection, self._scheduler, report)
            figure_sums.catch_up(connection, self._scheduler)
        return merged

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
                self._own.forget()
                connection.rollback()  # nothing, if SQLite itself has done so
                raise
        except (sqlite3.Error, OSError) as error:
            raise unreadable(self.path, error) from error
        finally:
            self.queries.asked_last = None  # it may stand otherwise after this

    def _refuse_if_replaced(self) -> None:
        """A TutorError if another file has the database's name now: what is written would be lost.

        SQLite goes on with the file that it opened, also when that has no name any more.
        """
        if connect.identity(self.path) != self._file:
            raise TutorError(
                f"{shown(self.path)} was replaced, moved or deleted while tutor had it open. "
                "Nothing was recorded. Leave tutor, start it again and run `tutor doctor`."
            )

    def _migrate(self, version: int, backups: Path, report: rollups.Report, stop: Stop) -> None:
        """Convert a database of an earlier format, after a backup, or create an empty one."""

        def tell(share: float) -> None:
            report(share)
            if stop():
                raise TutorError(
                    f"{shown(self.path)} was left as it was: the conversion to format {VERSION} "
                    "was stopped. It begins again when tutor is started."
                )

        if version > 0:
            name = f"{self.path.stem}-before-format-{VERSION}.sqlite3"

            def is_stopped() -> bool:
                report(0.0)
                return stop()

            if not back_up(self.path, free_name(backups / name), is_stopped):
                tell(0.0)
            # Another program may be converting it.
            self._connection.execute(f"PRAGMA busy_timeout = {1000 * _PATIENCE}")
        with self._transaction() as connection:
            # Another program may have been faster while this one waited for the lock.
            found = check_version(connection, self.path)
            if found < VERSION:
                migrate(connection, found, self._scheduler, tell)
        if version > 0:
            self._connection.execute(f"PRAGMA busy_timeout = {round(1000 * connect.BUSY_SECONDS)}")
            with suppress(sqlite3.Error):  # what the earlier tables took is free, here or later
                self._connection.execute("VACUUM")

    def _stored(self, card: CardId) -> Stored:
        """How a card stands; it gets a number if it has none yet."""
        found = self.queries.stored(card)
        if found is None:
            self._connection.execute(statements.INSERT_UNKNOWN_CARD, (card,))
            found = self.queries.stored(card)
        assert found is not None
        return found

    def _stored_as_asked(self, card: CardId) -> Stored:
        """The same; it is known of the card that was asked last, if nothing was changed since."""
        asked = self.queries.asked_last
        if self._own.is_current and asked is not None and asked[0] == card:
            return asked[1]
        return self._stored(card)


def _create(path: Path) -> None:
    make_private_folder(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
