"""The log folded: what each card's memory and recalls are, and how much was done when."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from tutor.core.card_state import PLAIN, CardState, state_of
from tutor.core.grade import PASSED
from tutor.core.log import ACTIONS, ANSWERS, CODES, GRADES, SETS_STATE, Event
from tutor.core.memory import Memory
from tutor.core.recall import Folded
from tutor.scheduling.scheduler import AHEAD, HARD_EXERCISE, NO_GRADE, Scheduler
from tutor.store.schema import UID, UNDO

QUARTER = 900_000  # milliseconds in a quarter of an hour

# An undo takes back an entry of its own card, whichever of the two came first.
_UNDOES = f"""SELECT 1 FROM entry AS later WHERE later.event = {UNDO}
               AND later.undoes = entry.uid AND later.card = entry.card"""
STANDS = f"NOT EXISTS ({_UNDOES})"
_SCHEDULED, _TOMORROW, _AHEAD = (
    CODES[event] for event in (Event.SCHEDULED, Event.TOMORROW, Event.AHEAD)
)
_RESCHEDULE, _RESET = CODES[Event.RESCHEDULE], CODES[Event.RESET]
_GRADES = tuple(CODES[event] for event in GRADES)
_FOLDED = (*_GRADES, _RESCHEDULE, _RESET)
_HARD_EXERCISE = 2 * HARD_EXERCISE + 1
_GRADE = f"""card, CASE event WHEN {_TOMORROW} THEN day * 32 + {_HARD_EXERCISE}
                           WHEN {_RESCHEDULE} THEN value * 32 + {2 * NO_GRADE + 1}
                           WHEN {_RESET} THEN {2 * NO_GRADE}
                           WHEN {_AHEAD} THEN day * 32 + quality * 2 + {AHEAD + 1}
                           ELSE day * 32 + quality * 2 + (event = {_SCHEDULED}) END"""
COUNTS = f"event IN ({_SCHEDULED}, {_TOMORROW}, {_AHEAD})"
# The cards with an entry of a day: among them are all whose `last` it is.
GRADED_ON = "SELECT DISTINCT card FROM entry INDEXED BY entry_day WHERE day = ?"
# How often a memory's card was graded Again on a day.
AGAINS = f"""(SELECT count(*) FROM entry INDEXED BY entry_card
              WHERE entry.card = memory.card AND entry.day = ? AND entry.quality < {PASSED}
                AND event IN {_GRADES} AND {STANDS})"""
GRADED = f"event IN {_GRADES}"
ANSWERED = f"event IN {tuple(CODES[event] for event in ANSWERS)}"
# What an undo takes back.
UNDOABLE = f"event IN {tuple(CODES[event] for event in (*GRADES, *ACTIONS))}"
_IS_FOLDED = f"event IN {_FOLDED}"
_LOG_OF = f"""SELECT at, sequence, event, {_GRADE} FROM entry
              WHERE card = ? AND sequence <= ? ORDER BY at"""
_UNDONE_OF = f"""SELECT gone.sequence FROM entry AS later CROSS JOIN entry AS gone
                 WHERE later.card = ? AND later.sequence <= ? AND later.event = {UNDO}
                   AND gone.uid = later.undoes AND gone.card = later.card"""
# Entries of one instant are in the order of their uids.
_IN_ORDER = f"""SELECT {_GRADE} FROM entry
                WHERE card = :card AND sequence <= :last AND {_IS_FOLDED}
                  AND NOT EXISTS ({_UNDOES} AND later.sequence <= :last) ORDER BY at, {UID}"""
_STATES = f"""SELECT card, event, value, day FROM entry INDEXED BY entry_card
              WHERE event IN {tuple(CODES[event] for event in SETS_STATE)} AND {STANDS}"""
_STATE_OF = f"{_STATES} AND card = ? ORDER BY at, {UID}"
_ALL_STATES = f"{_STATES} ORDER BY card, at, {UID}"
_EVENTS = {code: event for event, code in CODES.items()}
_TALLY = f"day, at / {QUARTER}, event, count(*), sum(milliseconds)"
_TALLIED = f"GROUP BY day, at / {QUARTER}, event"
_UNDONE = f"""SELECT DISTINCT uid, day, at / {QUARTER}, event, milliseconds
              FROM (SELECT undoes AS gone, card AS whose FROM entry WHERE event = {UNDO})
              JOIN entry ON uid = gone AND card = whose WHERE event <> {UNDO}"""
_SINCE = f"""SELECT {_TALLY} FROM entry NOT INDEXED
             WHERE sequence > :counted AND event <> {UNDO} AND {STANDS} {_TALLIED}"""
# What stood when it was counted, and does not any more.
_UNDONE_SINCE = f"""SELECT entry.day, entry.at / {QUARTER}, entry.event, entry.milliseconds
                    FROM (SELECT DISTINCT undoes, card FROM entry NOT INDEXED
                          WHERE sequence > :counted AND event = {UNDO}) AS taken
                    CROSS JOIN entry ON entry.uid = taken.undoes AND entry.card = taken.card
                    WHERE entry.sequence <= :counted AND entry.event <> {UNDO}
                      AND NOT EXISTS ({_UNDOES} AND later.sequence <= :counted)"""
_ALL = 2**62  # later than any entry

Tallies = dict[tuple[int, int, int], tuple[int, int]]  # answers and milliseconds


def folded(
    connection: Connection, scheduler: Scheduler, card: int, last: int = _ALL
) -> Folded | None:
    """One card's log folded, up to an entry; None if it has no grade that stands."""
    grades = _standing(connection, card, last)
    if grades is None:
        rows = connection.execute(_IN_ORDER, {"card": card, "last": last})
        return next(scheduler.fold_all(rows), None)
    return next(scheduler.fold_all([(card, grade) for *_, grade in grades]), None)


