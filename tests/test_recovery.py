"""A damaged database, and the way back through the command line."""

import os
import shutil
from pathlib import Path

import pytest

from tests.learner import questions
from tests.test_cli import Command
from tutor.store.connect import backups_of


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha", "beta", "gamma"))
    return command


def test_doctor_offers_the_newest_of_the_good_backups_and_restoring_it_goes_back(
    tutor: Command,
) -> None:
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
