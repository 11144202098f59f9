"""What is to be typed, sign by sign."""

import pytest

from tutor.cli.sign_names import sign_by_sign


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("(5*x - 2)/8", "open 5 star x minus 2 close slash 8"),
        ("such as (0, 7), (5, -1)", "such as open 0 comma 7 close, open 5 comma minus 1 close"),
        ("write the brackets: log(5)", "write the brackets: log open 5 close"),
        ("this ( is never closed", "this open is never closed"),
        ("something is missing after -", "something is missing after minus"),
        ("x_1^2 <= 3", "x underscore 1 caret 2 less than equals 3"),
        ("write 2.1, with a decimal point", "write 2.1, with a decimal point"),
        ("one-to-one, of course", "one-to-one, of course"),
    ],
)
def test_signs_are_named_and_words_stay(typed: str, heard: str) -> None:
    assert sign_by_sign(typed) == heard
