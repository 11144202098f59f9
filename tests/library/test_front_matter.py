"""The TOML at the head of a card file."""

import pytest

from tutor.core.kind import Kind
from tutor.library.parse import ParsedFile, parse

CARD = "Q: one\nA: 1\n"


def parsed(text: str) -> ParsedFile:
    return parse(text.encode(), "deck.md")


def test_front_matter_names_the_deck_its_kind_and_its_tags() -> None:
    file = parsed(
        f"---\nname = 'Flows'\nkind = \"self-check\"\ntags = ['a', 'b', 'a']\n---\n{CARD}"
    )
    (card,) = file.cards
    assert (file.name, card.kind, card.tags) == ("Flows", Kind.SELF_CHECK, ("a", "b"))
    assert file.faults == ()


def test_front_matter_may_be_empty_and_may_say_more_than_is_read() -> None:
    assert parsed(f"---\n---\n{CARD}").faults == ()
    assert parsed(f"---\nauthor = 1\n[x]\ny = 2\n---\n{CARD}").faults == ()
    assert len(parsed(f" --- \nname = 'x'\n---  \n{CARD}").cards) == 1


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("name = 3", 2, "name must be some text"),
        ("name = ''", 2, "name must be some text"),
        ("# a comment\nkind = 'quiz'", 3, "kind = 'flashcards' or kind = 'self-check'"),
        ("kind = 'exercises'", 2, "no such kind"),
        ("kind = ['flashcards']", 2, "no such kind"),
        ("tags = 'density'", 2, "tags must be a list"),
        ("tags = ['density', 2]", 2, "tags must be a list"),
        ("name = 'x'\ntags = ['', 'b']", 3, "tags must be a list"),
        ("name = 'x'\nkind = flashcards", 3, "is not TOML"),
        ("name = 'x'\nname = 'y'", 3, "is not TOML"),
    ],
)
def test_front_matter_that_is_wrong_is_a_fault_and_the_cards_still_load(
    head: str, line: int, words: str
) -> None:
    file = parsed(f"---\n{head}\n---\n{CARD}")
    (fault,) = file.faults
    assert (fault.line, words in fault.message) == (line, True), fault
    (card,) = file.cards
    assert card.kind is Kind.FLASHCARDS


@pytest.mark.parametrize("name", [r"\alpha", r"\frac12", r"\theta", r"\nabla", r"\beta"])
def test_a_backslash_in_double_quotes_is_a_fault_that_suggests_single_quotes(name: str) -> None:
    file = parsed(f'---\ntags = []\nname = "{name}"\n---\n{CARD}')
    (fault,) = file.faults
    assert (fault.line, "use single quotes" in fault.message) == (3, True), fault
    assert file.name == ""
    assert parsed(f"---\nname = '{name}'\n---\n{CARD}").name == name


def test_tags_with_a_backslash_in_double_quotes_are_a_fault_too() -> None:
    (fault,) = parsed(f'---\ntags = ["a", "\\theta"]\n---\n{CARD}').faults
    assert (fault.line, "use single quotes" in fault.message) == (2, True)


def test_front_matter_that_never_closes_is_a_fault_and_the_cards_still_load() -> None:
    file = parsed(f"---\nname = 'Flows'\n\n{CARD}Q: two\nA: 2")
    assert [str(fault)[:32] for fault in file.faults] == ["deck.md:1: this front matter nev"]
    assert len(file.cards) == 2
    assert file.name == "Flows"


def test_front_matter_does_not_close_at_a_rule_between_cards() -> None:
    file = parsed(f"---\nname = 'Flows'\n{CARD}---\nQ: two\nA: 2")
    assert [fault.line for fault in file.faults] == [1]
    assert (file.name, len(file.cards)) == ("Flows", 2)


def test_a_tag_in_a_long_text_of_the_front_matter_is_no_card() -> None:
    file = parsed(f"---\nabout = '''\nQ: not a card\n'''\n---\n{CARD}")
    assert (len(file.cards), file.faults) == (1, ())