def without_last(
    connection: Connection, scheduler: Scheduler, card: int, sequence: int
) -> Memory | None:
    """The memory without a card's last grade; None if that is not the entry of this number.

    Nor is it known for a card that was made as new again.
    """
    grades = _standing(connection, card)
    if not grades or grades[-1][1] != sequence:
        return None
    found = next(scheduler.fold_all([(card, grade) for *_, grade in grades[:-1]]), None)
    if found is None:
        return scheduler.new if len(grades) == 1 else None
    return None if found.memory.is_new else found.memory


def _standing(
    connection: Connection, card: int, last: int = _ALL
) -> list[tuple[int, int, int]] | None:
    """A card's grades that stand, in their order: instant, number of the entry, packed grade.

    None if two are of one instant.
    """
    # From the index alone; the entries themselves lie all over the file.
    rows = connection.execute(_LOG_OF, (card, last)).fetchall()
    undone: set[int] = set()
    if any(event == UNDO for _, _, event, _, _ in rows):
        undone = {sequence for (sequence,) in connection.execute(_UNDONE_OF, (card, last))}
    grades = [
        (at, sequence, grade)
        for at, sequence, event, _, grade in rows
        if event in _FOLDED and sequence not in undone
    ]
    return grades if len({at for at, _, _ in grades}) == len(grades) else None


def all_folded(
    connection: Connection, scheduler: Scheduler, cards: str = "TRUE", **values: str | int
) -> Iterator[Folded]:
    """Every card's log folded, in the order of the cards; or of some: a condition on `card`."""
    # Only for the cards that have an undo is it checked, grade by grade, which of them stand; and
    # the index has the entries of one instant in another order than that of their uids.
    apart = {
        card
        for query in (
            f"SELECT card FROM entry WHERE event = {UNDO} AND {cards}",
            f"""SELECT card FROM entry INDEXED BY entry_card WHERE {_IS_FOLDED} AND {cards}
                GROUP BY card, at HAVING count(*) > 1""",
        )
        for (card,) in connection.execute(query, values)
    }
    rows = connection.execute(
        f"""SELECT {_GRADE} FROM entry INDEXED BY entry_card WHERE {_IS_FOLDED} AND {cards}
            ORDER BY card, at""",
        values,
    )
    # What is folded apart may be something where the scan, which has it otherwise, finds nothing.
    waiting = deque(sorted(apart))
    for found in scheduler.fold_all(rows):
        while waiting and waiting[0] <= found.card:
            if again := folded(connection, scheduler, waiting.popleft()):
                yield again
        if found.card not in apart:
            yield found
    while waiting:
        if again := folded(connection, scheduler, waiting.popleft()):
            yield again


def state(connection: Connection, card: int) -> CardState:
    """How one card was set aside, by its log."""
    rows = connection.execute(_STATE_OF, (card,))
    return state_of((_EVENTS[event], value, day) for _, event, value, day in rows)


def all_states(connection: Connection) -> Iterator[tuple[int, CardState]]:
    """Every card that is in a state of its own, and that state, in the order of the cards."""
    for card, rows in groupby(connection.execute(_ALL_STATES), itemgetter(0)):
        found = state_of((_EVENTS[event], value, day) for _, event, value, day in rows)
        if found != PLAIN:
            yield card, found


def tallies(connection: Connection) -> Tallies:
    """How much stands of what was done, by day, quarter-hour and event."""
    done = connection.execute(f"SELECT {_TALLY} FROM entry {_TALLIED}")
    return _without_undone(done, connection.execute(_UNDONE))


def tallies_since(connection: Connection, counted: int) -> Tallies:
    """What changes the tallies that were counted up to an entry."""
    values = {"counted": counted}
    found = {row[:3]: row[3:] for row in connection.execute(_SINCE, values)}
    for day, quarter, event, milliseconds in connection.execute(_UNDONE_SINCE, values):
        answers, time = found.get((day, quarter, event), (0, 0))
        found[day, quarter, event] = answers - 1, time - milliseconds
    return found


def tallies_of(connection: Connection, cards: str, values: Mapping[str, str | int]) -> Tallies:
    """The same of some cards: `cards` is a condition on `card`, with these values."""
    done = connection.execute(
        f"SELECT {_TALLY} FROM entry INDEXED BY entry_card WHERE {cards} {_TALLIED}", values
    )
    return _without_undone(done, connection.execute(f"{_UNDONE} AND entry.{cards}", values))


def _without_undone(done: Iterable[Any], undone: Iterable[Any]) -> Tallies:
    # Faster than checking each of a million entries: what was undone is subtracted from the sum.
    counted = {row[:3]: row[3:] for row in done if row[2] != UNDO}
    for _, day, quarter, event, milliseconds in undone:
        answers, time = counted[day, quarter, event]
        counted[day, quarter, event] = answers - 1, time - milliseconds
    return {key: count for key, count in counted.items() if count[0]}
