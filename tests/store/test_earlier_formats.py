"""Databases of earlier formats are converted: all of it, after a backup, or not at all."""

import json
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.account import leaves
from tests.export.histories import out
from tests.learner import Learner
from tests.patience import PATIENCE
from tests.store.killed_conversions import DATABASES, EARLIER, kills, log_of, version_of
from tests.store.raw_log import RawEntry, put_entries
from tutor.errors import TutorError
from tutor.settings import Settings
from tutor.store.backup import verify
from tutor.store.connect import backups_of
from tutor.store.database import Database
from tutor.store.doctor import findings
from tutor.store.schema import VERSION
from tutor.study import Study

every_format = pytest.mark.parametrize("version", DATABASES)


@pytest.fixture
def old(tmp_path: Path) -> Callable[[int], Learner]:
    """A learner with a database of an earlier format."""

    def learner_of(version: int) -> Learner:
        learner = Learner(tmp_path)
        learner.now = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)
        shutil.copy(DATABASES[version], learner.database)
        return learner

    return learner_of


def study_of(store: Database, learner: Learner) -> Study:
    """The use cases, before the decks are opened."""
    return Study(store, [learner.decks], lambda: learner.now, Settings())


def memories_of(database: Path) -> list[tuple[Any, ...]]:
    key = "card" if version_of(database) < 3 else "(SELECT id FROM card WHERE number = card)"
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(
            f"""SELECT {key}, due, interval, ease, repetitions, lapses, first, last, quality
                FROM memory ORDER BY 1"""
        ).fetchall()


@every_format
def test_a_converted_database_has_every_entry_and_memory_and_a_backup(
    old: Callable[[int], Learner], version: int
) -> None:
    learner = old(version)
    log, memories = log_of(learner.database), memories_of(learner.database)
    assert len(log) > 70
    with learner.writes():
        pass
    assert version_of(learner.database) == VERSION
    assert log_of(learner.database) == log
    assert memories_of(learner.database) == memories
    assert learner.proof().holds
    assert all(finding.good for finding in findings(learner.database))
    (kept,) = backups_of(learner.database).iterdir()
    assert kept.name == f"tutor-before-format-{VERSION}.sqlite3"
    assert (version_of(kept), verify(kept).fault, log_of(kept)) == (version, "", log)


@every_format
def test_a_conversion_that_is_stopped_leaves_the_file_as_it_was(
    old: Callable[[int], Learner], version: int
) -> None:
    learner = old(version)
    log = log_of(learner.database)
    for stop_at in (0.0, 0.5, 0.7, 0.9, 1.0):
        told: list[float] = []

        def stop(told: list[float] = told, stop_at: float = stop_at) -> bool:
            return bool(told) and told[-1] >= stop_at

        with closing(Database(learner.database)) as database:
            database.on_conversion, database.stop_conversion = told.append, stop
            with pytest.raises(TutorError, match=r"left as it was.*was stopped"):
                database.prepare_to_write()
        assert told == sorted(told)
        assert (version_of(learner.database), log_of(learner.database)) == (version, log)
        for copy in backups_of(learner.database).iterdir():
            copy.unlink()


def test_what_opens_the_decks_is_told_how_far_a_conversion_is_and_can_stop_it(
    old: Callable[[int], Learner],
) -> None:
    learner = old(2)
    told: list[tuple[str, float]] = []

    def limited(most: int) -> Callable[[str, float], None]:
        def on_read(path: str, share: float) -> None:
            told.append((Path(path).name, share))
            if len(told) > most:
                raise TutorError("Enough.")

        return on_read

    for most in (0, 1, 3, 5):
        told.clear()
        with (
            closing(Database(learner.database)) as store,
            pytest.raises(TutorError, match="Enough"),
        ):
            study_of(store, learner).decks.open(limited(most))
        assert version_of(learner.database) == 2
    with closing(Database(learner.database)) as store:
        study_of(store, learner).decks.open(limited(1_000))
    assert version_of(learner.database) == VERSION
    assert ("tutor.sqlite3", 1.0) in told


def test_a_conversion_that_is_killed_loses_nothing_and_is_finished_by_the_next_program() -> None:
    found = kills(10, random.Random(3))
    assert sum(count for state, count in found.items() if "killed" in state) >= 5


