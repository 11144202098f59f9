"""A search as SQL: a condition on a card, with its values bound; never a word of it in the text."""

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tutor.core.card_state import NEVER
from tutor.core.grade import Grade
from tutor.core.recall import MATURE
from tutor.search.automaton import Automaton
from tutor.search.query import (
    Added,
    Compared,
    Edited,
    Every,
    Flagged,
    InFiles,
    Is,
    Matches,
    Not,
    OfKind,
    Property,
    Query,
    Rated,
    Some,
    State,
    Tagged,
    Text,
)
from tutor.store.figure_sums import LEARNING
from tutor.store.folding import ANSWERED, STANDS
from tutor.store.search_texts import CARD, TEXT
from tutor.store.text_patterns import containing

_IS_GRADED = "coalesce(memory.first, 0) > 0"  # and was not reset since
_SIGNS = {sign: sign for sign in ("<", "<=", "=", "!=", ">=", ">")}
_COLUMNS = {
    Property.INTERVAL: "memory.interval",
    Property.EASE: "memory.ease",
    Property.LAPSES: "memory.lapses",
    Property.REPETITIONS: "memory.repetitions",
    Property.DUE: "memory.due",
}
_STAGES = {  # of a card that was graded
    State.LEARNING: LEARNING,
    State.YOUNG: f"NOT ({LEARNING}) AND memory.interval < {MATURE}",
    State.MATURE: f"NOT ({LEARNING}) AND memory.interval >= {MATURE}",
}


_OF_CARD = (Text, Tagged, OfKind, Added, Edited)
_OF_GRADED = {State.DUE, State.LEARNING, State.YOUNG, State.MATURE, State.LEECH}


def needs_card(query: Query) -> bool:
    """Whether the card's own row is looked at."""
    return any(isinstance(leaf, _OF_CARD) for leaf in _leaves(query))


def needs_text_alone(query: Query) -> bool:
    """Whether nothing is looked at but its number and the text in which words are looked for."""
    if needs_memory(query):
        return False
    of_card = [leaf for leaf in _leaves(query) if isinstance(leaf, _OF_CARD)]
    return bool(of_card) and all(isinstance(leaf, Text) for leaf in of_card)


def needs_memory(query: Query) -> bool:
    """Whether its memory is looked at."""
    return any(isinstance(leaf, (Compared, Is)) for leaf in _leaves(query))


def asks_what_is_due(query: Query) -> bool:
    """Whether it matters which cards are asked today."""
    return any(
        leaf == Is(State.DUE) or (isinstance(leaf, Compared) and leaf.property is Property.DUE)
        for leaf in _leaves(query)
    )


def is_of_graded(query: Query) -> bool:
    """Whether only cards with a memory can be found."""
    match query:
        case Compared():
            return True
        case Is(state):
            return state in _OF_GRADED
        case Every(parts):
            return any(map(is_of_graded, parts))
        case Some(parts):
            return all(map(is_of_graded, parts))
    return False


def is_of_all_but_graded(query: Query) -> bool:
    """Whether all cards but some with a memory are found."""
    match query:
        case Is(State.NEW):
            return True
        case Not(part):
            return is_of_graded(part)
    return False


def patterns(query: Query) -> list[Automaton]:
    """The regular expressions in it."""
    return [leaf.pattern for leaf in _leaves(query) if isinstance(leaf, Matches)]


