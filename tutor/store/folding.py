"""The log folded: what each card's memory and recalls are, and how much was done when."""

from collections.abc import Iterator
from sqlite3 import Connection

from tutor.core.recall import Folded, refold

QUARTER = 900_000  # milliseconds in a quarter of an hour

# An undo takes back an entry of its own card, whichever of the two came first.
STANDS = """NOT EXISTS (SELECT 1 FROM log AS later WHERE later.event = 'undo'
                        AND later.undoes = log.uid AND later.card = log.card)"""
_GRADE = "card, day * 16 + quality * 2 + (event = 'scheduled')"
_GRADED = "event IN ('scheduled', 'repeat')"


def folded(connection: Connection, card: str) -> Folded | None:
    """One card's log folded; None if it has no grade that stands."""
    rows = connection.execute(
        f"SELECT {_GRADE} FROM log WHERE card = ? AND {_GRADED} AND {STANDS} ORDER BY at, uid",
        (card,),
    )
    return next(refold(rows), None)


def all_folded(connection: Connection) -> Iterator[Folded]:
    """Every card's log folded, in the order of the cards."""
    # Whether each of a million grades stands is asked only of the cards that have an undo at all.
    mended = {card for (card,) in connection.execute("SELECT card FROM log WHERE event = 'undo'")}
    rows = connection.execute(
        f"SELECT {_GRADE} FROM log INDEXED BY log_card WHERE {_GRADED} ORDER BY card, at, uid"
    )
    for found in refold(rows):
        if found.card not in mended:
            yield found
        elif again := folded(connection, found.card):
            yield again


def tallies(connection: Connection) -> dict[tuple[int, int, str], tuple[int, int]]:
    """How many entries stand, and how long they took, by day, quarter-hour and event."""
    counted = {
        row[:3]: row[3:]
        for row in connection.execute(
            f"""SELECT day, at / {QUARTER}, event, count(*), sum(milliseconds)
                FROM log INDEXED BY log_day WHERE event <> 'undo'
                GROUP BY day, at / {QUARTER}, event"""
        )
    }
    undone = connection.execute(
        f"""SELECT DISTINCT uid, day, at / {QUARTER}, event, milliseconds
            FROM (SELECT undoes, card FROM log WHERE event = 'undo') AS undo
            JOIN log ON uid = undo.undoes AND log.card = undo.card WHERE event <> 'undo'"""
    ).fetchall()
    for _, *key, milliseconds in undone:
        answers, time = counted[tuple(key)]
        counted[tuple(key)] = answers - 1, time - milliseconds
    return {key: count for key, count in counted.items() if count[0]}
