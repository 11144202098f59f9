"""A database that is replaced, moved or deleted while the program has it open."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import questions
from tests.patience import PATIENCE


def replace(database: Path, copy: Path) -> None:
    os.replace(copy, database)


def delete(database: Path, _copy: Path) -> None:
    database.unlink()


def move(database: Path, _copy: Path) -> None:
    database.rename(database.with_name("away"))


def move_its_folder(database: Path, _copy: Path) -> None:
    database.parent.rename(database.parent.with_name("away"))


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be replaced")
@pytest.mark.parametrize("change", [replace, delete, move, move_its_folder])
def test_no_grade_is_accepted_that_would_go_into_a_file_which_is_not_there_any_more(
    tmp_path: Path, change: Callable[[Path, Path], None]
) -> None:
    tutor = Command(tmp_path)
    (tutor.decks / "deck.md").write_text(questions("alpha", "beta"))
    tutor("review", "--plain", "--limit", "1", typed="\n4\n")
    copy = tutor.folder / "copy.sqlite3"
    tutor("backup", str(copy))
    own = ("--db", str(tutor.database), "--decks", str(tutor.decks), "--now", "2026-12-05T09:00")
    program = subprocess.Popen(
        [sys.executable, "-m", "tutor", *own, "review", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=tutor.environment,
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    try:
        program.stdin.write("\n4\n")
        program.stdin.flush()
        while "Card 2 of 2" not in program.stdout.readline():
            assert program.poll() is None
        change(tutor.database, copy)
        said, _ = program.communicate("\n4\nq\n", timeout=PATIENCE)
    finally:
        program.kill()
        program.communicate()
    assert "was replaced, moved or deleted" in said.replace("\n", " ")
    assert "1 grade could not be recorded." in said
    assert program.returncode == 1
