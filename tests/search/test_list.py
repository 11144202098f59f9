"""`tutor list`: what a search finds, as lines, ids and JSON; saved searches."""

import json
import sys
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.command import Command
from tests.search.example import SEARCHES, example
from tutor.search.keys import KEYS


class Listing:
    """`tutor` on the example of docs/search.md."""

    def __init__(self, folder: Path) -> None:
        learner = example(folder / "learner")
        self._command = Command(folder)
        self.where = ["--db", str(learner.database), "--decks", str(learner.decks)]

    def __call__(self, *words: str, now: str = "2026-12-01T09:00") -> "CompletedProcess[str]":
        return self._command.bare(*self.where, "--now", now, *words)


@pytest.fixture(scope="module")
def tutor(tmp_path_factory: pytest.TempPathFactory) -> Listing:
    folder = tmp_path_factory.mktemp("list")
    (folder / "learner").mkdir()
    return Listing(folder)


@pytest.mark.parametrize(("search", "cards"), SEARCHES)
def test_a_search_finds_what_the_documentation_says(
    tutor: Listing, search: str, cards: list[str]
) -> None:
    done = tutor("list", "--ids", search)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, cards, "")


def test_words_of_the_command_line_are_one_search(tutor: Listing) -> None:
    assert tutor("list", "deck:flows", "is:due", "-det", "--ids").stdout.split() == [
        "size",
        "inverse",
    ]


def test_a_line_tells_the_id_the_day_and_the_question(tutor: Listing) -> None:
    assert tutor("list", "det or change").stdout.splitlines() == [
        r"det  2026-11-30  What does $\det A$ say of a linear map?",
        "coupling  2026-12-23  What is the log-determinant of a coupling layer?",
        "affine  new         A change of variables",
        "3 cards.",
    ]
    assert tutor("list", "quaternion").stdout == "0 cards.\n"


def test_in_a_terminal_formulas_are_set_and_lines_are_cut(tutor: Listing) -> None:
    pytest.importorskip("pty")
    from tests.benchmarks.terminal import Terminal

    command = [sys.executable, "-m", "tutor", *tutor.where, "list", "det or change"]
    with closing(Terminal(command, {"COLUMNS": "60"})) as terminal:
        terminal.until("3 cards.")
    lines = terminal.seen.decode().splitlines()
    assert "det       2026-11-30  What does det A say of a linear map?" in lines
    whole = "coupling  2026-12-23  What is the log-determinant of a coupling layer?"
    assert f"{whole[:59]}…" in lines


def test_json_says_all_of_a_card(tutor: Listing) -> None:
    coupling, support = json.loads(
        tutor("list", "--json", "coupling or deck:densities is:new").stdout
    )[::-1]
    assert (coupling["id"], support["id"]) == ("coupling", "support")
    assert {key: coupling[key] for key in ("deck", "kind", "tags", "line")} == {
        "deck": "flows",
        "kind": "flashcards",
        "tags": ["geometry", "layers", "two words"],
        "line": 10,
    }
    assert coupling["file"].endswith("flows.md")
    assert coupling["answer"].startswith("The sum of its log-scales")
    numbers = ("due", "interval", "ease", "repetitions", "lapses")
    assert [coupling[key] for key in numbers] == ["2026-12-23", 26, 1.94, 4, 0]
    assert [support[key] for key in numbers] == [None] * 5
    assert json.loads(tutor("list", "--json", "quaternion").stdout) == []
    cards = {card["id"]: card for card in json.loads(tutor("list", "--json").stdout)}
    assert [name for name, card in cards.items() if card["suspended"]] == ["coupling"]
    assert [name for name, card in cards.items() if card["buried"]] == ["why"]
    assert {name: card["flag"] for name, card in cards.items() if card["flag"]} == {"size": 3}
    assert {card["added"] for card in cards.values()} == {"2026-11-01", "2026-11-29"}
    assert {name: card["edited"] for name, card in cards.items() if card["edited"]} == {
        "det": "2026-11-30"
    }


def test_a_saved_search_stands_for_itself_in_brackets(tutor: Listing) -> None:
    said = tutor("list", "--save", "Two kinds", "det or kind:self-check")
    assert said.stdout == 'Saved: saved:"Two kinds" stands for it; it finds 4 cards now.\n'
    assert tutor("list", "--ids", '-saved:"two kinds"').stdout.split() == [
        "size",
        "inverse",
        "affine",
    ]
    tutor("list", "--save", "few", 'saved:"two kinds" -is:due')
    assert tutor("list", "--ids", "saved:few").stdout.split() == ["why", "support", "coupling"]
    assert json.loads(tutor("list", "--saved", "--json").stdout) == {
        "Two kinds": "det or kind:self-check",
        "few": 'saved:"two kinds" -is:due',
    }
    assert tutor("list", "--save", "TWO KINDS", "kind:exercises").returncode == 0
    assert tutor("list", "--saved").stdout.startswith("TWO KINDS: kind:exercises\n")
    assert tutor("list", "--ids", "saved:few").stdout.split() == ["affine"]
    assert tutor("list", "--forget", "Two Kinds").returncode == 0
    done = tutor("list", "saved:few")
    assert done.returncode == 1
    assert "In the saved search 'few': There is no saved search 'two kinds'" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--save", "x", "saved:x"), "uses itself"),
        (("--save", "x", "is:dew"), "There is no state 'dew'"),
        (("--save", "x"), "no search to save"),
        (("--save", "a\x1bb", "det"), "cannot be the name"),
        (("--save", "x" * 51, "det"), "cannot be the name"),
        (("--save", 'a"b', "det"), "cannot be the name"),
        (("--forget", "nothing"), "no saved search 'nothing'"),
        (("is:dew",), "  is:dew\n     ^\n"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_saved(
    tutor: Listing, words: tuple[str, ...], said: str
) -> None:
    done = tutor("list", *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert "x" not in json.loads(tutor("list", "--saved", "--json").stdout)


def test_ids_and_json_are_one_or_the_other(tutor: Listing) -> None:
    assert tutor("list", "--ids", "--json").returncode == 2


def test_the_help_tells_how_to_search(tutor: Listing) -> None:
    said = tutor("list", "--help").stdout
    for key in KEYS:
        assert f"  {key.example}  " in said
