"""A clock that was wrong: its grades are reported and taken back, and none is recorded by it."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner, questions, up
from tutor.errors import TutorError


def test_grades_of_days_to_come_are_reported_and_can_be_undone(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    (tutor.decks / "deck.md").write_text(questions("alpha", "beta"))
    tutor("review", "--plain", typed="\n4\n\n4\n", now="2030-05-01T09:00")
    assert tutor("today").stdout == "nothing due\n"
    said = "2 grades dated 2030-05-01 to 2030-05-01: the clock was ahead"
    assert said in tutor("review", "--plain").stderr
    done = tutor("doctor")
    assert done.returncode == 1
    assert said in done.stdout
    done = tutor("doctor", "--undo-future")
    assert done.returncode == 0
    assert "2 grades dated later than tomorrow undone" in done.stdout
    assert tutor("doctor").returncode == 0
    assert tutor("today").stdout.startswith("0 due, 2 new")
    assert tutor("review", "--plain").stderr == ""


def test_what_was_set_aside_by_a_clock_that_was_ahead_is_no_grade(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    (tutor.decks / "deck.md").write_text("Q: what?\n<!-- id: a -->\nA: that\n")
    tutor("suspend", "a", now="2030-05-01T09:00")
    tutor("flag", "3", "a", now="2030-05-01T09:00")
    assert "2 log entries dated 2030-05-01 to 2030-05-01" in tutor("doctor").stdout
    assert "2 log entries dated later than" in tutor("doctor", "--undo-future").stdout
    assert tutor("today").stdout.startswith("0 due, 1 new")


def test_a_grade_dated_tomorrow_is_no_fault(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    (tutor.decks / "deck.md").write_text(questions("alpha"))
    tutor("review", "--plain", typed="\n4\n", now="2026-12-02T09:00")
    assert tutor("doctor").returncode == 0


@pytest.mark.parametrize("year", [1950, 1969, 9000, 9998])
def test_what_a_wrong_clock_would_record_is_refused(tmp_path: Path, year: int) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    learner.now = datetime(year, 6, 1, 12, tzinfo=UTC)
    with learner.opens() as study:
        session, _ = up(study, study.review.begin())
        with pytest.raises(TutorError, match="The clock of this machine is wrong"):
            study.review.grade(session, 4, 1.0)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system reads no TZ")
def test_a_time_zone_a_day_from_utc_is_named(tutor: Command) -> None:
    tutor.environment["TZ"] = "UTC+30"
    done = tutor.bare("--db", str(tutor.database), "today")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("tutor: The time zone of this system is a day or more from UTC.")
