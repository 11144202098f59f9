"""The least that sqlite3 alone takes for the same work: one table of a log, one of memories."""

import random
import sqlite3
from pathlib import Path

from tests.benchmarks.history import TODAY

_GRADE = "UPDATE memory SET due = ?, interval = ?, ease = ? WHERE card = ?"
_NEXT = """SELECT card, due, interval, ease, question, answer FROM memory JOIN card USING (card)
           WHERE due <= ? ORDER BY due LIMIT 1"""
_DUE = "SELECT card, due, interval FROM memory WHERE due <= ?"


class Bare:
    """A history as small as one can be, in WAL and with FULL as ours."""

    name = "sqlite3"

    def __init__(self, folder: Path, cards: int, due: int, rows: int) -> None:
        self.path = folder / "bare.sqlite3"
        self.connection = sqlite3.connect(self.path, isolation_level=None)
        self._execute = self.connection.execute
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            self._execute(f"PRAGMA {pragma}")
        self._execute("CREATE TABLE card (card INTEGER PRIMARY KEY, question TEXT, answer TEXT)")
        self._execute(
            """CREATE TABLE memory (card INTEGER PRIMARY KEY, due INTEGER, interval INTEGER,
                                    ease INTEGER)"""
        )
        self._execute("CREATE INDEX memory_due ON memory (due)")
        self._execute(
            """CREATE TABLE log (at INTEGER PRIMARY KEY, card INTEGER, day INTEGER,
                                 quality INTEGER, milliseconds INTEGER)"""
        )
        self._add(cards)
        chance = random.Random(3)
        self._execute("BEGIN")
        self.connection.executemany(
            "INSERT INTO memory VALUES (?, ?, ?, 250)",
            ((card, TODAY - card % 30 if card < due else TODAY + 1 + card % 100, 10)
             for card in range(cards)),
        )  # fmt: skip
        self.connection.executemany(
            "INSERT INTO log VALUES (?, ?, ?, ?, 8500)",
            ((row, chance.randrange(cards), TODAY - 1 - row % 1_100, 4) for row in range(rows)),
        )
        self._execute("COMMIT")
        self._now = rows
        self._given: list[tuple[int, int, int, int, int]] = []
        self._up = self._execute(_NEXT, (TODAY,)).fetchone()

    def _add(self, cards: int) -> None:
        self._execute("BEGIN")
        self.connection.executemany(
            "INSERT INTO card VALUES (?, ?, ?)",
            ((card, f"What does card {card} say of $z_{{{card}}}$?", f"That $x = {card} z$.")
             for card in range(cards)),
        )  # fmt: skip
        self._execute("COMMIT")

    def grade(self) -> None:
        """Grade the card that is up, and read the next."""
        card, due, interval, ease, *_ = self._up
        self._now += 1
        self._execute("BEGIN IMMEDIATE")
        self._execute("INSERT INTO log VALUES (?, ?, ?, 4, 5000)", (self._now, card, TODAY))
        self._execute(_GRADE, (TODAY + interval * 2, interval * 2, ease, card))
        self._execute("COMMIT")
        self._given.append((due, interval, ease, card, self._now))
        self._up = self._execute(_NEXT, (TODAY,)).fetchone()

    def undo(self) -> None:
        """Take the latest grade back, and read its card again."""
        *before, at = self._given.pop()
        self._execute("BEGIN IMMEDIATE")
        self._execute("DELETE FROM log WHERE at = ?", (at,))
        self._execute(_GRADE, before)
        self._execute("COMMIT")
        self._up = self._execute(_NEXT, (TODAY,)).fetchone()

    def queue(self) -> int:
        """All that is due, in order."""
        rows = self._execute(_DUE, (TODAY,)).fetchall()
        rows.sort(key=lambda row: (row[1] - TODAY) / row[2])
        return len(rows)

    def counts(self) -> int:
        """How many are due."""
        return int(self._execute(f"SELECT count(*) FROM ({_DUE})", (TODAY,)).fetchone()[0])

    def figures(self) -> int:
        """Answers and time by day, memories by due day: one scan of each."""
        days = self._execute("SELECT day, count(*), sum(milliseconds) FROM log GROUP BY day")
        dues = self._execute("SELECT due, count(*) FROM memory GROUP BY due")
        return len(days.fetchall()) + len(dues.fetchall())

    def close(self) -> None:
        """Close the database."""
        self.connection.close()
