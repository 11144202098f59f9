"""Adds the entries of this device to the log."""

import os
import sqlite3
import time
from sqlite3 import Connection

from tutor.core.card import CardId
from tutor.core.day import EARLIEST, LATEST
from tutor.core.log import CODES, Entry, Event, compact
from tutor.errors import TutorError
from tutor.store import statements
from tutor.store.checksum import checksum
from tutor.store.packing import pack_uid


class Log:
    """The end of the log, on the connection that writes; in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stamp = 0
        row = connection.execute("SELECT value FROM about WHERE name = 'device'").fetchone()
        self.device = str(row[0])

    def append(self, entry: Entry, number: int) -> None:
        """Add an entry; its card has this number."""
        uid, device, at, day, card, event, quality, seconds, undoes, detail, value = entry
        code, taken = CODES[event], milliseconds(seconds)
        values = (
            *(pack_uid(uid), device, at, day, number, code, quality, taken, pack_uid(undoes)),
            *(value, detail),
            checksum(uid, device, at, day, card, code, quality, taken, undoes, value, detail),
        )
        try:
            self._connection.execute(statements.INSERT_ENTRY, values)
        except sqlite3.IntegrityError:
            # Not known here yet, also if the database was restored a moment ago.
            find = "SELECT 1 FROM device WHERE name = ?"
            if self._connection.execute(find, (device,)).fetchone():
                raise
            self._connection.execute(statements.INSERT_DEVICE, (device,))
            self._connection.execute(statements.INSERT_ENTRY, values)

    def undo(self, uid: str, card: CardId, number: int, at: int, day: int) -> None:
        """Add an entry that takes another one of this card back."""
        self.append(self.entry(Event.UNDO, card, 0, at, day, undoes=uid), number)

    def entry(
        self,
        event: Event,
        card: CardId,
        quality: int,
        at: int,
        day: int,
        seconds: float = 0.0,
        detail: str = "",
        undoes: str = "",
        value: int = 0,
        action: str = "",
    ) -> Entry:
        """An entry to be appended; the uids of one action end alike."""
        if not EARLIEST <= at < LATEST:
            raise TutorError(
                "The clock of this machine is wrong: it says a year before 1970 or after 8999. "
                "Nothing was recorded. Set the clock and try again."
            )
        return Entry(
            *(self._uid(action), self.device, at, day, card, event, quality, seconds, undoes),
            *(compact(detail), value),
        )

    def _uid(self, action: str) -> str:
        # Real time first, also where --now sets another: entries of one instant keep the order
        # in which they were made.
        self._stamp = max(self._stamp + 1, time.time_ns() // 1000)
        return f"{self._stamp:014x}{action or new_action()}"


def new_action() -> str:
    """What the uids of one action end in, and of no other."""
    return os.urandom(6).hex()


def milliseconds(seconds: float) -> int:
    """A time as the log keeps it."""
    return round(seconds * 1000)
