"""What the learner decided about days, as the database keeps it: one row of `about`."""

import json
from sqlite3 import Connection
from typing import Any

from tutor.core.decided import Decided
from tutor.core.limits import NO_LIMIT, DeckLimits, TodayOnly

_LARGEST = 10_000_000  # a day, or any of its numbers, unless it is NO_LIMIT


def read(connection: Connection) -> Decided:
    """What was decided; nothing where another program wrote what cannot be read."""
    row = connection.execute("SELECT value FROM about WHERE name = 'days'").fetchone()
    if row is None:
        return Decided()
    try:
        return _decided(json.loads(row[0]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Decided()


def write(connection: Connection, decided: Decided) -> None:
    """Keep it."""
    day, only, *rest = decided
    by_deck = {name: [*own] for name, own in only.by_deck.items()}
    value = [day, *rest, [*only[:3], by_deck]]
    connection.execute(
        "INSERT OR REPLACE INTO about (name, value) VALUES ('days', ?)",
        (json.dumps(value, ensure_ascii=False),),
    )


def _decided(value: Any) -> Decided:
    day, since, minutes, until, answered, (new, reviews, of_day, by_deck) = value
    own = {str(name): DeckLimits(*map(_some, limits)) for name, limits in by_deck.items()}
    return Decided(
        _number(day),
        TodayOnly(_some(new), _some(reviews), _some(of_day), own),
        *map(_number, (since, minutes, until, answered)),
    )


def _some(value: object) -> int | None:
    return None if value is None else _number(value)


def _number(value: object) -> int:
    if type(value) is int and (0 <= value <= _LARGEST or value == NO_LIMIT):
        return value
    raise ValueError