def test_front_matter_with_nothing_below_it_is_a_fault() -> None:
    assert [fault.line for fault in parsed("---").faults] == [1]
    assert [fault.line for fault in parsed("---\nname = 'x'").faults] == [1]


def test_front_matter_is_bounded() -> None:
    deep = "x = " + "[" * 8_000 + "]" * 8_000
    file = parsed(f"---\n{deep}\n---\n{CARD}")
    assert (len(file.cards), len(file.faults)) == (1, 1)
    long = "x = 1\n" * 20_000
    file = parsed(f"---\n{long}---\n{CARD}")
    assert (len(file.cards), len(file.faults)) == (1, 1)


def test_the_front_matter_does_not_count_if_it_stands_lower() -> None:
    file = parsed(f"\n---\nname = 'x'\n---\n{CARD}")
    assert (file.name, len(file.cards), file.faults) == ("", 1, ())


@pytest.mark.parametrize("number", ["9" * 4_301, "-1" + "_000" * 2_000, "0x" + "f" * 4_000])
@pytest.mark.parametrize("value", ["{}", "[1, {}]", "[[{{ a = {} }}]]"])
def test_a_number_too_long_for_python_costs_its_own_line_only(number: str, value: str) -> None:
    head = f"name = 'Flows'\nx = {value.format(number)}\ntags = ['a']\n"
    file = parsed(f"---\n{head}---\n{CARD}")
    said = "this number has more than 4,300 digits: write a shorter one, or delete it"
    assert [str(fault) for fault in file.faults] == [f"deck.md:3: {said}"]
    assert (file.name, [card.tags for card in file.cards]) == ("Flows", [("a",)])


def test_a_number_too_long_at_the_end_of_several_lines_costs_that_key_only() -> None:
    file = parsed(f"---\nx = [\n  1,\n  {'9' * 4_301}]\nname = 'Flows'\n---\n{CARD}")
    assert [fault.line for fault in file.faults] == [4]
    assert file.name == "Flows"


def test_a_long_number_above_a_rule_between_cards_costs_no_card() -> None:
    file = parsed(f"---\nx = {'9' * 4_301}\n{CARD}---\nQ: two\nA: 2")
    assert len(file.cards) == 2


# --- YAML


@pytest.mark.parametrize(
    ("head", "name", "tags"),
    [
        ("title: Flows", "Flows", ()),
        ("name: 'It''s'\ntags: [a, \"b c\"]", "It's", ("a", "b c")),
        ("tags: a, b # both\ncssclass: wide", "", ("a", "b")),
        ("tags:\n  - a\n  - 'b'\n# more\nauthor: {name: x}\n", "", ("a", "b")),
        ("tags:\n- a\ndate: 2024-01-01\nname: one\ntitle: two", "one", ("a",)),
        ("tags: []", "", ()),
    ],
)
def test_front_matter_in_simple_yaml_is_read(head: str, name: str, tags: tuple[str, ...]) -> None:
    file = parsed(f"---\n{head}\n---\n{CARD}")
    assert (file.faults, file.notes) == ((), ())
    assert (file.name, file.cards[0].tags) == (name, tags)


@pytest.mark.parametrize(
    ("head", "line"),
    [("name: >\n  folded", 2), ("author: x\ntags: {a: 1}", 3), ("title: [a\ntags: b", 2)],
)
def test_what_is_not_simple_yaml_is_one_note_and_the_rest_is_read(head: str, line: int) -> None:
    file = parsed(f"---\n{head}\n---\n{CARD}")
    (note,) = file.notes
    assert (file.faults, len(file.cards)) == ((), 1)
    assert (note.line, "only simple lines are read" in note.message) == (line, True)


def test_a_wrong_kind_in_yaml_is_a_fault_with_its_line() -> None:
    (fault,) = parsed(f"---\ntitle: x\nkind: quiz\n---\n{CARD}").faults
    assert (fault.line, "kind = 'self-check'" in fault.message) == (3, True)


def test_cards_between_two_separators_are_no_yaml() -> None:
    file = parsed("---\nQ: one\nA: 1\n---\nQ: two\nA: 2\n")
    assert [card.question for card in file.cards] == ["one", "two"]
