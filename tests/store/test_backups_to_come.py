"""Backups of days to come, which a clock that was ahead made."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tests.store.test_backup import entries, grade
from tutor.store.backup import back_up, newest_good
from tutor.store.connect import backups_of, read_only
from tutor.store.restoring import restore


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    return learner


def uids(path: Path) -> set[str]:
    with closing(read_only(path)) as connection:
        return {uid for (uid,) in connection.execute("SELECT uid FROM log")}


def test_backups_of_a_clock_that_was_ahead_push_none_out_and_are_not_the_newest(
    learner: Learner,
) -> None:
    grade(learner)
    present = learner.now
    for months in range(12):
        learner.now = present + timedelta(days=365 + 31 * months)
        grade(learner)
        with learner.opens() as study:
            assert study.back_up() is not None
    learner.now = present
    with learner.opens() as study:
        made = study.back_up()
        assert made is not None
        day = study.day
    assert made.exists()
    newest = newest_good(learner.database, day)
    assert newest is not None
    assert newest.path == made
    ahead = max(backups_of(learner.database).glob("2028-*"))
    os.utime(ahead)  # written last
    newest = newest_good(learner.database, day)
    assert newest is not None
    assert newest.path == made


def test_a_day_that_a_clock_ahead_has_a_backup_of_gets_a_new_one_when_it_comes(
    learner: Learner,
) -> None:
    grade(learner)
    present = learner.now
    learner.sleep(5)
    with learner.opens() as study:
        assert study.back_up() is not None
    learner.now = present
    grade(learner, 2)
    learner.sleep(5)
    with learner.opens() as study:
        made = study.back_up()
        assert made is not None
        grade(learner)
        assert study.back_up() is None
    assert [path.name for path in backups_of(learner.database).iterdir()] == ["2026-12-06.sqlite3"]
    assert entries(made) == 3


def test_a_backup_of_today_that_holds_what_the_history_does_not_is_kept(
    learner: Learner, tmp_path: Path
) -> None:
    grade(learner)
    old = tmp_path / "old.sqlite3"
    back_up(learner.database, old)
    present = learner.now
    learner.sleep(5)
    grade(learner)
    with learner.opens() as study:
        ahead = study.back_up()
    restore(old, learner.database, "stamp")
    learner.now = present
    grade(learner)
    learner.sleep(5)
    with learner.opens() as study:
        assert study.back_up() == ahead
        assert study.back_up() is None
    kept = {path.name: entries(path) for path in backups_of(learner.database).iterdir()}
    assert kept["2026-12-06.sqlite3"] == 2
    assert uids(backups_of(learner.database) / "2026-12-06.sqlite3") == uids(learner.database)
    assert kept["2026-12-06-earlier.sqlite3"] == 2
