"""Sentences with formulas as they are typed, in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.typeset import Speech
from tutor.typeset.typed_formulas import in_words


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("(x - 2)/4", "fraction x minus 2 over 4, end fraction"),
        ("1/2x", "1 over 2 times x"),
        ("a/b/c", "fraction a over b, all over c, end fraction"),
        ("6*exp(-2)/3", "6 dot fraction exp of minus 2 over 3, end fraction"),
        ("2*-3/x*y", "2 dot fraction minus 3 over x, end fraction, dot y"),
        ("7.98*10^-2", "7.98 dot 10 to the minus 2"),
        ("2.4e+07", "2.4 times 10 to the 7"),
        ("5.9e+02 and 1.3e−05", "590 and 0.000013"),
        ("1.3e−15", "1.3 times 10 to the minus 15"),
        ("x e^-x", "x e to the minus x"),
        ("2 <= x <= 6", "2 is at most x is at most 6"),
        ("[2, 6]", "the interval from 2 to 6, closed"),
        ("1/8 on [-5, 3]", "1 over 8 on the interval from minus 5 to 3, closed"),
        ("1/(12 sqrt(x))", "fraction 1 over 12 the square root of x, end fraction"),
        ("(0,1),(2,x)", "open 0 comma 1 close, open 2 comma x close"),
        ("area = product of sides", "area equals product of sides"),
        ("divided by σ, not |f'(z)|", "divided by sigma, not the absolute value of f prime of z"),
        ("det = ad + bc", "det equals a d plus b c"),
        ("(1, 0)", "open 1 comma 0 close"),
        ("(22, 973)", "open 22 comma 973 close"),
        ("[[1, 3], [5, 1]]", "the 2 by 2 matrix, row 1: 1, 3; row 2: 5, 1; end matrix"),
        ("-log(1-x)", "minus log of open 1 minus x close"),
        ("log(1/2)/8", "fraction log of open 1 over 2 close, all over 8, end fraction"),
        ("sqrt(2*pi)", "the square root of 2 dot pi, end root"),
        ("1/√(2π)", "fraction 1 over the square root of 2 pi, end root, end fraction"),
        ("z² is 2z", "z squared is 2 z"),
        ("f⁻¹ undoes f", "f inverse undoes f"),
        ("x1*x_2", "x sub 1 dot x sub 2"),
        ("at x = 3 it is −1/4.", "at x equals 3 it is minus 1 over 4."),
        ("divide by |det J_f|", "divide by the absolute value of the determinant of cap J sub f"),
        ("A's first column", "cap A's first column"),
    ],
)
def test_what_is_heard(text: str, heard: str) -> None:
    assert in_words(text).removesuffix(", end absolute") == heard


@pytest.mark.parametrize(
    "text",
    [
        "17 is too large",
        "log det of all layers",
        "A density is never negative. A mass neither (or: both).",
        "one-to-one, the x-axis, e.g. a triangle",
        "a bracket ( that is never closed",
        "",
    ],
)
def test_words_and_plain_numbers_stay_as_they_are(text: str) -> None:
    assert in_words(text) == text


def test_capitals_and_intervals_are_said_as_they_are_wanted() -> None:
    assert in_words("X on [2, 6]", Speech(capitals=False)) == (
        "X on the interval from 2 to 6, closed"
    )
    assert in_words("[2, 6]", intervals=False) == "open bracket 2 comma 6 close bracket"
    assert in_words("(0, 1)") == "open 0 comma 1 close"
    assert in_words("(0, 1)", intervals=True) == "the interval from 0 to 1, open"


@given(st.text("xf19 +-*/^_()[]|,;=√²log", max_size=60) | st.text(max_size=40))
@settings(max_examples=40)
def test_any_text_can_be_said(text: str) -> None:
    assert in_words(text) or not text


@pytest.mark.parametrize("part", ["log |", "log(", "1+(", "x^", "[[", "a/", "x^-", "f(", "|"])
def test_text_that_is_nested_deeply_is_said_too(part: str) -> None:
    assert in_words(part * (300 // len(part)))
