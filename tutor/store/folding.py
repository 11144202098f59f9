"""The log folded: what each card's memory and recalls are, and how much was done when."""

from collections.abc import Iterable, Iterator, Mapping
from sqlite3 import Connection
from typing import Any

from tutor.core.recall import Folded
from tutor.scheduling.scheduler import HARD_EXERCISE, Scheduler

QUARTER = 900_000  # milliseconds in a quarter of an hour

# An undo takes back an entry of its own card, whichever of the two came first.
STANDS = """NOT EXISTS (SELECT 1 FROM log AS later WHERE later.event = 'undo'
                        AND later.undoes = log.uid AND later.card = log.card)"""
_HARD_EXERCISE = 2 * HARD_EXERCISE + 1
_GRADE = f"""card, day * 16 + CASE event WHEN 'tomorrow' THEN {_HARD_EXERCISE}
                        ELSE quality * 2 + (event = 'scheduled') END"""
GRADED = "event IN ('scheduled', 'tomorrow', 'repeat')"
_TALLY = f"day, at / {QUARTER}, event, count(*), sum(milliseconds)"
_TALLIED = f"GROUP BY day, at / {QUARTER}, event"
_UNDONE = f"""SELECT DISTINCT uid, day, at / {QUARTER}, event, milliseconds
              FROM (SELECT undoes AS gone, card AS whose FROM log WHERE event = 'undo')
              JOIN log ON uid = gone AND card = whose WHERE event <> 'undo'"""

Tallies = dict[tuple[int, int, str], tuple[int, int]]  # answers and milliseconds


def folded(connection: Connection, scheduler: Scheduler, card: str) -> Folded | None:
    """One card's log folded; None if it has no grade that stands."""
    rows = connection.execute(
        f"SELECT {_GRADE} FROM log WHERE card = ? AND {GRADED} AND {STANDS} ORDER BY at, uid",
        (card,),
    )
    return next(scheduler.fold_all(rows), None)


def all_folded(connection: Connection, scheduler: Scheduler) -> Iterator[Folded]:
    """Every card's log folded, in the order of the cards."""
    # Only for the cards that have an undo is it checked, grade by grade, which of them stand.
    undone = {card for (card,) in connection.execute("SELECT card FROM log WHERE event = 'undo'")}
    rows = connection.execute(
        f"SELECT {_GRADE} FROM log INDEXED BY log_card WHERE {GRADED} ORDER BY card, at, uid"
    )
    for found in scheduler.fold_all(rows):
        if found.card not in undone:
            yield found
        elif again := folded(connection, scheduler, found.card):
            yield again


def tallies(connection: Connection) -> Tallies:
    """How much stands of what was done, by day, quarter-hour and event."""
    done = connection.execute(f"SELECT {_TALLY} FROM log INDEXED BY log_day {_TALLIED}")
    return _without_undone(done, connection.execute(_UNDONE))


def tallies_of(connection: Connection, cards: str, values: Mapping[str, str | int]) -> Tallies:
    """The same of some cards: `cards` is a condition on `card`, with these values."""
    done = connection.execute(
        f"SELECT {_TALLY} FROM log INDEXED BY log_card WHERE {cards} {_TALLIED}", values
    )
    return _without_undone(done, connection.execute(f"{_UNDONE} AND log.{cards}", values))


def _without_undone(done: Iterable[Any], undone: Iterable[Any]) -> Tallies:
    # Faster than checking each of a million entries: what was undone is subtracted from the sum.
    counted = {row[:3]: row[3:] for row in done if row[2] != "undo"}
    for _, day, quarter, event, milliseconds in undone:
        answers, time = counted[day, quarter, event]
        counted[day, quarter, event] = answers - 1, time - milliseconds
    return {key: count for key, count in counted.items() if count[0]}
