"""Which cards are twins, by what they say alone."""

import pytest

from tests.library.reading import faults, parsed
from tutor.library.twins import Clue, answer_alike, answer_in_full, clues, words


def share_a_clue(one: str, other: str) -> bool:
    """Whether the first cards of two decks find each other."""

    def found(deck: str) -> set[Clue]:
        return set(clues(parsed(deck).cards[0]))

    ours, theirs = found(one), found(other)
    there = {clue.sought for clue in ours} & {clue.own for clue in theirs}
    assert there == {clue.sought for clue in ours for t in theirs if t.own == clue.sought}
    back = {clue.sought for clue in theirs} & {clue.own for clue in ours}
    assert bool(there) == bool(back)
    return bool(there)


SELF_CHECK = "---\nkind = 'self-check'\ntags = ['page']\n---\n"
FLASHCARDS = "---\ntags = ['page']\n---\n"


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("<!-- tags: a, b -->", "<!-- tags: b, a -->", True),
        ("<!-- tags: a, b -->", "<!-- tags: a, b, c -->", False),
        ("<!-- tags: a -->", "<!-- tags: a -->", False),  # one tag is not enough
        ("<!-- tags: a, page -->", "<!-- tags: a, page -->", False),  # the front matter has one
        ("", "", False),
        ("<!-- id: x -->", "<!-- twin: x -->", True),
        ("<!-- twin: y, x -->", "<!-- id: x -->", True),
        ("<!-- twin: x -->", "<!-- twin: x -->", False),  # both are twins of a third
        ("<!-- twin: x -->", "<!-- id: X -->", False),
    ],
)
def test_tags_of_their_own_and_names_make_twins(one: str, other: str, are: bool) -> None:
    ours = f"{SELF_CHECK}Q: one? {one}\nA: first\n"
    theirs = f"{FLASHCARDS}Q: two? {other}\nA: second\n"
    assert share_a_clue(ours, theirs) == are


def test_two_cards_of_one_kind_with_the_same_tags_are_no_twins() -> None:
    deck = "Q: {0}?\n<!-- tags: a, b -->\nA: {0}\n"
    assert not share_a_clue(deck.format("one"), deck.format("two"))


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Paris.", "**paris**", True),
        ("The volume factor of the map.", "the map's volume factor", False),  # "map's" is another
        ("It is the local volume factor of the map", "the local volume factor of the map", True),
        ("The answer is 4, by the rule of signs", "The answer is 5, by the rule of signs", False),
        ("one", "two", False),
        ("", "", False),
        ("$a + b$", "$a - b$", False),
        ("$a + b$ is the value", "The value is $a+b$", True),
    ],
)
def test_answers_are_alike_by_their_words_and_numbers(one: str, other: str, are: bool) -> None:
    assert answer_alike(words(one), words(other)) == are


def test_a_hidden_part_is_compared_by_its_whole_note() -> None:
    alike = "C: The base of a flow is [a normal distribution].\n"
    assert share_a_clue(alike, "C: The [base of a flow] is a normal distribution.\n")
    parts = [parsed(f"C: {note}\n").cards[0] for note in ("A [flow] inverts.", "A [flow] erodes.")]
    one, other = (words(answer_in_full(c.question, c.answer, c.is_part)) for c in parts)
    assert parts[0].answer == parts[1].answer
    assert not answer_alike(one, other)


def test_a_twin_that_is_no_id_is_a_fault_and_so_is_one_outside_every_card() -> None:
    found = faults("Q: one?\n<!-- twin: a b -->\nA: 1\n---\n<!-- twin: a -->\n")
    assert [fault.split(":")[1] for fault in found] == ["2", "5"]
