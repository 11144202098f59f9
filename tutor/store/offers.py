"""Which bundled decks a learner knows: one that comes to somebody with a history is offered."""

import json
from collections.abc import Mapping, Sequence
from sqlite3 import Connection

# They were there before it was noted which were known.
FIRST = ("change-of-variables",)


def known(connection: Connection) -> set[str] | None:
    """The bundled decks that were on, or decided about; None if that was never noted."""
    row = connection.execute("SELECT value FROM about WHERE name = 'bundled'").fetchone()
    return {*json.loads(row[0])} if row else None


def offered(connection: Connection, bundled: Mapping[str, Sequence[int]]) -> set[str]:
    """Of the bundled decks, by name with their files' numbers, those that are offered.

    They came later than the learner's history, which has none of their cards.
    """
    noted = known(connection)
    new = bundled.keys() - (FIRST if noted is None else noted)
    if not new or connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None:
        return set()
    return {name for name in new if not _has_history(connection, bundled[name])}


def note(connection: Connection, names: set[str]) -> None:
    """Note that these are known."""
    connection.execute(
        "INSERT OR REPLACE INTO about (name, value) VALUES ('bundled', ?)",
        (json.dumps(sorted(names)),),
    )


def _has_history(connection: Connection, files: Sequence[int]) -> bool:
    row = connection.execute(
        """SELECT 1 FROM placement JOIN entry ON entry.card = placement.card
           WHERE file IN (SELECT value FROM json_each(?)) LIMIT 1""",
        (json.dumps([*files]),),
    ).fetchone()
    return row is not None
