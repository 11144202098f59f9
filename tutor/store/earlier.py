"""A database of format 1 or 2 brought to the shape of format 3."""

from itertools import islice
from sqlite3 import Connection
from typing import Any

from tutor.store.checksum import checksum
from tutor.store.packing import pack_uid
from tutor.store.rollups import Report
from tutor.store.schema import EVENTS, INDEXES, KINDS, SHAPE, TABLES

_BATCH = 2_000
_COPIED = 0.7  # of the work, when the log is copied
_CARD = "id, given, identity, wording, question, answer, key_points, tags"
_CODES = " ".join(f"WHEN '{name}' THEN {code}" for name, code in KINDS.items())
_OLD = "id, path, size, modified, name, cards, faults, macros"


def bring(connection: Connection, version: int, report: Report) -> None:
    """Copy everything into tables of the new shape, in the caller's transaction.

    What follows from the log is still to be counted. `report` is told how much is done; what it
    raises stops the work.
    """
    _set_aside(connection, version)
    for statement in SHAPE:
        connection.execute(statement)
    connection.execute(
        """INSERT INTO device (name)
           SELECT device FROM old_log GROUP BY device ORDER BY min(sequence)"""
    )
    _copy_decks(connection)
    _copy_log(connection, report)
    report(_COPIED)
    if version > 1:
        connection.execute(
            """INSERT OR IGNORE INTO clue (own, file, card, sign, sought)
               SELECT own, file, number, sign, sought FROM old_clue JOIN card ON id = old_clue.card
               ORDER BY own"""
        )
        connection.execute(
            """INSERT OR IGNORE INTO twin (card, other)
               SELECT one.number, two.number FROM old_twin
               JOIN card AS one ON one.id = old_twin.card
               JOIN card AS two ON two.id = old_twin.other ORDER BY 1, 2"""
        )
    else:  # each deck is read once more, so that the twins among its cards are found
        connection.execute("UPDATE deck_file SET modified = 0")
    connection.execute("INSERT INTO about SELECT name, value FROM old_about")
    for statement in INDEXES:
        connection.execute(statement)
        report(_COPIED)
    # A placement refers to its file: it goes first.
    for name in reversed(TABLES[version]):
        connection.execute(f"DROP TABLE old_{name}")
    report(0.9)


def _set_aside(connection: Connection, version: int) -> None:
    """Rename the tables of the earlier format; the names of their indexes are needed too."""
    indexes = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    )
    for (name,) in indexes.fetchall():
        connection.execute(f'DROP INDEX "{name}"')
    for name in TABLES[version]:
        connection.execute(f"ALTER TABLE {name} RENAME TO old_{name}")


def _copy_decks(connection: Connection) -> None:
    """Copy cards in the order in which they stand, then the others; then where they stand."""
    connection.execute(f"INSERT INTO deck_file ({_OLD}) SELECT {_OLD} FROM old_deck_file")
    values = ", ".join(f"old_card.{name}" for name in _CARD.split(", "))
    for rest in (
        "old_placement JOIN old_card ON id = old_placement.card ORDER BY file, position",
        "old_card ORDER BY id",
    ):
        connection.execute(
            f"""INSERT OR IGNORE INTO card ({_CARD}, kind)
                SELECT {values}, CASE old_card.kind {_CODES} END FROM {rest}"""
        )
    connection.execute(
        """INSERT OR IGNORE INTO card (id)
           SELECT card FROM old_log GROUP BY card ORDER BY min(sequence)"""
    )
    connection.execute(
        f"""INSERT INTO placement (file, position, card, kind, note, line, seen)
            SELECT file, position, number, CASE old_placement.kind {_CODES} END,
                   CASE note WHEN identity THEN '' ELSE note END, line, seen
            FROM old_placement JOIN card ON id = old_placement.card ORDER BY file, position"""
    )


def _copy_log(connection: Connection, report: Report) -> None:
    (total,) = connection.execute("SELECT count(*) FROM old_log").fetchone()
    rows = connection.execute(
        """SELECT sequence, uid, device.number, name, at, day, card.number, id, event, quality,
                  milliseconds, undoes, detail
           FROM old_log CROSS JOIN device ON name = old_log.device
                        CROSS JOIN card ON id = old_log.card
           ORDER BY sequence"""
    )
    entries = map(_entry, rows)
    copied = 0
    while batch := list(islice(entries, _BATCH)):
        connection.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)", batch
        )
        copied += len(batch)
        report(_COPIED * copied / total)


def _entry(row: tuple[Any, ...]) -> tuple[Any, ...]:
    sequence, uid, device, name, at, day, card, id_, event, quality, time, undoes, detail = row
    code = EVENTS[event]
    return (
        *(sequence, pack_uid(uid), device, at, day, card, code, quality, time, pack_uid(undoes)),
        detail,
        checksum(uid, name, at, day, id_, code, quality, time, undoes, 0, detail),
    )
