"""What the log adds up to, stored in the transaction of each change: memories, and figures."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from sqlite3 import Connection
from typing import TYPE_CHECKING

from tutor.core.card_state import NEVER, PLAIN, CardState
from tutor.core.grade import PASSED
from tutor.core.log import CODES, Entry
from tutor.core.memory import Memory
from tutor.core.recall import Folded, Recall, encode, recall
from tutor.scheduling.scheduler import Scheduler
from tutor.store import folding, statements
from tutor.store.schema import SEEN

if TYPE_CHECKING:
    from tutor.store.queries import Stored

Report = Callable[[float], None]  # how much is done, from 0 to 1

_BATCH = 1_000
_SHARE = "SELECT asked, passed FROM memory WHERE card = ?"
_MARK = f"UPDATE placement SET seen = {SEEN}"
PLACED = "(SELECT count(DISTINCT file) FROM placement WHERE placement.card = memory.card)"
LEARNING = "repetitions = 0 AND lapses = 0"
_SHARES = """UPDATE deck_file SET (asked, passed) =
               (SELECT coalesce(sum(asked), 0), coalesce(sum(passed), 0) FROM memory
                WHERE card IN (SELECT card FROM placement WHERE file = deck_file.id))"""


def milliseconds(seconds: float) -> int:
    """A time as the log keeps it."""
    return round(seconds * 1000)


def count(connection: Connection, entry: Entry, answers: int = 1) -> None:
    """Add an entry to what was done when; with -1, take it away again."""
    key = entry.day, entry.at // folding.QUARTER, CODES[entry.event]
    connection.execute(statements.ADD_TALLY, (*key, answers, answers * milliseconds(entry.seconds)))
    if answers < 0:
        connection.execute(statements.DELETE_EMPTY_TALLY, (*key, 0))


def graded(
    connection: Connection, stored: "Stored", entry: Entry, before: Memory, after: Memory
) -> None:
    """Store what one more grade, the latest of its card, led to."""
    card = stored.number
    if before.is_new:
        placed = placed_now(connection, card)
        share = connection.execute(_SHARE, (card,)).fetchone() or (0, 0)  # of before it was reset
        connection.execute(
            statements.PUT_MEMORY, (card, *after, *share, placed, ready(after, stored.until))
        )
        connection.execute(statements.MARK_SEEN, (1, card))
        connection.execute(statements.ADD_BEGUN, (after.first, 1))
        if placed:
            connection.execute(statements.ADD_SPREAD, (*_spread(after), 1))
        return
    if before._replace(quality=after.quality) == after:
        connection.execute(statements.UPDATE_QUALITY, (after.quality, card))
        return
    found = recall(before, entry.quality, entry.day) if entry.event.counts else None
    _move(connection, stored, entry, found, before, after, 1)


def ungraded(connection: Connection, stored: "Stored", entry: Entry, after: Memory) -> None:
    """Take back what `graded` stored for an entry that was the latest of its card."""
    card, placed, before = stored.number, stored.placed, stored.memory
    if after.is_new:
        connection.execute(statements.DELETE_MEMORY, (card,))
        connection.execute(f"{_MARK} WHERE card = ?", (card,))
        connection.execute(statements.ADD_BEGUN, (before.first, -1))
        if placed:
            connection.execute(statements.ADD_SPREAD, (*_spread(before), -1))
        return
    if before._replace(quality=after.quality) == after:
        connection.execute(statements.UPDATE_QUALITY, (after.quality, card))
        return
    found = recall(after, entry.quality, entry.day) if entry.event.counts else None
    _move(connection, stored, entry, found, before, after, -1)


def _move(
    connection: Connection,
    stored: "Stored",
    entry: Entry,
    found: Recall | None,
    before: Memory,
    after: Memory,
    sign: int,
) -> None:
    """Store a memory that follows another, and add to the figures what the review found."""
    card, placed = stored.number, stored.placed
    asked, passed = 0, 0
    if found is not None:
        asked, passed = sign, sign * found.passed
        connection.execute(statements.ADD_RECALLED, (entry.day, entry.quality, sign))
        connection.execute(statements.ADD_FOUND, (encode(found), sign))
        if placed:
            connection.execute(statements.ADD_TO_FILES, (asked, passed, card))
    due, interval, ease, repetitions, lapses, _, last, quality = after
    connection.execute(
        statements.UPDATE_MEMORY,
        (
            *(due, interval, ease, repetitions, lapses, last, quality, asked, passed),
            *(ready(after, stored.until), card),
        ),
    )
    if placed and (was := _spread(before)) != (now := _spread(after)):
        connection.execute(statements.ADD_SPREAD, (*was, -1))
        connection.execute(statements.ADD_SPREAD, (*now, 1))


class Sums:
    """What is to be added to the figures, summed up before it is written."""

    def __init__(self) -> None:
        self.recalled: Counter[tuple[int, int]] = Counter()
        self.found: Counter[int] = Counter()
        self.begun: Counter[int] = Counter()
        self.spread: Counter[tuple[int, int, int]] = Counter()

    def add(self, found: Folded, placed: int, sign: int = 1) -> None:
        """Add a card; with -1, take it away."""
        for grade in found.grades:
            self.recalled[grade >> 3, grade & 7] += sign
        for code in found.codes:
            self.found[code] += sign
        if found.memory.is_new:
            return
        self.begun[found.memory.first] += sign
        if placed:
            self.spread[_spread(found.memory)] += sign

    def write(self, connection: Connection) -> None:
        """Add all of it to what is stored."""
        for statement, counts in (
            (statements.ADD_RECALLED, ((*key, n) for key, n in self.recalled.items() if n)),
            (statements.ADD_FOUND, ((key, n) for key, n in self.found.items() if n)),
            (statements.ADD_BEGUN, ((key, n) for key, n in self.begun.items() if n)),
            (statements.ADD_SPREAD, ((*key, n) for key, n in self.spread.items() if n)),
        ):
            for row in counts:
                connection.execute(statement, row)


@contextmanager
def refolding(
    connection: Connection,
    scheduler: Scheduler,
    cards: Sequence[int],
    report: Report = lambda share: None,
) -> Iterator[dict[int, Memory]]:
    """Within the block these cards' logs change; after it their memories are there by card."""
    sums = Sums()
    before: list[tuple[int, int, tuple[int, int]]] = []
    for number, card in enumerate(cards):
        if number % _BATCH == 0:
            report(number / len(cards) / 2)
        placed = placed_now(connection, card)
        found = folding.folded(connection, scheduler, card)
        if found:
            sums.add(found, placed, -1)
        before.append((card, placed, shares(found)))
    memories: dict[int, Memory] = {}
    yield memories
    for number, (card, placed, (asked, passed)) in enumerate(before):
        if number % _BATCH == 0:
            report((1 + number / len(cards)) / 2)
        found = folding.folded(connection, scheduler, card)
        share = shares(found)
        state = folding.state(connection, card)
        _put_state(connection, card, state)
        if found:
            sums.add(found, placed)
            is_ready = ready(found.memory, state.until)
            row = (card, *found.memory, *share, placed, is_ready)
            connection.execute(statements.PUT_MEMORY, row)
        else:
            connection.execute(statements.DELETE_MEMORY, (card,))
        if share != (asked, passed):
            more = (share[0] - asked, share[1] - passed)
            connection.execute(statements.ADD_TO_FILES, (*more, card))
        if placed:
            connection.execute(f"{_MARK} WHERE card = ? AND seen <> {SEEN}", (card,))
        memories[card] = found.memory if found else scheduler.new
    sums.write(connection)


