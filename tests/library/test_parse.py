"""The deck format: what makes a card, and what is said when something does not."""

import pytest

from tests.library.reading import cards, faults, only, parsed
from tutor.core.kind import Kind

# --- questions and answers


def test_a_question_and_its_answer_make_a_card() -> None:
    assert cards("Q: What is the base of the natural logarithm?\nA: $e$\n") == [
        ("What is the base of the natural logarithm?", "$e$")
    ]


def test_questions_and_answers_may_take_several_lines() -> None:
    deck = """\
        Q: Name the two
        kinds of layer.
        A:

        - coupling
        - autoregressive

        """
    assert cards(deck) == [("Name the two\nkinds of layer.", "- coupling\n- autoregressive")]


def test_the_next_tag_ends_a_card() -> None:
    deck = "Q: one\nA: 1\nQ: two\nA: 2\nC: three is [3]\nQ: four\nA: 4"
    assert cards(deck) == [("one", "1"), ("two", "2"), ("three is […]", "3"), ("four", "4")]


def test_a_line_of_three_hyphens_ends_a_card_and_what_follows_it_is_prose() -> None:
    deck = "Q: one\nA: 1\n---\nnot of the card\n  ---  \nQ: two\nA: 2\n"
    assert cards(deck) == [("one", "1"), ("two", "2")]


def test_text_before_the_first_tag_is_prose() -> None:
    assert cards("# Flows\n\nSome words, Q: and A: in them.\n\nQ: one\nA: 1") == [("one", "1")]


def test_headings_and_lists_stay_in_an_answer() -> None:
    assert cards("Q: one\nA: first\n# Then\n* a\n") == [("one", "first\n# Then\n* a")]


def test_a_tag_needs_no_space_and_counts_only_at_the_start_of_a_line() -> None:
    deck = "Q:one\nA:1\n Q: not a question\n> A: nor an answer\nq: nor this\n"
    assert cards(deck) == [("one", "1\n Q: not a question\n> A: nor an answer\nq: nor this")]


def test_the_indentation_of_code_below_a_tag_is_kept() -> None:
    assert cards("Q: one\nA:\n\n    x = 1\n    y = 2\n") == [("one", "    x = 1\n    y = 2")]


def test_a_card_knows_the_line_it_begins_on() -> None:
    deck = "---\nname = 'x'\n---\n\nQ: one\nA: 1\n\nC: [a]\nand [b]\n---\nQ: two\nA: 2"
    assert [card.line for card in parsed(deck).cards] == [5, 8, 8, 11]


def test_two_cards_with_one_question_and_different_answers_are_both_loaded() -> None:
    one, other = parsed("Q: What is $f$?\nA: a map\nQ: What is $f$?\nA: a flow").cards
    assert (one.answer, other.answer) == ("a map", "a flow")
    assert one.identity == other.identity
    assert one.wording != other.wording


def test_identity_does_not_depend_on_spacing_or_on_the_form_of_an_accent() -> None:
    one = only("Q: Was heißt  überall\nstetig?\nA: x")
    other = only("Q: Was heißt u\u0308berall stetig?\nA: y")
    assert one.identity == other.identity == one.note


# --- what is wrong with a question or an answer


@pytest.mark.parametrize(
    ("deck", "expected"),
    [
        ("Q: one\nQ: two\nA: 2", ["deck.md:1: this Q: has no A:"]),
        ("Q: one\nC: [two]", ["deck.md:1: this Q: has no A:"]),
        ("Q: one\n---\nQ: two\nA: 2", ["deck.md:1: this Q: has no A:"]),
        ("\nQ: one", ["deck.md:2: this Q: has no A:"]),
        ("A: one\nQ: two\nA: 2", ["deck.md:1: this A: has no Q: above it"]),
        ("Q: one\nA: 1\nA: 2\nQ: two\nA: 2", ["deck.md:3: this is a second A:"]),
        ("C: [one]\nA: 1\nQ: two\nA: 2", ["deck.md:2: this A: follows a C:"]),
        ("Q:\nA: 1", ["deck.md:1: this Q: asks nothing"]),
        ("Q: one\nA:\n\n---\nQ: two\nA: 2", ["deck.md:2: this A: is empty"]),
        ("Q: one\nA: <!-- id: x -->\n", ["deck.md:2: this A: is empty"]),
        ("C: nothing is hidden", ["deck.md:1: this C: hides nothing"]),
        ("C: a box [ ] and []", ["deck.md:1: this C: hides nothing"]),
    ],
)
def test_a_card_that_lacks_something_is_a_fault_on_its_line(deck: str, expected: list[str]) -> None:
    found = faults(deck)
    assert [fault[: len(start)] for fault, start in zip(found, expected, strict=True)] == expected


