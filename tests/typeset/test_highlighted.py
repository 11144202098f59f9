"""Code in colours: every character stays what and where it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.typeset.documents import styled
from tutor.typeset.highlighted import LANGUAGES, LONGEST, code_lines

CODE = """def f(x):  # doubles
    return "two" + 2.0"""


def parts(language: str, width: int = 60) -> dict[str, str]:
    """The style of each part of the code."""
    lines = styled(f"```{language}\n{CODE}\n```", width)
    return {span.text.strip(): span.style for line in lines for span in line if span.text.strip()}


def test_keywords_names_strings_numbers_and_comments_differ() -> None:
    found = parts("python")
    for text, style in (
        ("def", "code-keyword"),
        ("return", "code-keyword"),
        ("f", "code-name"),
        ("two", "code-string"),
        ("2.0", "code-number"),
        ("# doubles", "code-comment"),
        ("x", "code"),
    ):
        assert found[text] == style


@pytest.mark.parametrize("language", ["", "unknown", "pythonic"])
def test_code_in_no_known_language_is_one_colour(language: str) -> None:
    assert set(parts(language).values()) == {"code"}


@settings(max_examples=25)
@given(
    st.sampled_from(sorted(LANGUAGES)),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t"), max_size=60),
    st.integers(8, 40),
)
def test_nothing_is_lost_or_added(language: str, text: str, width: int) -> None:
    plain = ["".join(span.text for span in line) for line in code_lines([text], "", width)]
    coloured = ["".join(span.text for span in line) for line in code_lines([text], language, width)]
    assert coloured == plain
    assert "".join(plain) == text


def test_code_too_long_to_be_looked_at_is_one_colour() -> None:
    lines = code_lines(["def f(): pass"] * (LONGEST // 13), "python", 60)
    assert {span.style for line in lines for span in line} == {"code"}
