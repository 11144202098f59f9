"""The store: the learner's history in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.scheduling.schedulers import DEFAULT
from tutor.store.connect import backups_of, examine, read_only, unreadable
from tutor.store.queries import Queries
from tutor.store.schema import VERSION

if TYPE_CHECKING:
    from tutor.progress.progress import Choice
    from tutor.scheduling.scheduler import Scheduler
    from tutor.store.counting import Counting
    from tutor.store.searching import Searching
    from tutor.store.writer import Writer


class Database:
    """Reads on a connection that cannot write, until something is written: then on the writer's.

    A commit throws away the pages that other connections hold. Any thread may call, one at a time
    works.
    """

    def __init__(self, path: Path, scheduler: Scheduler = DEFAULT) -> None:
        self.path = path
        self.scheduler = scheduler
        # Told how far a database of an earlier format is converted, and asked whether to stop.
        self.on_conversion: Callable[[float], None] = lambda share: None
        self.stop_conversion: Callable[[], bool] = lambda: False
        self._lock = threading.RLock()
        self._one_search = threading.RLock()
        self._searching: Searching | None = None
        self._reader: sqlite3.Connection | None = None
        self._queries: Queries | None = None
        self._writer: Writer | None = None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            if self._writer is not None:
                self._writer.close()
            self._reader = self._writer = self._queries = None
        with self._one_search:
            self._end_searching()

    def reading(self) -> AbstractContextManager[Queries]:
        """What can be asked; no other thread reads or writes through this object meanwhile."""
        return _Reading(self)

    def writing(self) -> AbstractContextManager[Writer]:
        """What can be changed: each change is on disk before its method returns."""
        return _Writing(self)

    @contextmanager
    def counting(self, choice: Choice, since: int = 0) -> Iterator[Counting]:
        """A view to count in, on a connection of its own: grades need not wait for it."""
        from tutor.store.counting import Counting
        from tutor.store.figure_sums import look_ahead

        with self.reading():  # the file is there and of this version
            if self._writer is not None:
                self._writer.catch_up()
        try:
            with closing(read_only(self.path)) as connection:
                connection.execute("BEGIN")
                look_ahead(connection, self.scheduler)
                yield Counting(connection, self.scheduler, choice, since)
        except sqlite3.Error as error:
            raise unreadable(self.path, error) from error

    @contextmanager
    def searching(self, files: Sequence[int]) -> Iterator[Searching]:
        """Searches among the cards of these files, on a connection of their own; one at a time."""
        from tutor.store.searching import Searching

        with self.reading():
            pass  # the file is there and of this version
        with self._one_search:
            try:
                if self._searching is None or not self._searching.is_of(self.path):
                    self._end_searching()
                    self._searching = Searching(read_only(self.path), self.path)
                with self._searching.at_one_moment(files):
                    yield self._searching
            except sqlite3.Error as error:
                raise unreadable(self.path, error) from error

    def stop_search(self) -> None:
        """Let the search that runs in another thread end at once, if there is one."""
        if self._searching is not None:
            self._searching.interrupt()

    def _end_searching(self) -> None:
        if self._searching is not None:
            self._searching.close()
            self._searching = None

    def prepare_to_write(self) -> None:
        """Open what the first grade needs, so that it need not wait for it."""
        with self.writing() as writer:
            writer.catch_up()

    def back_up(self, day: int, stop: Callable[[], bool] = lambda: False) -> Path | None:
        """Take this learning day's backup if it is not there yet."""
        from tutor.store import backup

        return backup.daily(self.path, day, stop) if examine(self.path) else None

    def _open_writer(self) -> Writer:
        from tutor.store.writer import Writer

        writer = Writer(
            *(self.path, backups_of(self.path), self.scheduler),
            *(self.on_conversion, self.stop_conversion),
        )
        self._queries = writer.queries
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        return writer

    def _open_reader(self) -> Queries:
        if examine(self.path):
            self._reader = read_only(self.path)
            (version,) = self._reader.execute("PRAGMA user_version").fetchone()
            if version == VERSION:
                return Queries(self._reader, self.scheduler)
        with self.writing() as writer:
            return writer.queries


class _Reading:
    """The database, locked to be read. A generator would take three times as long, at each key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Queries:
        database = self._database
        database._lock.acquire()
        try:
            if database._queries is None:
                database._queries = database._open_reader()
        except BaseException:
            database._lock.release()
            raise
        return database._queries

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._database._lock.release()
        if isinstance(error, sqlite3.Error):
            raise unreadable(self._database.path, error) from error


class _Writing:
    """The same, to be written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Writer:
        database = self._database
        database._lock.acquire()
        try:
            if database._writer is None:
                database._writer = database._open_writer()
        except BaseException:
            database._lock.release()
            raise
        return database._writer

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._database._lock.release()
