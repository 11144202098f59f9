"""Another history merged into this one: the union of the uids, whatever the order of merging."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection

from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.store import rollups

_CARD = "id, kind, given, identity, wording, question, answer, key_points, tags"
_ENTRY = "uid, device, at, day, card, event, quality, milliseconds, undoes, detail"
_SAYS = "kind, identity, wording, question, answer, key_points, tags"

Row = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought."""

    entries: int  # that were new
    known: int  # that were here already
    cards: int  # that were new, or are known differently now


def gather(connection: Connection, cards: Iterable[Row], entries: Iterable[Row]) -> None:
    """Collect an import in temporary tables; the history does not change yet.

    An import may be invalid anywhere: it is read to its end before anything is changed.
    """
    connection.execute("BEGIN")
    try:
        connection.execute("DROP TABLE IF EXISTS temp.coming_card")
        connection.execute("DROP TABLE IF EXISTS temp.coming")
        connection.execute(
            f"CREATE TEMP TABLE coming_card ({_CARD}, PRIMARY KEY (id)) WITHOUT ROWID"
        )
        connection.execute(f"CREATE TEMP TABLE coming ({_ENTRY}, PRIMARY KEY (uid))")
        connection.executemany(f"INSERT INTO coming_card VALUES ({_marks(_CARD)})", cards)
        connection.executemany(f"INSERT INTO coming VALUES ({_marks(_ENTRY)})", entries)
    except sqlite3.IntegrityError:
        connection.execute("ROLLBACK")
        raise TutorError("The file was altered: it holds the same card or entry twice.") from None
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def merge(connection: Connection, scheduler: Scheduler, report: rollups.Report) -> Merged:
    """Merge what was collected; every card that gains an entry is folded again."""
    _refuse_contradictions(connection)
    new = "FROM coming WHERE NOT EXISTS (SELECT 1 FROM log WHERE log.uid = coming.uid)"
    (offered,) = connection.execute("SELECT count(*) FROM coming").fetchone()
    touched = [card for (card,) in connection.execute(f"SELECT DISTINCT card {new}")]
    taken = connection.execute(
        f"INSERT INTO log ({_ENTRY}) SELECT {_ENTRY} {new} ORDER BY day, at, uid"
    ).rowcount
    cards = _take_cards(connection)
    if touched:
        rollups.refold_all(connection, scheduler, touched, report)
    if touched or cards:
        # Decks are read again: one of their cards may be one that was imported with a history.
        connection.execute("UPDATE deck_file SET modified = 0")
    return Merged(taken, offered - taken, cards)


def _refuse_contradictions(connection: Connection) -> None:
    """A TutorError if an imported entry is here already with other content."""
    row = connection.execute(
        f"""SELECT coming.uid FROM coming JOIN log USING (uid)
            WHERE ({_of("coming", _ENTRY)}) IS NOT ({_of("log", _ENTRY)}) LIMIT 1"""
    ).fetchone()
    if row:
        raise TutorError(
            f"The file was altered: the log entry {one_line(str(row[0]))} is here with other "
            "content. Nothing was changed."
        )


def _take_cards(connection: Connection) -> int:
    """Cards as known; where two histories know one differently, every order picks the same.

    A card that stands in a deck is what the deck says.
    """
    taken = connection.execute(
        f"""INSERT INTO card ({_CARD}) SELECT {_CARD} FROM coming_card WHERE true
            ON CONFLICT (id) DO UPDATE SET ({_SAYS}) = ({_of("excluded", _SAYS)})
            WHERE ({_of("excluded", _SAYS)}) > ({_of("card", _SAYS)})
              AND NOT EXISTS (SELECT 1 FROM placement WHERE placement.card = card.id)"""
    ).rowcount
    return (
        taken
        + connection.execute(
            """UPDATE card SET given = coming_card.given FROM coming_card
           WHERE coming_card.id = card.id AND coming_card.given > card.given"""
        ).rowcount
    )


def _marks(names: str) -> str:
    return ", ".join("?" * len(names.split(",")))


def _of(table: str, names: str) -> str:
    return ", ".join(f"{table}.{name.strip()}" for name in names.split(","))
