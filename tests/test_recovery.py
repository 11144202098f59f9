"""A damaged database, and the way back through the command line."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import questions
from tutor.store.connect import backups_of


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
    assert "1 log entry up to 2026-12-01" in restored.stdout
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


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


def test_a_database_named_like_sqlites_memory_is_a_file(tutor: Command) -> None:
    tutor.database = tutor.folder / ":memory:"
    tutor("review", "--plain", typed="\n4\n")
    assert json.loads(tutor("today", "--json").stdout)["new"] == 1


def test_doctor_offers_the_newest_of_the_good_backups_and_restoring_it_goes_back(
    tutor: Command,
) -> None:
    (tutor.decks / "deck.md").write_text(questions("alpha", "beta", "gamma"))
    for day in (1, 2, 3):
        now = f"2026-12-0{day}T09:00"
        tutor("review", "--plain", "--limit", "1", typed="\n4\n", now=now)
        tutor("backup", now=now)
    folder = backups_of(tutor.database)
    first, second, third = sorted(folder.glob("2026-12-0?-09*"))
    shutil.copy(second, folder / "2026-12-09.sqlite3")  # by its name the newest of all
    for age, path in enumerate((third, second, first, folder / "2026-12-09.sqlite3")):
        at = 1_800_000_000 - age
        os.utime(path, (at, at))
    for bad in (tutor.database, third):
        bad.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    done = tutor("doctor")
    assert done.returncode == 1
    (offer,) = (line for line in done.stdout.splitlines() if line.startswith("`tutor restore "))
    offered = offer.split("`")[1].removeprefix("tutor restore ")
    assert Path(offered).name == second.name
    assert tutor("restore", offered.replace("~", str(tutor.folder), 1)).returncode == 0
    assert "(2 log entries)" in tutor("doctor").stdout


def test_doctor_offers_no_backup_where_the_history_itself_is_not_damaged(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(questions("alpha"))
    tutor("review", "--plain", typed="\n4\n")
    tutor("backup")
    with closing(sqlite3.connect(tutor.database)) as connection:
        connection.execute("UPDATE memory SET ease = ease + 1")
        connection.commit()
    done = tutor("doctor")
    assert done.returncode == 1
    assert "do not match the log" in done.stdout
    assert "restore" not in done.stdout
    tutor("doctor", "--repair")
    (copy,) = backups_of(tutor.database).iterdir()
    copy.write_bytes(copy.read_bytes()[:-5000])
    done = tutor("doctor")
    assert done.returncode == 1
    assert "is damaged" in done.stdout
    assert "restore" not in done.stdout
