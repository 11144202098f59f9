"""The deck format: what makes a card, and what is said when something does not."""

from textwrap import dedent

import pytest

from tutor.core.card import Kind
from tutor.library.parse import ParsedCard, ParsedFile, parse


def parsed(text: str) -> ParsedFile:
    return parse(dedent(text).encode(), "deck.md")


def cards(text: str) -> list[tuple[str, str]]:
    file = parsed(text)
    assert file.faults == ()
    return [(card.question, card.answer) for card in file.cards]


def only(text: str) -> ParsedCard:
    file = parsed(text)
    assert file.faults == ()
    (card,) = file.cards
    return card


def faults(text: str) -> list[str]:
    return [str(fault) for fault in parsed(text).faults]


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


# --- notes with hidden parts


def test_each_bracket_of_a_note_is_a_card() -> None:
    assert cards("C: The [order] of a group is [the number of its elements].") == [
        ("The […] of a group is the number of its elements.", "order"),
        ("The order of a group is […].", "the number of its elements"),
    ]


def test_the_cards_of_a_note_are_siblings_and_differ() -> None:
    one, other = parsed("C: [a] and [b]").cards
    assert one.note == other.note
    assert one.identity != other.identity
    assert one.wording != other.wording


def test_a_note_may_take_several_lines_and_paragraphs() -> None:
    assert cards("C:\nMake things people\nwant, in [Lisp].\n\n— [P. G.]\n\n") == [
        ("Make things people\nwant, in […].\n\n— P. G.", "Lisp"),
        ("Make things people\nwant, in Lisp.\n\n— […]", "P. G."),
    ]


def test_a_note_may_hide_all_of_itself_and_parts_side_by_side() -> None:
    assert cards("C: [6]:[9]") == [("[…]:9", "6"), ("6:[…]", "9")]
    assert cards("C: Table salt is [Na][Cl]") == [
        ("Table salt is […]Cl", "Na"),
        ("Table salt is Na[…]", "Cl"),
    ]


def test_brackets_inside_a_hidden_part_belong_to_it() -> None:
    assert cards("C: It is [the [closed] interval].") == [("It is […].", "the [closed] interval")]


def test_a_lone_bracket_hides_nothing() -> None:
    assert cards("C: On [0, 1) it is [flat].") == [("On [0, 1) it is […].", "flat")]


@pytest.mark.parametrize(
    "plain",
    [
        "$a[1]$",
        "$$a[1]$$",
        "`a[1]`",
        "``a`[1]``",
        "[a link](https://example.org/a_(b))",
        '[a link](there "with [a] title")',
        r"\[escaped\]",
        r"\[half escaped]",
        "a [ ] box",
    ],
)
def test_brackets_in_maths_code_and_links_hide_nothing(plain: str) -> None:
    assert cards(f"C: {plain} is [x] here") == [(f"{plain} is […] here", "x")]


def test_brackets_in_fenced_code_hide_nothing() -> None:
    deck = "C: Take [one]:\n\n```python\na[1]\n```\n"
    assert cards(deck) == [("Take […]:\n\n```python\na[1]\n```", "one")]


def test_a_reference_link_hides_nothing_where_its_address_is_defined() -> None:
    deck = "C: see [the paper][nice] and [hide]\n\n[nice]: https://example.org\n"
    assert cards(deck) == [("see [the paper][nice] and […]\n\n[nice]: https://example.org", "hide")]


def test_maths_and_code_can_be_hidden() -> None:
    assert cards("C: The notation [$n!$] and [`[`] and [a \\] b]") == [
        ("The notation […] and `[` and a \\] b", "$n!$"),
        ("The notation $n!$ and […] and a \\] b", "`[`"),
        ("The notation $n!$ and `[` and […]", "a \\] b"),
    ]


def test_the_same_word_hidden_twice_makes_two_cards() -> None:
    one, other = parsed("C: [a] and again [a]").cards
    assert one.question == "[…] and again a"
    assert other.question == "a and again […]"
    assert one.identity != other.identity


def test_one_more_bracket_leaves_the_other_cards_as_they_are() -> None:
    before = {card.answer: card for card in parsed("C: [a] and a and [b]").cards}
    after = {card.question: card for card in parsed("C: [a] and [a] and [b]").cards}
    for card in before.values():
        assert (card.identity, card.wording) == (
            after[card.question].identity,
            after[card.question].wording,
        )


