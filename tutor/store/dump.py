"""The whole history, streamed in one order that every copy of it shares."""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection, Error
from typing import Any

from tutor.core.log import VALUES
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT
from tutor.store.connect import unreadable
from tutor.store.current import to_read
from tutor.store.schema import EVENTS, KINDS, UID, UNDO, named

_ORDER = "ORDER BY day, at, uid"

# What is written is text that SQLite itself puts together: a million objects made in Python only
# to be written would take several times as long.
_CARD = f"""json_object('id', id, 'kind', {named("kind", KINDS)}, 'given', given,
                       'identity', identity, 'wording', wording, 'question', question,
                       'answer', answer, 'key_points', json(key_points), 'tags', json(tags))"""
# A learning day is a proleptic ordinal; SQLite counts days from noon of another one.
_DATE = "date(day + 1721424.5)"
_DONE = f"""json_object('uid', uid, 'device', device, 'at', at, 'day', {_DATE}, 'card', card,
                        'event', event, 'quality', quality, 'milliseconds', milliseconds,
                        'undoes', undoes,
                        'detail', CASE WHEN detail = '' THEN NULL ELSE json(detail) END)"""
_SETS_VALUE = ", ".join(f"'{event.value}'" for event in VALUES)
_ENTRY = f"""CASE WHEN event IN ({_SETS_VALUE}) THEN json_insert({_DONE}, '$.value', value)
                  ELSE {_DONE} END"""


class Dump:
    """One consistent view of everything, however long reading it takes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sizes(self, since: int = 0) -> tuple[int, int]:
        """How many cards, and how many entries from this day on."""
        (cards,) = self._one("SELECT count(*) FROM card WHERE kind IS NOT NULL")
        (entries,) = self._one("SELECT count(*) FROM entry WHERE day >= ?", since)
        return cards, entries

    def has_event(self, events: Collection[str]) -> bool:
        """Whether any entry has one of these events."""
        codes = ", ".join(str(EVENTS[event]) for event in events)
        return self._one(f"SELECT 1 FROM entry WHERE event IN ({codes}) LIMIT 1") is not None

    def cards(self) -> Iterator[str]:
        """Every card as known, as JSON."""
        return self._texts(f"SELECT {_CARD} FROM card WHERE kind IS NOT NULL ORDER BY id")

    def entries(self) -> Iterator[str]:
        """The full log, as JSON."""
        return self._texts(f"SELECT {_ENTRY} FROM log {_ORDER}")

    def known(self, files: Collection[int]) -> Iterator[tuple[int, str, str | None, str, int]]:
        """Every card: its number, id, kind (None if only the log names it) and question, and in
        which of these files it stands; 0 for none."""
        listed = ",".join(str(int(file)) for file in files)
        # By its card: of two large files SQLite would look through both for every card.
        return self._connection.execute(
            f"""SELECT number, id, {named("kind", KINDS)}, question,
                       coalesce((SELECT min(file) FROM placement INDEXED BY placement_card
                                 WHERE placement.card = number AND file IN ({listed})), 0)
                FROM card"""
        )

    def devices(self) -> dict[int, str]:
        """The devices by their numbers."""
        return dict(self._connection.execute("SELECT number, name FROM device").fetchall())

    def events(self, since: int = 0) -> Iterator[tuple[Any, ...]]:
        """Every entry from this day on: at, day, card, event, quality, milliseconds, uid, device,
        undoes; the card, the event and the device by their numbers, the uids as they are kept."""
        return self._raw("device, undoes", "TRUE", since)

    def attempts(self, since: int = 0) -> Iterator[tuple[Any, ...]]:
        """Every attempt at an exercise: as far as `uid` the same, then its detail."""
        return self._raw("detail", "detail <> ''", since)

    def undone(self) -> set[bytes | str]:
        """The uids of what was taken back, as they are kept."""
        rows = self._connection.execute(
            f"""SELECT undone.uid FROM entry AS undo JOIN entry AS undone
                ON undone.uid = undo.undoes AND undone.card = undo.card
                WHERE undo.event = {UNDO}"""
        )
        return {uid for (uid,) in rows}

    def _raw(self, more: str, condition: str, since: int) -> Iterator[tuple[Any, ...]]:
        # Bytes are in the order of the texts they stand for, unless there are other texts as well.
        others = self._one("SELECT 1 FROM entry WHERE uid < x'' LIMIT 1")
        return self._connection.execute(
            f"""SELECT at, day, card, event, quality, milliseconds, uid, {more}
                FROM entry INDEXED BY entry_day WHERE day >= ? AND {condition}
                ORDER BY day, at, {UID if others else "uid"}""",
            (since,),
        )

    def _texts(self, query: str) -> Iterator[str]:
        return (text for (text,) in self._connection.execute(query))

    def _one(self, query: str, *values: int | str) -> Any:
        return self._connection.execute(query, values).fetchone()


@contextmanager
def dump(path: Path, scheduler: Scheduler = DEFAULT) -> Iterator[Dump]:
    """The history in this database, which must be there."""
    try:
        with closing(to_read(path, scheduler)) as connection:
            connection.execute("BEGIN")
            yield Dump(connection)
    except Error as error:
        raise unreadable(path, error) from error
