"""Copies of the database: taken while it is in use, verified by opening them, kept for a year."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path

from tutor.core.day import as_date
from tutor.core.text import counted, one_line
from tutor.errors import DatabaseCorrupt, TutorError
from tutor.store.connect import (
    backups_of,
    beside_database,
    check_version,
    examine,
    has_history,
    make_private_folder,
    read_only,
    shown,
    unreadable,
)
from tutor.store.soundness import faults_of

DAYS_KEPT = 10
MONTHS_KEPT = 12
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})\.sqlite3")
_STAMPED = re.compile(r"(\d{4}-\d{2}-\d{2})(-.*)?\.sqlite3")
_PAGES_A_STEP = 2_000
_DAY = 86_400 * 10**9  # nanoseconds

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and what opening it showed; `fault` is empty when it is good."""

    path: Path
    entries: int
    last_day: int
    fault: str = ""

    def __str__(self) -> str:
        until = f" up to {as_date(self.last_day)}" if self.last_day else ""
        return (
            self.fault or f"{shown(self.path)}: good, {counted(self.entries, 'log entry')}{until}"
        )


def daily(database: Path, day: int, stop: Stop = lambda: False) -> Path | None:
    """Take this learning day's backup unless it is there or there is nothing to lose.

    One of this name that a clock that was ahead made is replaced.
    """
    target = backups_of(database) / f"{as_date(day)}.sqlite3"
    if not _has_entries(database):
        return None
    earlier = os.path.lexists(target)
    if earlier and _holds_days_before(database, target, day):
        return None
    made = free_name(target)
    if not back_up(database, made, stop):
        return None
    if earlier:
        if not _holds_all_of(made, target):
            target.rename(free_name(target.with_stem(f"{target.stem}-earlier")))
        made.replace(target)
    beside = list(backups_of(database).iterdir())
    abandoned = [
        path
        for path in beside
        if path.suffix == ".unfinished" and time.time_ns() - _modified(path) > _DAY
    ]
    for path in (*_replaced(superseded(beside, as_date(day)), beside), *abandoned):
        path.unlink(missing_ok=True)
    return target


