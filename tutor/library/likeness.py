"""Which cards of two lists are alike, though neither is worded quite as the other."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tutor.library.as_read import as_read

SIMILAR_QUESTION = 0.7  # enough, if the answer is the same
NEARLY_SAME = 0.85  # of question and answer together, each at least as alike as below
QUESTION_AT_LEAST = 0.5
ANSWER_AT_LEAST = 0.6
PERHAPS = 0.5  # of question and answer each: worth a word, and no more

LONGEST = 1_000  # characters compared; of a longer text its two ends
SHORT = 24  # below this many characters, pairs of letters are compared rather than triples
FEW_PAIRS = 400  # so many are all compared; of more, only
CANDIDATES = 8  # those that share the most rare words, none of which is in more than
COMMON = 50  # so many texts

# A word; where words are not set apart by spaces, a character.
_WORD = re.compile("[\u3040-\u9fff\uac00-\ud7af]|[^\\W\u3040-\u9fff\uac00-\ud7af]+")

Likeness = Callable[[str, str], float]


class Text(NamedTuple):
    """A card's question and answer, as they are compared."""

    question: str
    answer: str


def comparable(question: str, answer: str) -> Text:
    """The texts as they read, without case and spacing, and not too long."""
    return Text(_shortened(as_read(question)), _shortened(as_read(answer)))


def closeness(one: Text, other: Text) -> float:
    """How alike two cards are, from 0 to 1."""
    return _likeness()(" ".join(one), " ".join(other))


def same_answer(ones: Sequence[Text], others: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """The pairs with the same answer and similar questions."""
    likeness = _likeness()
    answered: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((ones, others)):
        for index, text in enumerate(texts):
            answered[text.answer][side].append(index)
    for left, right in answered.values():
        questions = [ones[at].question for at in left], [others[at].question for at in right]
        for one, other in _candidates(*questions):
            if likeness(questions[0][one], questions[1][other]) >= SIMILAR_QUESTION:
                yield left[one], right[other]


def nearly_same(ones: Sequence[Text], others: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """The pairs with nearly the same text, question and answer taken together."""
    likeness = _likeness()
    for at, to in _candidates([" ".join(text) for text in ones], [" ".join(t) for t in others]):
        one, other = ones[at], others[to]
        question = likeness(one.question, other.question)
        answer = likeness(one.answer, other.answer)
        if question >= QUESTION_AT_LEAST and answer >= ANSWER_AT_LEAST:
            asked = len(one.question) + len(other.question)
            answered = len(one.answer) + len(other.answer)
            if question * asked + answer * answered >= NEARLY_SAME * (asked + answered):
                yield at, to


def perhaps(ones: Sequence[Text], others: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """The pairs too unlike to be taken for one card, and too alike to say nothing."""
    likeness = _likeness()
    for at, to in _candidates([" ".join(text) for text in ones], [" ".join(t) for t in others]):
        one, other = ones[at], others[to]
        question = likeness(one.question, other.question)
        answer = likeness(one.answer, other.answer)
        if question >= PERHAPS and (answer >= PERHAPS or question >= NEARLY_SAME):
            yield at, to


def _shortened(text: str) -> str:
    folded = " ".join(text.casefold().split())
    if len(folded) > LONGEST:
        return folded[: LONGEST // 2] + folded[-LONGEST // 2 :]
    return folded


def _likeness() -> Likeness:
    """A measure of likeness from 0 to 1, which remembers the texts it saw last."""
    grams = lru_cache(maxsize=1_024)(_grams)

    def likeness(one: str, other: str) -> float:
        size = 2 if min(len(one), len(other)) < SHORT else 3
        first, second = grams(one, size), grams(other, size)
        # Dice 1945: 2 |A ∩ B| / (|A| + |B|)
        return 2 * len(first & second) / (len(first) + len(second))

    return likeness


def _grams(text: str, size: int) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[at : at + size] for at in range(max(1, len(padded) - size + 1)))


def _candidates(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: all if they are few, else those that share the rarest words."""
    if len(ones) * len(others) <= FEW_PAIRS:
        yield from ((one, other) for one in range(len(ones)) for other in range(len(others)))
        return
    index: dict[str, list[int]] = defaultdict(list)
    for other, text in enumerate(others):
        for word in set(_WORD.findall(text)):
            index[word].append(other)
    rare = {word: places for word, places in index.items() if len(places) <= COMMON}
    for one, text in enumerate(ones):
        words = set(_WORD.findall(text))
        shared = Counter(place for word in words for place in rare.get(word, ()))
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        yield from ((one, other) for other, _ in best[:CANDIDATES])
