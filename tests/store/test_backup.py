"""Backups: when they are taken, which are kept, and how one goes back to them."""

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.learner import Learner, questions, up
from tutor.core.session import Session
from tutor.errors import TutorError
from tutor.store import backup, migration, schema
from tutor.store.backup import back_up, newest_good, superseded, verify
from tutor.store.connect import backups_of, read_only
from tutor.store.doctor import findings
from tutor.store.restoring import restore


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    return learner


def grade(learner: Learner, times: int = 1) -> None:
    with learner.opens() as study:
        session = study.review.begin()
        for _ in range(times):
            session, _ = up(study, session)
            session = study.review.grade(session, 4, 1.0)


def entries(path: Path) -> int:
    with closing(read_only(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM log").fetchone()
    return int(count)


def test_a_backup_is_taken_once_each_learning_day_and_holds_what_was_there(
    learner: Learner,
) -> None:
    with learner.opens() as study:
        assert study.back_up() is None  # nothing to lose yet
    grade(learner)
    with learner.opens() as study:
        made = study.back_up()
        assert made is not None
        assert made.name == "2026-12-01.sqlite3"
        assert study.back_up() is None
    grade(learner)
    learner.sleep(1)
    with learner.opens() as study:
        second = study.back_up()
    assert second is not None
    assert second.name == "2026-12-02.sqlite3"
    assert (entries(made), entries(second)) == (1, 2)
    assert sorted(path.name for path in backups_of(learner.database).iterdir()) == [
        "2026-12-01.sqlite3",
        "2026-12-02.sqlite3",
    ]


def test_a_backup_taken_while_grades_are_given_is_one_moment_whole(learner: Learner) -> None:
    grade(learner)
    with learner.opens() as study:
        session, _ = up(study, study.review.begin())
        graded: list[Session] = []

        def grade_meanwhile() -> bool:
            if not graded:
                graded.append(study.review.grade(session, 4, 1.0))
            return False

        study.back_up(grade_meanwhile)
        assert graded
    (copy,) = backup.backups(learner.database)
    assert verify(copy).entries == 1
    assert entries(learner.database) == 2


def test_a_backup_that_is_stopped_leaves_nothing_behind(learner: Learner) -> None:
    grade(learner)
    with learner.opens() as study:
        assert study.back_up(lambda: True) is None
    assert list(backups_of(learner.database).iterdir()) == []


def test_the_last_ten_days_and_twelve_months_are_kept() -> None:
    # A backup on every day of two years.
    last = date(2026, 12, 15)
    days = [last - timedelta(days=n) for n in range(730)]
    paths = [Path(f"{day}.sqlite3") for day in days]
    others = [Path("2020-01-01-before-format-2.sqlite3"), Path("notes.txt"), Path("9999.sqlite3")]
    kept = {path.name for path in set(paths) - set(superseded([*paths, *others]))}
    ten_days = {f"{last - timedelta(days=n)}.sqlite3" for n in range(10)}
    month_ends = [
        *("2026-12-15", "2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31"),
        *("2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31"),
    ]
    assert kept == ten_days | {f"{day}.sqlite3" for day in month_ends}
    assert not set(others) & set(superseded([*paths, *others]))


def test_an_unsound_backup_pushes_no_sound_one_out(learner: Learner) -> None:
    grade(learner)
    with learner.opens() as study:
        good = study.back_up()
    assert good is not None
    for _ in range(14):
        learner.sleep(1)
        name = f"{learner.now:%Y-%m-%d}.sqlite3"
        (backups_of(learner.database) / name).write_bytes(good.read_bytes()[:-3000])
    learner.sleep(1)
    with learner.opens() as study:
        made = study.back_up()
    assert made is not None
    assert {path for path in backup.backups(learner.database) if not verify(path).fault} == {
        good,
        made,
    }


def test_what_doctor_calls_damaged_does_not_become_a_backup(
    learner: Learner, tmp_path: Path
) -> None:
    grade(learner)
    with closing(sqlite3.connect(learner.database)) as connection:
        # An index that no longer matches its table: `quick_check` does not look.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'at, event', 'event, at')"
            " WHERE name = 'entry_card'"
        )
        connection.commit()
    assert not all(finding.good for finding in findings(learner.database))
    with pytest.raises(TutorError, match="failed its check"):
        back_up(learner.database, tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.sqlite3").exists()


def test_restoring_goes_back_and_keeps_what_was_replaced(learner: Learner, tmp_path: Path) -> None:
    grade(learner)
    copy = tmp_path / "copy.sqlite3"
    back_up(learner.database, copy)
    grade(learner)
    with learner.opens() as running:  # a program that has the database open goes on with it
        (kept,) = restore(copy, learner.database, "stamp")
        assert entries(kept) == 2
        assert entries(learner.database) == 1
        session, _ = up(running, running.review.begin())
        running.review.grade(session, 4, 1.0)
    assert entries(learner.database) == 2
    assert learner.proof().wrong == ()


def test_a_damaged_database_is_moved_aside_and_the_newest_good_one_restored(
    learner: Learner,
) -> None:
    grade(learner)
    with learner.opens() as study:
        good = study.back_up()
    bad = backups_of(learner.database) / "2026-12-09.sqlite3"
    bad.write_bytes(b"SQLite format 3\x00" + b"\x01" * 5000)
    learner.database.write_bytes(b"junk" * 1000)
    newest = newest_good(learner.database)
    assert newest is not None
    assert newest.path == good
    moved = restore(newest.path, learner.database, "stamp")
    assert moved[0].read_bytes() == b"junk" * 1000
    assert entries(learner.database) == 1


def test_of_several_good_backups_the_one_written_last_is_the_newest(learner: Learner) -> None:
    # Neither the order of their names nor that of their ages nor what they hold decides.
    written = {"a": 1_700_000_100, "b": 1_700_000_300, "c": 1_700_000_200}
    for name, at in written.items():
        grade(learner)
        path = backups_of(learner.database) / f"{name}.sqlite3"
        back_up(learner.database, path)
        os.utime(path, (at, at))
    assert [path.stem for path in backup.backups(learner.database)] == ["b", "c", "a"]
    newest = newest_good(learner.database)
    assert newest is not None
    assert (newest.path.stem, newest.entries) == ("b", 2)
    newest.path.write_bytes(b"SQLite format 3\x00" + b"\x01" * 5000)  # written later still
    newest = newest_good(learner.database)
    assert newest is not None
    assert (newest.path.stem, newest.entries) == ("c", 3)


def test_a_missing_database_is_not_created_while_it_has_backups(
    learner: Learner,
) -> None:
    grade(learner)
    with learner.opens() as study:
        study.back_up()
    for remove in (learner.database.unlink, learner.database.touch):
        remove()
        with pytest.raises(TutorError, match="there are backups of it"), learner.opens():
            pass
    newest = newest_good(learner.database)
    assert newest is not None
    restore(newest.path, learner.database, "stamp")
    assert entries(learner.database) == 1


@pytest.mark.parametrize("content", [b"", b"nonsense" * 100])
def test_a_bad_backup_is_refused_and_nothing_changes(
    learner: Learner, tmp_path: Path, content: bytes
) -> None:
    grade(learner)
    before = learner.database.read_bytes()
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(content)
    with pytest.raises(TutorError, match="Nothing was restored"):
        restore(bad, learner.database, "stamp")
    assert learner.database.read_bytes() == before


def test_a_backup_never_overwrites(learner: Learner, tmp_path: Path) -> None:
    grade(learner)
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    with pytest.raises(TutorError, match="exists already"):
        back_up(learner.database, precious)
    assert precious.read_text() == "mine"


def test_a_migration_is_preceded_by_a_backup_and_keeps_the_history(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade(learner)
    later = (*schema.MIGRATIONS, ("CREATE TABLE later (x INTEGER) STRICT",))
    version = schema.VERSION + 1
    monkeypatch.setattr(migration, "MIGRATIONS", later)
    for module in _WITH_VERSION:
        monkeypatch.setattr(f"tutor.store.{module}.VERSION", version)
    grade(learner)
    with closing(sqlite3.connect(learner.database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
    before = backups_of(learner.database) / f"tutor-before-format-{version}.sqlite3"
    assert entries(before) == 1
    assert entries(learner.database) == 2


def test_a_migration_that_fails_changes_nothing(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade(learner)
    broken = (*schema.MIGRATIONS, ("CREATE TABLE later (x INTEGER)", "CREATE nonsense"))
    monkeypatch.setattr(migration, "MIGRATIONS", broken)
    for module in _WITH_VERSION:
        monkeypatch.setattr(f"tutor.store.{module}.VERSION", schema.VERSION + 1)
    with pytest.raises(TutorError):
        grade(learner)
    with closing(sqlite3.connect(learner.database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert "later" not in names


def test_the_doctor_finds_what_differs_from_the_log_and_repairs_it_only_when_asked(
    learner: Learner,
) -> None:
    grade(learner, times=2)
    with closing(sqlite3.connect(learner.database)) as connection:
        connection.execute("UPDATE memory SET ease = 199")
        connection.commit()
    assert len(learner.proof().wrong) == 2
    assert [finding.good for finding in findings(learner.database)] == [True, False]
    assert len(learner.proof().wrong) == 2
    assert all(finding.good for finding in findings(learner.database, repair=True))
    assert learner.proof().wrong == ()


def test_the_doctor_names_a_bad_backup(learner: Learner) -> None:
    grade(learner)
    with learner.opens() as study:
        made = study.back_up()
    assert made is not None
    made.write_bytes(made.read_bytes()[:5000])
    found = [finding for finding in findings(learner.database) if not finding.good]
    assert len(found) == 1
    assert made.name in found[0].text


_WITH_VERSION = ("migration", "writer", "connect", "database")


def _lock(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO about VALUES ('busy', 'yes')")
    return connection


def _from_the_future(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    return connection


@pytest.mark.parametrize("trouble", [_lock, _from_the_future])
def test_a_database_that_is_not_damaged_is_never_moved_aside(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: object
) -> None:
    monkeypatch.setattr("tutor.store.connect.BUSY_SECONDS", 0.05)
    grade(learner)
    copy = tmp_path / "copy.sqlite3"
    back_up(learner.database, copy)
    grade(learner)
    assert callable(trouble)
    with closing(trouble(learner.database)):
        with pytest.raises(TutorError):
            restore(copy, learner.database, "stamp")
        assert not list(tmp_path.glob("*.damaged-*"))
        with closing(sqlite3.connect(learner.database)) as connection:
            assert connection.execute("SELECT count(*) FROM log").fetchone() == (2,)


def test_a_folder_in_the_databases_place_is_left_there(learner: Learner, tmp_path: Path) -> None:
    grade(learner)
    copy = tmp_path / "copy.sqlite3"
    back_up(learner.database, copy)
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(TutorError, match="is not a file"):
        restore(copy, folder, "stamp")
    assert folder.is_dir()
