"""Notes with hidden parts: which brackets hide, and what the cards of a note share."""

import pytest

from tests.library.reading import cards, parsed


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


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("C: The {{c1::mitochondrion}} makes ATP.", 1),
        ("C: Made by\n{{c12::a::a hint}} and {{c2::b}}", 2),
        ("C: [Paris] is the {{c1::capital}}.", 1),
        ("C: $\\frac{{{c1::a}}}{b}$ is [x]", 1),
    ],
)
def test_a_part_hidden_as_anki_does_it_is_named(text: str, line: int) -> None:
    (fault,) = parsed(text).faults
    assert fault.line == line
    assert "is how Anki hides a part: here, put it in [brackets]" in fault.message


def test_what_anki_writes_is_left_alone_in_code_and_noted_in_questions() -> None:
    file = parsed("C: Anki writes `{{c1::a}}` for [hidden].\n<!-- {{c1::b}} -->")
    assert (file.faults, file.notes) == ((), ())
    file = parsed("Q: What is {{c1::a}}?\nA: b")
    assert (len(file.cards), file.faults) == (1, ())
    assert "a C: with [brackets] does it" in str(file.notes[0])


def test_an_id_in_the_brackets_of_a_part_names_that_part() -> None:
    plain = parsed("C: A [b], a [c], an [d].").cards
    names = "0123456789abcdef", "0123456789abcde0-2"
    text = f"C: A [b], a [c <!-- id: {names[0]} -->], an [d<!-- id: {names[1]} -->]."
    file = parsed(text)
    assert file.faults == ()
    assert [card.given for card in file.cards] == ["", *names]
    assert [card.wording for card in file.cards] == [card.wording for card in plain]