def placed_now(connection: Connection, card: int) -> int:
    """In how many files a card stands."""
    (files,) = connection.execute(
        "SELECT count(DISTINCT file) FROM placement WHERE card = ?", (card,)
    ).fetchone()
    return int(files)


@contextmanager
def replacing(connection: Connection, cards: str) -> Iterator[None]:
    """Within the block these cards, a list in JSON, are put elsewhere, or nowhere."""
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


def share_again(connection: Connection, files: str = "TRUE") -> None:
    """Sum up again what was asked of the cards of these files: a condition on `id`."""
    connection.execute(f"{_SHARES} WHERE {files}")


def tally_again(connection: Connection) -> None:
    """Count again what was done when."""
    connection.execute("DELETE FROM tally")
    connection.executemany(
        statements.ADD_TALLY,
        ((*key, *counted) for key, counted in folding.tallies(connection).items()),
    )


def fold_again(connection: Connection, scheduler: Scheduler) -> None:
    """Fold the whole log again, and store nothing but the result."""
    for table in ("memory", "state", "recalled", "found", "begun", "spread"):
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
    sums.write(connection)
    connection.execute(f"{_MARK} WHERE seen <> {SEEN}")
    share_again(connection)
    tally_again(connection)


def shares(found: Folded | None) -> tuple[int, int]:
    """How often a card was asked, and how often it was remembered then."""
    if found is None:
        return 0, 0
    return len(found.grades), sum(grade & 7 >= PASSED for grade in found.grades)


def ready(memory: Memory, until: int) -> int:
    """The day from which a card is asked that waits until a day, whatever its schedule says."""
    return NEVER if memory.is_new else max(memory.due, until)


def _put_state(connection: Connection, card: int, state: CardState) -> None:
    if state == PLAIN:
        connection.execute(statements.DELETE_STATE, (card,))
    else:
        connection.execute(statements.PUT_STATE, (card, *state))


def _spread(memory: Memory) -> tuple[int, int, int]:
    return memory.interval, memory.ease, int(not memory.repetitions and not memory.lapses)
