"""The store: the learner's history in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
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
    from tutor.store.writer import Writer


class Database:
    """Reads on one connection and writes on another; any thread may call, one at a time works.

    The writer, and SQLAlchemy with it, is opened when first needed.
    """

    def __init__(self, path: Path, scheduler: Scheduler = DEFAULT) -> None:
        self.path = path
        self.scheduler = scheduler
        self._lock = threading.RLock()
        self._reader: sqlite3.Connection | None = None
        self._writer: Writer | None = None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            if self._writer is not None:
                self._writer.close()
            self._reader = self._writer = None

    @contextmanager
    def reading(self) -> Iterator[Queries]:
        """What can be asked; no other thread reads or writes through this object meanwhile."""
        with self._lock:
            if self._reader is None:
                self._reader = self._open_reader()
            try:
                yield Queries(self._reader, self.scheduler)
            except sqlite3.Error as error:
                raise unreadable(self.path, error) from error

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """What can be changed: each change is on disk before its method returns."""
        with self._lock:
            if self._writer is None:
                from tutor.store.writer import Writer

                self._writer = Writer(self.path, backups_of(self.path), self.scheduler)
            yield self._writer

    @contextmanager
    def counting(self, choice: Choice, since: int = 0) -> Iterator[Counting]:
        """A view to count in, on a connection of its own: grades need not wait for it."""
        from tutor.store.counting import Counting

        with self.reading():
            pass  # the file is there and of this version
        try:
            with closing(read_only(self.path)) as connection:
                connection.execute("BEGIN")
                yield Counting(connection, choice, since)
        except sqlite3.Error as error:
            raise unreadable(self.path, error) from error

    def prepare_to_write(self) -> None:
        """Open what the first grade needs, so that it need not wait for it."""
        with self.writing():
            pass

    def back_up(self, day: int, stop: Callable[[], bool] = lambda: False) -> Path | None:
        """Take this learning day's backup if it is not there yet."""
        from tutor.store import backup

        return backup.daily(self.path, day, stop) if examine(self.path) else None

    def _open_reader(self) -> sqlite3.Connection:
        if not examine(self.path) and not self._writer:
            self.prepare_to_write()
        connection = read_only(self.path)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < VERSION:
            connection.close()
            self.prepare_to_write()
            connection = read_only(self.path)
        return connection
