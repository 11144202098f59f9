"""`tutor import FILE.csv`: a table of cards becomes a deck, and nothing is ever replaced."""

from pathlib import Path

import pytest

from tests.command import Command
from tutor.errors import TutorError
from tutor.library.parse import parse
from tutor.study.deck_table import Columns, read


def cards(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    parsed = parse(text.encode(), "deck.md")
    assert parsed.faults == ()
    return [(card.question, card.answer, card.tags) for card in parsed.cards]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", 'Front,Back,Tags\nwhat?,"so, and so",x y\nwhy?,because,\n'),
        ("a.csv", "\ufefftags;answer;question\nx,y;so, and so;what?\n;because;why?\n"),
        ("a.tsv", "what?\tso, and so\twhy?\n"),
        ("a.csv", "#separator:tab\n#html:true\nwhat?\tso, and so\n"),
    ],
)
def test_columns_are_found_by_their_names_or_places(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    found = cards(read(path).text)
    assert found[0][:2] == ("what?", "so, and so")
    if "ag" in text[:30]:
        assert found == [("what?", "so, and so", ("x", "y")), ("why?", "because", ())]


def test_columns_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("no,English,French\n1,dog,chien\n")
    expected = [("chien", "dog", ())]
    assert cards(read(path, Columns("french", "English")).text) == expected
    path.write_text("1,dog,chien\n")
    assert cards(read(path, Columns("3", "2")).text) == expected


def test_what_is_in_a_cell_is_text_and_begins_no_card(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"one\nQ: two\n---\nthree",costs $5 or $x\n"x",C: [y]\n$x$,"```\nQ: x\n```"\n')
    table = read(path)
    assert table.left_out == ()
    assert table.cards == len(cards(table.text)) == 3


def test_a_lone_carriage_return_in_a_cell_ends_a_line(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_bytes(b'question,answer\n"one\rA: no","two\r"\nthree,NUL \x00\nfour,five\n')
    table = read(source)
    assert [fault.message[:30] for fault in table.left_out] == ["left out: there is a NUL chara"]
    assert table.cards == 2
    assert "Q: one\nA\\: no\n" in table.text


def test_a_row_hides_no_other_and_takes_no_id_of_another(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text(
        "question,answer\n"
        "one <!-- never closed,1\n"
        "two,2 -->\n"
        "three <!-- id: same -->,3\n"
        "four <!-- id: same -->,4\n"
        "five,```\n"
        "six,6\n"
    )
    table = read(source)
    assert [fault.line for fault in table.left_out] == [2, 5]
    cards = parse(table.text.encode(), "").cards
    assert [card.question for card in cards] == ["two", "three", "five", "six"]
    assert table.cards == 4


def test_rows_that_can_be_no_card_are_named_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"q{number},\n" for number in range(300))
    path.write_text(f'question,answer\n"two\nlines",a\n{rows}q,a\x01\nlast,a\n')
    table = read(path)
    assert [asked for asked, _, _ in cards(table.text)] == ["two\nlines", "last"]
    assert [fault.line for fault in table.left_out] == [*range(4, 304), 304]


def test_a_cloze_needs_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nA [b] c\nnothing hidden\n")
    table = read(path, kind="cloze")
    assert cards(table.text) == [("A […] c", "b", ())]
    assert [fault.line for fault in table.left_out] == [3]


def test_a_deck_is_written_and_never_replaced(tutor: Command) -> None:
    table = tutor.folder / "words.csv"
    table.write_text("front,back\ndog,chien\n")
    done = tutor("import", str(table))
    deck = tutor.decks / "words.md"
    assert done.stdout == f"1 card written: {deck}\n"
    assert tutor("check", str(deck)).returncode == 0
    text = deck.read_text()
    again = tutor("import", str(table))
    assert (again.returncode, deck.read_text()) == (1, text)
    assert "is there already" in again.stderr
    assert tutor("import", str(table), "--deck", "French").returncode == 0
    assert tutor("import", str(table), "--question", "middle").returncode == 1
    assert "none.csv" in tutor("import", str(tutor.folder / "none.csv")).stderr
    table.write_bytes(b"front,back\ndog,\xff\n")
    assert ":2: this is not UTF-8" in tutor("import", str(table)).stderr


def test_the_tables_of_the_history_are_recognised(tutor: Command) -> None:
    tutor("review", "--plain", typed="\n4\nq\n")
    out = tutor.folder / "csv"
    assert tutor("export", "--format", "csv", "-o", str(out)).returncode == 0
    for name in ("reviews.csv", "attempts.csv"):
        done = tutor("import", str(out / name))
        assert done.returncode == 1
        assert "there are no cards in it" in done.stderr
        assert "tutor export --format json" in done.stderr
    assert [path.name for path in tutor.decks.iterdir()] == ["deck.md"]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_a_quote_that_is_never_closed_takes_no_rows_in_silence(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text('question,answer\none,1\ntwo,"2\nthree,3\nfour,4' + end)
    with pytest.raises(TutorError, match=r"a\.csv:3: .* a quote .* is never closed"):
        read(path)
    path.write_text('question,answer\none,1\ntwo,"2\nthree,3\nfour,4"' + end)
    assert cards(read(path).text)[1] == ("two", "2\nthree,3\nfour,4", ())
