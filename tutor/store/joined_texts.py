"""The texts of cards in long strings, in which regular expressions are looked for."""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from sqlite3 import Connection
from typing import NamedTuple

from tutor.search.automaton import Automaton
from tutor.search.re_source import source
from tutor.search.re_text import BETWEEN, END, chain

_AT_ONCE = 1_000  # cards: between these a search can be stopped, and other threads go on
_TEXTS = "SELECT number, question, answer, key_points FROM card WHERE"


class _Joined(NamedTuple):
    """Texts of some cards, and each card's number by where its texts end."""

    text: str
    is_ascii: bool
    numbers: dict[int, int]


class JoinedTexts:
    """One call for a thousand cards takes a tenth of the time that a call for each takes.

    They are gathered when first searched, and once more when the data changed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._gathered: object = None
        self._joined: list[_Joined] = []

    def gather(self, moment: object, stands: str, files: str, check: Callable[[], None]) -> None:
        """Have the texts of the cards that stand in these files at this moment."""
        if self._gathered == moment:
            return
        self._joined, self._gathered = [], None
        for joined in self._read(stands, files):
            self._joined.append(joined)
            check()
        self._gathered = moment

    def matching(self, pattern: Automaton, check: Callable[[], None]) -> list[int]:
        """The cards in which an expression matches; `check` may end the search by an error."""
        sought = source(pattern.pattern)
        expressions: dict[bool, list[re.Pattern[str]]] = {}
        found: list[int] = []
        for text, is_ascii, numbers in self._joined:
            check()
            if sought is None:
                found += _confirmed(pattern, text, numbers, [*numbers])
                continue
            if is_ascii not in expressions:
                expressions[is_ascii] = [
                    re.compile(chain(*choice, is_ascii=is_ascii)) for choice in sought.choices
                ]
            ends = _ends(expressions[is_ascii], text, numbers, is_simple=sought.is_simple)
            if sought.is_exact:
                found += map(numbers.__getitem__, ends)
            else:
                found += _confirmed(pattern, text, numbers, ends)
        return found

    def _read(self, stands: str, files: str) -> Iterator[_Joined]:
        rows = self._connection.execute(f"{_TEXTS} {stands}", [files] if files else [])
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


def _ends(
    expressions: list[re.Pattern[str]], text: str, numbers: dict[int, int], *, is_simple: bool
) -> Iterable[int]:
    """Where the cards end in which one of the expressions is found."""
    if is_simple:
        return [match.end() for match in expressions[0].finditer(text)]
    spans = (match.span() for each in expressions for match in each.finditer(text))
    return dict.fromkeys(end for at, end in spans if at < end and end in numbers)


def _confirmed(
    pattern: Automaton, text: str, numbers: dict[int, int], ends: Iterable[int]
) -> Iterator[int]:
    """The numbers of those cards, of all that end there, in which there is a match."""
    every = [*numbers]
    for end in ends:
        at = bisect_left(every, end)
        texts = text[every[at - 1] if at else 0 : end - 1].split(BETWEEN)
        if any(map(pattern.is_in, texts)):
            yield numbers[end]
