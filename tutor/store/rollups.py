"""Summaries of the log, stored in the transaction of each change: memories, recalls, tallies."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from sqlite3 import Connection as Raw

from sqlalchemy import (
    Connection,
    Exists,
    bindparam,
    delete,
    exists,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql import ClauseElement

from tutor.core.card import CardId
from tutor.core.log import Entry, Event
from tutor.core.memory import Memory
from tutor.core.recall import Folded, dated, encode, recall
from tutor.scheduling.scheduler import Scheduler
from tutor.store import folding, tables
from tutor.store.packing import CODE, GRADE, pack
from tutor.store.queries import MEMORY


def as_text(statement: ClauseElement) -> str:
    """A statement's SQL, for the one path where compiling it at each call would be felt."""
    return str(statement.compile(dialect=dialect(paramstyle="qmark")))


Report = Callable[[float], None]  # how much is done, from 0 to 1

_BATCH = 1_000
_MEMORY = ["card", *(name.strip() for name in MEMORY.split(","))]

_remember = upsert(tables.memory).values({name: bindparam(name) for name in _MEMORY})
_remember_text = as_text(
    _remember.on_conflict_do_update(
        index_elements=["card"],
        set_={name: _remember.excluded[name] for name in _MEMORY[1:]},
    )
)
_recall = upsert(tables.recall).values(
    {name: bindparam(name) for name in ("card", "grades", "codes")}
)
_recall_text = as_text(
    _recall.on_conflict_do_update(
        index_elements=["card"],
        set_={"grades": _recall.excluded.grades, "codes": _recall.excluded.codes},
    )
)
_forget_texts = [
    as_text(delete(table).where(table.c.card == bindparam("card")))
    for table in (tables.memory, tables.recall)
]
_TALLY = ("day", "quarter", "event", "answers", "milliseconds")
_tally = upsert(tables.tally).values({name: bindparam(name) for name in _TALLY})
_tally_text = as_text(
    _tally.on_conflict_do_update(
        index_elements=list(_TALLY[:3]),
        set_={name: tables.tally.c[name] + _tally.excluded[name] for name in _TALLY[3:]},
    )
)
_mark_seen = as_text(
    update(tables.placement)
    .values(seen=bindparam("now"))
    .where(tables.placement.c.card == bindparam("which"))
)


def milliseconds(seconds: float) -> int:
    """A time as the log keeps it."""
    return round(seconds * 1000)


def count(connection: Connection, entry: Entry, answers: int = 1) -> None:
    """Add an entry to what was done when; with -1, take it away again."""
    quarter, time = entry.at // folding.QUARTER, milliseconds(entry.seconds)
    key = entry.day, quarter, entry.event
    connection.exec_driver_sql(_tally_text, (*key, answers, answers * time))
    if answers < 0:
        row = tables.tally.c
        here = row.day == entry.day, row.quarter == quarter, row.event == entry.event
        connection.execute(delete(tables.tally).where(*here, row.answers == 0))


def graded(connection: Connection, raw: Raw, entry: Entry, before: Memory, after: Memory) -> None:
    """Store what one more grade, the latest of its card, led to."""
    connection.exec_driver_sql(_remember_text, (entry.card, *after))
    if entry.event is Event.SCHEDULED and (found := recall(before, entry.quality, entry.day)):
        grades, codes = _recalls(raw, entry.card)
        grades += pack(GRADE, [dated(entry.day, entry.quality)])
        codes += pack(CODE, [encode(found)])
        connection.exec_driver_sql(_recall_text, (entry.card, grades, codes))
    if before.is_new != after.is_new:
        see(connection, entry.card, after)


def _recalls(raw: Raw, card: CardId) -> tuple[bytes, bytes]:
    """What this card's reviews found, packed."""
    row = raw.execute("SELECT grades, codes FROM recall WHERE card = ?", (card,)).fetchone()
    return (row[0], row[1]) if row else (b"", b"")


def refold(connection: Connection, raw: Raw, scheduler: Scheduler, card: CardId) -> Memory:
    """Fold one card's log again, and store the result."""
    found = folding.folded(raw, scheduler, card)
    forget(connection, [card])
    keep(connection, [found] if found else [])
    memory = found.memory if found else scheduler.new
    see(connection, card, memory)
    return memory


def refold_all(
    connection: Connection, raw: Raw, scheduler: Scheduler, cards: Sequence[str], report: Report
) -> None:
    """Fold these cards' logs again, and count again what was done when."""

    def folds() -> Iterator[Folded]:
        for number, card in enumerate(cards):
            if number % _BATCH == 0:
                report(number / len(cards))
            if found := folding.folded(raw, scheduler, card):
                yield found

    forget(connection, cards)
    keep(connection, folds())
    see_all(connection)
    tally_again(connection, raw)


def forget(connection: Connection, cards: Sequence[str]) -> None:
    """Delete what is stored of these cards."""
    for statement in _forget_texts:
        connection.exec_driver_sql(statement, [(card,) for card in cards])


def keep(connection: Connection, found: Iterable[Folded]) -> None:
    """Store what folding found of these cards, of which nothing is stored yet."""
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        connection.exec_driver_sql(
            _remember_text, [(card, *memory) for card, memory, _, _ in batch]
        )
        recalls = [
            (card, pack(GRADE, grades), pack(CODE, codes))
            for card, _, grades, codes in batch
            if grades
        ]
        if recalls:
            connection.exec_driver_sql(_recall_text, recalls)


def see(connection: Connection, card: CardId, memory: Memory) -> None:
    """Mark where a card stands as new, or no longer so."""
    connection.exec_driver_sql(_mark_seen, (int(not memory.is_new), card))


def see_all(connection: Connection) -> None:
    """Mark where every card stands as new, or no longer so."""
    now = has_memory()
    connection.execute(
        update(tables.placement).values(seen=now).where(tables.placement.c.seen != now)
    )


def tally_again(connection: Connection, raw: Raw) -> None:
    """Count again what was done when."""
    connection.execute(delete(tables.tally))
    rows = [
        dict(zip(_TALLY, (*key, *counted), strict=True))
        for key, counted in folding.tallies(raw).items()
    ]
    if rows:
        connection.execute(insert(tables.tally), rows)


def fold_again(connection: Connection, raw: Raw, scheduler: Scheduler) -> None:
    """Fold the whole log again, and store nothing but the result."""
    connection.execute(delete(tables.memory))
    connection.execute(delete(tables.recall))
    keep(connection, folding.all_folded(raw, scheduler))
    see_all(connection)
    tally_again(connection, raw)


def has_memory() -> Exists:
    """Whether the card of a placement was ever graded."""
    return exists(select(literal(1)).where(tables.memory.c.card == tables.placement.c.card))
