"""A line of plain words is shown without typesetting, and as typesetting would show it."""

from hypothesis import given
from hypothesis import strategies as st

from tutor.settings import Notation
from tutor.tui.card_text import _IS_PLAIN, set_text
from tutor.tui.formulas import set_formulas

MARKUP = "abcXYZ019 ,;?().'-:/_*`$[]<>&\\~!^#|@+=\"\n\té字"


@given(st.text(MARKUP, max_size=40) | st.text(MARKUP[:17], max_size=40))
def test_plain_words_look_as_if_they_were_typeset(text: str) -> None:
    if _IS_PLAIN(text):
        for notation in (Notation("box"), Notation("line"), Notation("words")):
            (line,) = set_formulas(text, 40, notation, ())
            (shown,) = set_text(text, 40, notation)
            assert (shown.plain, shown.spans) == (line.plain, line.spans)


def test_many_a_question_is_plain() -> None:
    for text in ("What is alpha?", "the density of a sum (of two)", "Who proved it, and when?"):
        assert _IS_PLAIN(text)
    for text in ("1. One", "- one", "$x$", "a_b", "www.example.org", "two  blanks", "a\nb", "x "):
        assert not _IS_PLAIN(text)
