"""A database to read from, in the current format whatever format its file has."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tutor.scheduling.scheduler import Scheduler
from tutor.store.connect import check_version, read_only
from tutor.store.schema import VERSION


def to_read(path: Path, scheduler: Scheduler) -> sqlite3.Connection:
    """A connection to the database; one of an earlier format is copied and converted first.

    The copy is a temporary file, which goes with the connection: the database stays as it is.
    """
    connection = read_only(path)
    version = check_version(connection, path)
    if version == VERSION:
        return connection
    from tutor.store.migration import migrate  # hardly ever: it takes its time to import

    copy = sqlite3.connect("", isolation_level=None)
    try:
        with closing(connection):
            connection.backup(copy)
        copy.execute("BEGIN")
        migrate(copy, version, scheduler, lambda share: None)
        copy.execute("COMMIT")
    except BaseException:
        copy.close()
        raise
    return copy
