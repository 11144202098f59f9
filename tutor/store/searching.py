"""Cards looked for: which match a search, in which order, and what a list says of each."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from sqlite3 import Connection
from typing import NamedTuple

from tutor.core.card import TYPED, CardId
from tutor.core.card_state import PLAIN, CardState
from tutor.core.kind import Kind
from tutor.core.memory import Memory
from tutor.search.automaton import Automaton, TooMuchWork
from tutor.search.query import Query
from tutor.store import saved_searches
from tutor.store.conditions import Conditions, is_of_graded, needs_card, needs_memory

_KINDS = {kind.code: kind for kind in Kind}
_PLACED = "SELECT 1 FROM placement WHERE placement.card = {card}"
_ROWS = """SELECT card.number, card.id, card.kind, question, answer, tags, path, line, file,
                  added, edited, until, skipped, flag,
                  due, interval, ease, repetitions, lapses, first, last, quality
           FROM card CROSS JOIN placement ON placement.card = card.number
                     CROSS JOIN deck_file ON deck_file.id = file
                     LEFT JOIN state ON state.card = card.number
                     LEFT JOIN memory ON memory.card = card.number AND first > 0
           WHERE card.number IN (SELECT value FROM json_each(?))"""


class Row(NamedTuple):
    """A card as a list shows it."""

    number: int  # in the database
    id: CardId
    kind: Kind
    question: str
    answer: str
    tags: tuple[str, ...]
    deck: str
    path: str
    line: int
    added: int  # the learning day on which it was first read; 0 if that is not known
    edited: int  # and on which its text was last changed; 0 if never
    state: CardState
    memory: Memory | None  # None if it was never graded, or reset since


class Searching:
    """A view of the database for searches among the cards of some deck files."""

    def __init__(self, connection: Connection, files: Sequence[int]) -> None:
        self._connection = connection
        self._files = files
        listed = json.dumps([*files])
        (others,) = connection.execute(
            "SELECT count(*) FROM deck_file WHERE id NOT IN (SELECT value FROM json_each(?))",
            (listed,),
        ).fetchone()
        self._listed = listed if others else ""  # "": no card stands in any other file

    def interrupt(self) -> None:
        """Let a search that runs in another thread end at once, with an error."""
        self._connection.interrupt()

    def tags(self) -> dict[str, list[str]]:
        """The tags of all cards, and the lists of tags that hold each."""
        found: dict[str, list[str]] = {}
        for (text,) in self._connection.execute("SELECT DISTINCT tags FROM card"):
            for tag in json.loads(text):
                if tag != TYPED:
                    found.setdefault(tag, []).append(text)
        return found

    def saved(self) -> dict[str, str]:
        """The searches that were saved, by name."""
        return saved_searches.saved(self._connection)

    def find(self, query: Query, day: int, leech_lapses: int) -> list[int]:
        """The numbers of the cards that match, in the order of their numbers."""
        source, card = _source(query)
        conditions = Conditions(day, leech_lapses, card)
        where = [conditions.of(query)]
        if self._listed:
            among = f"AND file IN (SELECT value FROM json_each({conditions.bind(self._listed)}))"
            where.append(f"EXISTS ({_PLACED.format(card=card)} {among})")
        elif source == "memory":
            where.append("placed > 0")
        elif not source.startswith("placement"):
            where.append(f"EXISTS ({_PLACED.format(card=card)})")
        for number, pattern in enumerate(conditions.patterns):
            self._connection.create_function(
                f"expression_{number}", 3, partial(_holds, pattern), deterministic=True
            )
        distinct = "DISTINCT " * source.startswith("placement")
        try:
            (found,) = self._connection.execute(
                # One value: a hundred thousand rows would take ten times as long.
                f"""SELECT json_group_array(card) FROM (
                      SELECT {distinct}{card} AS card FROM {source} WHERE {" AND ".join(where)})""",
                conditions.values,
            ).fetchone()
        except sqlite3.OperationalError as error:
            if costly := [pattern for pattern in conditions.patterns if pattern.gave_up]:
                raise TooMuchWork(costly[0].pattern) from error
            raise
        numbers: list[int] = json.loads(found)
        return numbers

    def in_deck_order(self, numbers: Collection[int]) -> list[int]:
        """These cards in the order of the files and of the cards in them."""
        rank = {file: place for place, file in enumerate(self._files)}
        rows = self._connection.execute(
            """SELECT file, position, card FROM placement
               WHERE card IN (SELECT value FROM json_each(?))""",
            (json.dumps([*numbers]),),
        )
        found = sorted(
            (rank[file], position, card) for file, position, card in rows if file in rank
        )
        return list(dict.fromkeys(card for _, _, card in found))

    def ids(self, numbers: Sequence[int]) -> dict[CardId, int]:
        """The ids of these cards, with their numbers."""
        rows = self._connection.execute(
            "SELECT id, number FROM card WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        return dict(rows.fetchall())

    def rows(self, numbers: Sequence[int], decks: Mapping[int, str]) -> list[Row]:
        """What a list shows of these cards, in their order."""
        found: dict[int, Row] = {}
        for (
            number,
            id,
            kind,
            question,
            answer,
            tags,
            path,
            line,
            file,
            added,
            edited,
            *rest,
        ) in self._connection.execute(_ROWS, (json.dumps([*numbers]),)):
            if file in decks and number not in found:
                found[number] = Row(
                    *(number, CardId(id), _KINDS[kind], question, answer),
                    tuple(tag for tag in json.loads(tags) if tag != TYPED),
                    *(decks[file], path, line, added, edited),
                    CardState._make(rest[:3]) if rest[0] is not None else PLAIN,
                    Memory._make(rest[3:]) if rest[3] is not None else None,
                )
        return [found[number] for number in numbers if number in found]


def _source(query: Query) -> tuple[str, str]:
    """Which tables to search, and the column of the card's number in them."""
    memory = "memory ON memory.card = {}"
    if needs_card(query):
        kind = "CROSS JOIN" if is_of_graded(query) else "LEFT JOIN"
        if not needs_memory(query):
            return "card", "card.number"
        if is_of_graded(query):
            return "memory CROSS JOIN card ON card.number = memory.card", "memory.card"
        return f"card {kind} {memory.format('card.number')}", "card.number"
    if is_of_graded(query):
        return "memory", "memory.card"
    if needs_memory(query):
        return f"placement LEFT JOIN {memory.format('placement.card')}", "placement.card"
    return "placement", "placement.card"


def _holds(pattern: Automaton, question: str, answer: str, key_points: str) -> bool:
    if pattern.is_in(question) or pattern.is_in(answer):
        return True
    return key_points != "[]" and any(map(pattern.is_in, json.loads(key_points)))
