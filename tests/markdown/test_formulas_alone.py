"""What is found without a scan is what the scan finds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tutor.markdown.formulas_alone import formulas_alone
from tutor.markdown.scanner import scan

_PIECES = ("$", "$", "$", "a", " ", "\n", "7", "x^2", "\\", "\\frac", "{", "}", "]", "(", "~", "é")
_SIGNS = ("[a]", "`", "<!--", "-->", "~~~", "\\(", "\\)", "\\text{", "box", "---", "\n\n", "\u2003")


@given(st.lists(st.sampled_from((*_PIECES, *_SIGNS)), max_size=24).map("".join))
@example("$a$$b$")
@example("$a$ costs $5")
@example("\\$a$b$")
@example("$a\\$b$")
@example("$a\n\nb$")
@example("$\\text{if $x$}$")
def test_formulas_are_those_of_the_scan_whenever_it_is_not_needed(text: str) -> None:
    found = formulas_alone(text, 0)
    if found is not None:
        scanned = scan(text)
        assert (found, []) == (scanned.spans, scanned.unclosed)


@pytest.mark.parametrize(
    "text", ["", "no dollar", "What is $z_{1}$?\n", "$\\frac{a}{b}$, and\n$x$ (\\alpha, a~b)."]
)
def test_most_texts_need_no_scan(text: str) -> None:
    assert formulas_alone(text, 5) == [
        span._replace(start=span.start + 5, end=span.end + 5) for span in scan(text).spans
    ]
