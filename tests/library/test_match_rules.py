"""Each rule by which a card is recognised has an example that no other rule recognises."""

from collections.abc import Iterator, Sequence

import pytest

from tests.library.test_match import card
from tutor.core.card import CardId
from tutor.library import likeness
from tutor.library import match as matching
from tutor.library.match import Known, Order, match
from tutor.library.parsed import ParsedCard
from tutor.library.places import Stood


def known(was: ParsedCard, card_id: str, *, placed: bool = False) -> Known:
    """A card as it is remembered, under an id."""
    return Known(
        id=CardId(card_id),
        given=was.given,
        identity=was.identity,
        wording=was.wording,
        question=was.question,
        answer=was.answer,
        placed=placed,
    )


# By rule: the cards found and the cards known. The last that is found is the first that is known.
EXAMPLES: dict[str, tuple[Sequence[ParsedCard], Sequence[Known]]] = {
    # The comment with its id was taken away in a file that is not read now; of two copies, only
    # the one that has the id again is that card.
    "by_given_and_wording": (
        [card("Which?", "this", "y"), card("Which?", "this", "x")],
        [known(card("Which?", "this"), "x", placed=True)],
    ),
    # One id was given to two cards, and one question is asked by two: all answers are rewritten.
    "by_given_and_identity": (
        [card("Which?", "gamma"), card("What?", "beta", "x"), card("Which?", "alpha", "x")],
        [
            known(card("Which?", "this", "x"), "x"),
            known(card("What?", "that", "x"), "~2"),
            known(card("Which?", "those"), "~3"),
        ],
    ),
    "by_given": (
        [card("How are roses watered?", "daily", "x")],
        [known(card("What is $f$?", "a map", "x"), "x")],
    ),
    # The same card stands in a file that is not read now.
    "by_wording": (
        [card("Which?", "this")],
        [known(card("Which?", "this"), "~1", placed=True)],
    ),
    # Two questions that read alike, both with another answer.
    "by_identity": (
        [card("which of them?", "gamma"), card("Which of them?", "alpha")],
        [
            known(card("Which of them?", "this"), "~1"),
            known(card("which of them?", "that"), "~2"),
        ],
    ),
    "by_reading": (
        [card("What is $\\frac{a}{b}+\\frac{c}{d}$?", "a sum of two fractions")],
        [known(card("What is $a/b + c/d$?", "I forgot"), "~1")],
    ),
    "by_place": (
        [card("What is the opposite of to have?", "to lack"), card("to be (Spanish)", "ser")],
        [
            known(card("to be", "ser"), "~1"),
            known(card("What is the opposite of to have?", "to lack"), "~2"),
        ],
    ),
    "same_answer": (
        [card("Name the capital city of France.", "Paris")],
        [known(card("What is the capital city of France?", "Paris"), "~1")],
    ),
    "nearly_same": (
        [card("What is the capital of France?", "Paris, on the Seine")],
        [known(card("What is the capitol of France?", "Paris on the Seine"), "~1")],
    ),
}


def remove(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this rule recognise no card."""

    def nothing(ones: object, others: object) -> Iterator[tuple[int, int]]:
        return iter(())

    if rule.startswith("by_"):
        monkeypatch.setattr(matching._Matching, rule, lambda self: None)
    else:
        monkeypatch.setattr(matching, rule, nothing)


@pytest.mark.parametrize("rule", EXAMPLES)
@pytest.mark.parametrize("removed", [None, *EXAMPLES])
def test_a_card_is_recognised_by_its_own_rule_alone(
    monkeypatch: pytest.MonkeyPatch, rule: str, removed: str | None
) -> None:
    if removed is not None:
        remove(removed, monkeypatch)
    found, before = EXAMPLES[rule]
    stood = [Stood(each.id, each.identity) for each in before[::-1]]
    order = Order({"deck.md": stood}, [("deck.md", len(found))]) if rule == "by_place" else None
    recognised = match(found, before, order)[-1].id == before[0].id
    assert recognised == (removed != rule)


def test_every_rule_has_an_example() -> None:
    steps = {name for name in vars(matching._Matching) if name.startswith("by_")}
    assert EXAMPLES.keys() == steps - {"by_likeness"} | {"same_answer", "nearly_same"}


# Pairs of cards that are not alike, by the one threshold that says so.
UNLIKE = {
    "SIMILAR_QUESTION": (
        card("What is the capital of France?", "Paris"),
        card("Which town is the seat of France's government?", "Paris"),
    ),
    "NEARLY_SAME": (
        card("What is the capital of France?", "Paris, a town"),
        card("What is the currency of France?", "Paris, a city"),
    ),
    "QUESTION_AT_LEAST": (
        card("Why?", "Because the formula holds for invertible maps only; nothing else helps."),
        card("How so?", "Because the formula holds for invertible maps only, nothing else helps."),
    ),
    "ANSWER_AT_LEAST": (
        card("How many sides has a regular polygon if all its angles are rather wide?", "eight"),
        card("How many sides has a regular polygon if all of its angles are rather wide?", "six"),
    ),
}


@pytest.mark.parametrize("threshold", UNLIKE)
@pytest.mark.parametrize("removed", [None, *UNLIKE])
def test_a_card_that_is_not_alike_is_new_by_one_threshold_alone(
    monkeypatch: pytest.MonkeyPatch, threshold: str, removed: str | None
) -> None:
    if removed is not None:
        monkeypatch.setattr(likeness, removed, 0.0)
    one, other = UNLIKE[threshold]
    (found,) = match([one], [known(other, "~1")])
    assert (found.id == "~1") == (removed == threshold)
