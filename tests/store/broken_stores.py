"""Stores that lose grades, each made by one change to a program that is then killed."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from tutor.core.log import Entry, Graded
from tutor.core.memory import Memory
from tutor.store import backup, connect, rollups, writer
from tutor.store.queries import Stored

_DAYS = re.compile(r"\d{4}-\d\d-\d\d\.sqlite3")


def sound() -> None:
    """No change."""


def commits_after_acknowledging() -> None:
    """A grade is committed when the next one begins."""
    real = writer.Writer.grade

    @contextmanager
    def left_open(self: writer.Writer) -> Iterator[Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        yield self._connection

    def grade(self: writer.Writer, *values: Any, **named: Any) -> Graded:
        self._connection.commit()
        whole = writer.Writer._transaction
        _change(writer.Writer, "_transaction", left_open)
        try:
            return real(self, *values, **named)
        finally:
            _change(writer.Writer, "_transaction", whole)

    _change(writer.Writer, "grade", grade)


def has_no_journal() -> None:
    """Pages are overwritten in place."""

    _change(connect, "PRAGMAS", ("journal_mode = OFF", *connect.PRAGMAS[1:]))


def schedules_in_another_transaction() -> None:
    """What a card's memory is now is written after the grade has been committed."""
    real = rollups.graded

    def graded(connection: Connection, stored: Stored, entry: Entry, after: Memory) -> None:
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        real(connection, stored, entry, after)

    _change(rollups, "graded", graded)


def acknowledges_nothing() -> None:
    """It grades, and says nothing of it."""
    real = os.write

    def write(pipe: int, data: bytes) -> int:
        return 0 if data.startswith(b"entry") else real(pipe, data)

    _change(os, "write", write)


def keeps_the_newest_backup_only() -> None:
    """Older days' backups are deleted, however few there are."""

    def superseded(paths: Iterable[Path], _today: date) -> list[Path]:
        return sorted(path for path in paths if _DAYS.fullmatch(path.name))[:-1]

    _change(backup, "superseded", superseded)


def _change(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)
