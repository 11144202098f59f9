"""The figures of progress, summed up as far as an entry of the log; what came later is added.

A grade writes its entry and its card's memory, and nothing else: what it changes in the figures is
added to them before they are read, or when the program has time. `about` says how far they go.
"""

import re
from collections import Counter
from sqlite3 import Connection

from tutor.core.grade import PASSED
from tutor.core.memory import Memory
from tutor.core.recall import Folded
from tutor.scheduling.scheduler import Scheduler
from tutor.store import folding, statements

LEARNING = "repetitions = 0 AND lapses = 0"
_FIGURES = ("recalled", "found", "spread", "tally", "deck_file")
_NOTE = "INSERT OR REPLACE INTO about (name, value) VALUES ('counted', ?)"
_SINCE = "SELECT DISTINCT card FROM entry NOT INDEXED WHERE sequence > ?"
_SHARES = """UPDATE deck_file SET (asked, passed) =
               (SELECT coalesce(sum(asked), 0), coalesce(sum(passed), 0) FROM memory
                WHERE card IN (SELECT card FROM placement WHERE file = deck_file.id))"""


class Sums:
    """What is to be added to the figures, summed up before it is written."""

    def __init__(self) -> None:
        self.recalled: Counter[tuple[int, int]] = Counter()
        self.found: Counter[int] = Counter()
        self.spread: Counter[tuple[int, int, int]] = Counter()

    def add(self, found: Folded, placed: int, sign: int = 1) -> None:
        """Add a card; with -1, take it away."""
        for grade in found.grades:
            self.recalled[grade >> 3, grade & 7] += sign
        for code in found.codes:
            self.found[code] += sign
        if placed and not found.memory.is_new:
            self.spread[_spread(found.memory)] += sign

    def write(self, connection: Connection) -> None:
        """Add all of it to what is stored."""
        for statement, counts in (
            (statements.ADD_RECALLED, ((*key, n) for key, n in self.recalled.items() if n)),
            (statements.ADD_FOUND, ((key, n) for key, n in self.found.items() if n)),
            (statements.ADD_SPREAD, ((*key, n) for key, n in self.spread.items() if n)),
        ):
            for row in counts:
                connection.execute(statement, row)


def are_behind(connection: Connection) -> bool:
    """Whether entries of the log are not in the figures yet."""
    counted, last = _reach(connection)
    return counted != last


def catch_up(connection: Connection, scheduler: Scheduler) -> None:
    """Add what came after the last entry that was counted; in the caller's transaction."""
    counted, last = _reach(connection)
    if counted == last:
        return
    _add(connection, scheduler, counted)
    connection.execute(_NOTE, (str(last),))


def look_ahead(connection: Connection, scheduler: Scheduler) -> None:
    """Let a connection that only reads see the figures as they are when they have caught up.

    A temporary table hides the one of its name.
    """
    counted, last = _reach(connection)
    if counted == last:
        return
    for table in _FIGURES:
        (shape,) = connection.execute(
            "SELECT sql FROM main.sqlite_schema WHERE name = ?", (table,)
        ).fetchone()
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(re.sub("^CREATE TABLE", "CREATE TEMP TABLE", shape))
        connection.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")
    _add(connection, scheduler, counted)


def count_again(connection: Connection, sums: Sums) -> None:
    """Replace the figures: by the sums of all cards, and what else the log says."""
    for table in ("recalled", "found", "spread", "tally"):
        connection.execute(f"DELETE FROM {table}")
    sums.write(connection)
    connection.executemany(
        statements.ADD_TALLY,
        ((*key, *done) for key, done in folding.tallies(connection).items()),
    )
    share_again(connection)
    connection.execute(_NOTE, (str(_reach(connection)[1]),))


def share_again(connection: Connection, files: str = "TRUE") -> None:
    """Sum up again what was asked of the cards of these files: a condition on `id`."""
    connection.execute(f"{_SHARES} WHERE {files}")


def shares(found: Folded | None) -> tuple[int, int]:
    """How often a card was asked, and how often it was remembered then."""
    if found is None:
        return 0, 0
    return len(found.grades), sum(grade & 7 >= PASSED for grade in found.grades)


def placed_now(connection: Connection, card: int) -> int:
    """In how many files a card stands."""
    (files,) = connection.execute(
        "SELECT count(DISTINCT file) FROM placement WHERE card = ?", (card,)
    ).fetchone()
    return int(files)


def _reach(connection: Connection) -> tuple[int, int]:
    """The last entry that was counted, and the last that there is."""
    row = connection.execute("SELECT value FROM about WHERE name = 'counted'").fetchone()
    (last,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM entry").fetchone()
    return int(row[0]) if row else 0, last


def _add(connection: Connection, scheduler: Scheduler, counted: int) -> None:
    """Add what each card was since, and take away what it had been."""
    sums = Sums()
    rows = connection.execute(_SINCE, (counted,))
    for (card,) in rows.fetchall():
        placed = placed_now(connection, card)
        before = folding.folded(connection, scheduler, card, counted)
        now = folding.folded(connection, scheduler, card)
        if before:
            sums.add(before, placed, -1)
        if now:
            sums.add(now, placed)
        (asked, passed), (asked_now, passed_now) = shares(before), shares(now)
        if (more := (asked_now - asked, passed_now - passed)) != (0, 0):
            connection.execute(statements.ADD_TO_FILES, (*more, card))
    sums.write(connection)
    for key, (answers, milliseconds) in folding.tallies_since(connection, counted).items():
        connection.execute(statements.ADD_TALLY, (*key, answers, milliseconds))
        connection.execute(statements.DELETE_EMPTY_TALLY, (*key, 0))


def _spread(memory: Memory) -> tuple[int, int, int]:
    return memory.interval, memory.ease, int(not memory.repetitions and not memory.lapses)
