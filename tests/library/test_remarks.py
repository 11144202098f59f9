"""What looks like something it is not is noted with its line, and stays text."""

import pytest

from tests.library.reading import cards, parsed

TAG = "looks like a tag, and is text"


def notes(text: str) -> list[str]:
    return [str(note) for note in parsed(text).notes]


@pytest.mark.parametrize(
    "line",
    [
        "q: what?",
        "q:what is it?",
        "Q : what?",
        "Q\uff1awhat?",
        "q\uff1awhat?",
        "\uff31: what?",
        "**Q:** what?",
        "**Q**: what?",
        "__Q:__ what?",
        "*q:* what?",
        "<b>Q:</b> what?",
        "- Q: what?",
        "* q: what?",
        "1. Q: what?",
        "> Q: what?",
        "## Q: what?",
        " Q: what?",
        "\tQ: what?",
        "\u00a0Q: what?",
        "\u200bQ: what?",
        "- **Q:** what?",
        "Question: what?",
        "**Answer:** that",
        "Q1: what?",
        "Q; what?",
        "a: that",
        "A :that",
        "\u0410: that",
        "C\u2236 a [b]",
        "c: a [b]",
    ],
)
@pytest.mark.parametrize("before", ["", "Prose.\n\n", "Q: one\nA: 1\n\n", "C: two [2]\n"])
def test_a_line_that_looks_like_a_tag_is_noted_and_stays_text(before: str, line: str) -> None:
    text = f"{before}{line}\nQ: last\nA: 3\n"
    found = [note for note in notes(text) if TAG in note]
    assert len(found) == 1
    assert found[0].startswith(f"deck.md:{before.count(chr(10)) + 1}: ")
    assert cards(text)[-1] == ("last", "3")


@pytest.mark.parametrize(
    "line",
    [
        "Q\\: text on purpose",
        "a:b is a ratio",
        "c:\\Windows",
        "Quite: a word",
        "It says q: inside",
        "- A: Paris\n- B: Rome",
        "a: one\nb: two\nc: three",
        "*a: all of it*",
        "`Q: code`",
        "```\nq: code\n```",
        "$$\nq: x\n$$",
        "<!--\nq: x\n-->",
    ],
)
def test_other_text_is_not_noted(line: str) -> None:
    assert notes(f"Q: one\nA: 1\n{line}\n\nQ: last\nA: 3\n") == []


@pytest.mark.parametrize("below", ["body", "\nbody", "- a list", "# A heading", "> quote\n---\nx"])
def test_text_below_the_line_that_ends_an_answer_is_noted(below: str) -> None:
    text = f"Q: one\nA: Heading\n---\n{below}\nQ: two\nA: 2\n"
    (note,) = notes(text)
    line = 4 + (len(below) - len(below.lstrip("\n")))
    assert note.startswith(f"deck.md:{line}: this text follows a ---")
    assert cards(text) == [("one", "Heading"), ("two", "2")]


def test_comments_and_nothing_below_the_line_are_not_noted() -> None:
    assert notes("Q: one\nA: 1\n---\n\n<!-- a\nremark -->\n---\nQ: two\nA: 2\n---\n") == []
    assert notes("Prose.\n---\nMore prose.\nC: [1]\n---\nProse.\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "C:\\Windows",
        "C:\\Users\\me\\x.txt",
        "C:/Users",
        "A:\\disk",
        "Q:\\share\\x",
        "C:\\",
        "C:\\*.*",
    ],
)
def test_a_path_of_windows_in_an_answer_is_text(line: str) -> None:
    text = f"Q: Where?\nA: There:\n{line}\nand so on.\n\nQ: two\nA: 2\n"
    assert cards(text) == [("Where?", f"There:\n{line}\nand so on."), ("two", "2")]
    assert notes(text) == []


def test_a_note_may_begin_with_a_backslash_or_a_formula() -> None:
    assert cards("C:\\Windows [x]") == [("\\Windows […]", "x")]
    assert cards("C:\\(x^2\\) is [even]") == [("\\(x^2\\) is […]", "even")]
    assert cards("Q:\\$5?\nA:\\$5") == [("\\$5?", "\\$5")]


def test_a_cloze_inside_a_paragraph_of_an_answer_that_hides_nothing_is_text() -> None:
    text = "Q: Which disks?\nA: The system is on\nC: and the data on D:\n\nC: a [note]\n"
    assert cards(text) == [
        ("Which disks?", "The system is on\nC: and the data on D:"),
        ("a […]", "note"),
    ]
    assert "deck.md:3: this C: is in the middle of a paragraph" in notes(text)[0]
    (fault,) = parsed("Q: one\nA: 1\nC: Nothing hidden\n").faults
    assert "hides nothing" in fault.message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Q: one\nA: <sub>2</sub>", 2, "HTML is shown as it is written"),
        ("Q: [[One]]\nA: two", 1, "is a link in a wiki"),
        ("C: [[one]] two", 1, "a C: hides [x] of [[x]]"),
        ("Q: one\nA: so \\[ \\alpha \\] it is", 2, "is maths on lines of its own only"),
        ("T: flow\nD: a map", 1, "T: and D: are text"),
        ("Q: {{c1::one}}\nA: two", 1, "is how Anki hides a part"),
        ("C: [`\\[`]", 1, "\\[ is read as ["),
    ],
)
def test_the_markup_of_other_programs_is_named(text: str, line: int, words: str) -> None:
    (note,) = [each for each in notes(text) if words in each]
    assert note.startswith(f"deck.md:{line}: ")
    repeated = f"{text}\n\n{text.replace('one', 'three').replace('One', 'three')}"
    assert sum(words in each for each in notes(repeated)) <= 2