# --- maths


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5.",
        "from $5 to $10 or 20$.",
        "a plain \\$x and \\$y",
        "in US$ and in A$",
        "$x$ and $5",
        "$x$,$y$ and $$z$$",
        "a $ alone",
        "`$PATH`",
        "$a\n+ b$",
        "$$\na\n$$ and $$b$$",
        "```\n$PATH\n```",
        r"$\$5 + x$",
    ],
)
def test_dollars_that_are_money_or_close_are_no_fault(text: str) -> None:
    assert cards(f"Q: one\nA: {text}") == [("one", text)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("so $x + 1", 1),
        ("fine $x$\nthen $y", 2),
        ("a $x\n\nother paragraph$", 1),
        ("$x $ is spaced", 1),
        ("the $HOME folder", 1),
        ("$$\nx", 1),
        ("one\n\n$$\nx\n\n$$", 3),
        ("$$ x $ y", 1),
    ],
)
def test_maths_that_never_closes_is_a_fault_on_its_line(text: str, line: int) -> None:
    file = parsed(f"Q: one\nA: {text}\n\nQ: two\nA: 2")
    assert [card.question for card in file.cards] == ["two"]
    (fault,) = file.faults
    assert fault.line == line + 1
    assert "never closes" in fault.message


def test_the_message_about_a_dollar_says_how_to_write_one() -> None:
    assert "write \\$" in faults("Q: $x\nA: y")[0]


# --- tags that are none


def test_tags_and_rules_in_fenced_code_are_code() -> None:
    code = "```\nQ: no\n---\nA: no\nC: no\n```"
    assert cards(f"Q: one\nA: see\n{code}\nQ: two\nA: 2") == [("one", f"see\n{code}"), ("two", "2")]


def test_code_may_begin_right_after_the_tag_and_end_with_more_marks() -> None:
    assert cards("Q: one\nA: ~~~text\nQ: no\n~~\n~~~~~\nQ: two\nA: 2") == [
        ("one", "~~~text\nQ: no\n~~\n~~~~~"),
        ("two", "2"),
    ]


def test_tags_in_the_code_of_prose_are_code() -> None:
    assert cards("Write cards so:\n```\nQ: no\nA: no\n```\nQ: one\nA: 1") == [("one", "1")]


def test_code_that_never_closes_is_a_fault_and_takes_no_other_card_with_it() -> None:
    file = parsed("Q: one\nA: so\n```python\nx\n\nQ: two\nA: 2\n---\nQ: three\nA: 3")
    assert [card.question for card in file.cards] == ["two", "three"]
    assert [(f.line, "never closes" in f.message) for f in file.faults] == [(3, True)]


def test_inline_code_of_three_backticks_is_no_fence() -> None:
    assert cards("Q: one\nA: ```x``` is code\nQ: two\nA: 2") == [
        ("one", "```x``` is code"),
        ("two", "2"),
    ]


def test_tags_in_displayed_maths_are_maths() -> None:
    assert cards("Q: one\nA: so $$\nA: 1\nC: 2\n$$\nQ: two\nA: 2") == [
        ("one", "so $$\nA: 1\nC: 2\n$$"),
        ("two", "2"),
    ]


def test_maths_ends_with_its_paragraph_so_that_the_next_card_still_loads() -> None:
    file = parsed("Q: one\nA: $$ x\n\nQ: two\nA:\n\n$$\ny\n$$\n")
    assert [(card.question, card.answer) for card in file.cards] == [("two", "$$\ny\n$$")]


def test_a_card_in_a_comment_is_no_card() -> None:
    assert cards("Q: one\nA: 1\n<!-- for later:\nQ: two\nA: 2\n-->\nQ: three\nA: 3") == [
        ("one", "1"),
        ("three", "3"),
    ]


def test_a_comment_that_never_closes_is_a_fault_and_takes_no_other_card_with_it() -> None:
    file = parsed("Q: one\nA: 1 <!-- note\nQ: two\nA: 2 <!-- id: two -->\nQ: three\nA: 3")
    assert [(card.question, card.given) for card in file.cards] == [("two", "two"), ("three", "")]
    assert [(f.line, "comment never closes" in f.message) for f in file.faults] == [(2, True)]


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
    assert [(f.line, "is no id" in f.message) for f in file.faults] == [(2, True)]


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
