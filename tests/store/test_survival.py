"""What the history survives: kills, two programs, full disks, damage and newer versions."""

import io
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.learner import Learner, questions, up
from tests.patience import PATIENCE
from tutor.core.log import Event
from tutor.errors import TutorError
from tutor.store import connect
from tutor.store.database import Database
from tutor.store.schema import VERSION

posix = pytest.mark.skipif(os.name != "posix", reason="needs fork, signals and limits of POSIX")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta", "gamma", "delta"))
    return learner


def grade_once(learner: Learner) -> None:
    with learner.opens() as study:
        session, _ = up(study, study.review.begin())
        study.review.grade(session, 4, 1.0)


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    learner = Learner(tmp_path, new_a_day=1_000)
    learner.write("deck.md", questions(*(f"word {number}" for number in range(60))))
    grade_once(learner)
    code = """
import sys
from pathlib import Path
from tests.learner import Learner
learner = Learner(Path(sys.argv[1]), new_a_day=1_000)
with learner.opens() as study:
    session, asked = study.review.ask(study.review.begin())
    while asked is not None:
        session = study.review.grade(session, 4, 1.0)
        print(session.done[-1].entry.uid, asked.card.id, flush=True)
        session, asked = study.review.ask(session)
"""
    programs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [line.split() for program in programs for line in _output(program).splitlines()]
    with closing(sqlite3.connect(learner.database)) as connection:
        logged = {row[0] for row in connection.execute("SELECT uid FROM log")}
        scheduled = connection.execute(
            "SELECT count(*), count(DISTINCT card) FROM log WHERE event = 'scheduled'"
        ).fetchone()
    assert {uid.decode() for uid, _ in said} <= logged
    assert scheduled == (60, 60)  # each card counted once, whichever was faster
    assert learner.proof().wrong == ()


def _output(program: "subprocess.Popen[bytes]") -> bytes:
    output, _ = program.communicate(timeout=PATIENCE)
    assert program.returncode == 0
    return output


@posix
def test_the_database_file_is_opened_by_sqlite_alone(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Closing another descriptor would drop the locks under SQLite's feet.
    grade_once(learner)
    opened: list[str] = []
    for module, name in ((os, "open"), (io, "open")):
        real = getattr(module, name)

        def watched(path: object, *rest: Any, real: Any = real, **named: Any) -> Any:
            opened.append(str(path))
            return real(path, *rest, **named)

        monkeypatch.setattr(module, name, watched)
    with learner.opens() as study:
        session, _ = up(study, study.review.begin())
        study.review.grade(session, 4, 1.0)
    assert str(learner.database) not in opened


def test_each_program_sees_the_others_grades_at_the_next_card(learner: Learner) -> None:
    with learner.opens() as one, learner.opens() as other:
        session, first = up(one, one.review.begin())
        elsewhere, same = up(other, other.review.begin())
        assert first.card.id == same.card.id
        other.review.grade(elsewhere, 4, 1.0)
        other_session, second = up(other, other.review.grade(elsewhere, 1, 1.0))  # now a repeat
        assert second.card.id != first.card.id
        other.review.grade(other_session, 4, 1.0)
        session, third = up(one, one.review.grade(session, 4, 1.0))
        assert third.card.id not in (first.card.id, second.card.id)
    assert learner.proof().wrong == ()


@posix
def test_a_full_disk_keeps_the_card_and_says_so(learner: Learner) -> None:
    grade_once(learner)
    code = """
import resource, sys
from pathlib import Path
from tests.learner import Learner, up
from tutor.core.log import Event
from tutor.errors import TutorError
learner = Learner(Path(sys.argv[1]))
with learner.opens() as study:
    session, asked = up(study, study.review.begin())
    study.prepare()
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    try:
        study.review.grade(session, 4, 1.0)
    except TutorError as error:
        print(error)
    again, same = up(study, session)
    assert same.card == asked.card
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    study.review.grade(session, 4, 1.0)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(learner.folder)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "cannot be written: the disk is full or failing" in done.stdout
    with closing(sqlite3.connect(learner.database)) as connection:
        assert connection.execute("SELECT count(*) FROM log").fetchone() == (2,)
    assert learner.proof().wrong == ()


def test_a_locked_database_is_said_and_left_alone(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade_once(learner)
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.05)
    with (
        closing(sqlite3.connect(learner.database, isolation_level=None)) as other,
        learner.opens() as study,
    ):
        session, asked = up(study, study.review.begin())
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TutorError, match="locked by another program"):
            study.review.grade(session, 4, 1.0)
        other.execute("ROLLBACK")
        _, same = up(study, session)
        assert same.card == asked.card
        study.review.grade(session, 4, 1.0)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _garble(path: Path) -> None:
    path.write_bytes(b"not a database at all " * 500)


def _scramble(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))


def _from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
        connection.commit()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_cut, "is damaged or cut short"),
        (_garble, "is not a tutor database"),
        (_scramble, "is damaged or cut short|is not a tutor database|cannot be read"),
        (_from_the_future, "written by a newer tutor"),
        (_of_another_program, "another program's database"),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_touched(
    learner: Learner, damage: object, said: str
) -> None:
    grade_once(learner)
    assert callable(damage)
    damage(learner.database)
    before = learner.database.read_bytes()
    with pytest.raises(TutorError, match=said) as refused, learner.opens():
        pass
    assert "Nothing was changed." in str(refused.value)
    with pytest.raises(TutorError, match=said):
        Database(learner.database).prepare_to_write()
    assert learner.database.read_bytes() == before


@posix
def test_folders_and_files_are_the_learners_own(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    learner.database = tmp_path / "new" / "folder" / "tutor.sqlite3"
    grade_once(learner)
    with learner.opens() as study:
        made = study.back_up()
    assert made is not None
    for path, mode in [
        (learner.database.parent, 0o700),
        (learner.database.parent.parent, 0o700),
        (learner.database, 0o600),
        (made.parent, 0o700),
        (made, 0o600),
    ]:
        assert stat.S_IMODE(path.stat().st_mode) == mode, path


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind the superuser"
)
def test_a_read_only_folder_is_said(learner: Learner) -> None:
    grade_once(learner)
    learner.folder.chmod(0o500)
    try:
        with learner.opens() as study:
            session, _ = up(study, study.review.begin())
            with pytest.raises(TutorError, match="cannot be opened or written"):
                study.review.grade(session, 4, 1.0)
    finally:
        learner.folder.chmod(0o700)


def test_grades_after_the_clock_went_back_are_folded_where_they_belong(learner: Learner) -> None:
    grade_once(learner)
    learner.sleep(1)
    with learner.opens() as study:
        session, asked = up(study, study.review.begin())
        study.review.grade(session, 4, 1.0)
    learner.sleep(-1, hours=-2)  # the clock was wrong and is set right
    with learner.opens() as study, learner.writes() as writer:
        # By this clock the card is not due, so it could only be asked for as a repeat.
        entry, _, memory = writer.grade(asked.card.id, 5, 1_700_000_000_000, study.day - 30, 1.0)
    assert entry.event is Event.REPEAT
    assert learner.proof().holds
    with learner.opens() as study:
        assert study.schedule.memory(asked.card.id) == memory
    assert (memory.ease, memory.interval, memory.quality) == (250, 6, 4)
