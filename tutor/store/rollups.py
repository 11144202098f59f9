"""Summaries of the log, stored in the transaction of each change: memories, recalls, tallies."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from sqlite3 import Connection

from tutor.core.card import CardId
from tutor.core.log import Entry
from tutor.core.memory import Memory
from tutor.core.recall import Folded, dated, encode, recall
from tutor.scheduling.scheduler import Scheduler
from tutor.store import folding, statements
from tutor.store.packing import CODE, GRADE, pack

Report = Callable[[float], None]  # how much is done, from 0 to 1

_BATCH = 1_000
_SEEN = "EXISTS (SELECT 1 FROM memory WHERE memory.card = placement.card)"


def milliseconds(seconds: float) -> int:
    """A time as the log keeps it."""
    return round(seconds * 1000)


def count(connection: Connection, entry: Entry, answers: int = 1) -> None:
    """Add an entry to what was done when; with -1, take it away again."""
    key = entry.day, entry.at // folding.QUARTER, entry.event
    connection.execute(statements.ADD_TALLY, (*key, answers, answers * milliseconds(entry.seconds)))
    if answers < 0:
        connection.execute(statements.DELETE_EMPTY_TALLY, (*key, 0))


def graded(connection: Connection, entry: Entry, before: Memory, after: Memory) -> None:
    """Store what one more grade, the latest of its card, led to."""
    _change(connection, entry.card, before, after)
    if entry.event.counts and (found := recall(before, entry.quality, entry.day)):
        connection.execute(
            statements.ADD_RECALL,
            (
                entry.card,
                pack(GRADE, [dated(entry.day, entry.quality)]),
                pack(CODE, [encode(found)]),
            ),
        )


def _change(connection: Connection, card: CardId, before: Memory, after: Memory) -> None:
    """Store a card's memory: of its row, only what changed."""
    if before.is_new != after.is_new:
        if after.is_new:
            connection.execute(statements.DELETE_MEMORY, (card,))
        else:
            connection.execute(statements.INSERT_MEMORY, (card, *after))
        see(connection, card, after)
    elif before.first != after.first:
        connection.execute(statements.DELETE_MEMORY, (card,))
        connection.execute(statements.INSERT_MEMORY, (card, *after))
    elif before._replace(quality=after.quality) != after:
        due, interval, ease, repetitions, lapses, _, last, quality = after
        connection.execute(
            statements.UPDATE_MEMORY,
            (due, interval, ease, repetitions, lapses, last, quality, card),
        )
    elif before != after:
        connection.execute(statements.UPDATE_QUALITY, (after.quality, card))


def refold(connection: Connection, scheduler: Scheduler, card: CardId, before: Memory) -> Memory:
    """Fold one card's log again, and store the result; `before` is what is stored."""
    found = folding.folded(connection, scheduler, card)
    memory = found.memory if found else scheduler.new
    _change(connection, card, before, memory)
    if found and found.grades:
        connection.execute(
            statements.PUT_RECALL, (card, pack(GRADE, found.grades), pack(CODE, found.codes))
        )
    else:
        connection.execute(statements.DELETE_RECALL, (card,))
    return memory


def refold_all(
    connection: Connection, scheduler: Scheduler, cards: Sequence[str], report: Report
) -> None:
    """Fold these cards' logs again, and count again what was done when."""

    def folds() -> Iterator[Folded]:
        for number, card in enumerate(cards):
            if number % _BATCH == 0:
                report(number / len(cards))
            if found := folding.folded(connection, scheduler, card):
                yield found

    forget(connection, cards)
    keep(connection, folds())
    see_all(connection)
    tally_again(connection)


def forget(connection: Connection, cards: Sequence[str]) -> None:
    """Delete what is stored of these cards."""
    for statement in (statements.DELETE_MEMORY, statements.DELETE_RECALL):
        connection.executemany(statement, ((card,) for card in cards))


def keep(connection: Connection, found: Iterable[Folded]) -> None:
    """Store what folding found of these cards, of which nothing is stored yet."""
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        connection.executemany(
            statements.INSERT_MEMORY, [(card, *memory) for card, memory, _, _ in batch]
        )
        recalls = [
            (card, pack(GRADE, grades), pack(CODE, codes))
            for card, _, grades, codes in batch
            if grades
        ]
        connection.executemany(statements.PUT_RECALL, recalls)


def see(connection: Connection, card: CardId, memory: Memory) -> None:
    """Mark where a card stands as new, or no longer so."""
    connection.execute(statements.MARK_SEEN, (int(not memory.is_new), card))


def see_all(connection: Connection) -> None:
    """Mark where every card stands as new, or no longer so."""
    connection.execute(f"UPDATE placement SET seen = {_SEEN} WHERE seen <> {_SEEN}")


def tally_again(connection: Connection) -> None:
    """Count again what was done when."""
    connection.execute("DELETE FROM tally")
    connection.executemany(
        statements.ADD_TALLY,
        ((*key, *counted) for key, counted in folding.tallies(connection).items()),
    )


def fold_again(connection: Connection, scheduler: Scheduler) -> None:
    """Fold the whole log again, and store nothing but the result."""
    connection.execute("DELETE FROM memory")
    connection.execute("DELETE FROM recall")
    keep(connection, folding.all_folded(connection, scheduler))
    see_all(connection)
    tally_again(connection)
