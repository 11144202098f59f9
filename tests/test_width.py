"""Columns of the terminal: one measure, and text that keeps to it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from tutor.caret import caret
from tutor.width import chop, cut, fitted

SIGNS = (*"ab 日é🙂❤☰", "x\u0302", "❤\ufe0f", "👩\u200d🔬", "\u1100\u1161", "👍\U0001f3fd")
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("p_X(x)", 6),
        ("∑ₖ₌₁ᴷ", 5),
        ("日本", 4),
        ("Ａ", 2),  # a full-width letter
        ("x\u0302", 1),
        ("e\u0301\u0323", 1),
        ("\u200d", 0),
        ("각", 2),
        ("\u1100\u1161", 2),  # the same syllable from its parts
        ("🙂", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("👩\u200d🔬", 2),
        ("⎛─⎞", 3),
    ],
)
def test_wide_characters_take_two_columns_and_marks_none(text: str, columns: int) -> None:
    assert cell_len(text) == columns


@given(TEXTS | st.text(max_size=40))
def test_textual_lays_out_by_the_same_measure(text: str) -> None:
    line = " ".join(text.split())
    assert Content(line).cell_length == cell_len(line)


def test_nothing_of_ours_measures_otherwise() -> None:
    ours = (Path(__file__).parents[1] / "tutor").rglob("*.py")
    assert [path for path in ours if "east_asian_width" in path.read_text("utf-8")] == []


@given(TEXTS, st.integers(1, 45))
def test_text_is_cut_only_where_it_has_no_room(text: str, width: int) -> None:
    kept = cut(text, width)
    assert cell_len(kept) <= width
    assert kept == text or (kept[-1] == "…" and text.startswith(kept[:-1]))
    assert (kept == text) == (cell_len(text) <= width)


@given(TEXTS, st.integers(1, 45))
def test_fitted_text_takes_exactly_its_columns(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) == width


@given(TEXTS, st.integers(2, 10))
def test_chopping_loses_nothing_and_keeps_marks_with_their_letter(text: str, width: int) -> None:
    pieces = chop(text, width)
    assert "".join(pieces) == text
    assert all(cell_len(piece) <= width for piece in pieces)
    assert not any(piece[0] in "\u0302\ufe0f\u200d" for piece in pieces[1:])


def test_a_character_wider_than_the_line_is_a_piece_by_itself() -> None:
    assert chop("a日b", 1) == ["a", "日", "b"]


@given(TEXTS.filter(bool), st.data())
def test_the_caret_stands_under_the_character_it_means(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    line, mark = caret(text, at + 1)
    assert cell_len(mark) - 1 == cell_len(line[:at])