def test_a_program_that_meets_a_conversion_waits_for_its_end_and_goes_on(
    old: Callable[[int], Learner],
) -> None:
    learner = old(2)
    log = log_of(learner.database)
    in_the_middle, go_on = threading.Event(), threading.Event()

    def report(share: float) -> None:
        if share > 0.5:
            in_the_middle.set()
            assert go_on.wait(PATIENCE)

    with closing(Database(learner.database)) as one, closing(Database(learner.database)) as other:
        one.on_conversion = report
        other.on_conversion = lambda share: go_on.set()  # while it makes its own backup
        first = threading.Thread(target=one.prepare_to_write)
        first.start()
        assert in_the_middle.wait(PATIENCE)
        other.prepare_to_write()
        first.join()
    assert (version_of(learner.database), log_of(learner.database)) == (VERSION, log)
    assert learner.proof().holds


@pytest.mark.parametrize(("version", "day"), [(2, 1), (3, 9), (4, 30)])
def test_an_earlier_format_keeps_its_figures_and_its_export(
    tmp_path: Path, version: int, day: int
) -> None:
    for number in {2, version}:  # with the same decks
        shutil.copytree(EARLIER / f"format-{number}", tmp_path, dirs_exist_ok=True)
    learner = Learner(tmp_path)
    learner.now = datetime(2027, 5, day, 9, 0, tzinfo=UTC)
    with learner.opens() as study:
        found = leaves(study.history.progress(hour_of=lambda at: at // 3600 % 24).as_json())
    expected = leaves(json.loads((tmp_path / "progress.json").read_bytes()))
    for place, value in expected.items():
        if place.endswith("/"):
            continue  # how many there are: figures have been added since
        same = pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
        assert found[place] == same, place
    exported = json.loads(out(learner.database))
    before = json.loads((tmp_path / "export.json").read_bytes())
    assert exported["log"] == before["log"]
    assert exported["cards"] == before["cards"]


@every_format
def test_an_export_of_an_earlier_database_leaves_it_as_it_is(
    old: Callable[[int], Learner], version: int
) -> None:
    learner = old(version)
    entries = json.loads(out(learner.database))["log"]
    assert {each["uid"] for each in entries} == {row[1] for row in log_of(learner.database)}
    assert version_of(learner.database) == version


COLUMNS = (
    *("device", "at", "day", "card", "event", "quality", "milliseconds", "value", "checksum"),
    *("uid", "undoes", "detail"),
)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_byte_in_any_column_of_the_log_is_found(tmp_path: Path, column: str) -> None:
    learner = Learner(tmp_path)
    detail = '{"exercise":"a","steps":[]}'
    with learner.writes() as writer:
        put_entries(
            writer._connection,
            [
                RawEntry(f"{7:026x}", 1_000, 740_000, "a", detail=detail),
                RawEntry(f"{8:026x}", 2_000, 740_000, "a", "undo", 0, 0, undoes=f"{7:026x}"),
                RawEntry("foreign", 3_000, 740_000, "b", quality=3, device="there"),
            ],
        )
        writer.rebuild()
    assert all(finding.good for finding in findings(learner.database))
    for sequence in (1, 2, 3):
        with closing(sqlite3.connect(learner.database, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            (kept,) = connection.execute(
                f"SELECT {column} FROM entry WHERE sequence = ?", (sequence,)
            ).fetchone()
            if isinstance(kept, bytes):
                changed: object = bytes([kept[0] ^ 1, *kept[1:]])
            elif isinstance(kept, str):
                changed = kept.replace("a", "b") if "a" in kept else "g" + kept[1:]
                if column == "detail" and not kept:
                    changed = "{}"
            else:
                changed = {1: 2, 2: 1}.get(kept, kept ^ 1)
            connection.execute(
                f"UPDATE entry SET {column} = ? WHERE sequence = ?", (changed, sequence)
            )
            connection.execute("COMMIT")
        found = [finding for finding in findings(learner.database) if not finding.good]
        assert any(finding.damaged and "log entry" in finding.text for finding in found), kept
        with closing(sqlite3.connect(learner.database)) as connection, connection:
            connection.execute(
                f"UPDATE entry SET {column} = ? WHERE sequence = ?", (kept, sequence)
            )
    assert all(finding.good for finding in findings(learner.database))
