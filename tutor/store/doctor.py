"""The database checked against its log: every memory folded and every tally counted again."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from tutor.core.text import counted
from tutor.errors import DatabaseCorrupt, TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT
from tutor.store import backup, figure_sums, folding, rollups
from tutor.store.connect import (
    backups_of,
    check_version,
    examine,
    has_history,
    read_only,
    shown,
    unreadable,
)
from tutor.store.current import to_read
from tutor.store.queries import MEMORY, Queries, ahead
from tutor.store.schema import READY, SEEN, VERSION
from tutor.store.soundness import faults_of

# In the order in which the log is folded.
_STORED = f"SELECT card, {MEMORY}, asked, passed FROM memory ORDER BY card"
_STATES = "SELECT card, until, skipped, flag FROM state"
# What else is kept, and what it must be: the same of a second query, or of what was folded.
_SPREAD = f"""SELECT interval, ease, {figure_sums.LEARNING} AS learning, count(*) FROM memory
              WHERE placed > 0 AND first > 0 GROUP BY 1, 2, 3"""
_BEGUN = "SELECT first, count(*) FROM memory WHERE first > 0 GROUP BY 1"
_SHARES = """SELECT id, coalesce(sum(memory.asked), 0) || '/' || coalesce(sum(memory.passed), 0)
             FROM deck_file LEFT JOIN (SELECT DISTINCT file, card FROM placement) ON file = id
                            LEFT JOIN memory USING (card) GROUP BY id"""
_KEPT = {
    "SELECT interval, ease, learning, cards FROM spread WHERE cards <> 0": _SPREAD,
    "SELECT day, cards FROM begun WHERE cards <> 0": _BEGUN,
    "SELECT id, asked || '/' || passed FROM deck_file": _SHARES,
}


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
    wrong: tuple[str, ...]  # cards whose memory or state differs, is missing or one too many
    unseen: int  # cards that are marked new, seen, placed or ready against what is so
    miscounted: int  # counts that differ, are missing or one too many

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
            version = check_version(connection, path)
            if version == 0:
                yield Finding(f"{shown(path)}: the database is empty.")
                return
            yield Finding(f"{shown(path)}: the file is not damaged.")
            if version < VERSION and not repair:
                yield Finding(
                    f"It is of format {version}. When tutor next writes to it, it is converted to "
                    f"format {VERSION}: after a backup, and with new schedules and counts from the "
                    "log."
                )
                return
            proof = prove(connection, scheduler) if version == VERSION else None
    except sqlite3.Error as error:
        raise unreadable(path, error) from error
    if proof is None:
        from tutor.store.writer import Writer

        with closing(Writer(path, backups_of(path), scheduler)):
            yield Finding(f"It was converted from format {version} to format {VERSION}.")
        yield from _look(path, scheduler, repair)
        return
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
    with closing(to_read(path, scheduler)) as connection:
        later = Queries(connection, scheduler).later_than(day + 1)
    if not later.number:
        return
    said = ahead(later)
    if not undo:
        yield Finding(said, good=False)
        return
    from tutor.store.writer import Writer

    with closing(Writer(path, backups_of(path), scheduler)) as writer:
        undone = writer.undo_later_than(day + 1, at, day)
    said = later._replace(number=undone).counted
    yield Finding(f"{said} dated later than tomorrow undone.")


def prove(connection: Connection, scheduler: Scheduler = DEFAULT) -> Proof:
    """Fold the whole log and compare, card by card: however many there are, one is held."""
    figure_sums.look_ahead(connection, scheduler)
    cards, wrong = 0, set[int]()
    sums = figure_sums.Sums()
    stored = connection.execute(_STORED)
    row = stored.fetchone()
    for each in folding.all_folded(connection, scheduler):
        cards += 1
        sums.add(each, 0)
        while row is not None and row[0] < each.card:
            wrong.add(row[0])
            row = stored.fetchone()
        if row is None or row[0] != each.card:
            wrong.add(each.card)
            continue
        if row != (each.card, *each.memory, *figure_sums.shares(each)):
            wrong.add(each.card)
        row = stored.fetchone()
    while row is not None:
        wrong.add(row[0])
        row = stored.fetchone()
    states = {(card, *state) for card, state in folding.all_states(connection)}
    wrong.update(card for card, *_ in states ^ {*connection.execute(_STATES)})
    (entries,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    (unseen,) = connection.execute(
        f"""SELECT (SELECT count(*) FROM placement WHERE seen <> {SEEN})
                 + (SELECT count(*) FROM memory WHERE placed <> {rollups.PLACED})
                 + (SELECT count(*) FROM memory WHERE ready <> {READY})"""
    ).fetchone()
    return Proof(entries, cards, _named(connection, wrong), unseen, _miscounted(connection, sums))


def _named(connection: Connection, cards: Iterable[int]) -> tuple[str, ...]:
    """The ids of these cards."""
    rows = (
        (card, connection.execute("SELECT id FROM card WHERE number = ?", (card,)).fetchone())
        for card in cards
    )
    return tuple(sorted(row[0] if row else f"number {card}" for card, row in rows))


def _miscounted(connection: Connection, sums: figure_sums.Sums) -> int:
    """How many counts are not what the log says."""
    tallies = {
        row[:3]: row[3:]
        for row in connection.execute(
            "SELECT day, quarter, event, answers, milliseconds FROM tally"
        )
    }
    recalled = {
        (day, quality): reviews
        for day, quality, reviews in connection.execute(
            "SELECT day, quality, reviews FROM recalled WHERE reviews <> 0"
        )
    }
    found = dict(connection.execute("SELECT code, reviews FROM found WHERE reviews <> 0"))
    compared: list[tuple[dict[Any, Any], dict[Any, Any]]] = [
        (tallies, folding.tallies(connection)),
        (recalled, sums.recalled),
        (found, sums.found),
        *(
            (
                {row[:-1]: row for row in connection.execute(kept)},
                {row[:-1]: row for row in connection.execute(counted)},
            )
            for kept, counted in _KEPT.items()
        ),
    ]
    return sum(
        len({key for key, _ in kept.items() ^ counted.items()})
        for kept, counted in compared
        if kept != counted
    )
