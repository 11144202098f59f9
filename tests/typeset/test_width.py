"""Columns are measured, not counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.typeset.width import chop, display_width


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
        ("⎛─⎞", 3),
    ],
)
def test_wide_characters_take_two_columns_and_marks_none(text: str, columns: int) -> None:
    assert display_width(text) == columns


@given(st.text("ab 日\u0302é🙂", max_size=40), st.integers(2, 10))
def test_chopping_loses_nothing_and_keeps_marks_with_their_letter(text: str, width: int) -> None:
    pieces = chop(text, width)
    assert "".join(pieces) == text
    assert all(display_width(piece) <= width for piece in pieces)
    assert not any(piece.startswith("\u0302") for piece in pieces[1:])


def test_a_character_wider_than_the_line_is_a_piece_by_itself() -> None:
    assert chop("a日b", 1) == ["a", "日", "b"]
