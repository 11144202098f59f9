"""The verbs `progress`, `export` and `import` through the front door."""

import csv
import hashlib
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import questions
from tests.test_imports import foreign, modules, parts
from tutor.store.database import Database


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a deck of two cards and the history of two days."""
    folder = tmp_path_factory.mktemp("reviewed")
    command = Command(folder)
    (command.decks / "deck.md").write_text(questions("alpha", "beta"))
    command("review", "--plain", typed="\n4\n\n1\n\n4\n", now="2026-11-30T09:00")
    command("review", "--plain", typed="\n2\n\n4\n\n4\n")
    return folder


@pytest.fixture
def tutor(reviewed: Path, tmp_path: Path) -> Command:
    command = Command(tmp_path)
    shutil.copytree(reviewed / "decks", command.decks, dirs_exist_ok=True)
    shutil.copytree(reviewed / "data", command.database.parent)
    return command


def state(tutor: Command) -> list[tuple[object, ...]]:
    """The log and what it adds up to."""
    with closing(Database(tutor.database)) as store, store.writing() as writer:
        writer.catch_up()
    with closing(sqlite3.connect(tutor.database)) as connection:
        return [
            row
            for table in ("log", "memory", "recalled", "found", "tally", "card")
            for row in connection.execute(f"SELECT * FROM {table}")
        ]


def test_progress_as_json(tutor: Command) -> None:
    done = tutor("progress", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["day"] == "2026-12-01"
    assert found["reviews"] == 6
    assert found["streak"] == {"current": 2, "longest": 2}
    assert found["retention"]["all"]["of"] == found["retention"]["all"]["passed"] == 2
    assert found["cards"] == {"new": 0, "learning": 0, "young": 2, "mature": 0, "suspended": 0}
    since = json.loads(tutor("progress", "--json", "--since", "2026-12-01").stdout)
    assert (since["since"], since["reviews"]) == ("2026-12-01", 3)


def test_progress_of_a_deck_and_of_one_that_is_not_there(tutor: Command) -> None:
    (tutor.decks / "other.md").write_text(questions("gamma"))
    found = json.loads(tutor("progress", "--deck", "other", "--json").stdout)
    assert (found["reviews"], found["decks"], found["cards"]["new"]) == (0, ["other"], 1)
    missing = tutor("progress", "--deck", "nowhere")
    assert missing.returncode == 1
    assert "deck, other" in missing.stderr


def test_progress_in_a_pipe_is_numbers_and_on_a_terminal_pictures(tutor: Command) -> None:
    piped = tutor("progress")
    assert piped.returncode == 0
    assert "Retention by interval" in piped.stdout
    assert not set("█●├") & set(piped.stdout)
    ours, theirs = pty.openpty()
    own = ("--db", str(tutor.database), "--decks", str(tutor.decks), "--now", "2026-12-01T09:00")
    environment = tutor.environment | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, "-m", "tutor", "progress", *own], stdout=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = _all_of(ours)
    os.close(ours)
    assert process.returncode == 0
    assert {"█", "●", "├"} <= set(shown)
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "\x1b" not in shown


def _all_of(terminal: int) -> str:
    seen = b""
    try:
        while more := os.read(terminal, 65_536):
            seen += more
    except OSError:  # the other end is closed
        pass
    return seen.decode()


def test_an_export_comes_back_and_changes_nothing_the_second_time(
    tutor: Command, tmp_path: Path
) -> None:
    path = tmp_path / "history.json"
    done = tutor("export", "--format", "json", "-o", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Written: ~/history.json.\n"
    before = state(tutor)
    again = tutor("import", str(path))
    assert again.returncode == 0
    assert again.stdout.startswith("0 log entries are new, 6 were here already; 0 cards")
    assert state(tutor) == before
    tutor.database = tmp_path / "empty.sqlite3"
    assert tutor("import", str(path)).stdout.startswith("6 log entries are new, 0 were")
    assert tutor("export", "-o", str(path), "--force").returncode == 0  # the name tells the format
    assert tutor("export", "--format", "json", "-o", "-").stdout == path.read_text()
    doctor = tutor("doctor")
    assert doctor.returncode == 0
    assert "The schedules of 2 cards match the log (6 log entries)." in doctor.stdout
    assert json.loads(tutor("progress", "--json").stdout)["reviews"] == 6


def test_an_export_replaces_a_file_only_by_force(tutor: Command, tmp_path: Path) -> None:
    for form, name in (("json", "a"), ("html", "b"), ("csv", "c/reviews.csv")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
        target = str(path if form != "csv" else path.parent)
        refused = tutor("export", "--format", form, "-o", target)
        assert refused.returncode == 1
        assert "--force" in refused.stderr
        assert path.read_text() == "mine"
        assert tutor("export", "--format", form, "-o", target, "--force").returncode == 0
        assert path.read_text() != "mine"


def test_csv_on_standard_output_is_the_reviews_alone(tutor: Command) -> None:
    done = tutor("export", "--format", "csv", "-o", "-")
    found = list(csv.DictReader(done.stdout.splitlines(), strict=True))
    assert len(found) == 6
    assert {row["deck"] for row in found} == {"deck"}
    later = tutor("export", "--format", "csv", "-o", "-", "--since", "2026-12-01")
    assert len(later.stdout.splitlines()) == 4


def test_html_holds_the_pictures(tutor: Command) -> None:
    done = tutor("export", "--format", "html", "-o", "-")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert "<svg" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["export"],
        ["export", "--format", "xml"],
        ["export", "--format", "json", "--since", "2026-12-01"],
        ["export", "--format", "csv", "--since", "yesterday"],
        ["progress", "--since", "2026-02-30"],
        ["import"],
    ],
)
def test_wrong_usage_ends_with_2(tutor: Command, words: list[str]) -> None:
    assert tutor(*words).returncode == 2


def test_what_is_refused_changes_nothing_and_leaves_no_database(
    tutor: Command, tmp_path: Path
) -> None:
    path = tmp_path / "history.json"
    tutor("export", "--format", "json", "-o", str(path))
    path.write_text(path.read_text().replace('"quality":5', '"quality":4', 1))
    before = state(tutor)
    refused = tutor("import", str(path))
    assert refused.returncode == 1
    assert "was altered" in refused.stderr
    assert state(tutor) == before
    tutor.database = tmp_path / "none" / "new.sqlite3"
    assert tutor("import", str(path)).returncode == 1
    assert not tutor.database.exists()
    whole = path.read_text().replace('"quality":4', '"quality":5', 1)
    line = next(line for line in whole.splitlines() if '"uid"' in line)
    twice = whole.replace(line, f"{line.rstrip(',')},\n{line}", 1)
    twice = twice[: twice.index('"sha256"')]
    digest = hashlib.sha256(twice.encode()).hexdigest()
    path.write_text(f'{twice}"sha256":"{digest}"\n}}\n')
    refused = tutor("import", str(path))
    assert "twice" in refused.stderr
    assert not tutor.database.exists()
    missing = tutor("import", str(tmp_path / "nowhere.json"))
    assert missing.returncode == 1
    assert "nowhere.json" in missing.stderr


def test_there_must_be_something_to_export(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    for form in ("json", "csv", "html"):
        done = tutor("export", "--format", form, "-o", "-")
        assert done.returncode == 1
        assert "nothing to export" in done.stderr
    assert not tutor.database.exists()


def test_settings_come_along_to_a_machine_without_any(tutor: Command, tmp_path: Path) -> None:
    config = tmp_path / "config" / "tutor"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("new_a_day = 5\n")
    path = tmp_path / "history.json"
    tutor("export", "--format", "json", "-o", str(path))
    assert "were kept" not in tutor("import", str(path)).stdout
    (config / "settings.toml").unlink()
    assert "You had no settings" in tutor("import", str(path)).stdout
    assert (config / "settings.toml").read_text() == "new_a_day = 5\n"
    (config / "settings.toml").write_text("new_a_day = 9\n")
    assert "were kept" in tutor("import", str(path)).stdout


HEAVY = ("textual", "sqlalchemy", "numpy")


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["progress", "--json"], HEAVY),
        (["export", "--format", "json", "-o", "-"], HEAVY),
        (["export", "--format", "csv", "-o", "-"], HEAVY),
        (["export", "--format", "html", "-o", "-"], HEAVY),
    ],
)
def test_looking_back_imports_nothing_heavy(
    tutor: Command, words: list[str], absent: tuple[str, ...]
) -> None:
    os.utime(tutor.decks / "deck.md", (1_700_000_000, 1_700_000_000))
    own = ["--db", str(tutor.database), "--decks", str(tutor.decks)]
    tutor("today")
    tutor("review", "--plain", typed="q\n")  # takes the decks in as they are now
    code = (
        f"import sys; from tutor.cli import main; main({[*words, *own]!r}); "
        f"assert not set({absent!r}) & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=tutor.environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_export_needs_the_standard_library_only_and_no_store() -> None:
    code = "\n".join(f"import {name}" for name in parts("export"))
    held = modules(code)
    assert not foreign(held)
    assert "tutor.store" not in held
