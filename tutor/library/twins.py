"""Twins: cards that answer each other, so that grading one on a day helps with the other."""

import re
from collections.abc import Iterator
from enum import IntEnum
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from tutor.core.kind import Kind
from tutor.library.cloze import HOLE
from tutor.library.parsed import ParsedCard

LIKE = 0.85  # of the words of two answers: 2 |A ∩ B| / (|A| + |B|), Dice 1945
LEAST_TAGS = 2  # of its own, for a card's tags to say what it is about
MOST_ALIKE = 3  # other cards answer alike: with more it is a pattern of the deck, and no fact
LONGEST = 1_000  # characters of an answer that are compared

# A word or number; a formula's signs count too.
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SIGN = re.compile(r"[-+*/=<>|^]")
_WORDS_COMPARED = 2  # are looked up: the words of an answer that few others have


class Sign(IntEnum):
    """What shows two cards to be twins; where more cards share a clue, it shows nothing."""

    most: int

    def __new__(cls, value: int, most: int) -> "Sign":
        """A row: its number in the database, and the most cards that may share a clue."""
        sign = int.__new__(cls, value)
        sign._value_ = value
        sign.most = most
        return sign

    NAMED = 0, 1_000_000
    TAGS = 1, 8  # of more cards with the same tags these are a topic, and no fact
    WORD = 2, 50  # the answers are still to be compared


class Clue(NamedTuple):
    """What a card is found by, and what its twins are found by."""

    own: int
    sought: int
    sign: Sign


def clues(card: ParsedCard) -> Iterator[Clue]:
    """Everything that may show another card to be this card's twin."""
    for name in dict.fromkeys(named.id for named in card.twins):
        yield Clue(_key("names", name), _key("is", name), Sign.NAMED)
    if card.given:
        yield Clue(_key("is", card.given), _key("names", card.given), Sign.NAMED)
    if card.kind.is_drawn:
        return
    if len(card.own_tags) >= LEAST_TAGS:
        tags = sorted(card.own_tags)
        other = Kind.FLASHCARDS if card.kind.is_ticked else Kind.SELF_CHECK
        yield Clue(_key("tags", card.kind, *tags), _key("tags", other, *tags), Sign.TAGS)
    for word in _telling(words(answer_in_full(card.question, card.answer, card.is_part))):
        key = crc32(word.encode("utf-8", "surrogatepass"))
        yield Clue(key, key, Sign.WORD)


def answer_in_full(question: str, answer: str, is_part: bool) -> str:
    """What is read once the answer shows: of a hidden part, the whole note."""
    return question.replace(HOLE, answer, 1) if is_part else answer


def words(answer: str) -> frozenset[str]:
    """The words, numbers and signs of an answer, without case."""
    text = answer[:LONGEST].casefold()
    found = frozenset(_WORD.findall(text))
    return found | frozenset(_SIGN.findall(text)) if "$" in text else found


def numbers(found: frozenset[str]) -> frozenset[str]:
    """The words with a digit: answers in which these differ are not alike."""
    return frozenset(word for word in found if not word.isalpha() and any(map(str.isdigit, word)))


def answer_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two answers, by their words, are nearly the same; no number may differ."""
    if 2 * len(one & other) < LIKE * (len(one) + len(other)) or not one:
        return False
    return numbers(one) == numbers(other)


def _telling(found: frozenset[str]) -> list[str]:
    """The words that most likely stand in few other answers: numbers, and long words."""
    order = sorted(found, key=lambda word: (not word[:1].isdigit(), -len(word), word))
    return order[:_WORDS_COMPARED]


def _key(*parts: str) -> int:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    # Longer than a word's: none of these is ever taken for a word.
    return 1 << 48 | int.from_bytes(blake2b(joined, digest_size=6).digest(), "big")
