"""The database proved from its log: every memory folded afresh and compared."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from tutor.core.log import replay
from tutor.core.sm2 import Memory
from tutor.errors import TutorError
from tutor.store import backup
from tutor.store.connect import backups_of, examine, read_only, shown, unreadable
from tutor.store.reading import MEMORY


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and whether it is as it should be."""

    text: str
    good: bool = True


@dataclass(frozen=True, slots=True)
class Proof:
    """What the log says every memory is, and which cards the cache holds otherwise."""

    entries: int
    memories: dict[str, Memory]
    wrong: tuple[str, ...]  # cards whose cached memory differs, is missing or is one too many
    unseen: int  # placements that are marked new or seen against the memory


def findings(path: Path, *, repair: bool = False) -> Iterator[Finding]:
    """Look at everything; with `repair`, rebuild the caches that the log disproves."""
    try:
        if examine(path):
            yield from _look(path, repair)
        else:
            yield Finding(f"There is no database at {shown(path)} yet; nothing to check.")
    except TutorError as error:
        yield Finding(str(error), good=False)
    for copy in backup.backups(path):
        checked = backup.verify(copy)
        yield Finding(f"Backup {checked}", not checked.fault)


def _look(path: Path, repair: bool) -> Iterator[Finding]:
    try:
        with closing(read_only(path)) as connection:
            verdicts = integrity(connection)
            for verdict in verdicts:
                yield Finding(f"The file is damaged: {verdict}", good=False)
            if verdicts:
                return
            yield Finding(f"{shown(path)}: the file is sound.")
            proof = prove(connection)
    except sqlite3.Error as error:
        raise unreadable(path, error) from error
    if not proof.wrong and not proof.unseen:
        yield Finding(f"{proof.entries:,} log entries prove all {len(proof.memories):,} memories.")
        return
    wrong = len(proof.wrong)
    said = (
        f"{wrong:,} of {len(proof.memories):,} memories and {proof.unseen:,} marks of new cards "
        "are not what the log says."
    )
    if not repair:
        yield Finding(f"{said} `tutor doctor --repair` rebuilds them from the log.", good=False)
        return
    from tutor.store.writing import Writer

    with closing(Writer(path, backups_of(path))) as writer:
        writer.rebuild()
    yield Finding(f"{said} They were rebuilt from the log.")


def prove(connection: Connection) -> Proof:
    """Fold the whole log and compare."""
    memories = dict(replay(connection.execute(_STANDING)))
    cached = {
        row[0]: Memory._make(row[1:])
        for row in connection.execute(f"SELECT card, {MEMORY} FROM memory")
    }
    wrong = [card for card, memory in memories.items() if cached.get(card) != memory]
    wrong += cached.keys() - memories.keys()
    (entries,) = connection.execute("SELECT count(*) FROM log").fetchone()
    (unseen,) = connection.execute(
        """SELECT count(*) FROM placement LEFT JOIN memory USING (card)
           WHERE seen <> (memory.card IS NOT NULL)"""
    ).fetchone()
    return Proof(entries, memories, tuple(sorted(wrong)), unseen)


def integrity(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file itself."""
    try:
        verdicts = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        verdicts += [
            f"a row of {table} points nowhere"
            for table, *_ in connection.execute("PRAGMA foreign_key_check")
        ]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [verdict for verdict in verdicts if verdict != "ok"]


_STANDING = """SELECT card, event, quality, day FROM log INDEXED BY log_card
               WHERE event IN ('scheduled', 'repeat')
                 AND sequence NOT IN (SELECT undone.sequence
                                      FROM log AS undo
                                      JOIN log AS undone ON undone.uid = undo.undoes
                                      WHERE undo.event = 'undo')
               ORDER BY card, at, uid"""
