"""Which cards are twins, found from the clues of all cards when decks are read."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from sqlite3 import Connection

from tutor.core.card import CardId
from tutor.library.match import Match
from tutor.library.twins import (
    MOST_ALIKE,
    Sign,
    answer_alike,
    answer_in_full,
    clues,
    numbers,
    words,
)
from tutor.store.schema import NOTE

_SIGNS = {sign.value: sign for sign in Sign}

# A card's note, the words of its answer, and those of them with a digit.
_Read = tuple[str, frozenset[str], frozenset[str]]


def note(
    connection: Connection,
    found: Iterable[tuple[int, Sequence[Match]]],
    known_as: Mapping[CardId, int],
) -> None:
    """Note the clues of the cards of these files, which have none noted yet, and their twins."""
    files = list(found)
    connection.executemany(
        "INSERT OR IGNORE INTO clue (own, sought, sign, file, card) VALUES (?, ?, ?, ?, ?)",
        sorted(  # in the order of the table
            (*clue, file, known_as[each.id])
            for file, matches in files
            for each in matches
            for clue in clues(each.card)
        ),
    )
    cards = {known_as[each.id]: each for _, matches in files for each in matches}
    _forget(connection, cards)
    pairs: set[tuple[int, int]] = set()
    maybe: set[tuple[int, int]] = set()
    for card, other, sign in _sharing(connection, cards):
        (maybe if sign is Sign.WORD else pairs).add(
            (card, other) if card < other else (other, card)
        )
    reading = _Reading(connection, cards)
    alike: dict[int, set[int]] = defaultdict(set)
    for card, other in maybe:
        if reading.is_alike(card, other):
            alike[card].add(other)
            alike[other].add(card)
    pairs |= {
        (card, other)
        for card, others in alike.items()
        for other in others
        if max(len(others), len(alike[other])) <= MOST_ALIKE
    }
    both = {pair for card, other in pairs for pair in ((card, other), (other, card))}
    connection.executemany("INSERT OR IGNORE INTO twin (card, other) VALUES (?, ?)", sorted(both))


def _sharing(connection: Connection, cards: Collection[int]) -> Iterator[tuple[int, int, Sign]]:
    """The cards that share a clue with one of these, if few do."""

    @cache
    def found_by(key: int, most: int) -> list[int]:
        rows = connection.execute("SELECT card FROM clue WHERE own = ? LIMIT ?", (key, most + 1))
        found = [card for (card,) in rows]
        return found if len(found) <= most else []

    for card, own, sought, number in connection.execute(
        "SELECT card, own, sought, sign FROM clue WHERE card IN (SELECT value FROM json_each(?))",
        (json.dumps(list(cards)),),
    ):
        sign = _SIGNS[number]
        others = found_by(sought, sign.most)
        if others and (own == sought or found_by(own, sign.most)):
            yield from ((card, other, sign) for other in others if other != card)


def _forget(connection: Connection, cards: Collection[int]) -> None:
    """Forget the twins of these cards, on both sides."""
    rows = connection.execute(
        "SELECT card, other FROM twin WHERE card IN (SELECT value FROM json_each(?))",
        (json.dumps(list(cards)),),
    ).fetchall()
    both = [pair for card, other in rows for pair in ((card, other), (other, card))]
    connection.executemany("DELETE FROM twin WHERE card = ? AND other = ?", both)


class _Reading:
    """Answers to be compared: of the cards just read, or as the database has them."""

    def __init__(self, connection: Connection, cards: Mapping[int, Match]) -> None:
        self._connection = connection
        self._cards = cards
        self._read: dict[int, _Read] = {}

    def is_alike(self, card: int, other: int) -> bool:
        """Whether two cards that are no parts of one note have nearly the same answer."""
        note, ours, our_numbers = self._of(card)
        others_note, theirs, their_numbers = self._of(other)
        if our_numbers != their_numbers or note == others_note:
            return False
        return answer_alike(ours, theirs)

    def _of(self, card: int) -> _Read:
        if card not in self._read:
            self._read[card] = self._look(card)
        return self._read[card]

    def _look(self, card: int) -> _Read:
        if found := self._cards.get(card):
            read = found.card
            note, answer = read.note, answer_in_full(read.question, read.answer, read.is_part)
        else:
            note, is_part, question, answer = self._connection.execute(
                f"""SELECT {NOTE}, note <> '', question, answer
                    FROM main.card JOIN placement ON placement.card = number
                    WHERE number = ? LIMIT 1""",
                (card,),
            ).fetchone()
            answer = answer_in_full(question, answer, bool(is_part))
        said = words(answer)
        return note, said, numbers(said)
