"""Maths, code and comments: where they end, and that no tag inside of them begins a card."""

import pytest

from tests.library.reading import cards, faults, only, parsed

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


# --- code in lists and quotes


@pytest.mark.parametrize(
    "answer",
    [
        "b\n\n- ```\n  x\n  ```",
        "- ```\n  $x\n\n  [y]\n  ```",
        "1.  ```python\n    print('$x')\n\n    y = '$'\n    ```\n2.  more",
        "1. one\n\n    ~~~\n    <!-- $x\n    ~~~",
        "- a\n  - b\n\n    ```\n    $HOME\n\n    ```",
        "> ```\n> $x\n>\n> y\n> ```",
        "- > ~~~\n  > $x\n  > ~~~",
    ],
)
def test_code_in_a_list_or_a_quote_is_code_and_costs_no_card(answer: str) -> None:
    assert cards(f"Q: a\nA: {answer}\nQ: c\nA: d") == [("a", answer), ("c", "d")]


def test_code_in_a_list_hides_nothing() -> None:
    note = "C: The [mean]:\n\n1.  first\n\n    ```\n    x[0]\n\n    x[1]\n    ```\n"
    assert [answer for _, answer in cards(note)] == ["mean"]


def test_code_in_a_list_that_does_not_close_there_is_text() -> None:
    assert cards("Q: a\nA: - ```\n  [x]\n\nQ: c\nA: d") == [("a", "- ```\n  [x]"), ("c", "d")]
    assert [answer for _, answer in cards("C: - ~~~\n  [x]\n\n> ~~~\n> [y]")] == ["x", "y"]


def test_a_tag_ends_a_list_and_so_its_code() -> None:
    file = parsed("Q: a\nA: - ```\nQ: c\nA: d\n  ```\nQ: e\nA: f")
    assert [card.question for card in file.cards] == ["a", "e"]
    assert [(fault.line, "never closes" in fault.message) for fault in file.faults] == [(5, True)]


def test_the_points_of_a_checklist_in_code_are_code() -> None:
    card = only("Q: a\nA: `b\n- [ ] c` d\n- [ ] e")
    assert (card.answer, card.key_points) == ("`b\n- [ ] c` d", ("e",))