def _leaves(query: Query) -> Iterator[Query]:
    match query:
        case Every(parts) | Some(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case _:
            yield query


class Conditions:
    """The condition of a search on `card`, the column of a card's number."""

    def __init__(
        self,
        day: int,
        leech_from: int,
        card: str,
        asked_again: Sequence[int] = (),
        matching: Mapping[Automaton, Sequence[int]] = MappingProxyType({}),
    ) -> None:
        self._day = day
        self._asked_again = asked_again  # the cards that were graded today and come back today
        self._leech_from = leech_from
        self._matching = matching  # the cards in which each regular expression matches
        self._card = card
        self.values: list[str | int | float] = []

    def of(self, query: Query) -> str:
        """The condition in SQL; true or false, and never NULL."""
        match query:
            case Text(words):
                return self._text(words)
            case Matches(pattern):
                return f"{self._card} IN ({self._list(self._matching[pattern])})"
            case InFiles(files):
                return self._among(f"placement WHERE file IN ({self._list(sorted(files))})")
            case Tagged(texts):
                return f"card.tags IN ({self._list(sorted(texts))})"
            case OfKind(kind):
                return f"card.kind = {self.bind(kind.code)}"
            case Flagged(flag):
                if not flag:
                    return f"NOT {self._among('state WHERE flag > 0')}"
                return self._among(f"state WHERE flag = {self.bind(flag)}")
            case Is(state):
                return self._is(state)
            case Compared():
                return self._compared(query)
            case Rated():
                return self._rated(query)
            case Added(days):
                return f"card.added > {self.bind(self._day - days)}"
            case Edited(days):
                return f"card.edited > {self.bind(self._day - days)}"
            case Not(part):
                return f"NOT ({self.of(part)})"
            case Every(parts):
                return f"({' AND '.join(map(self.of, parts))})" if parts else "TRUE"
            case Some(parts):
                return f"({' OR '.join(map(self.of, parts))})"

    def bind(self, value: str | int | float) -> str:
        """The place of a value in the SQL."""
        self.values.append(value)
        return f"?{len(self.values)}"

    def _list(self, values: Sequence[str] | Sequence[int]) -> str:
        return f"SELECT value FROM json_each({self.bind(json.dumps(values))})"

    def _among(self, rows: str) -> str:
        return f"{self._card} IN (SELECT card FROM {rows})"

    def _text(self, words: str) -> str:
        columns = (
            ("card.question", words),
            ("card.answer", words),
            ("card.key_points", json.dumps(words, ensure_ascii=False)[1:-1]),
        )
        found = []
        for column, text in columns if self._card != CARD else ((TEXT, words),):
            for like, *exactly in containing(text):
                said = ["card.key_points <> '[]'"] * (column == "card.key_points")
                said.append(f"{column} LIKE {self.bind(like)}")
                said += (f"{column} GLOB {self.bind(pattern)}" for pattern in exactly)
                found.append(" AND ".join(said))
        return f"({' OR '.join(found)})"

    def _is(self, state: State) -> str:
        match state:
            case State.NEW:
                return f"NOT ({_IS_GRADED})"
            case State.DUE:
                said = f"memory.ready <= {self.bind(self._day)}"
                if self._asked_again:
                    said = f"({said} OR memory.card IN ({self._list(self._asked_again)}))"
            case State.LEECH:
                said = f"memory.lapses >= {self.bind(self._leech_from)}"
            case State.SUSPENDED:
                return self._among(f"state WHERE until = {NEVER}")
            case State.BURIED:
                day = self.bind(self._day)
                return self._among(f"state WHERE until > {day} AND until < {NEVER}")
            case _:
                said = _STAGES[state]
        return f"({_IS_GRADED} AND {said})"

    def _compared(self, query: Compared) -> str:
        number, column = query.number, _COLUMNS[query.property]
        if query.property is Property.EASE:
            number *= 100
        elif query.property is Property.DUE:
            number += self._day
            if self._asked_again:
                again = f"memory.card IN ({self._list(self._asked_again)})"
                column = f"iif({again}, {self.bind(self._day)}, {column})"
        value = int(number) if number == int(number) else float(number)
        sign = _SIGNS[query.sign]
        return f"({_IS_GRADED} AND {column} {sign} {self.bind(value)})"

    def _rated(self, query: Rated) -> str:
        rows = f"entry WHERE day > {self.bind(self._day - query.days)} AND {ANSWERED}"
        if query.grade is not None:
            qualities = [each for each in range(6) if Grade.of(each) is query.grade]
            rows += f" AND quality BETWEEN {self.bind(qualities[0])} AND {self.bind(qualities[-1])}"
        return self._among(f"{rows} AND {STANDS}")
