"""Regular expressions of searches: as Python's where both have them, and never slow."""

import random
import re
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.search.automaton import Automaton, TooMuchWork
from tutor.search.regular import RegularError
from tutor.store.joined_texts import JoinedTexts, Standing

_ATOMS = st.sampled_from(
    [
        r"a",
        r"b",
        r"B",
        r"1",
        r"_",
        r".",
        r"\d",
        r"\W",
        r"\s",
        r"\b",
        r"\B",
        r"^",
        r"$",
        r"\.",
        r"[ab]",
        r"[^a]",
        r"[a-c1]",
        r"[\d_]",
        r"[]a]",
        r"[^A]",
    ]
)
_REPEATS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "*?", "+?"])


def _joined(parts: list[str]) -> str:
    return "".join(parts)


def _repeated(pattern: str, repeat: str) -> str:
    is_place = pattern in (r"\b", r"\B", "^", "$")
    return pattern if is_place else f"{pattern}{repeat}"


_SIMPLE = st.builds(_repeated, _ATOMS, _REPEATS)
_PATTERNS = st.recursive(
    _SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(_joined),
        st.builds(lambda one, other: f"(?:{one}|{other})", inner, inner),
        st.builds(lambda one, repeat: f"({one}){repeat}", inner, _REPEATS),
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(_PATTERNS, st.text("aAbBc1_. \n", min_size=1, max_size=8))
def test_it_finds_what_python_finds(pattern: str, text: str) -> None:
    expected = re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None
    assert Automaton(pattern).is_in(text) == expected


def _cards(pattern: str, cards: list[tuple[str, str]]) -> list[int]:
    """The numbers, from 0, of those in which it matches, as a search of the database finds them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE card (number, question, answer, key_points)")
        rows = [
            (number, *card, '["Ab 1", "b"]' if number % 2 else "[]")
            for number, card in enumerate(cards)
        ]
        connection.executemany("INSERT INTO card VALUES (?, ?, ?, ?)", rows)
        joined = JoinedTexts(connection)
        standing = Standing("now", "TRUE", "")
        first, second, third = (
            sorted(joined.matching(Automaton(pattern), standing, lambda: None)) for _ in range(3)
        )  # the second reads all texts, and the third has them
        assert first == second == third
        return first


_TEXTS = st.one_of(
    st.text("aAbBc1_. \n", min_size=1, max_size=8), st.text("aAb1_ \nÉé", min_size=1, max_size=8)
)


@settings(max_examples=100)
@given(
    _PATTERNS | st.lists(_SIMPLE, min_size=2, max_size=5).map(_joined),
    st.lists(st.tuples(_TEXTS, _TEXTS), min_size=1, max_size=6),
)
def test_of_many_cards_it_finds_those_in_which_python_finds_it(
    pattern: str, cards: list[tuple[str, str]]
) -> None:
    """Texts are put together there, and no match may go from one to the next."""
    sought = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    expected = [
        number
        for number, card in enumerate(cards)
        if any(map(sought.search, (*card, *(("Ab 1", "b") if number % 2 else ()))))
    ]
    assert _cards(pattern, cards) == expected


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a|a)*b", "(a|ab|aa)*c", "a*" * 20 + "b", "(a?){40}a{40}b", "(.*)(.*)(.*)x"],
)
def test_an_expression_that_takes_for_ever_elsewhere_takes_one_pass(pattern: str) -> None:
    """It looks at each character once: its work is what it has not met before."""
    found = Automaton(pattern)
    assert not found.is_in("a" * 100_000)
    assert found.is_in("a" * 50_000 + "bcx")
    assert found.work < 10_000
    assert _cards(pattern, [("a" * 100_000, ""), ("a" * 50_000 + "bcx", "")]) == [1]


def test_what_may_be_far_apart_is_looked_for_in_one_pass() -> None:
    cards = [("a" * 200_000, "ab " * 100_000), ("a" * 100_000 + "c\n-b", ""), ("a" * 9 + "-b", "")]
    assert _cards("a.*-.*b", cards) == [2]
    assert _cards(r"a\w*-.*b", cards) == [2]
    assert _cards(r"[ab] .*c|a{0,90}-", cards) == [1, 2]


def test_an_expression_with_too_many_states_is_given_up() -> None:
    found = Automaton("(a|b)*a(a|b){60}c")
    text = "".join(random.Random(1).choices("ab", k=50_000))
    with pytest.raises(TooMuchWork):
        found.is_in(text)


def test_letters_that_python_knows_as_pairs_are_alike() -> None:
    assert Automaton("größe").is_in("GRÖSSE, GRÖßE")
    assert Automaton("[а-я]+ Σ").is_in("ДЕТ σ")


@pytest.mark.parametrize(
    "pattern", ["(" * 41 + ")" * 41, "(a", "a)", "[", "a{1", "(?i)a", "**", "\\"]
)
def test_what_it_does_not_know_is_refused_with_its_place(pattern: str) -> None:
    with pytest.raises(RegularError) as error:
        Automaton(pattern)
    assert 0 <= error.value.at < len(pattern)


def test_nothing_repeated_ever_so_often_is_still_nothing() -> None:
    assert Automaton("(){200}" * 140).is_in("")
    assert Automaton("((((){200}){200}){200}){200}").is_in("x")
