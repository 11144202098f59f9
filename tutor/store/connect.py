"""Opens the database file, or says why it cannot be opened: damaged, locked, of another program."""

import errno
import os
import sqlite3
import stat
from contextlib import ExitStack, closing
from pathlib import Path

from tutor.core.text import one_line
from tutor.errors import DatabaseCorrupt, TutorError
from tutor.store.schema import APPLICATION_ID, TABLES, VERSION

BUSY_SECONDS = 5.0  # how long to wait for another program to finish writing
# What is committed is on the disk, on macOS too, and stays whole if the power fails.
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "foreign_keys = ON",
    "cache_size = -16000",
)
_SMALLEST = 512  # bytes: no SQLite database is smaller than one page
_OF_SYSTEM = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO), "full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "forbidden"),
}
_OF_SQLITE = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), "locked"),
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR), "full"),
    **dict.fromkeys((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN), "forbidden"),
    sqlite3.SQLITE_NOTADB: "other",
    # An error in SQL: a table or a column that every database of ours has is not there.
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR), "damaged"),
    **dict.fromkeys((sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH), "damaged"),
}


def examine(path: Path) -> bool:
    """Whether there is a database at the path; a TutorError if it cannot be one.

    It is never opened here: on POSIX, closing any other descriptor of the file releases the
    locks of this program's connections, and another program could then delete the write-ahead
    log with what was just acknowledged in it.
    """
    size = 0
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise TutorError(f"{shown(path)} is not a file. Name a file with a history.")
        size = found.st_size
    except FileNotFoundError:
        _refuse_broken_link(path)
        _refuse_long_name(path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if size == 0:
        kept = backups_of(path)
        if _has_backups(kept):
            raise DatabaseCorrupt(
                f"{shown(path)} is missing or empty, but there are backups of it. To start with "
                f"an empty history, move {shown(kept)} away first."
            )
        return False
    if size < _SMALLEST:
        raise _not_ours(path)
    return True


def _refuse_broken_link(path: Path) -> None:
    """A TutorError if the path is missing only because a link in it leads nowhere."""
    for link in (path, *path.parents):
        if link.is_symlink() and not link.exists():
            raise TutorError(
                f"{shown(link)} is a link to {shown(link.readlink())}, which is not there. Nothing "
                "was changed. Make it available, or name another file."
            )


def _refuse_long_name(path: Path) -> None:
    """A TutorError if there can be a file of this name, but not those beside it."""
    for beside in (beside_database(path, "-journal"), backups_of(path)):
        try:
            beside.lstat()
        except FileNotFoundError:
            pass
        except OSError as error:
            raise unreadable(path, error) from error


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that can only read. The file must exist."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with ExitStack() as opened:
        try:
            connection = opened.enter_context(closing(_connect(uri)))
            try:
                connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
            except sqlite3.OperationalError as error:
                if not _is_whole(path, error):
                    raise
                connection = opened.enter_context(closing(_connect(f"{uri}&immutable=1")))
            check_version(connection, path)
        except sqlite3.Error as error:
            raise unreadable(path, error) from error
        opened.pop_all()  # it stays open: nothing went wrong
    return connection


def to_write(path: Path) -> sqlite3.Connection:
    """A connection that writes; the file must exist, and be found to be ours."""
    connection = _connect(f"{path.absolute().as_uri()}?mode=rw")
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_whole(path: Path, error: sqlite3.OperationalError) -> bool:
    """Whether the file alone is the whole truth, though it cannot be opened as usual.

    A folder that cannot be written has no place for SQLite's shared memory; with no log beside
    the file there is nothing to share.
    """
    unwritable = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    beside = (beside_database(path, suffix) for suffix in ("-wal", "-journal"))
    return error.sqlite_errorcode & 0xFF in unwritable and not any(p.exists() for p in beside)


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the database's shape; a TutorError if it is not ours or newer than ours."""
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if (tables or ours or version) and ours != APPLICATION_ID:
        raise TutorError(
            f"{shown(path)} is another program's database. Nothing was changed. "
            "Name tutor's own with --db."
        )
    if version > VERSION:
        raise TutorError(
            f"{shown(path)} was written by a newer tutor (format {version}; this one reads up to "
            f"{VERSION}). Nothing was changed. Update tutor and try again."
        )
    if missing := _missing_tables(connection, version):
        raise DatabaseCorrupt(
            f"{shown(path)} is damaged: it has no table {missing[0]}. Nothing was changed."
        )
    return int(version)


def _missing_tables(connection: sqlite3.Connection, version: int) -> list[str]:
    """The tables of this version that are not there."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    expected = TABLES.get(version, TABLES[max(TABLES)])
    return [name for name in expected if name not in there] if version else []


def backups_of(path: Path) -> Path:
    """The folder in which the backups of a database are kept: beside it."""
    return path.with_name(path.name + ".backups")


def has_history(path: Path) -> bool:
    """Whether there is a database with its tables: a program may have been ended before that."""
    if not examine(path):
        return False
    with closing(read_only(path)) as connection:
        return check_version(connection, path) > 0


def make_private_folder(path: Path) -> None:
    """A folder that only the learner can read, and the missing folders above it."""
    for missing in reversed([path, *path.parents]):
        if not missing.exists():
            missing.mkdir(mode=0o700, exist_ok=True)


def identity(path: Path) -> tuple[int, int]:
    """Which file it is, whatever its name; none if it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def unreadable(path: Path, error: Exception) -> TutorError:
    """The error for the learner when the database cannot be read or written."""
    cause = getattr(error, "orig", None) or error
    reason, kind = _kind_of(cause)
    where, reason = shown(path), one_line(reason)
    if kind == "locked":
        return TutorError(
            f"{where} is locked by another program. Nothing was changed. "
            "Close that program and try again."
        )
    if kind == "full":
        return TutorError(
            f"{where} cannot be written: the disk is full or failing ({reason}). "
            "Nothing was changed. Free some space and try again."
        )
    if kind == "forbidden":
        return TutorError(
            f"{where} cannot be opened or written ({reason}). Nothing was changed. "
            "Check the permissions of the file and its folder, or name another with --db."
        )
    if kind == "other":
        return _not_ours(path)
    if kind == "damaged":
        return DatabaseCorrupt(f"{where} is damaged or cut short ({reason}). Nothing was changed.")
    return TutorError(
        f"{where} cannot be opened: {reason}. Nothing was changed. Name another file."
    )


def _kind_of(cause: Exception) -> tuple[str, str]:
    """The reason in the system's words, and what kind of reason it is."""
    if isinstance(cause, OSError):
        return cause.strerror or str(cause), _OF_SYSTEM.get(cause.errno or 0, "")
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:  # Python found it: a text that is none, a path that is none
        return str(cause), "damaged" if isinstance(cause, sqlite3.Error) else ""
    return str(cause), _OF_SQLITE.get(code & 0xFF, "")


def _not_ours(path: Path) -> DatabaseCorrupt:
    return DatabaseCorrupt(f"{shown(path)} is not a tutor database. Nothing was changed.")


def shown(path: Path) -> str:
    """A path made harmless, the learner's home written ~."""
    text, home = str(path), os.path.expanduser("~")
    if home != "/" and text.startswith(home + os.sep):
        text = "~" + text[len(home) :]
    return one_line(text)


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(
        uri,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def beside_database(path: Path, suffix: str) -> Path:
    """A file that SQLite keeps beside the database, where the database really is."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + suffix)


def _has_backups(folder: Path) -> bool:
    try:
        return any(folder.glob("*.sqlite3"))
    except OSError:
        return False