def back_up(database: Path, target: Path, stop: Stop = lambda: False) -> bool:
    """Copy the database to a new file, verified before it gets its name; False if stopped."""
    if os.path.lexists(target):
        raise TutorError(f"{shown(target)} exists already. Name another file.")
    unfinished = target.with_name(f"{target.name}.{os.urandom(4).hex()}.unfinished")
    try:
        make_private_folder(target.parent)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with (
            closing(read_only(database)) as source,
            closing(sqlite3.connect(unfinished, isolation_level=None)) as copy,
        ):
            # One snapshot for the whole copy, however many grades are given meanwhile.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            _copy(source, copy, stop)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        found = verify(unfinished)
        if found.fault:
            raise DatabaseCorrupt(
                f"{shown(database)} is damaged: its copy failed its check and was deleted "
                f"({found.fault})."
            )
        unfinished.rename(target)
    except _Stopped:
        return False
    except (sqlite3.Error, OSError) as error:
        raise unreadable(target, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return True


def free_name(wanted: Path) -> Path:
    """The name, or with a number at its end the first of that name that is free."""
    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    return next(path for path in chain([wanted], names) if not os.path.lexists(path))


def verify(path: Path) -> Backup:
    """Open a backup and check it whole."""
    try:
        return checked(path)
    except TutorError as error:
        return Backup(path, 0, 0, str(error))


def checked(path: Path) -> Backup:
    """A database that was read whole; DatabaseCorrupt if it is damaged, else a TutorError."""
    if not examine(path):
        raise DatabaseCorrupt(f"{shown(path)} is missing or empty.")
    try:
        with closing(read_only(path)) as connection:
            if check_version(connection, path) == 0:
                raise DatabaseCorrupt(f"{shown(path)} contains no log.")
            if faults := faults_of(connection):
                raise DatabaseCorrupt(f"{shown(path)} is damaged: {one_line(faults[0])}")
            if _is_cut_short(connection, path):
                raise DatabaseCorrupt(f"{shown(path)} is damaged: its end is missing.")
            entries, last_day = connection.execute(
                "SELECT count(*), coalesce(max(day), 0) FROM log"
            ).fetchone()
    except (sqlite3.Error, OSError) as error:
        raise unreadable(path, error) from error
    return Backup(path, entries, last_day)


def _is_cut_short(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a part of the last pages is missing; SQLite reads zeros there, and says nothing."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    log = beside_database(path, "-wal")
    is_all_here = not log.exists() or log.stat().st_size == 0
    return is_all_here and path.stat().st_size < pages * size


def backups(database: Path, day: int = date.max.toordinal()) -> list[Path]:
    """All backups of a database, the newest first; after them those dated later than tomorrow."""
    try:
        found = [path for path in backups_of(database).iterdir() if path.suffix == ".sqlite3"]
    except OSError:
        return []
    tomorrow = min(day + 1, date.max.toordinal())

    def age(path: Path) -> tuple[bool, int, str]:
        dated = _date_of(path, _STAMPED)  # by a wrong clock, if it is still to come
        is_past = dated is None or dated.toordinal() <= tomorrow
        return is_past, _modified(path), path.name

    return sorted(found, key=age, reverse=True)


def newest_good(database: Path, day: int = date.max.toordinal()) -> Backup | None:
    """The backup to go back to."""
    checked = (verify(path) for path in backups(database, day))
    return next((backup for backup in checked if not backup.fault), None)


def superseded(paths: Iterable[Path], today: date = date.max) -> list[Path]:
    """The daily backups that need not be kept: the last 10 days and 12 months are.

    Those of days that are still to come were made by a wrong clock. They are left alone.
    """
    dated = {day: path for path in paths if (day := _date_of(path)) and day <= today}
    days = sorted(dated, reverse=True)
    months: dict[tuple[int, int], date] = {}
    for day in days:
        months.setdefault((day.year, day.month), day)
    kept = {*days[:DAYS_KEPT], *list(months.values())[:MONTHS_KEPT]}
    return [dated[day] for day in days if day not in kept]


def _replaced(old: Sequence[Path], beside: Sequence[Path]) -> Iterator[Path]:
    """Those whose place a sound backup has taken: an unsound one pushes nothing out."""
    kept = sorted(path for path in {*beside} - {*old} if _date_of(path))
    for path in old:
        newer = next((each for each in kept if each.name > path.name), None)
        if newer is not None and not verify(newer).fault:
            yield path


def _date_of(path: Path, pattern: re.Pattern[str] = _DATED) -> date | None:
    """The day whose backup it is, by its name."""
    found = pattern.fullmatch(path.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


class _Stopped(Exception):
    """The copy was asked to stop."""


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, stop: Stop) -> None:
    def step(_status: int, _remaining: int, _total: int) -> None:
        if stop():
            raise _Stopped

    source.backup(target, pages=_PAGES_A_STEP, progress=step)


def _has_entries(database: Path) -> bool:
    if not has_history(database):
        return False
    try:
        with closing(read_only(database)) as connection:
            return connection.execute("SELECT 1 FROM log LIMIT 1").fetchone() is not None
    except sqlite3.Error as error:
        raise unreadable(database, error) from error


def _holds_days_before(database: Path, copy: Path, day: int) -> bool:
    """Whether a backup has all that was recorded on earlier days, as one made on that day has."""
    try:
        with closing(read_only(copy)) as connection:
            last = connection.execute(
                "SELECT sequence, uid FROM log ORDER BY sequence DESC LIMIT 1"
            ).fetchone() or (0, "")
        with closing(read_only(database)) as connection:
            is_same, is_later = connection.execute(
                """SELECT EXISTS (SELECT 1 FROM log WHERE sequence = ? AND uid = ?),
                          EXISTS (SELECT 1 FROM log WHERE sequence > ? AND day < ?)""",
                (*last, last[0], day),
            ).fetchone()
            return bool(is_same) and not is_later
    except (sqlite3.Error, TutorError):
        return False  # what cannot be read holds nothing


def _holds_all_of(copy: Path, other: Path) -> bool:
    """Whether one backup has every entry of another."""
    try:
        with closing(read_only(copy)) as connection:
            connection.execute("ATTACH ? AS other", (f"{other.absolute().as_uri()}?mode=ro",))
            lost = connection.execute("SELECT uid FROM other.log EXCEPT SELECT uid FROM main.log")
            return lost.fetchone() is None
    except sqlite3.Error:
        return False


def _modified(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
