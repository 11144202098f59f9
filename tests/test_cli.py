"""The command line through its front door: what is typed, printed and answered."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.learner import questions
from tests.patience import PATIENCE
from tutor import __version__


class Command:
    """Runs `tutor` with its own home, decks and database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.decks = folder / "decks"
        self.decks.mkdir()
        self.database = folder / "data" / "tutor.sqlite3"
        self.environment = {
            **{name: value for name, value in os.environ.items() if "TUTOR" not in name},
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "share"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }

    def __call__(
        self, *words: str, typed: str = "", now: str = "2026-12-01T09:00"
    ) -> "subprocess.CompletedProcess[str]":
        own = ("--db", str(self.database), "--decks", str(self.decks), "--now", now)
        return self.bare(*own, *words, typed=typed)

    def bare(self, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "tutor", *words],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment,
            timeout=PATIENCE,
        )


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha", "beta"))
    return command


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
            "tutor today: unknown option --limit; the options are: --json, --db, ",
        ),
        (["--jsn"], "tutor: unknown option --jsn; the options are: --db, "),
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


def test_a_plain_review_reads_one_line_to_reveal_and_one_to_grade(tutor: Command) -> None:
    done = tutor("review", "--plain", typed="my words\n4\n\n3\n\n4\nleft over\n")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert "What is alpha?" in lines
    assert "Your answer: my words" in lines
    assert "The answer to alpha." in lines
    assert "1 Again: today, then 1 d | 2 Hard: today, then 1 d | 3 Good: 1 d | 4 Easy: 1 d" in lines
    assert lines[-1] == "Next: 2 cards due tomorrow."
    assert "2 cards, 2 grades, 2 new" in done.stdout


@pytest.mark.parametrize("typed", ["", "q\n", "\nq\n", "\n4\n", "\n4\nq\n"])
def test_q_or_the_end_of_input_leaves_at_any_line(tutor: Command, typed: str) -> None:
    done = tutor("review", "--plain", typed=typed)
    assert done.returncode == 0
    graded = typed.count("4")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 2 - graded


def test_u_undoes_the_last_grade_at_either_line_and_after_a_restart(tutor: Command) -> None:
    done = tutor("review", "--plain", typed="\n4\nu\n\n3\n\nu\nu\n")
    said = [line for line in done.stdout.splitlines() if line.startswith("Undone")]
    assert said == [
        "Undone: 4 Easy on “What is alpha?”",
        "Undone: 3 Good on “What is alpha?”",
    ]
    assert "There is nothing to undo" in done.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 2
    tutor("review", "--plain", typed="\n2\n")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1
    later = tutor("review", "--plain", typed="u\n", now="2026-12-01T09:01")
    assert "\nUndone, from another review session: 2 Hard on “What is alpha?”\n" in later.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 2


