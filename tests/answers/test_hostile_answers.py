"""Whatever is typed is answered at once, in words a beginner understands, with nothing executed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.answers.answer import AnswerKind
from tutor.answers.judge import judge_text
from tutor.answers.verdict import Malformed, Right, Wrong, as_json, message
from tutor.caret import caret
from tutor.core.text import harmless
from tutor.exercises.catalogue import left_hand_sides

EXPECT = {
    "number": "1/4",
    "expression": "(x-2)/4",
    "interval": "[2, 6]",
    "vector": "(4, 2)",
    "points": "(0,0), (3,0)",
    "matrix": "[[3, 1], [0, 2]]",
    "set": "{-1, 1}",
}
HOSTILE = [
    "",
    " " * 1_000_000,
    "x" * 1_000_000,
    "(" * 100_000,
    "[" * 100_000 + "]" * 100_000,
    "(" * 200,
    "[" * 200,
    "|" * 200,
    "-" * 200,
    "2^" * 100,
    "9**9**9**9",
    "((9^9)^9)^9",
    "9" * 200,
    "1e999",
    "-1e999",
    "1e-999",
    "1e" + "9" * 190,
    "0/0",
    "().__class__.__bases__[0].__subclasses__()",
    "__import__('os').system('true')",
    "exec('1')",
    "open('/etc/passwd')",
    "lambda: 0",
    "[x for x in ()]",
    "x.__class__",
    "f'{x}'",
    "\x00",
    "1/4\x00",
    "\x1b[31m1/4",
    "\x1b]0;title\x07",
    "\u202e1/4",
    "1\u20664\u2069",
    "\u200b1/4",
    "\ufeff1/4",
    "х",
    "ｘ",
    "١/٤",
    "𝟏/𝟒",
    "[bold]1/4[/bold]",
    "[/]",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${7*7}",
    "'; DROP TABLE log; --",
    "\\frac{1}{4}",
    "1/4\n",
    "1/4\r\n",
    "\ud800",
    "1" + "\u0301" * 50,
    "🂡",
    '#read("/etc/passwd")',
]


@pytest.mark.parametrize("kind", EXPECT)
@pytest.mark.parametrize("typed", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_text_is_never_right_and_never_raises(kind: str, typed: str) -> None:
    verdict = judge_text(kind, EXPECT[kind], typed, ("x",), left_hand_sides())
    assert not isinstance(verdict, Right)
    _fit_to_show(typed, verdict)


def _fit_to_show(typed: str, verdict: Right | Wrong | Malformed) -> None:
    said = message(verdict)
    assert said
    assert said == harmless(said)
    assert "\n" not in said
    assert len(said) < 600
    if isinstance(verdict, Malformed):
        assert 1 <= verdict.column <= 201
        for line in caret(typed, verdict.column):
            assert line == harmless(line)
            assert len(line) <= 160


_PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "x z 2 0.5 1e3 1e999 pi e inf sqrt exp log ( ) [ ] { } | , . + - * / ^ ** = _ ² ½ √ π in",
    )
)


@settings(max_examples=600)
@given(st.sampled_from(list(EXPECT)), st.lists(_PIECES, max_size=60).map("".join))
def test_any_string_of_the_grammars_own_signs_gets_a_verdict(kind: str, typed: str) -> None:
    _fit_to_show(typed, judge_text(kind, EXPECT[kind], typed, ("x", "z"), left_hand_sides()))


@settings(max_examples=600)
@given(st.sampled_from(list(EXPECT)), st.text(max_size=220))
def test_any_text_at_all_gets_a_verdict(kind: str, typed: str) -> None:
    verdict = judge_text(kind, EXPECT[kind], typed, ("x",), left_hand_sides())
    _fit_to_show(typed, verdict)
    assert set(as_json(verdict)) == {"verdict", "mistake", "message", "column"}


@given(st.text(max_size=30))
def test_a_control_character_anywhere_makes_an_answer_malformed(tail: str) -> None:
    for character in ("\x00", "\x07", "\x1b", "\x7f", "\x9b", "\t", "\u200f", "\u2028"):
        verdict = judge_text("number", "1/4", "1/4" + character + tail)
        assert isinstance(verdict, Malformed)


def test_what_was_typed_is_not_repeated_at_length() -> None:
    for kind in AnswerKind:
        verdict = judge_text(kind, EXPECT[kind], "y" * 199, ("x",), left_hand_sides())
        assert len(message(verdict)) < 300


def test_the_caret_stands_under_the_place() -> None:
    assert caret("2+*3", 3) == ("2+*3", "  ^")
    assert caret("", 1) == ("", "^")
    assert caret("x**", 2) == ("x**", " ^")


def test_the_caret_counts_cells_and_not_characters() -> None:
    assert caret("漢字+*", 4) == ("漢字+*", "     ^")
    assert caret("e\u0301+*", 4) == ("e\u0301+*", "  ^")


def test_a_long_line_is_cut_around_the_caret() -> None:
    line, mark = caret("a" * 300 + "!" + "b" * 300, 301)
    assert len(line) == 76
    assert line[len(mark) - 1] == "!"
