"""A backup in the place of the database: nothing that was acknowledged meanwhile is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tutor.errors import DatabaseCorrupt, TutorError
from tutor.store import connect
from tutor.store.backup import back_up, checked, free_name, verify
from tutor.store.connect import backups_of, beside_database, shown, unreadable

PATIENCE = 6  # a restore waits so many times as long as a grade for other programs
_ITS_OWN = "sqlite_%"  # SQLite's tables


def restore(source: Path, database: Path, stamp: str) -> list[Path]:
    """Put a backup in the database's place; returns the files that keep what was there.

    A sound database is overwritten in one transaction, which begins before it is copied: what
    other programs record is in the copy, or comes after the backup. Only what is certainly damaged
    is moved aside, once its replacement is ready and no other program has it open.
    """
    found = verify(source)
    if found.fault:
        raise TutorError(f"{found.fault} Nothing was restored.")
    try:
        if database.exists() and source.samefile(database):
            raise TutorError(f"{shown(source)} is the database itself. Nothing was restored.")
        try:
            checked(database)
        except DatabaseCorrupt:
            return _replace_damaged(source, database, stamp)
        safe = free_name(backups_of(database) / f"{stamp}-before-restore.sqlite3")
        _overwrite(source, database, safe)
    except (sqlite3.Error, OSError) as error:
        raise unreadable(database, error) from error
    return [safe]


def _overwrite(source: Path, database: Path, safe: Path) -> None:
    """Copy the database to `safe`, then the backup over it, while no other program can write."""
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with closing(
        sqlite3.connect(
            f"{database.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=PATIENCE * connect.BUSY_SECONDS,
            isolation_level=None,
        )
    ) as live:
        live.execute("PRAGMA synchronous = FULL")
        live.execute("PRAGMA foreign_keys = OFF")  # every table is replaced
        live.execute("ATTACH ? AS backup", (uri,))
        live.execute("BEGIN IMMEDIATE")
        back_up(database, safe)
        for name, kind in live.execute(
            f"SELECT name, type FROM main.sqlite_schema WHERE name NOT LIKE '{_ITS_OWN}' "
            "AND type IN ('table', 'view') ORDER BY type DESC"  # a view names tables: it goes first
        ).fetchall():
            live.execute(f"DROP {kind} main.{_quoted(name)}")
        schema = live.execute(
            f"SELECT name, sql, type FROM backup.sqlite_schema WHERE name NOT LIKE '{_ITS_OWN}' "
            "ORDER BY type <> 'table'"  # indexes are made when the rows are there
        ).fetchall()
        for name, sql, kind in schema:
            live.execute(sql)
            if kind == "table":
                table = _quoted(name)
                live.execute(f"INSERT INTO main.{table} SELECT * FROM backup.{table}")
        (version,) = live.execute("PRAGMA backup.user_version").fetchone()
        live.execute(f"PRAGMA main.user_version = {int(version)}")
        live.execute("COMMIT")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _replace_damaged(source: Path, database: Path, stamp: str) -> list[Path]:
    """Let a copy of the backup take the place of a damaged database, which is kept beside it."""
    real = beside_database(database, "")  # a link goes on leading to it
    ready = free_name(real.with_name(f"{real.name}.restored-{stamp}"))
    back_up(source, ready)
    try:
        _refuse_if_open(real)
        kept = _set_aside(real, stamp)
        ready.rename(real)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return kept


def _refuse_if_open(database: Path) -> None:
    """A TutorError if another program has the database open: it would go on with the old file."""
    if not database.exists():
        return
    uri = f"{database.absolute().as_uri()}?mode=rw"
    with closing(
        sqlite3.connect(uri, uri=True, timeout=connect.BUSY_SECONDS, isolation_level=None)
    ) as only:
        try:
            only.execute("PRAGMA locking_mode = EXCLUSIVE")
            only.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise TutorError(
                    f"{shown(database)} is damaged, and open in another program. Nothing was "
                    "restored. Close that program and try again."
                ) from error


def _set_aside(database: Path, stamp: str) -> list[Path]:
    """Rename a damaged database and the files beside it; nothing is overwritten."""
    moved = []
    for suffix in ("", "-wal", "-shm", "-journal"):
        path = beside_database(database, suffix)
        if path.exists():
            target = database.with_name(f"{database.name}.damaged-{stamp}{suffix}")
            if target.exists():
                raise TutorError(f"{shown(target)} exists already. Move it and try again.")
            path.rename(target)
            moved.append(target)
    return moved
