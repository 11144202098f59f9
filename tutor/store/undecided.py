"""New cards that may be cards that vanished: remembered until they are graded, named or gone."""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from sqlite3 import Connection as RawConnection
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.card import CardId

if TYPE_CHECKING:
    from sqlalchemy import Connection

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
    candidates: tuple[Vanished, ...]


def undecided(raw: RawConnection, files: Collection[int]) -> list[Undecided]:
    """Those that stand in these files, in the order of files and lines."""
    found = []
    for new, olds in noted(raw):
        place = raw.execute(
            """SELECT file, path, line, CASE WHEN note = identity THEN '' ELSE answer END
               FROM placement JOIN card ON card.id = placement.card
                              JOIN deck_file ON deck_file.id = file
               WHERE placement.card = ? AND NOT EXISTS (SELECT 1 FROM log WHERE log.card = ?)""",
            (new, new),
        ).fetchone()
        if place is None or place[0] not in files:
            continue
        gone = _vanished(raw, olds)
        if gone:
            _, path, line, hidden = place
            found.append(Undecided(path, line, hidden, gone))
    return sorted(found)


def note(connection: "Connection", raw: RawConnection, matches: "Iterable[Match]") -> None:
    """Remember the cards that could not be decided, and forget those that are by now."""
    before = dict(noted(raw))
    found = {
        new: olds for new, olds in before.items() if _is_open(raw, new) and _vanished(raw, olds)
    }
    for each in matches:
        if each.candidates:  # what a card may be that was itself undecided
            olds = ((old, *before.get(old, ())) for old in each.candidates)
            found[each.id] = tuple(dict.fromkeys(chain.from_iterable(olds)))
    kept = list(found.items())[-MOST:]
    if kept != list(before.items()):
        value = json.dumps(kept) if kept else ""
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO about (name, value) VALUES ('undecided', ?)", (value,)
        )


def noted(raw: RawConnection) -> list[tuple[CardId, tuple[CardId, ...]]]:
    """Each card that is remembered, and the cards it may be."""
    row = raw.execute("SELECT value FROM about WHERE name = 'undecided'").fetchone()
    found = json.loads(row[0]) if row and row[0] else []
    return [(CardId(new), tuple(CardId(old) for old in olds)) for new, olds in found]


def _is_open(raw: RawConnection, new: CardId) -> bool:
    row = raw.execute(
        """SELECT EXISTS (SELECT 1 FROM placement WHERE card = ?)
              AND NOT EXISTS (SELECT 1 FROM log WHERE card = ?)""",
        (new, new),
    ).fetchone()
    return bool(row[0])


def _vanished(raw: RawConnection, olds: Sequence[CardId]) -> tuple[Vanished, ...]:
    rows = (
        raw.execute(
            """SELECT id, question, answer FROM card
               WHERE id = ? AND NOT EXISTS (SELECT 1 FROM placement WHERE card = id)
                 AND EXISTS (SELECT 1 FROM log WHERE card = id)""",
            (old,),
        ).fetchone()
        for old in olds
    )
    return tuple(Vanished(*row) for row in rows if row)
