"""Which cards found are like which cards that vanished, and how much."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from tutor.core.card import CardId
from tutor.library.as_read import as_read, particulars
from tutor.library.claim import Claim, Known
from tutor.library.likeness import Text, closeness, comparable, perhaps
from tutor.library.parsed import ParsedCard

Pair = tuple[Claim, Known]
Rule = Callable[[Sequence[Text], Sequence[Text]], Iterable[tuple[int, int]]]


def alike(
    rule: Rule,
    ones: Sequence[Claim],
    others: Sequence[Known],
    here: Container[tuple[int, CardId]],
) -> tuple[list[Pair], list[Pair]]:
    """The pairs that a rule finds alike: those it can be sure of, and the others.

    Two questions of one pattern, with another formula, number or name each, are one card only if
    one went from the place (`here`) that the other came to.
    """
    sure: list[Pair] = []
    unsure: list[Pair] = []
    for claim, known in _pairs(rule, ones, others):
        if claim.may_be(known):
            is_sure = (id(claim), known.id) in here or not _differ(claim, known)
            (sure if is_sure else unsure).append((claim, known))
    return sure, unsure


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


def _differ(claim: Claim, known: Known) -> bool:
    """Whether each question has a formula, number or name that the other has not."""
    ours, theirs = particulars(claim.card.question), particulars(known.question)
    return bool(ours - theirs) and bool(theirs - ours)
