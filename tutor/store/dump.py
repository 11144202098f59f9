"""The whole history, streamed in one order that every copy of it shares."""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection, Error
from typing import Any

from tutor.store.connect import read_only, unreadable

_ORDER = "ORDER BY day, at, uid"

# What is written is text that SQLite itself puts together: a million objects made in Python only
# to be written would take several times as long.
_CARD = """json_object('id', id, 'kind', kind, 'given', given, 'identity', identity,
                       'wording', wording, 'question', question, 'answer', answer,
                       'key_points', json(key_points), 'tags', json(tags))"""
# A learning day is a proleptic ordinal; SQLite counts days from noon of another one.
_DATE = "date(day + 1721424.5)"
_ENTRY = f"""json_object('uid', uid, 'device', device, 'at', at, 'day', {_DATE}, 'card', card,
                         'event', event, 'quality', quality, 'milliseconds', milliseconds,
                         'undoes', undoes,
                         'detail', CASE WHEN detail = '' THEN NULL ELSE json(detail) END)"""


class Dump:
    """One consistent view of everything, however long reading it takes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sizes(self, since: int = 0) -> tuple[int, int]:
        """How many cards, and how many entries from this day on."""
        (cards,) = self._one("SELECT count(*) FROM card")
        (entries,) = self._one("SELECT count(*) FROM log WHERE day >= ?", since)
        return cards, entries

    def has_event(self, event: str) -> bool:
        """Whether any entry has this event."""
        return self._one("SELECT 1 FROM log WHERE event = ? LIMIT 1", event) is not None

    def cards(self) -> Iterator[str]:
        """Every card as known, as JSON."""
        return self._texts(f"SELECT {_CARD} FROM card ORDER BY id")

    def entries(self) -> Iterator[str]:
        """The full log, as JSON."""
        return self._texts(f"SELECT {_ENTRY} FROM log {_ORDER}")

    def known(self, files: Collection[int]) -> Iterator[tuple[str, str, str, int]]:
        """Every card's id, kind and question, and in which of these files it stands; 0 for none."""
        listed = ",".join(str(int(file)) for file in files)
        # By its card: of two large files SQLite would look through both for every card.
        return self._connection.execute(
            f"""SELECT id, kind, question,
                       coalesce((SELECT min(file) FROM placement INDEXED BY placement_card
                                 WHERE placement.card = card.id AND file IN ({listed})), 0)
                FROM card"""
        )

    def events(self, since: int = 0) -> Iterator[tuple[Any, ...]]:
        """Every entry from this day on: at, day, card, event, quality, milliseconds, uid, device,
        undoes."""
        return self._connection.execute(
            f"""SELECT at, day, card, event, quality, milliseconds, uid, device, undoes
                FROM log WHERE day >= ? {_ORDER}""",
            (since,),
        )

    def attempts(self, since: int = 0) -> Iterator[tuple[Any, ...]]:
        """Every attempt at an exercise: as far as `uid` the same, then its detail."""
        return self._connection.execute(
            f"""SELECT at, day, card, event, quality, milliseconds, uid, detail
                FROM log WHERE day >= ? AND detail <> '' {_ORDER}""",
            (since,),
        )

    def undone(self) -> set[str]:
        """The uids of what was taken back."""
        rows = self._connection.execute(
            """SELECT undone.uid FROM log AS undo JOIN log AS undone
               ON undone.uid = undo.undoes AND undone.card = undo.card
               WHERE undo.event = 'undo'"""
        )
        return {uid for (uid,) in rows}

    def _texts(self, query: str) -> Iterator[str]:
        return (text for (text,) in self._connection.execute(query))

    def _one(self, query: str, *values: int | str) -> Any:
        return self._connection.execute(query, values).fetchone()


@contextmanager
def dump(path: Path) -> Iterator[Dump]:
    """The history in this database, which must be there and of this version."""
    try:
        with closing(read_only(path)) as connection:
            connection.execute("BEGIN")
            yield Dump(connection)
    except Error as error:
        raise unreadable(path, error) from error
