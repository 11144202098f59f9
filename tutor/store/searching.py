"""Cards looked for: which match a search, in which order, and what a list says of each."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from tutor.core.card import TYPED, Card, CardId
from tutor.core.card_state import PLAIN, CardState
from tutor.core.memory import Memory
from tutor.errors import TutorError
from tutor.scheduling.scheduler import MOST_AGAINS
from tutor.scheduling.schedulers import DEFAULT
from tutor.search.automaton import MOST_WORK, Automaton
from tutor.search.list_columns import Column
from tutor.search.query import Every, Matches, Not, Query
from tutor.store import saved_searches, search_texts
from tutor.store.conditions import (
    Conditions,
    asks_what_is_due,
    is_of_all_but_graded,
    is_of_graded,
    needs_card,
    needs_memory,
    needs_text_alone,
    patterns,
)
from tutor.store.connect import identity
from tutor.store.due_cards import DRAWN
from tutor.store.folding import AGAINS, GRADED_ON
from tutor.store.joined_texts import JoinedTexts, Standing
from tutor.store.queries import FIELDS, card_of
from tutor.store.search_orders import Orders
from tutor.store.search_texts import SearchTexts

_CACHE = 64_000  # KiB: what was searched once is not read again
_FEW = 500
_PLACES = ("placement", "placement LEFT JOIN memory ON memory.card = placement.card")
_CARDS = ("card", "card LEFT JOIN memory ON memory.card = card.number")
_PLACED = "SELECT 1 FROM placement WHERE placement.card = {card}"
_AGAINS = AGAINS.replace("?", "memory.last")
_ASKED_AGAIN = f"""SELECT memory.card FROM ({GRADED_ON.replace("?", "?1")}) AS today
                          CROSS JOIN memory ON memory.card = today.card
                  WHERE last = ?1 AND quality < {DEFAULT.settled} AND {_AGAINS} < {MOST_AGAINS}
                    AND EXISTS ({_PLACED.format(card="memory.card")} AND kind NOT IN ({DRAWN}))
                    AND NOT EXISTS (SELECT 1 FROM state
                                    WHERE state.card = memory.card AND until > ?1)"""
_ROWS = f"""SELECT card.number, added, edited, until, skipped, flag,
                   due, interval, ease, repetitions, lapses, first, last, quality,
                   iif(quality < {DEFAULT.settled}, {_AGAINS}, 0), {FIELDS}
            FROM card CROSS JOIN placement ON placement.card = card.number
                      CROSS JOIN deck_file ON deck_file.id = file
                      LEFT JOIN state ON state.card = card.number
                      LEFT JOIN memory ON memory.card = card.number AND first > 0
            WHERE card.number IN (SELECT value FROM json_each(?))"""


class Row(NamedTuple):
    """A card as a list shows it."""

    number: int  # in the database
    card: Card
    added: int  # the learning day on which it was first read; 0 if that is not known
    edited: int  # and on which its text was last changed; 0 if never
    state: CardState
    memory: Memory | None  # None if it was never graded, or reset since
    agains: int = 0  # how often it was graded Again on the last day, if the latest grade was low

    def is_asked_again(self, day: int) -> bool:
        """Whether it was graded on this day and is still to be asked again on it."""
        if self.memory is None or self.state.is_suspended or self.state.is_buried(day):
            return False
        return DEFAULT.owes_repeat(self.memory, day, self.card.kind, self.agains)


class SearchStopped(TutorError):
    """A search was interrupted, because its result is no longer wanted."""


class Searching:
    """Searches among the cards of some deck files, on a connection that is for nothing else."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._file = identity(path)
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._connection = connection
        self._texts = SearchTexts(connection)
        self._joined = JoinedTexts(connection)
        self._files: Sequence[int] = ()
        self._listed = ""  # the same; "" if no card stands in any other file
        self._kept = Orders(connection)
        self._texts_at: tuple[object, object] = None, None  # a moment, and what it is for texts
        self._is_finding = self._is_stopped = False
        self._standing = (0, False)  # in this version of the data: whether every card stands

    def is_of(self, path: Path) -> bool:
        """Whether this is still the file: another may have been put in its place."""
        return identity(path) == self._file

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def at_one_moment(self, files: Sequence[int]) -> Iterator[None]:
        """Search among the cards of these files, as all of it is now."""
        self._connection.execute("BEGIN")
        try:
            listed = json.dumps([*files])
            (others,) = self._connection.execute(
                "SELECT count(*) FROM deck_file WHERE id NOT IN (SELECT value FROM json_each(?))",
                (listed,),
            ).fetchone()
            self._files, self._listed = tuple(files), listed if others else ""
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise SearchStopped("The search was stopped.") from error
            raise
        finally:
            self._connection.execute("COMMIT")

    def interrupt(self) -> None:
        """Let a search that runs in another thread end at once: a SearchStopped."""
        if self._is_finding:
            self._is_stopped = True
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

    def find(self, query: Query, day: int, leech_from: int) -> Sequence[int]:
        """The numbers of the cards that match, each once, in no order that can be relied on."""
        if query == Every():
            return self._orders.of(Column.DECK)
        self._is_finding, self._is_stopped = True, False
        try:
            return self._find(query, day, leech_from)
        finally:
            self._is_finding = False

    def _find(self, query: Query, day: int, leech_from: int) -> Sequence[int]:
        again = self._asked_again(day) if asks_what_is_due(query) else []
        matching = self._matching(patterns(query))
        match query:
            case Matches(pattern):
                return matching[pattern]
            case Not(Matches(pattern)):
                return self._all_but({*matching[pattern]})
        if is_of_all_but_graded(query) and not needs_card(query):
            conditions = Conditions(day, leech_from, "memory.card", again)
            left_out = f"SELECT memory.card AS card FROM memory WHERE NOT {conditions.of(query)}"
            return self._all_but({*self._numbers(left_out, conditions)})
        source, card = _source(query)
        if needs_text_alone(query) and self._has_texts():
            source, card = search_texts.SOURCE, search_texts.CARD
        conditions = Conditions(day, leech_from, card, again, matching)
        wanted = conditions.of(query)
        stands = f"AND {self._stands(source, card, conditions.bind)}"
        is_in_memory = source == search_texts.SOURCE
        select = f"SELECT {'DISTINCT ' * (source in _PLACES)}{card} AS card FROM {source}"
        if source in _PLACES or source == "memory" or (self._listed and not is_in_memory):
            return self._numbers(f"{select} WHERE {wanted} {stands}", conditions)
        # Of a few it is looked up whether they stand in a file; of most it takes too long.
        found = self._numbers(f"{select} WHERE {wanted} {stands} LIMIT {_FEW}", conditions)
        if len(found) < _FEW:
            return found
        if (source in _CARDS or is_in_memory) and self._are_most(found):
            # A hundred thousand numbers take longer to be handed over than to be found.
            others = {*self._numbers(f"{select} WHERE NOT ({wanted})", conditions)}
            return self._all_but(others)
        needed = "" if self._all_stand() else stands
        return self._numbers(f"{select} WHERE {wanted} {needed}", conditions)

    def _matching(self, expressions: Sequence[Automaton]) -> dict[Automaton, list[int]]:
        """The cards in which each of these matches."""
        if not expressions:
            return {}
        stands = self._stands("card", "card.number", lambda _: ":files")
        cards = Standing(self._texts_moment(), stands, self._listed)
        for pattern in expressions:
            pattern.most_work = MOST_WORK // len(expressions)  # as much for any number
        return {
            pattern: self._joined.matching(pattern, cards, self._check) for pattern in expressions
        }

    def _check(self) -> None:
        if self._is_stopped:
            raise SearchStopped("The search was stopped.")

    def _asked_again(self, day: int) -> list[int]:
        """The cards that were graded on this day and are asked again on it: a few."""
        return [card for (card,) in self._connection.execute(_ASKED_AGAIN, (day,))]

    def _has_texts(self) -> bool:
        """Whether texts can be searched that are kept in memory."""
        stands = self._stands("card", "card.number", lambda _: "?1")
        return self._texts.are_there(self._texts_moment(), stands, self._listed)

    def _moment(self) -> tuple[int, Sequence[int]]:
        """Something else once the data has changed, or other files are searched."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return version, self._files

    def _texts_moment(self) -> object:
        """Something else once texts have changed, as a grade does not."""
        moment = self._moment()
        if self._texts_at[0] != moment:
            read = self._connection.execute("SELECT id, size, modified FROM deck_file").fetchall()
            self._texts_at = moment, (self._files, read)
        return self._texts_at[1]

    def _stands(self, source: str, card: str, bind: Callable[[str], str]) -> str:
        """That a card stands in one of the files."""
        if source == search_texts.SOURCE:
            return "TRUE"
        if self._listed:
            files = f"SELECT value FROM json_each({bind(self._listed)})"
            return f"EXISTS ({_PLACED.format(card=card)} AND file IN ({files}))"
        if source in _PLACES:
            return "TRUE"
        return "placed > 0" if source == "memory" else f"EXISTS ({_PLACED.format(card=card)})"

    def _numbers(self, select: str, conditions: Conditions) -> list[int]:
        # As one value: a hundred thousand rows would take several times as long.
        (found,) = self._connection.execute(
            f"SELECT json_group_array(card) FROM ({select})", conditions.values
        ).fetchone()
        numbers: list[int] = json.loads(found)
        return numbers

    def _are_most(self, found: Sequence[int]) -> bool:
        """Whether most cards match, if these are the first that do in the order of numbers."""
        every = self._orders.of(Column.DECK)
        return sum(number <= found[-1] for number in every) < 2 * len(found)

    def _all_but(self, others: Collection[int]) -> Sequence[int]:
        every = self._orders.of(Column.DECK)
        return [number for number in every if number not in others] if others else every

    def _all_stand(self) -> bool:
        """Whether there is no card that stands in no file."""
        version, _ = self._moment()
        if self._standing[0] != version:
            (gone,) = self._connection.execute(
                f"""SELECT EXISTS (SELECT 1 FROM card
                                   WHERE NOT EXISTS ({_PLACED.format(card="number")}))"""
            ).fetchone()
            self._standing = version, not gone
        return self._standing[1]

    @property
    def _orders(self) -> Orders:
        self._kept.keep(self._moment(), self._texts_moment(), self._files)
        return self._kept

    def in_order(
        self, found: Collection[int], by: Column = Column.DECK, *, is_reversed: bool = False
    ) -> Sequence[int]:
        """These cards by a column; those that have nothing in it last, in the order of decks."""
        whole = self._orders.whole(by, is_reversed=is_reversed)
        if len(found) == len(whole):
            return whole
        among = {*found}
        return [number for number in whole if number in among]

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
        for number, added, edited, *rest in self._connection.execute(
            _ROWS, (json.dumps([*numbers]),)
        ):
            state, memory, card = rest[:3], rest[3:11], card_of(tuple(rest[12:]), decks)
            if rest[12] in decks and number not in found:
                found[number] = Row(
                    *(number, card, added, edited),
                    CardState._make(state) if state[0] is not None else PLAIN,
                    Memory._make(memory) if memory[0] is not None else None,
                    rest[11] or 0,
                )
        return [found[number] for number in numbers if number in found]


def _source(query: Query) -> tuple[str, str]:
    """Which tables to search, and the column of the card's number in them."""
    if needs_card(query):
        if not needs_memory(query):
            return _CARDS[0], "card.number"
        if is_of_graded(query):
            return "memory CROSS JOIN card ON card.number = memory.card", "memory.card"
        return _CARDS[1], "card.number"
    if is_of_graded(query):
        return "memory", "memory.card"
    return _PLACES[needs_memory(query)], "placement.card"
