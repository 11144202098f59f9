"""An error explained: whether the database is damaged, and how to go back to a backup."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

from tutor import paths
from tutor.core.text import one_line
from tutor.errors import DatabaseCorrupt, TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT
from tutor.store import backup
from tutor.store.connect import check_version, examine, read_only, shown
from tutor.store.doctor import prove
from tutor.store.schema import VERSION
from tutor.store.soundness import faults_of


def explained(error: Exception, database: Path, day: int) -> str:
    """What to say of an error of the program: a damaged database is the cause, if it is one."""
    if isinstance(error, DatabaseCorrupt):
        return f"{error} {way_back(database, day)}"
    if isinstance(error, TutorError):
        return str(error)
    if found := _damage(database, day):
        return found
    return (
        f"This is a fault in tutor itself ({type(error).__name__}: {one_line(str(error))}). The "
        "database was checked and is not damaged. Set TUTOR_DEBUG=1 to see where it happened."
    )


def way_back(database: Path, day: int) -> str:
    """The newest good backup, and the command that restores it."""
    newest = backup.newest_good(database, day)
    if newest is None:
        return "There is no good backup of it."
    return f"The newest good backup is {newest}. {way_to(newest.path, database)}"


def way_to(copy: Path, database: Path) -> str:
    """How to go back to a backup."""
    path = shown(copy)
    if shlex.quote(path.removeprefix("~/")) != path.removeprefix("~/"):
        path = shlex.quote(str(copy))
    own = "" if database == paths.database() else f" (with --db {shlex.quote(str(database))})"
    return one_line(f"`tutor restore {path}`{own} restores it.")


def _damage(database: Path, day: int, scheduler: Scheduler = DEFAULT) -> str:
    """What is wrong with the database, and what to do; empty if it is sound or not there."""
    try:
        if not examine(database):
            return ""
        with closing(read_only(database)) as connection:
            version = check_version(connection, database)
            if version == 0:
                return ""
            faults = faults_of(connection)
            if not faults and version == VERSION and not prove(connection, scheduler).holds:
                return (
                    f"{shown(database)}: schedules or counts do not match the log. "
                    "`tutor doctor --repair` rebuilds them from the log."
                )
    except DatabaseCorrupt as corrupt:
        return f"{corrupt} {way_back(database, day)}"
    except TutorError as error:
        return str(error)
    except (sqlite3.Error, ValueError, LookupError, OverflowError, TypeError) as error:
        faults = [str(error)]
    if not faults:
        return ""
    return f"{shown(database)} is damaged: {one_line(faults[0])}. {way_back(database, day)}"
