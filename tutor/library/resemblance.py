"""Which cards found are like which cards that vanished, and how much."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tutor.library.as_read import as_read, differ, tokens
from tutor.library.claim import Claim, Known
from tutor.library.likeness import Text, closeness, comparable, perhaps
from tutor.library.parsed import ParsedCard

Pair = tuple[Claim, Known]
Rule = Callable[[Sequence[Text], Sequence[Text]], Iterable[tuple[int, int]]]


class Alike(NamedTuple):
    """The pairs that a rule finds alike, by how much can be made of them."""

    sure: list[Pair]  # of the same words, but for some typed wrong, added or left out
    other: list[Pair]  # of one pattern and one place, with another formula, number or name each
    rivals: list[Pair]  # from two places, with another word each: too unsure, but candidates
    unsure: list[Pair]  # from two places, with another formula, number or name each


def alike(
    rule: Rule,
    ones: Sequence[Claim],
    others: Sequence[Known],
    is_here: Callable[[Claim, Known], bool],
) -> Alike:
    """The pairs that a rule finds alike.

    Two questions of one pattern that differ in a word are one card only if one went from the place
    that the other came to.
    """
    found = Alike([], [], [], [])
    for claim, known in _pairs(rule, ones, others):
        if claim.may_be(known):
            ours, theirs = tokens(claim.card.question), tokens(known.question)
            if differ(ours.particulars, theirs.particulars):
                kind = found.other if is_here(claim, known) else found.unsure
            elif differ(ours.words, theirs.words):
                kind = found.sure if is_here(claim, known) else found.rivals
            else:
                kind = found.sure
            kind.append((claim, known))
    return found


def agreeing(came: Sequence[Claim], went: Sequence[Known]) -> Iterator[Pair]:
    """The pairs of one place whose answers agree; of several with one answer, in their order."""
    by_answer: dict[str, tuple[list[Claim], list[Known]]] = defaultdict(lambda: ([], []))
    for claim in came:
        by_answer[as_read(claim.card.answer)][0].append(claim)
    for known in went:
        by_answer[as_read(known.answer)][1].append(known)
    for ones, others in by_answer.values():
        if len(ones) == len(others):
            for claim, known in zip(ones, others, strict=True):
                if claim.may_be(known):
                    yield claim, known


def weak(ones: Sequence[Claim], others: Sequence[Known]) -> list[Pair]:
    """The pairs that are worth a word."""
    return _pairs(perhaps, ones, others)


def ranked(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs by how alike they are, the closest first."""
    return sorted(pairs, key=_closeness, reverse=True) if len(pairs) > 1 else list(pairs)


def is_closest(pair: Pair, rivals: Iterable[Pair]) -> bool:
    """Whether the two are more alike than any of the rivals."""
    found = [_closeness(rival) for rival in rivals]
    return not found or _closeness(pair) > max(found)


def _pairs(rule: Rule, ones: Sequence[Claim], others: Sequence[Known]) -> list[Pair]:
    found = rule([_text(claim.card) for claim in ones], [_text(known) for known in others])
    return [(ones[one], others[other]) for one, other in found]


def _closeness(pair: Pair) -> float:
    return closeness(_text(pair[0].card), _text(pair[1]))


def _text(card: ParsedCard | Known) -> Text:
    return comparable(card.question, card.answer)
