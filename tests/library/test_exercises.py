"""Exercise files that are no TOML: the line, and what its parser says."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tutor.library.exercises import exercise_cards


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = \n", 1),
        ('name = "n"\n\nthis is = not [toml\n', 3),
        ("\n[[exercise]\nid = 'x'\n", 2),
        ('name = "never closed\n', 1),
        ("\na = [1,\n\n", 2),  # the end of what is there: blank lines do not count
    ],
)
def test_a_file_that_is_no_toml_is_told_so_with_the_line(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    said = str(refused.value).split(" (at ")[0].lower()
    for written in (text, "\ufeff" + text.replace("\n", "\r\n")):
        file = exercise_cards(written.encode(), "try.toml")
        (fault,) = file.faults
        assert (fault.path, fault.line) == ("try.toml", line)
        assert fault.message == f"this is not TOML: {said}"
        assert file.cards == ()


def test_toml_that_nests_without_end_is_refused_too() -> None:
    (fault,) = exercise_cards(b"a = " + b"[" * 100_000, "try.toml").faults
    assert fault.message.startswith("this is not TOML that can be read")


@pytest.mark.parametrize("text", ["", "name = 'n'\n", "[[exercises]]\nid = 'x'\n"])
def test_a_file_that_is_toml_and_holds_no_exercise_is_told_to_begin_one(text: str) -> None:
    (fault,) = exercise_cards(text.encode(), "try.toml").faults
    assert fault.message == "there is no [[exercise]] in this file: begin with one"


@given(st.text(alphabet="ab=[]'\"1.# \n", max_size=30))
@example("[[a]]")
def test_what_the_parser_of_the_standard_library_refuses_is_called_no_toml(text: str) -> None:
    try:
        tomllib.loads(text)
        is_toml = True
    except tomllib.TOMLDecodeError:
        is_toml = False
    (fault,) = exercise_cards(text.encode(), "try.toml").faults
    assert fault.message.startswith("this is not TOML") is not is_toml


def test_bytes_that_are_no_text_and_files_without_end_are_refused_as_such() -> None:
    (fault,) = exercise_cards(b"x = 1\n\xff", "try.toml").faults
    assert (fault.line, "UTF-8" in fault.message) == (2, True)
    (fault,) = exercise_cards(b"x" * (1 << 21), "try.toml").faults
    assert "at most 1,048,576 are read" in fault.message
