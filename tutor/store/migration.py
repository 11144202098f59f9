"""A database brought to this program's format, or created: all of it, or nothing."""

import secrets
from sqlite3 import Connection

from tutor.scheduling.scheduler import Scheduler
from tutor.store.rollups import Report, fold_again
from tutor.store.schema import APPLICATION_ID, FIRST, INDEXES, MIGRATIONS, SHAPE, VERSION


def create(connection: Connection) -> None:
    """The tables of an empty database."""
    for statement in (*SHAPE, *INDEXES):
        connection.execute(statement)


def migrate(connection: Connection, version: int, scheduler: Scheduler, report: Report) -> None:
    """Bring the tables of this version to the current one, in the caller's transaction.

    `report` is told how much is done; what it raises stops the work.
    """
    if version == 0:
        create(connection)
    elif version < FIRST:
        from tutor.store.earlier import bring

        bring(connection, version, report)
    for migration in MIGRATIONS[max(version - FIRST, 0) :]:
        for statement in migration:
            connection.execute(statement)
    if 0 < version < FIRST:
        fold_again(connection, scheduler)
    report(1.0)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute(
        "INSERT INTO about (name, value) VALUES ('device', ?) ON CONFLICT DO NOTHING",
        (secrets.token_hex(4),),
    )
