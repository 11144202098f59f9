"""Searches: docs/search.md means what it says, and what is wrong is said with its place."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tests.search.example import HISTORY, SEARCHES, TEXT, example
from tutor.core.card import CardId
from tutor.core.day import as_date
from tutor.core.memory import ease_text
from tutor.search.keys import KEYS
from tutor.search.search_error import SearchError
from tutor.store import searching
from tutor.study import Study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    learner = example(tmp_path_factory.mktemp("example"))
    with learner.opens() as opened:
        yield opened


@pytest.mark.parametrize("card, grades, interval, ease, lapses, due", HISTORY)  # noqa: PT006
def test_the_example_is_as_its_table_says(
    study: Study, card: str, grades: str, interval: str, ease: str, lapses: str, due: str
) -> None:
    memory = study.schedule.memory(CardId(card))
    assert (str(memory.interval), ease_text(memory.ease)) == (interval, ease)
    assert (str(memory.lapses), f"{as_date(memory.due):%m-%d}") == (lapses, due)


@pytest.mark.parametrize(("search", "cards"), SEARCHES)
def test_a_search_finds_what_the_documentation_says(
    study: Study, search: str, cards: list[str]
) -> None:
    assert study.find.ids(search) == cards


def test_what_most_cards_match_is_found_as_what_few_match(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many cards those that match are found by those that do not."""
    monkeypatch.setattr(searching, "_FEW", 2)
    for search, cards in SEARCHES:
        assert study.find.ids(search) == cards, search


def test_every_key_is_in_the_documentation_and_in_its_example() -> None:
    searches = " ".join(search for search, _ in SEARCHES)
    for key in KEYS:
        assert f"`{key.name}:" in TEXT
        assert f"{key.name}:" in searches


@pytest.mark.parametrize(
    ("search", "column", "said"),
    [
        ("det or", 7, "A condition is missing"),
        ("or det", 1, "stands between two conditions"),
        ("det or or size", 8, "stands between two conditions"),
        ("(det", 1, "not closed"),
        ("det)", 4, "closes nothing"),
        ("det ()", 6, "A condition is missing"),
        ("- det", 1, "right before"),
        ('"det', 1, "not closed"),
        ('"det\\"', 1, 'In quotes \\" is a quote as text'),
        ('"det"x', 6, "blank"),
        ('""', 1, "nothing between"),
        ("dek:flows", 1, "Did you mean deck:?"),
        ("path:flows.md", 1, "Did you mean file:?"),
        ("x http://y", 3, "in quotes"),
        ("deck:flow", 6, "Did you mean flows?"),
        ("tag:geometri", 5, "Did you mean geometry?"),
        ("file:flow.md", 6, "Did you mean flows.md?"),
        ("kind:cards", 6, "Allowed: flashcards, self-check, exercises"),
        ("kind:card", 6, "no kind 'card'. Allowed: flashcards"),
        ("kind:", 6, "Allowed: flashcards"),
        ("flag:8", 6, "from 0 (none) to 7"),
        ("flag:red", 6, "A flag is any, or a number from 0 (none) to 7"),
        ("flag:", 6, "from 0 (none) to 7"),
        ("flag:²", 6, "from 0 (none) to 7"),
        ("added:", 7, "from 1 (today)"),
        ("edited:x", 8, "from 1 (today)"),
        ("det is:matur", 8, "Did you mean mature?"),
        ("prop:ivl>3", 6, "Did you mean interval?"),
        ("prop:interval", 14, "Allowed: <, <=, =, !=, >= and >"),
        ("prop:ease<two", 11, "a number is needed"),
        ("prop:lapses>>3", 13, "a number is needed"),
        ("rated:0", 7, "from 1 (today)"),
        ("rated:7:agin", 9, "Did you mean again?"),
        ("saved:x", 7, "no saved search"),
        ("re:", 4, "is needed"),
        ("re:(a", 4, "not closed"),
        ("re:a)", 5, "closes nothing"),
        ("re:[a", 4, "not closed"),
        ("re:*a", 4, "nothing to repeat"),
        ("re:a{2,1}", 5, "not above"),
        ("re:a{x}", 5, "write {3}"),
        ("re:[z-a]", 5, "no range"),
        ("re:(?=a)", 4, "only (?:"),
        (r"re:(a)\1", 7, "for a backslash itself"),
        (r"re:\frac", 4, "for a backslash itself"),
        ("re:a\\", 5, "backslash at the end"),
    ],
)
def test_what_is_wrong_is_shown_with_its_place_and_what_is_allowed(
    study: Study, search: str, column: int, said: str
) -> None:
    with pytest.raises(SearchError) as error:
        study.find.ids(search)
    assert said in error.value.message
    assert str(error.value).splitlines()[-2:] == [f"  {search}", " " * (column + 1) + "^"]


@pytest.mark.parametrize(
    "search",
    [
        "(" * 60 + "det" + ")" * 60,
        "-" * 60 + "det",
        "det " * 201,
        "x" * 1_001,
        "re:" + "(" * 50 + ")" * 50,
        "re:((a{1,30}){1,30}){1,30}",
        "re:a{201}",
    ],
)
def test_what_is_too_long_or_too_deep_is_refused(study: Study, search: str) -> None:
    with pytest.raises(SearchError, match=r"(?i)at most|too long|more than 40"):
        study.find.ids(search)


def test_many_costly_expressions_take_no_longer_than_one(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    text = "".join(random.Random(1).choices("ab", k=20_000))
    learner.write("deck.md", questions(text))
    costly = "re:(a|b)*a(a|b){9}c"
    with learner.opens() as opened:
        assert opened.find.ids(costly) == []
        with pytest.raises(SearchError, match="takes too long"):
            opened.find.ids(" or ".join([costly] * 40))


def test_no_sign_of_a_search_reaches_the_terminal_raw(study: Study) -> None:
    for search in ("is:\x1b[31m", "deck:\x1b]0;x\x07", '"\x1b', "re:\x1b(", "(\x1b"):
        with pytest.raises(SearchError) as error:
            study.find.ids(search)
        assert not {"\x1b", "\x07"} & set(str(error.value))


@pytest.mark.parametrize("search", ["';DROP-TABLE-card;--", '"%"', "_", "*", "[a]", "?1", "a\x00"])
def test_words_are_looked_for_as_they_are(study: Study, search: str) -> None:
    assert study.find.ids(search) == []


def test_a_text_is_searched_as_it_is_after_a_grade_and_after_an_edit(tmp_path: Path) -> None:
    """What is searched is kept in memory: a grade changes none of it, an edited file does."""
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta"))
    searches = ("alpha", "re:al.ha", "re:[ab]l[p-q]", "re:al.*a -beta")
    with learner.opens() as study:

        def found() -> list[list[int]]:
            return [[study.find.count(search) for search in searches] for _ in range(3)]

        assert found() == [[1, 1, 1, 1]] * 3
        session, asked = study.review.ask(study.review.begin())
        assert asked is not None
        study.review.grade(session, 4, 5.0)
        assert found() == [[1, 1, 1, 1]] * 3
        learner.write("deck.md", questions("alpha or", "alpha and", "gamma"))
        study.decks.reread()
        assert found() == [[2, 2, 2, 2]] * 3
        learner.write("other.md", questions("alphabet"))
        study.decks.reread()
        assert found() == [[3, 3, 3, 3]] * 3
        (learner.decks / "deck.md").unlink()
        study.decks.reread()
        assert found() == [[1, 1, 1, 1]] * 3
