"""Another history merged into this one: the union of the uids, whatever the order of merging."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.scheduling.scheduler import Scheduler
from tutor.store import rollups
from tutor.store.checksum import checksum
from tutor.store.packing import pack_uid, unpack_uid
from tutor.store.schema import EVENTS, KINDS, UID, named

_CARD = "id, kind, given, identity, wording, question, answer, key_points, tags"
_SAME = "at, day, event, quality, milliseconds, undoes, value, detail"
_COMING = f"uid, device, card, {_SAME}, checksum"
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
        connection.execute(f"CREATE TEMP TABLE coming ({_COMING}, PRIMARY KEY (uid))")
        connection.executemany(
            f"INSERT INTO coming_card VALUES ({_marks(_CARD)})", map(_packed_card, cards)
        )
        connection.executemany(
            f"INSERT INTO coming VALUES ({_marks(_COMING)})", map(_packed, entries)
        )
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
    (offered,) = connection.execute("SELECT count(*) FROM coming").fetchone()
    connection.execute(
        """DELETE FROM coming
           WHERE EXISTS (SELECT 1 FROM entry WHERE entry.uid = coming.uid)"""
    )
    cards = _take_cards(connection)
    connection.execute("INSERT OR IGNORE INTO card (id) SELECT card FROM coming ORDER BY rowid")
    connection.execute(
        "INSERT OR IGNORE INTO device (name) SELECT device FROM coming ORDER BY rowid"
    )
    touched = [
        card
        for (card,) in connection.execute(
            "SELECT DISTINCT number FROM coming JOIN card ON id = coming.card"
        )
    ]
    with rollups.refolding(connection, scheduler, touched, report):
        taken = connection.execute(
            f"""INSERT INTO entry ({_COMING})
                SELECT uid, device.number, card.number, {_of("coming", _SAME)}, checksum
                FROM coming JOIN device ON name = coming.device JOIN card ON id = coming.card
                ORDER BY day, at, {UID}"""
        ).rowcount
    if touched or cards:
        # Decks are read again: one of their cards may be one that was imported with a history.
        connection.execute("UPDATE deck_file SET modified = 0")
    return Merged(taken, offered - taken, cards)


def _refuse_contradictions(connection: Connection) -> None:
    """A TutorError if an imported entry is here already with other content."""
    row = connection.execute(
        f"""SELECT coming.uid FROM coming JOIN entry USING (uid)
                   JOIN device ON device.number = entry.device
                   JOIN card ON card.number = entry.card
            WHERE ({_of("coming", _SAME)}, coming.device, coming.card)
              IS NOT ({_of("entry", _SAME)}, name, id) LIMIT 1"""
    ).fetchone()
    if row:
        uid = one_line(unpack_uid(row[0]))
        raise TutorError(
            f"The file was altered: the log entry {uid} is here with other content. "
            "Nothing was changed."
        )


def _take_cards(connection: Connection) -> int:
    """Cards as known; where two histories know one differently, every order picks the same.

    A card that stands in a deck is what the deck says.
    """
    taken = connection.execute(
        f"""INSERT INTO card ({_CARD}) SELECT {_CARD} FROM coming_card WHERE true
            ON CONFLICT (id) DO UPDATE SET ({_SAYS}) = ({_of("excluded", _SAYS)})
            WHERE (card.kind IS NULL OR ({_order("excluded")}) > ({_order("card")}))
              AND NOT EXISTS (SELECT 1 FROM placement WHERE placement.card = card.number)"""
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


def _order(table: str) -> str:
    """What is compared of two cards: their kinds by name."""
    return f"{named(f'{table}.kind', KINDS)}, {_of(table, _SAYS.removeprefix('kind, '))}"


def _packed_card(row: Row) -> Row:
    number, kind, *rest = row
    return number, KINDS[str(kind)], *rest


def _packed(row: Any) -> tuple[Any, ...]:
    """An entry as it is kept; its checksum is of what it says."""
    uid, device, at, day, card, event, quality, milliseconds, undoes, detail, value = row
    code = EVENTS[event]
    said = (quality, milliseconds)
    return (
        *(pack_uid(uid), device, card, at, day, code, *said, pack_uid(undoes), value, detail),
        checksum(uid, device, at, day, card, code, *said, undoes, value, detail),
    )