def test_the_good_cards_of_a_bad_file_still_load() -> None:
    file = parsed("Q: one\nA: 1\nQ: lost\nQ: two\nA: 2\nA: twice\nC: [three]\nC: none\nQ: 4\nA: 4")
    assert [card.answer for card in file.cards] == ["1", "three", "4"]
    assert [fault.line for fault in file.faults] == [3, 6, 8]


def test_every_fault_says_how_to_mend_it() -> None:
    deck = (
        "Q: a\nA: 1\nA: 2\nQ: b\nC: c\nC: [d]\nA: e\nQ: $f\nA: g\nQ: h\nA: ```\n---\nA: i\nQ:\nA: j"
    )
    found = parsed(deck).faults
    assert len(found) == 8
    assert all(": " in fault.message for fault in found)


# --- ids, tags, comments


def test_an_id_may_stand_anywhere_in_a_card_and_is_not_shown() -> None:
    assert only("Q: one <!-- id: a -->\nA: 1").given == "a"
    assert only("Q: one\n<!-- id: a.b_c-1 -->\nA: 1").given == "a.b_c-1"
    card = only("Q: one\nA: 1\n\n<!--id:a-->\n\n2")
    assert (card.given, card.question, card.answer) == ("a", "one", "1\n\n\n2")


def test_an_id_in_code_is_code() -> None:
    card = only("Q: How is an id written?\nA: `<!-- id: formula -->`")
    assert (card.given, card.answer) == ("", "`<!-- id: formula -->`")


@pytest.mark.parametrize("value", ["a b", "", "ü", "a" * 65, "~0123456789abcdef"])
def test_an_id_that_is_none_is_a_fault_and_the_card_loads_without(value: str) -> None:
    file = parsed(f"Q: one\n<!-- id: {value} -->\nA: 1")
    assert [card.given for card in file.cards] == [""]
    assert [(f.line, "is not an id" in f.message) for f in file.faults] == [(2, True)]


def test_an_id_given_twice_is_a_fault_on_the_second() -> None:
    file = parsed("Q: one\n<!-- id: a -->\nA: 1\nQ: two\nA: 2\n<!-- id: a -->")
    assert [card.given for card in file.cards] == ["a", ""]
    (fault,) = file.faults
    assert fault.line == 6
    assert "line 2" in fault.message


def test_two_ids_in_a_card_are_a_fault() -> None:
    file = parsed("Q: one\n<!-- id: a -->\nA: 1\n<!-- id: b -->")
    assert [card.given for card in file.cards] == ["a"]
    assert [fault.line for fault in file.faults] == [4]


def test_an_id_above_its_card_belongs_to_none_and_is_a_fault() -> None:
    found = faults("<!-- a comment -->\n<!-- id: a -->\nQ: one\nA: 1")
    assert [fault[:9] for fault in found] == ["deck.md:2"]


def test_an_id_names_the_only_part_of_a_note() -> None:
    assert only("C: The [order] of a group. <!-- id: order -->").given == "order"


def test_the_parts_of_a_note_with_an_id_are_known_whatever_else_the_note_says() -> None:
    before = parsed("C: The [order] of [a group]. <!-- id: order -->").cards
    after = parsed("C: By the [order] of [a group] we mean its size. <!-- id: order -->").cards
    assert [card.given for card in before] == ["", ""]
    assert [card.identity for card in before] == [card.identity for card in after]


def test_tags_come_from_the_front_matter_and_from_the_card() -> None:
    head = "---\ntags = ['flows', 'density']\n---\n"
    deck = "Q: 1\nA: 1 <!-- tags: density, log  det -->\nQ: 2\nA: 2"
    assert [card.tags for card in parsed(head + deck).cards] == [
        ("flows", "density", "log det"),
        ("flows", "density"),
    ]


def test_other_comments_are_left_out() -> None:
    assert cards("Q: one <!-- hint? --> two\nA: 1 <!-- to do -->\n<!-- why\n\nso -->\n2") == [
        ("one  two", "1\n2")
    ]