# --- lines left::right


def test_lines_of_two_sides_outside_of_cards_are_cards() -> None:
    text = "# Words\n\n- cat::chat\n- dog :: chien\n\nto be::être\n\nQ: a::b?\nA: c::d\n"
    assert cards(text) == [("cat", "chat"), ("dog", "chien"), ("to be", "être"), ("a::b?", "c::d")]
    assert [card.line for card in parsed(text).cards] == [3, 4, 6, 8]
    (note,) = notes(text)
    assert note.startswith("deck.md:3: lines left::right")


@pytest.mark.parametrize(
    "prose",
    [
        "Use std::vector for it.",
        "Prose goes on\nand has a::b in it.",
        "`a::b`",
        "```\na::b\n```",
        "a::b::c",
        "::: note\ntext\n:::",
        "Example::",
        "# A::B",
        "Foo::bar(x)",
    ],
)
def test_other_prose_with_colons_stays_prose(prose: str) -> None:
    file = parsed(f"{prose}\n\nQ: one\nA: 1\n")
    assert [card.question for card in file.cards] == ["one"]
    assert file.faults == ()


# --- brackets that hide nothing, and brackets that do


@pytest.mark.parametrize(
    "plain",
    [
        "a mark[^1]",
        "a mark[^12] and [^3]",
        "https://example.org/a[1]",
        "http://[::1]:8080/",
        "www.example.org/?a[]=1&b[c]=2",
        "(see https://example.org/a[1])",
        "![[picture.png]]",
        "\\(a[1]\\)",
    ],
)
def test_markup_is_not_taken_for_a_hidden_part(plain: str) -> None:
    (card,) = parsed(f"C: {plain} and [this].").cards
    assert card.answer == "this"
    assert "[…]" in card.question


def test_footnotes_and_what_explains_them_hide_nothing() -> None:
    text = "C: A flow[^note] is [invertible][^1].\n\n[^note]: A map.\n[^1]: A proof.\n"
    (card,) = parsed(text).cards
    assert card.question.startswith("A flow[^note] is […][^1].\n\n[^note]: A map.")


def test_ticked_boxes_of_a_list_hide_nothing() -> None:
    assert cards("C:\n- [x] done\n- [X] too\n- [open]\n1. [x] four") == [
        ("- [x] done\n- [X] too\n- […]\n1. [x] four", "open")
    ]
    assert cards("C: Solve for [x] here") == [("Solve for […] here", "x")]


def test_a_picture_may_have_blanks_in_its_address() -> None:
    assert cards("C: ![a](my pic (1).jpg) shows [this].") == [
        ("[picture: a (my pic (1).jpg)] shows […].", "this")
    ]
    assert cards("C: [not a link] (of any kind)") == [("[…] (of any kind)", "not a link")]


@pytest.mark.parametrize(
    ("note", "question", "answer"),
    [
        ("`git [rebase] -i`", "`git […] -i`", "`rebase`"),
        ("$2 + 2 = [4]$", "$2 + 2 = […]$", "$4$"),
        ("$$\n\\int_0^1 x\\,dx = [\\frac12]\n$$", "$$\n\\int_0^1 x\\,dx = […]\n$$", "$\\frac12$"),
        ("\\(x = [1]\\)", "\\(x = […]\\)", "$1$"),
    ],
)
def test_brackets_inside_code_and_maths_hide_where_nothing_else_does(
    note: str, question: str, answer: str
) -> None:
    assert cards(f"C: {note}") == [(question, answer)]
    (said,) = notes(f"C: {note}")
    assert "brackets inside code or maths hide here" in said
    assert cards(f"C: {note} and [more]")[0][1] == "more"


@pytest.mark.parametrize(
    "note",
    ["$\\sqrt[3]{x}$", "$[0, 1)$", "$\\left[0\\right]$", "$\\frac{[1}{2]}$", "```\na[1]\n```"],
)
def test_other_brackets_of_maths_hide_nothing(note: str) -> None:
    (fault,) = parsed(f"C: {note}").faults
    assert "hides nothing" in fault.message


# --- direction


@pytest.mark.parametrize("text", ["\u200eab\u200f", "\u061c1", "a \u2067b \u2066c\u2069\u2069 d"])
def test_marks_of_direction_and_isolates_that_end_are_fine(text: str) -> None:
    assert cards(f"Q: {text}\nA: {text}") == [(text, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\u202aa\u202c", "an embedding, left to right"),
        ("\u202ba", "an embedding, right to left"),
        ("\u202ea", "an override, right to left"),
        ("\u202da", "an override, left to right"),
        ("\u2067a", "an isolate, right to left, that does not end on this line"),
        ("a\u2069", "the end of an isolate that does not begin on this line"),
    ],
)
def test_other_marks_of_direction_are_refused_by_name(text: str, words: str) -> None:
    file = parsed(f"Q: one\nA: 1\nQ: two\nA: {text}\nQ: three\nA: 3")
    assert [card.question for card in file.cards] == ["one", "three"]
    (fault,) = file.faults
    assert (fault.line, words in fault.message) == (4, True)
