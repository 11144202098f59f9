"""What follows from a card's log, stored in the transaction of each change: memory and state."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from sqlite3 import Connection
from typing import TYPE_CHECKING

from tutor.core.card_state import NEVER, PLAIN, CardState
from tutor.core.log import Entry
from tutor.core.memory import Memory
from tutor.core.recall import Recall, recall
from tutor.scheduling.scheduler import Scheduler
from tutor.store import folding, statements
from tutor.store.figure_sums import LEARNING, Sums, count_again, placed_now, shares
from tutor.store.schema import SEEN

if TYPE_CHECKING:
    from tutor.store.queries import Stored

Report = Callable[[float], None]  # how much is done, from 0 to 1

_BATCH = 1_000
_FIRST = "SELECT first FROM memory WHERE card = ?"
_SHARE = "SELECT asked, passed FROM memory WHERE card = ?"
_MARK = f"UPDATE placement SET seen = {SEEN}"
PLACED = "(SELECT count(DISTINCT file) FROM placement WHERE placement.card = memory.card)"


def graded(connection: Connection, stored: "Stored", entry: Entry, after: Memory) -> None:
    """Store the memory that one more grade, the latest of its card, led to."""
    card, before = stored.number, stored.memory
    if before.is_new:
        share = connection.execute(_SHARE, (card,)).fetchone() or (0, 0)  # of before it was reset
        placed, is_ready = placed_now(connection, card), ready(after, stored.until)
        connection.execute(statements.PUT_MEMORY, (card, *after, *share, placed, is_ready))
        connection.execute(statements.MARK_SEEN, (1, card))
        connection.execute(statements.ADD_BEGUN, (after.first, 1))
        return
    found = recall(before, entry.quality, entry.day) if entry.event.counts else None
    _move(connection, stored, after, 0 if found is None else 1, found)


def ungraded(connection: Connection, stored: "Stored", entry: Entry, after: Memory) -> None:
    """Take back what `graded` stored for an entry that was the latest of its card."""
    card, before = stored.number, stored.memory
    if after.is_new:
        connection.execute(statements.DELETE_MEMORY, (card,))
        connection.execute(f"{_MARK} WHERE card = ?", (card,))
        connection.execute(statements.ADD_BEGUN, (before.first, -1))
        return
    found = recall(after, entry.quality, entry.day) if entry.event.counts else None
    _move(connection, stored, after, 0 if found is None else -1, found)


def _move(
    connection: Connection, stored: "Stored", after: Memory, asked: int, found: Recall | None
) -> None:
    if stored.memory._replace(quality=after.quality) == after:
        connection.execute(statements.UPDATE_QUALITY, (after.quality, stored.number))
        return
    passed = asked if found is not None and found.passed else 0
    due, interval, ease, repetitions, lapses, _, last, quality = after
    values = (due, interval, ease, repetitions, lapses, last, quality, asked, passed)
    is_ready = ready(after, stored.until)
    connection.execute(statements.UPDATE_MEMORY, (*values, is_ready, stored.number))


@contextmanager
def refolding(
    connection: Connection,
    scheduler: Scheduler,
    cards: Sequence[int],
    report: Report = lambda share: None,
) -> Iterator[dict[int, Memory]]:
    """Within the block these cards' logs change; after it their memories are there by card."""
    begun: Counter[int] = Counter()
    memories: dict[int, Memory] = {}
    yield memories
    for number, card in enumerate(cards):
        if number % _BATCH == 0:
            report(number / len(cards))
        placed = placed_now(connection, card)
        found = folding.folded(connection, scheduler, card)
        state = folding.state(connection, card)
        _put_state(connection, card, state)
        (first,) = connection.execute(_FIRST, (card,)).fetchone() or (0,)
        begun[first] -= 1
        if found:
            begun[found.memory.first] += 1
            is_ready = ready(found.memory, state.until)
            row = (card, *found.memory, *shares(found), placed, is_ready)
            connection.execute(statements.PUT_MEMORY, row)
        else:
            begun[0] += 1
            connection.execute(statements.DELETE_MEMORY, (card,))
        if placed:
            connection.execute(f"{_MARK} WHERE card = ? AND seen <> {SEEN}", (card,))
        memories[card] = found.memory if found else scheduler.new
    for first, count in begun.items():
        if first and count:
            connection.execute(statements.ADD_BEGUN, (first, count))


@contextmanager
def replacing(connection: Connection, cards: str) -> Iterator[None]:
    """Within the block these cards, a list in JSON, are put elsewhere, or nowhere.

    The figures must have caught up: what is counted of a card is what its memory says.
    """
    spread: Counter[tuple[int, int, int]] = Counter()

    def add(sign: int) -> None:
        for key in connection.execute(
            f"""SELECT interval, ease, {LEARNING} FROM memory
                WHERE placed > 0 AND first > 0
                  AND card IN (SELECT value FROM json_each(?))""",
            (cards,),
        ):
            spread[key] += sign

    add(-1)
    yield
    connection.execute(
        f"UPDATE memory SET placed = {PLACED} WHERE card IN (SELECT value FROM json_each(?))",
        (cards,),
    )
    add(1)
    connection.executemany(
        statements.ADD_SPREAD, ((*key, number) for key, number in spread.items() if number)
    )


def fold_again(connection: Connection, scheduler: Scheduler) -> None:
    """Fold the whole log again, and store nothing but the result."""
    for table in ("memory", "state", "begun"):
        connection.execute(f"DELETE FROM {table}")
    sums = Sums()
    states = dict(folding.all_states(connection))
    connection.executemany(statements.PUT_STATE, ((card, *each) for card, each in states.items()))
    placed = dict(
        connection.execute("SELECT card, count(DISTINCT file) FROM placement GROUP BY card")
    )
    rest = folding.all_folded(connection, scheduler)
    while batch := list(islice(rest, _BATCH)):
        for each in batch:
            sums.add(each, placed.get(each.card, 0))
        connection.executemany(
            statements.PUT_MEMORY,
            [
                (
                    *(each.card, *each.memory, *shares(each), placed.get(each.card, 0)),
                    ready(each.memory, states.get(each.card, PLAIN).until),
                )
                for each in batch
            ],
        )
    connection.execute(f"{_MARK} WHERE seen <> {SEEN}")
    connection.execute(
        """INSERT INTO begun (day, cards)
           SELECT first, count(*) FROM memory WHERE first > 0 GROUP BY first"""
    )
    count_again(connection, sums)


def ready(memory: Memory, until: int) -> int:
    """The day from which a card is asked that waits until a day, whatever its schedule says."""
    return NEVER if memory.is_new else max(memory.due, until)


def _put_state(connection: Connection, card: int, state: CardState) -> None:
    if state == PLAIN:
        connection.execute(statements.DELETE_STATE, (card,))
    else:
        connection.execute(statements.PUT_STATE, (card, *state))
