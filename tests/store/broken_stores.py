"""Stores that lose grades, each made by one change to a program that is then killed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from tutor.core.log import Entry
from tutor.store import rollups, writer


def sound() -> None:
    """No change."""


def commits_after_acknowledging() -> None:
    """A transaction ends when the next one begins."""

    @contextmanager
    def transaction(self: writer.Writer) -> Iterator[Connection]:
        self._connection.commit()
        yield self._connection
        if not hasattr(self, "device"):  # the tables were created
            self._connection.commit()

    _change(writer.Writer, "_transaction", transaction)


def has_no_journal() -> None:
    """Pages are overwritten in place."""

    def prepare(raw: Any, _record: object) -> None:
        raw.execute("PRAGMA journal_mode = OFF")

    _change(writer, "_prepare", prepare)


def counts_in_another_transaction() -> None:
    """What was done when is counted after the grade has been committed."""
    real = rollups.count

    def count(connection: Connection, entry: Entry, answers: int = 1) -> None:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        real(connection, entry, answers)

    _change(rollups, "count", count)


def acknowledges_nothing() -> None:
    """It grades, and says nothing of it."""
    real = os.write

    def write(pipe: int, data: bytes) -> int:
        return 0 if data.startswith(b"entry") else real(pipe, data)

    _change(os, "write", write)


def _change(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)