# --- pictures


def test_a_picture_is_named_with_its_path() -> None:
    assert cards('Q: What is this?\n\n![a  map](maps/one.png "A map")\nA: ![](@/b.webp)') == [
        ("What is this?\n\n[picture: a map (maps/one.png)]", "[picture: @/b.webp]")
    ]


def test_a_picture_hides_nothing_and_can_be_hidden() -> None:
    assert cards("C: ![map](a.png) of [Foo], as in [![b](c.png)]!") == [
        ("[picture: map (a.png)] of […], as in [picture: b (c.png)]!", "Foo"),
        ("[picture: map (a.png)] of Foo, as in […]!", "[picture: b (c.png)]"),
    ]


def test_an_exclamation_mark_before_a_hidden_part_is_no_picture() -> None:
    assert cards("C: So![it] is") == [("So![…] is", "it")]


# --- key points


def test_an_answer_may_close_with_its_key_points() -> None:
    card = only("Q: one\nA: so\n\n- [ ] first\n- [x] second, which\n  goes on\n\n* [ ] third $x$\n")
    assert card.answer == "so"
    assert card.key_points == ("first", "second, which goes on", "third $x$")


def test_a_checklist_that_does_not_close_the_answer_stays_in_it() -> None:
    card = only("Q: one\nA: so\n- [ ] first\n\nand that is all")
    assert card.answer == "so\n- [ ] first\n\nand that is all"
    assert card.key_points == ()


def test_an_answer_of_key_points_alone_shows_them() -> None:
    card = only("Q: one\nA:\n- [ ] first\n- [ ] second\n<!-- id: x -->\n")
    assert card.answer == "- first\n- second"
    assert card.key_points == ("first", "second")


def test_a_checklist_in_code_is_code() -> None:
    card = only("Q: one\nA: so\n```\n- [ ] first\n```")
    assert card.key_points == ()


# --- duplicates


def test_an_exact_duplicate_loads_once_and_is_noted() -> None:
    file = parsed("Q: one\nA: 1\nQ:  one\nA: 1\n")
    assert [card.line for card in file.cards] == [1]
    assert file.faults == ()
    assert [str(note) for note in file.notes] == [
        "deck.md:3: the same card stands on line 1: it is loaded once"
    ]


def test_a_note_that_is_a_duplicate_is_noted_once() -> None:
    file = parsed("C: [a] and [b]\n\nC: [a] and [b]")
    assert (len(file.cards), len(file.notes)) == (2, 1)


def test_of_two_duplicates_the_one_with_an_id_is_loaded() -> None:
    file = parsed("Q: one\nA: 1\nQ: one\nA: 1 <!-- id: a -->\n")
    assert [card.given for card in file.cards] == ["a"]
    assert len(file.notes) == 1


def test_duplicates_with_two_ids_are_two_cards() -> None:
    file = parsed("Q: one\nA: 1 <!-- id: a -->\nQ: one\nA: 1 <!-- id: b -->\n")
    assert [card.given for card in file.cards] == ["a", "b"]


# --- files


@pytest.mark.parametrize("text", ["", "\n\n", "Only prose here.\n", "---\nname = 'x'\n---\n"])
def test_a_file_without_cards_is_worth_a_note(text: str) -> None:
    file = parsed(text)
    assert (file.cards, file.faults) == ((), ())
    assert [str(note)[:29] for note in file.notes] == ["deck.md: there are no cards h"]


def test_at_most_a_hundred_faults_are_spelled_out() -> None:
    file = parsed("Q: one\n" * 250)
    assert [fault.line for fault in file.faults[:100]] == list(range(1, 101))
    assert [str(fault) for fault in file.faults[100:]] == ["deck.md: and 150 more"]


def test_at_most_a_hundred_duplicates_are_spelled_out() -> None:
    file = parsed("Q: one\nA: 1\n" * 202)
    assert len(file.cards) == 1
    assert [str(note) for note in file.notes[100:]] == ["deck.md: and 101 more"]


def test_a_card_is_a_flashcard_unless_the_file_says_otherwise() -> None:
    assert only("Q: one\nA: 1").kind is Kind.FLASHCARDS
    assert only("---\nkind = 'self-check'\n---\nQ: one\nA: 1").kind is Kind.SELF_CHECK
