"""Entries put into the log of a database as they are, with nothing that follows from them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from sqlite3 import Connection
from typing import NamedTuple

from tutor.store.checksum import checksum
from tutor.store.packing import pack_uid
from tutor.store.schema import EVENTS

_BATCH = 10_000


class RawEntry(NamedTuple):
    """What an export says of an entry."""

    uid: str
    at: int
    day: int
    card: str
    event: str = "scheduled"
    quality: int = 4
    milliseconds: int = 1_000
    undoes: str = ""
    detail: str = ""
    device: str = "here"
    value: int = 0


def put_entries(connection: Connection, entries: Iterable[RawEntry]) -> None:
    """Add these entries to the log; cards that are not known get a number."""
    rest = iter(entries)
    while batch := list(islice(rest, _BATCH)):
        connection.executemany(
            "INSERT OR IGNORE INTO device (name) VALUES (?)", {(each.device,) for each in batch}
        )
        connection.executemany(
            "INSERT OR IGNORE INTO card (id) VALUES (?)", ((each.card,) for each in batch)
        )
        connection.executemany(
            """INSERT INTO entry (uid, at, day, event, quality, milliseconds, undoes, detail,
                                  value, checksum, device, card)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT number FROM device WHERE name = ?),
                       (SELECT number FROM card WHERE id = ?))""",
            _rows(batch),
        )
    connection.commit()


def _rows(entries: Iterable[RawEntry]) -> Iterator[tuple[object, ...]]:
    for each in entries:
        uid, at, day, card, event, quality, taken, undoes, detail, device, value = each
        code = EVENTS[event]
        said = (quality, taken)
        kept = checksum(uid, device, at, day, card, code, *said, undoes, value, detail)
        yield (
            *(pack_uid(uid), at, day, code, *said, pack_uid(undoes), detail, value, kept),
            *(device, card),
        )
