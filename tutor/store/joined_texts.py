"""The texts of cards in long strings, in which regular expressions are looked for."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from sqlite3 import Connection
from typing import NamedTuple

from tutor.search.automaton import Automaton
from tutor.search.prefilter import Prefilter, prefilter
from tutor.search.re_text import BETWEEN, END, expression

_AT_ONCE = 1_000  # cards: between these a search can be stopped, and other threads go on
_COLUMNS = ("question", "answer", "key_points")
_TEXTS = f"SELECT number, {', '.join(_COLUMNS)} FROM card WHERE"


class _Joined(NamedTuple):
    """Texts of some cards, and each card's number by where its texts end."""

    text: str
    is_ascii: bool
    numbers: dict[int, int]


class Standing(NamedTuple):
    """Cards of some deck files."""

    moment: object  # something else once a text is another
    stands: str  # the condition on a card, in which :files are these
    files: str  # JSON


class JoinedTexts:
    """One call for a thousand cards takes a tenth of the time that a call for each takes.

    They are gathered at the second search of the same texts, or at the first if it is of all.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._searched: object = None
        self._gathered: object = None
        self._joined: list[_Joined] = []

    def matching(self, pattern: Automaton, cards: Standing, check: Callable[[], None]) -> list[int]:
        """The cards in which an expression matches; `check` may end the search by an error."""
        sought = prefilter(pattern.pattern)
        found: list[int] = []
        for joined in self._texts(cards, sought.literal if sought else ""):
            check()
            if sought is None:
                found += _confirmed(pattern, joined, joined.numbers)
            elif sought.is_exact:
                found += map(joined.numbers.__getitem__, _ends(sought, joined))
            else:
                found += _confirmed(pattern, joined, _ends(sought, joined))
        return found

    def _texts(self, cards: Standing, literal: str) -> Iterable[_Joined]:
        """Those of all these cards, or only of those that have a literal in them."""
        if self._gathered == cards.moment:
            return self._joined
        if literal and self._searched != cards.moment:
            self._searched = cards.moment
            return self._read(cards, literal)
        return self._gather(cards)

    def _gather(self, cards: Standing) -> Iterator[_Joined]:
        found = []
        for joined in self._read(cards):
            found.append(joined)
            yield joined
        self._joined, self._gathered = found, cards.moment

    def _read(self, cards: Standing, literal: str = "") -> Iterator[_Joined]:
        select = f"{_TEXTS} {cards.stands}"
        if literal:
            select += f" AND ({' OR '.join(f'{column} LIKE :literal' for column in _COLUMNS)})"
        rows = self._connection.execute(select, {"files": cards.files, "literal": f"%{literal}%"})
        while some := rows.fetchmany(_AT_ONCE):
            texts = [
                BETWEEN.join((question, answer, *json.loads(points))) + END
                if points != "[]"
                else f"{question}{BETWEEN}{answer}{END}"
                for _, question, answer, points in some
            ]
            numbers = zip(accumulate(map(len, texts)), (number for number, *_ in some), strict=True)
            # The bytes: the letters of ASCII alone are made small, and no text longer.
            text = "".join(texts).encode().lower().decode()
            yield _Joined(text, text.isascii(), dict(numbers))


def _ends(sought: Prefilter, joined: _Joined) -> Iterable[int]:
    """Where the cards end in which it is found."""
    expressions = [expression(choice, is_ascii=joined.is_ascii) for choice in sought.choices]
    if sought.is_simple:
        return [match.end() for match in expressions[0].finditer(joined.text)]
    spans = (match.span() for each in expressions for match in each.finditer(joined.text))
    return dict.fromkeys(end for at, end in spans if at < end and end in joined.numbers)


def _confirmed(pattern: Automaton, joined: _Joined, ends: Iterable[int]) -> Iterator[int]:
    """The numbers of those cards, of all that end there, in which there is a match."""
    every = [*joined.numbers]
    for end in ends:
        at = bisect_left(every, end)
        texts = joined.text[every[at - 1] if at else 0 : end - 1].split(BETWEEN)
        if any(map(pattern.is_in, texts)):
            yield joined.numbers[end]
