"""The database checked against its log: every memory folded and every tally counted again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from tutor.core.text import counted
from tutor.errors import DatabaseCorrupt, TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT
from tutor.store import backup, folding
from tutor.store.connect import (
    backups_of,
    check_version,
    examine,
    has_history,
    read_only,
    shown,
    unreadable,
)
from tutor.store.packing import CODE, GRADE, pack
from tutor.store.queries import MEMORY, Queries, ahead
from tutor.store.soundness import faults_of

# In the order in which the log is folded.
_STORED = f"""SELECT memory.card, {MEMORY}, grades, codes
              FROM memory LEFT JOIN recall ON recall.card = memory.card ORDER BY memory.card"""
_RECALLS_ALONE = """SELECT card FROM recall
                    WHERE NOT EXISTS (SELECT 1 FROM memory WHERE memory.card = recall.card)"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked, and whether it is as it should be."""

    text: str
    good: bool = True
    damaged: bool = False  # the database: what can be done is to go back to a backup


@dataclass(frozen=True, slots=True)
class Proof:
    """How much the log holds, and what is stored that it does not say."""

    entries: int
    cards: int  # that have a grade which stands
    wrong: tuple[str, ...]  # cards whose memory or recalls differ, are missing or one too many
    unseen: int  # placements that are marked new or seen against the memory
    miscounted: int  # tallies that differ, are missing or one too many

    @property
    def holds(self) -> bool:
        """Whether everything is as the log says."""
        return not (self.wrong or self.unseen or self.miscounted)


def findings(
    path: Path,
    scheduler: Scheduler = DEFAULT,
    *,
    repair: bool = False,
    now: tuple[int, int] | None = None,
    undo_future: bool = False,
) -> Iterator[Finding]:
    """Check everything; with `repair`, rebuild what does not match the log."""
    try:
        if examine(path):
            yield from _look(path, scheduler, repair)
            if now is not None and has_history(path):
                yield from _future(path, scheduler, *now, undo=undo_future)
        else:
            yield Finding(f"There is no database at {shown(path)} yet: there is nothing to check.")
    except (TutorError, sqlite3.Error) as error:
        said = error if isinstance(error, TutorError) else unreadable(path, error)
        yield Finding(str(said), good=False, damaged=isinstance(said, DatabaseCorrupt))
    for copy in backup.backups(path):
        checked = backup.verify(copy)
        yield Finding(f"Backup {checked}", not checked.fault)


def _look(path: Path, scheduler: Scheduler, repair: bool) -> Iterator[Finding]:
    try:
        with closing(read_only(path)) as connection:
            verdicts = faults_of(connection)
            for verdict in verdicts:
                yield Finding(f"The file is damaged: {verdict}", good=False, damaged=True)
            if verdicts:
                return
            if check_version(connection, path) == 0:
                yield Finding(f"{shown(path)}: the database is empty.")
                return
            yield Finding(f"{shown(path)}: the file is not damaged.")
            proof = prove(connection, scheduler)
    except sqlite3.Error as error:
        raise unreadable(path, error) from error
    if proof.holds:
        yield Finding(
            f"The schedules of {counted(proof.cards, 'card')} match the log "
            f"({counted(proof.entries, 'log entry')})."
        )
        yield Finding("The counts for the progress figures match the log.")
        return
    said = (
        f"{len(proof.wrong):,} of {counted(proof.cards, 'schedule')}, "
        f"{counted(proof.unseen, 'new-card mark')} and "
        f"{counted(proof.miscounted, 'progress count')} do not match the log."
    )
    if not repair:
        yield Finding(f"{said} `tutor doctor --repair` rebuilds them from the log.", good=False)
        return
    from tutor.store.writer import Writer

    with closing(Writer(path, backups_of(path), scheduler)) as writer:
        writer.rebuild()
    yield Finding(f"{said} They were rebuilt from the log.")


def _future(
    path: Path, scheduler: Scheduler, at: int, day: int, *, undo: bool
) -> Iterator[Finding]:
    """Entries dated later than tomorrow."""
    with closing(read_only(path)) as connection:
        count, first, last = Queries(connection, scheduler).later_than(day + 1)
    if not count:
        return
    said = ahead(count, first, last)
    if not undo:
        yield Finding(said, good=False)
        return
    from tutor.store.writer import Writer

    with closing(Writer(path, backups_of(path), scheduler)) as writer:
        undone = writer.undo_later_than(day + 1, at, day)
    yield Finding(f"{counted(undone, 'grade')} dated later than tomorrow undone.")


def prove(connection: Connection, scheduler: Scheduler = DEFAULT) -> Proof:
    """Fold the whole log and compare, card by card: however many there are, one is held."""
    cards, wrong = 0, {card for (card,) in connection.execute(_RECALLS_ALONE)}
    stored = connection.execute(_STORED)
    row = stored.fetchone()
    for card, memory, grades, codes in folding.all_folded(connection, scheduler):
        cards += 1
        while row is not None and row[0] < card:
            wrong.add(row[0])
            row = stored.fetchone()
        if row is None or row[0] != card:
            wrong.add(card)
            continue
        recalls = (pack(GRADE, grades), pack(CODE, codes)) if grades else (None, None)
        if row != (card, *memory, *recalls):
            wrong.add(card)
        row = stored.fetchone()
    while row is not None:
        wrong.add(row[0])
        row = stored.fetchone()
    (entries,) = connection.execute("SELECT count(*) FROM log").fetchone()
    (unseen,) = connection.execute(
        """SELECT count(*) FROM placement LEFT JOIN memory USING (card)
           WHERE seen <> (memory.card IS NOT NULL)"""
    ).fetchone()
    return Proof(entries, cards, tuple(sorted(wrong)), unseen, _miscounted(connection))


def _miscounted(connection: Connection) -> int:
    """How many tallies are not what the log says."""
    kept = {
        row[:3]: row[3:]
        for row in connection.execute(
            "SELECT day, quarter, event, answers, milliseconds FROM tally"
        )
    }
    counted = folding.tallies(connection)
    return len({key for key, _ in kept.items() ^ counted.items()}) if kept != counted else 0
