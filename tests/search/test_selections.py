"""`--search`, `--tag` and `--kind` mean the same in every verb that takes them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command
from tests.search.example import example
from tutor.cli.options import SELECTION
from tutor.cli.verbs import load

TAKES = ("review", "try", "print", "progress", "export")


class Tutor:
    """The program on the example of docs/search.md."""

    def __init__(self, folder: Path) -> None:
        (folder / "learner").mkdir()
        learner = example(folder / "learner")
        self.folder = folder
        self._command = Command(folder)
        self._where = ["--db", str(learner.database), "--decks", str(learner.decks)]

    def __call__(self, *words: str, typed: str = "", code: int = 0) -> str:
        now = ("--now", "2026-12-01T09:00")
        done = self._command.bare(*self._where, *now, *words, typed=typed)
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr


@pytest.fixture(scope="module")
def tutor(tmp_path_factory: pytest.TempPathFactory) -> Tutor:
    return Tutor(tmp_path_factory.mktemp("example"))


@pytest.mark.parametrize("name", TAKES)
def test_the_verb_takes_all_three(name: str) -> None:
    names = {option.name for option in load(name).options}
    assert names >= {option.name for option in SELECTION}


def asked(said: str) -> int:
    """How many cards a review session holds, by its first line."""
    return int(said.split("Card 1 of ")[1].split(".")[0].split(",")[0])


@pytest.mark.parametrize(
    ("options", "count"),
    [  # by the table of docs/search.md: due are det, size and inverse; new support and affine
        ((), 5),
        (("--search", "deck:flows -det"), 2),
        (("--tag", "easy"), 1),
        (("--kind", "flashcards"), 3),
        (("--kind", "self-check", "--kind", "exercises"), 2),
        (("--search", "is:due", "--tag", "geometry", "--kind", "flashcards"), 3),
    ],
)
def test_a_review_session_asks_only_those(
    tutor: Tutor, options: tuple[str, ...], count: int
) -> None:
    assert asked(tutor("review", "--plain", *options, typed="q\n")) == count


def test_what_is_found_but_not_due_is_not_asked(tutor: Tutor) -> None:
    said = tutor("review", "--plain", "--search", "is:mature -is:due", typed="q\n")
    assert "Nothing is due" in said


def test_new_cards_that_are_found_come_before_the_limit_is_used_up(tutor: Tutor) -> None:
    """The limit holds for what is asked, and not for what the search leaves out."""
    settings = tutor.folder / "config" / "tutor" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("new_a_day = 1\n")
    assert asked(tutor("review", "--plain", "--search", "is:new support", typed="q\n")) == 1
    assert asked(tutor("review", "--plain", "--search", "is:new change", typed="q\n")) == 1
    assert asked(tutor("review", "--plain", "--search", "is:new", typed="q\n")) == 1
    settings.unlink()


def test_an_exercise_is_chosen_among_those(tutor: Tutor) -> None:
    assert "affine" not in tutor("try", "--plain", "--search", "det", typed="q\n", code=1)
    assert "Uniform" in tutor("try", "--plain", "--search", "change", typed="q\n")
    assert "Uniform" in tutor("try", "--plain", "--kind", "exercises", typed="q\n")


def test_progress_counts_only_those(tutor: Tutor) -> None:
    def figures(*options: str) -> Any:
        return json.loads(tutor("progress", "--json", *options))

    every, hard = figures(), figures("--search", "coupling")
    assert every["reviews"] == 27  # 4 + 4 + 2 + 16 + 1, by the table
    assert hard["reviews"] == 4
    assert hard["cards"]["mature"] == 1
    assert sum(hard["cards"].values()) == 1
    assert hard["retention"]["all"]["of"] == 3  # the first grade of a card is none
    parts = [figures("--kind", kind)["reviews"] for kind in ("flashcards", "self-check")]
    assert parts == [26, 1]
    tagged = figures("--tag", "layers", "--kind", "flashcards", "--search", "deck:flows")
    assert tagged["reviews"] == 4
    assert [tagged[name] for name in ("tag", "search", "kinds")] == [
        "layers",
        "deck:flows",
        ["flashcards"],
    ]
    assert [every[name] for name in ("tag", "search", "kinds")] == [None, None, []]


def test_an_export_tells_only_of_those(tutor: Tutor) -> None:
    table = tutor("export", "--format", "csv", "-o", "-", "--search", "lapses or size or why")
    events = [(row["card"], row["event"]) for row in csv.DictReader(io.StringIO(table))]
    grades = [("size", "scheduled"), ("size", "scheduled"), ("why", "scheduled")]
    assert sorted(events) == sorted([*grades, ("size", "flag"), ("why", "bury")])
    page = tutor.folder / "page.html"
    tutor("export", "--format", "html", "-o", str(page), "--tag", "layers")
    assert page.stat().st_size > 1_000
    for option in (("--search", "det"), ("--tag", "easy"), ("--kind", "exercises")):
        assert option[0] in tutor("export", "--format", "json", "-o", "-", *option, code=2)


def test_only_those_are_printed(tutor: Tutor) -> None:
    page = tutor.folder / "cards.html"
    kinds = ("--kind", "flashcards", "--kind", "self-check")
    said = tutor("print", "-o", str(page), "--search", "deck:flows log", *kinds)
    assert said.endswith("2 cards.\n")
    text = page.read_text(encoding="utf-8")
    assert "coupling layer" in text
    assert "linear map" not in text


@pytest.mark.parametrize("name", TAKES)
def test_a_search_that_is_wrong_or_finds_nothing_is_said(tutor: Tutor, name: str) -> None:
    words = {"review": ["--plain"], "try": ["--plain"], "export": ["--format", "csv", "-o", "-"]}
    verb = [name, *words.get(name, [])]
    assert "  is:matur\n     ^\n" in tutor(*verb, "--search", "is:matur", code=1)
    assert "No card matches" in tutor(*verb, "--search", "quaternion", code=1)
