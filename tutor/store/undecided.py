"""New cards that may be cards that vanished: remembered until they are graded, named or gone."""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.card import CardId

if TYPE_CHECKING:
    from tutor.library.match import Match

MOST = 1_000  # are remembered


class Vanished(NamedTuple):
    """A card with a history that is in no deck file any more."""

    id: CardId
    question: str
    answer: str


class Undecided(NamedTuple):
    """A new card, where it stands, what it hides if it is a hidden part, and what it may be."""

    path: str
    line: int
    hidden: str
    given: str  # the id that it has from its author, or ""
    candidates: tuple[Vanished, ...]


def undecided(connection: Connection, files: Collection[int]) -> list[Undecided]:
    """Those that stand in these files, in the order of files and lines."""
    found = []
    for new, olds in noted(connection):
        place = connection.execute(
            """SELECT file, path, line, CASE note WHEN '' THEN '' ELSE answer END
               FROM card JOIN placement ON placement.card = number
                         JOIN deck_file ON deck_file.id = file
               WHERE card.id = ? AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.card = number)""",
            (new,),
        ).fetchone()
        if place is None or place[0] not in files:
            continue
        gone = _vanished(connection, olds)
        if gone:
            _, path, line, hidden = place
            given = "" if new.startswith("~") else new  # the ids that no author chose begin so
            found.append(Undecided(path, line, hidden, given, gone))
    return sorted(found)


def note(connection: Connection, matches: "Iterable[Match]") -> None:
    """Remember the cards that could not be decided, and forget those that are by now."""
    before = dict(noted(connection))
    found = {
        new: olds
        for new, olds in before.items()
        if _is_open(connection, new) and _vanished(connection, olds)
    }
    for each in matches:
        if each.candidates:  # what a card may be that was itself undecided
            olds = ((old, *before.get(old, ())) for old in each.candidates)
            found[each.id] = tuple(dict.fromkeys(chain.from_iterable(olds)))
    kept = list(found.items())[-MOST:]
    if kept != list(before.items()):
        value = json.dumps(kept) if kept else ""
        connection.execute(
            "INSERT OR REPLACE INTO about (name, value) VALUES ('undecided', ?)", (value,)
        )


def noted(connection: Connection) -> list[tuple[CardId, tuple[CardId, ...]]]:
    """Each card that is remembered, and the cards it may be."""
    row = connection.execute("SELECT value FROM about WHERE name = 'undecided'").fetchone()
    found = json.loads(row[0]) if row and row[0] else []
    return [(CardId(new), tuple(CardId(old) for old in olds)) for new, olds in found]


def _is_open(connection: Connection, new: CardId) -> bool:
    row = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM placement WHERE placement.card = number)
              AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.card = number)
           FROM card WHERE id = ?""",
        (new,),
    ).fetchone()
    return row is not None and bool(row[0])


def _vanished(connection: Connection, olds: Sequence[CardId]) -> tuple[Vanished, ...]:
    rows = (
        connection.execute(
            """SELECT id, question, answer FROM card
               WHERE id = ? AND NOT EXISTS (SELECT 1 FROM placement WHERE placement.card = number)
                 AND EXISTS (SELECT 1 FROM entry WHERE entry.card = number)""",
            (old,),
        ).fetchone()
        for old in olds
    )
    return tuple(Vanished(*row) for row in rows if row)