def test_what_is_undone_is_said_on_one_line_however_long_its_question(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(f"Q: Why\n\n- $x^2$\n- {'and ' * 100}\nA: So.\n")
    done = tutor("review", "--plain", typed="\n2\nu\n")
    (said,) = (line for line in done.stdout.splitlines() if line.startswith("Undone"))
    assert said.startswith("Undone: 2 Hard on “Why • x² • and and")
    assert said.endswith("…”")
    assert len(said) == 80


def test_a_wrong_grade_is_asked_for_again(tutor: Command) -> None:
    done = tutor("review", "--plain", typed="\n7\nfine\n4\n")
    assert done.stdout.count("Type 1 Again") == 2
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


def test_a_review_of_a_deck_with_a_limit(tutor: Command) -> None:
    (tutor.decks / "other.md").write_text(questions("gamma", "delta"))
    done = tutor("review", "other", "--limit", "1", "--plain", typed="\n4\n\n4\n\n4\n")
    assert "What is gamma?" in done.stdout
    assert "delta" not in done.stdout
    wrong = tutor("review", "othr", "--plain")
    assert wrong.returncode == 1
    assert wrong.stderr == (
        "tutor: There is no deck 'othr'. Did you mean 'other'? The decks: deck, other.\n"
    )


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


def test_check_reports_every_fault_and_ends_with_1(tutor: Command) -> None:
    assert tutor("check").returncode == 0
    bad = tutor.decks / "bad.md"
    bad.write_text("Q: no answer\n\nQ: fine\nA: yes\n")
    done = tutor("check")
    assert done.returncode == 1
    assert f"{bad}:1: " in done.stdout
    assert done.stdout.endswith("3 cards in 2 files, 1 fault.\n")


def test_check_names_the_line_and_column_of_a_formula_that_cannot_be_set(tutor: Command) -> None:
    odd = tutor.decks / "odd.md"
    odd.write_text("Q: What is\n$x$ and $\\frobnicate{y}$?\nA: Nothing.\n")
    done = tutor("check")
    assert done.returncode == 1
    assert f"{odd}:2:10: " in done.stdout
    assert "\\frobnicate" in done.stdout


def test_macros_of_the_front_matter_set_the_formulas_of_their_file(tutor: Command) -> None:
    deck = tutor.decks / "deck.md"
    deck.write_text("---\nmacros = { half = '\\frac{1}{2}' }\n---\nQ: $\\half x$?\nA: $\\half$\n")
    assert tutor("check").returncode == 0
    done = tutor("review", "--plain", "--maths", "line", typed="\n4\n")
    assert "1/2 x?" in done.stdout.replace("(1/2)", "1/2")
    deck.write_text("---\nmacros = { half = 2 }\n---\nQ: two?\nA: yes\n")
    done = tutor("check")
    assert done.returncode == 1
    assert f"{deck}:2: macros are" in done.stdout


def test_check_proves_the_exercises_and_refuses_a_faulty_one_by_line(tutor: Command) -> None:
    exercises = tutor.decks / "try-it.toml"
    source = Path(__file__).parents[1] / "decks" / "change-of-variables" / "try-it.toml"
    exercises.write_text(source.read_text())
    assert tutor("check").returncode == 0
    exercises.write_text(source.read_text().replace('"affine(a, b)"', '"sine(a, b)"', 1))
    line = exercises.read_text().split("\n").index('transform = "sine(a, b)"') + 1
    done = tutor("check")
    assert done.returncode == 1
    assert f"{exercises}:{line}: " in done.stdout
    assert "5 cards in 2 files, 1 fault." in done.stdout


def test_check_notes_a_card_that_stands_twice_without_calling_it_a_fault(tutor: Command) -> None:
    (tutor.decks / "twin.md").write_text(questions("alpha"))
    done = tutor("check")
    assert done.returncode == 0
    assert "asked once" in done.stdout


def test_doctor_backup_and_restore(tutor: Command) -> None:
    tutor("review", "--plain", typed="\n4\n")
    copy = tutor.folder / "copy.sqlite3"
    assert tutor("backup", str(copy)).returncode == 0
    again = tutor("backup", str(copy))
    assert again.returncode == 1
    assert "exists already" in again.stderr
    assert tutor("backup").returncode == 0
    tutor("review", "--plain", typed="\n4\n")
    doctor = tutor("doctor")
    assert doctor.returncode == 0
    assert "The schedules of 2 cards match the log (2 log entries)." in doctor.stdout
    restored = tutor("restore", str(copy))
    assert restored.returncode == 0
    assert "1 log entries" in restored.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


def test_doctor_offers_the_newest_good_backup(tutor: Command) -> None:
    tutor("review", "--plain", typed="\n4\n")
    tutor("backup")
    tutor.database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    done = tutor("doctor")
    assert done.returncode == 1
    offer = next(line for line in done.stdout.splitlines() if line.startswith("`tutor restore "))
    path = offer.split("`")[1].removeprefix("tutor restore ")
    assert tutor("restore", path.replace("~", str(tutor.folder), 1)).returncode == 0
    assert tutor("doctor").returncode == 0


@pytest.mark.parametrize("verb", [["review", "--plain"], ["today"], ["doctor"], ["backup"]])
def test_a_database_that_is_none_is_said_by_every_verb_and_left_alone(
    tutor: Command, verb: list[str]
) -> None:
    tutor.database.parent.mkdir()
    tutor.database.write_text("dear diary")
    done = tutor(*verb)
    assert done.returncode == 1
    assert "is not a tutor database" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert tutor.database.read_text() == "dear diary"


def test_hostile_text_reaches_no_terminal_in_plain_reviews(tutor: Command) -> None:
    nasty = "a\x1b]0;owned\x07b\u202ec\x9bd"
    (tutor.decks / "deck.md").write_text(
        f"Q: fine [/] [bold]x[/bold]\nA: yes\n\nQ: {nasty}\nA: no\n"
    )
    done = tutor("review", "--plain", typed=f"{nasty}\n4\n")
    for character in "\x1b\x07\u202e\x9b":
        assert character not in done.stdout + done.stderr
    assert "fine [/] [bold]x[/bold]" in done.stdout


def test_settings_bound_the_new_cards_of_a_day(tutor: Command) -> None:
    settings = tutor.folder / "config" / "tutor" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("new_a_day = 1\n")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1
    settings.write_text("new_a_day = 'many'\n")
    done = tutor("today")
    assert done.returncode == 1
    assert "new_a_day must be a whole number" in done.stderr


def test_a_grade_that_cannot_be_stored_keeps_the_card_in_plain_reviews(tutor: Command) -> None:
    os.utime(tutor.decks / "deck.md", (1_700_000_000, 1_700_000_000))
    tutor("review", "--plain", typed="\n4\n")
    with closing(sqlite3.connect(tutor.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = tutor("review", "--plain", typed="\n4\nq\n")
    assert done.returncode == 1
    assert "locked by another program" in done.stdout
    assert "The card stays" in done.stdout
    assert "\nNothing was graded.\n1 grade could not be recorded.\n" in done.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


def test_a_grade_that_was_stored_at_the_second_go_is_not_lost(tutor: Command) -> None:
    os.utime(tutor.decks / "deck.md", (1_700_000_000, 1_700_000_000))
    tutor("review", "--plain", typed="\n4\n")
    command = [sys.executable, "-m", "tutor", "--db", str(tutor.database)]
    command += ["--decks", str(tutor.decks), "--now", "2026-12-01T09:00", "review", "--plain"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=tutor.environment
    ) as reviewing:
        assert reviewing.stdin is not None
        assert reviewing.stdout is not None
        with closing(sqlite3.connect(tutor.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            reviewing.stdin.write("\n4\n")
            reviewing.stdin.flush()
            while "The card stays" not in reviewing.stdout.readline():
                assert reviewing.poll() is None
        said, _ = reviewing.communicate("4\nq\n", timeout=PATIENCE)
        assert reviewing.returncode == 0
    assert "1 card, 1 grade" in said
    assert "could not be recorded" not in said
    assert json.loads(tutor("today", "--json").stdout)["new"] == 0


def test_decks_that_are_not_there_are_said(tutor: Command) -> None:
    done = tutor.bare("today", "--decks", str(tutor.folder / "nowhere"))
    assert done.returncode == 1
    assert "there is no such folder or file" in done.stderr


def test_one_id_for_two_cards_is_a_fault(tutor: Command) -> None:
    for name, word in [("a.md", "one"), ("b.md", "two")]:
        text = f"Q: What is {word}?\n<!-- id: same -->\nA: It is {word}.\n"
        (tutor.decks / name).write_text(text)
    done = tutor("check")
    assert done.returncode == 1
    assert "the id same is used at" in done.stdout


def test_check_says_of_a_file_that_is_no_toml_where_it_is_none(tutor: Command) -> None:
    broken = tutor.decks / "try.toml"
    for text, line in [
        ("x = \n", 1),
        ('title = "x"\nthis is = not [toml\n', 2),
        ("[[exercise]", 1),
    ]:
        broken.write_text(text)
        done = tutor("check")
        assert done.returncode == 1
        assert f"{broken}:{line}: this is not TOML: " in done.stdout
        assert "begin with one" not in done.stdout
    broken.write_text("")
    assert "begin with one" in tutor("check").stdout


OWN_EXERCISE = """\
[[exercise]]
id = "affine-uniform"
title = "Mine, by a name that is taken"
base = "normal"
transform = "affine(a, b)"
steps = ["inverse"]

[[exercise.level]]
draw = { a = { from = 2, to = 9 }, b = { from = 1, to = 9 } }
"""


def test_an_exercise_of_ones_own_takes_no_id_from_a_bundled_one(tutor: Command) -> None:
    own = tutor.folder / "share" / "tutor" / "decks" / "analysis"  # before change-of-variables
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(OWN_EXERCISE)
    checked = tutor.bare("check")
    assert checked.returncode == 1
    assert f"{own / 'mine.toml'}:1: the id affine-uniform is used at " in checked.stdout
    assert "1 fault" in checked.stdout
    drawn = tutor.bare("draw", "affine-uniform", "--seed", "0")
    tried = tutor.bare("try", "affine-uniform", "--seed", "0", "--level", "1", "--plain")
    for done in (drawn, tried):  # the bundled exercise asks five steps, from a uniform base
        assert done.returncode == 0
        assert "Uniform(0, 1)" in done.stdout
        assert "Normal" not in done.stdout


def test_a_database_named_like_sqlites_memory_is_a_file(tutor: Command) -> None:
    tutor.database = tutor.folder / ":memory:"
    tutor("review", "--plain", typed="\n4\n")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


@pytest.mark.skipif(os.name != "posix", reason="closes input as a POSIX shell does")
def test_input_that_is_closed_is_the_end_of_input(tutor: Command) -> None:
    command = [sys.executable, "-m", "tutor", "--db", str(tutor.database)]
    command += ["--decks", str(tutor.decks), "review", "--plain"]
    done = subprocess.run(
        f"{' '.join(command)} <&-",
        shell=True,
        capture_output=True,
        text=True,
        env=tutor.environment,
    )
    assert done.returncode == 0, done.stderr
    assert "What is alpha?" in done.stdout
