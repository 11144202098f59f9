"""The command line through its front door: what is typed, printed and answered."""

import json
import os
import sqlite3
from contextlib import closing

import pytest

from tests.command import Command
from tests.learner import questions
from tutor import __version__


def test_version_and_help(tutor: Command) -> None:
    assert tutor.bare("--version").stdout == f"tutor {__version__}\n"
    top = tutor.bare("--help")
    assert top.returncode == 0
    assert "examples:" in top.stdout
    for verb in ("review", "today", "check", "doctor", "backup", "restore"):
        assert verb in top.stdout
        assert "examples:" in tutor.bare(verb, "--help").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["review", "--nonsense"],
        ["review", "--limit", "0"],
        ["review", "--limit", "-3"],
        ["today", "extra"],
        ["today", "--now", "yesterday"],
        ["today", "--now", "2026-12-01"],
        ["restore"],
        ["today", "--db"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(tutor: Command, words: list[str]) -> None:
    done = tutor.bare(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("tutor")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["today", "2026"],
            "tutor today: unexpected word '2026': only options can follow",
        ),
        (["doctor", "xx"], "tutor doctor: unexpected word 'xx': only options can follow"),
        (["try", "one", "-two"], "tutor try: unexpected word '-two': give only one EXERCISE"),
        (
            ["today", "--limit=3"],
            "tutor today: unknown option --limit. The options are: --json, --db, --decks, --now, "
            "--help, --version\n",
        ),
        (["--jsn"], "tutor: unknown option --jsn. The options are: --db, "),
        (["reveiw"], "tutor: unknown command 'reveiw'. Did you mean review?\n"),
        (["Suspend", "a"], "tutor: unknown command 'Suspend'. Did you mean suspend?\n"),
        (["0123456789"], "tutor: unknown command '0123456789'.\n"),
        (["today", "--jsn"], "tutor today: unknown option --jsn. Did you mean --json? The "),
        (["review", "--hlep"], "tutor review: unknown option --hlep. Did you mean --help? The "),
        (
            ["export", "out.json"],
            "tutor export: unexpected word 'out.json': only options can follow; the file to write "
            "follows -o: -o out.json\n",
        ),
        (
            ["export"],
            "tutor export: say in which format: --format json, csv or html; json (everything, for ",
        ),
    ],
)
def test_an_unexpected_word_is_named_as_it_was_typed(
    tutor: Command, words: list[str], said: str
) -> None:
    done = tutor.bare(*words)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert "`tutor" in done.stderr.splitlines()[1]  # where help is
    assert "--help` explains how to use it." in done.stderr


def test_what_was_typed_wrong_is_echoed_harmlessly(tutor: Command) -> None:
    done = tutor.bare("review", "--\x1b[31mred")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr


def test_options_stand_before_or_after_the_verb_and_values_may_begin_with_a_dash(
    tutor: Command,
) -> None:
    tutor.environment["PWD"] = str(tutor.folder)
    (tutor.folder / "-odd decks").mkdir()
    (tutor.folder / "-odd decks" / "d.md").write_text(questions("alpha"))
    here = os.getcwd()
    os.chdir(tutor.folder)
    tutor.environment["PYTHONPATH"] = here
    try:
        before = tutor.bare("--decks", "-odd decks", "--db", "-x.db", "today", "--json")
        after = tutor.bare("today", "--json", "--db=-x.db", "--decks", "-odd decks")
        checked = tutor.bare("check", "-odd decks")
    finally:
        os.chdir(here)
    assert json.loads(before.stdout)["new"] == json.loads(after.stdout)["new"] == 1
    assert checked.stdout == "1 card in 1 file, no faults.\n"


def test_today_in_one_line_and_as_json_without_creating_a_database(tutor: Command) -> None:
    assert tutor("today").stdout == "0 due, 2 new, about 1 min\n"
    assert json.loads(tutor("today", "--json").stdout) == {
        "due": 0,
        "new": 2,
        "minutes": 1,
        "by_kind": {
            "flashcards": {"due": 0, "new": 2},
            "self-check": {"due": 0, "new": 0},
            "exercises": {"due": 0, "new": 0},
        },
        "is_off": False,
        "left": 0,
        "catching_up": 0,
        "suspended": 0,
        "buried": 0,
        "repeats": 0.25,
        "next_days": [],
        "offered": [],
    }
    assert not tutor.database.parent.exists()


def test_today_counts_what_a_review_would_ask(tutor: Command) -> None:
    tutor("review", "--plain", typed="\n4\n\n1\nq\n")
    today = json.loads(tutor("today", "--json").stdout)
    assert (today["due"], today["new"]) == (1, 0)  # the repeat that is still owed
    assert tutor("today").stdout == "1 due, 0 new, about 1 min\n"
    tomorrow = json.loads(tutor("today", "--json", now="2026-12-02T09:00").stdout)
    assert (tomorrow["due"], tomorrow["new"]) == (2, 0)


def test_today_sees_decks_that_changed_since_they_were_read(tutor: Command) -> None:
    tutor("review", "--plain", typed="\n4\n")
    deck = tutor.decks / "deck.md"
    deck.write_text(questions("beta", "gamma", "delta"))
    (tutor.decks / "more.md").write_text(questions("alpha"))
    today = json.loads(tutor("today", "--json", now="2026-12-02T09:00").stdout)
    assert (today["due"], today["new"]) == (1, 3)  # alpha moved and is due


def test_without_a_terminal_home_prints_today_and_how_to_go_on(tutor: Command) -> None:
    done = tutor()
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "0 due, 2 new, about 1 min"
    assert "tutor review" in done.stdout


def test_the_clock_that_is_named_is_the_one_recorded(tutor: Command) -> None:
    tutor("review", "--plain", typed="\n4\n", now="2026-12-01T09:00+02:00")
    with closing(sqlite3.connect(tutor.database)) as connection:
        (row,) = connection.execute("SELECT at, day FROM log").fetchall()
    # 09:00+02:00 is 07:00 UTC; 2026-12-01 is day 739951 of the proleptic calendar.
    assert row == (1_796_108_400_000, 739_951)


def test_decks_and_database_come_from_the_environment_too(tutor: Command) -> None:
    tutor.environment["TUTOR_DB"] = str(tutor.folder / "env.db")
    tutor.environment["TUTOR_DECKS"] = str(tutor.decks)
    assert tutor.bare("today").stdout == "0 due, 2 new, about 1 min\n"
    tutor.bare("review", "--plain", typed="\n4\n")
    assert (tutor.folder / "env.db").exists()


def test_bundled_decks_are_found_and_the_learners_own_beside_them(tutor: Command) -> None:
    own = tutor.folder / "share" / "tutor" / "decks"
    own.mkdir(parents=True)
    (own / "mine.md").write_text("Q: what now\nA: no question\n\nQ: broken\n")
    done = tutor.bare("check")
    assert done.returncode == 1
    assert "mine.md:4: " in done.stdout


def test_settings_bound_the_new_cards_of_a_day(tutor: Command) -> None:
    settings = tutor.folder / "config" / "tutor" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("new_a_day = 1\n")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1
    settings.write_text("new_a_day = 'many'\n")
    done = tutor("today", "--json")
    assert done.returncode == 0
    assert f"{settings}:1: new_a_day must be a whole number" in done.stderr
    assert json.loads(done.stdout)["new"] == 2


def test_decks_that_are_not_there_are_said(tutor: Command) -> None:
    done = tutor.bare("today", "--decks", str(tutor.folder / "nowhere"))
    assert done.returncode == 1
    assert "there is no such folder or file" in done.stderr
