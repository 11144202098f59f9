"""What an earlier version wrote still opens and means the same: a database, an export, settings.

`earlier/` holds eight weeks of a simulated learner as an earlier version left them. The decks are
kept with them, because the bundled ones change.
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.account import leaves
from tests.command import Command

EARLIER = Path(__file__).with_name("earlier")
NOW = "2026-01-25T10:00"
CSV = {  # SHA-256 of the tables that the earlier version wrote
    "reviews.csv": "e9d669fa4a115a35e7d4dad1556009f173eed1f7ea73277c7d3142e50c388053",
    "attempts.csv": "5bcdb06ebaf8598931097ffe0f0f4639051ab103ab1de9af950245d9875c5ce6",
}


class EarlierCommand(Command):
    """Runs `tutor` on copies of the earlier files, at the time they were written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.environment["TZ"] = "UTC"
        shutil.copytree(EARLIER / "decks", self.decks, dirs_exist_ok=True)
        self.database.parent.mkdir()
        shutil.copy(EARLIER / "tutor.sqlite3", self.database)

    def set(self) -> None:
        """Put the earlier settings in their place."""
        settings = self.folder / "config" / "tutor" / "settings.toml"
        settings.parent.mkdir(parents=True)
        shutil.copy(EARLIER / "settings.toml", settings)

    def run(self, *words: str, typed: str = "") -> str:
        """What this prints; it must succeed and complain of nothing."""
        done = self(*words, typed=typed, now=NOW)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


@pytest.fixture
def tutor(tmp_path: Path) -> EarlierCommand:
    return EarlierCommand(tmp_path)


def earlier(name: str) -> Any:
    return json.loads((EARLIER / name).read_bytes())


def progress_of(tutor: EarlierCommand) -> dict[str, Any]:
    """Every figure that this version prints."""
    found = json.loads(tutor.run("progress", "--json"))
    assert found["retention"].pop("by_level")  # which the earlier version did not have,
    assert found.pop("leeches")  # as it had not this,
    assert (found.pop("search"), found.pop("kinds")) == (None, [])  # or what was asked for
    return leaves(found)


def assert_same_progress(found: dict[str, Any]) -> None:
    """As the earlier version printed it; its sums may be rounded otherwise."""
    expected = leaves(earlier("progress.json"))
    assert found.keys() == expected.keys()
    for place, value in expected.items():
        same = pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
        assert found[place] == same, place


def contents(export: Any) -> dict[str, Any]:
    """What two exports of the same history have in common, whichever version wrote them."""
    settings = {name: export["settings"][name] for name in earlier("export.json")["settings"]}
    return {"settings": settings, "cards": export["cards"], "log": export["log"]}


def test_an_earlier_database_is_sound_and_its_progress_is_the_same(tutor: EarlierCommand) -> None:
    tutor.set()
    tutor.run("doctor")
    assert_same_progress(progress_of(tutor))


def test_an_earlier_database_is_exported_as_it_was(tutor: EarlierCommand) -> None:
    tutor.set()
    tutor.run("export", "--format", "json", "-o", str(tutor.folder / "export.json"))
    exported = json.loads((tutor.folder / "export.json").read_bytes())
    assert contents(exported) == contents(earlier("export.json"))
    tutor.run("export", "--format", "csv", "-o", str(tutor.folder / "csv"))
    for name, digest in CSV.items():
        data = (tutor.folder / "csv" / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest, name


def test_an_earlier_export_brings_the_same_progress_and_settings(tutor: EarlierCommand) -> None:
    tutor.database.unlink()
    tutor.run("import", str(EARLIER / "export.json"))
    assert_same_progress(progress_of(tutor))
    tutor.run("export", "--format", "json", "-o", str(tutor.folder / "export.json"))
    exported = json.loads((tutor.folder / "export.json").read_bytes())
    assert contents(exported) == contents(earlier("export.json"))


def test_earlier_settings_hold_and_a_further_grade_is_recorded(tutor: EarlierCommand) -> None:
    # Of 20 one was new today already; three are exercises, of which the day has had its share.
    new = json.loads(tutor.run("today", "--json"))
    assert (new["new"], new["by_kind"]["exercises"]) == (16, {"due": 0, "new": 0})
    tutor.set()
    before = json.loads(tutor.run("today", "--json"))
    assert before["new"] == 6  # of 7
    tutor.run("review", "--plain", typed="\n3\nq\n")
    assert json.loads(tutor.run("today", "--json"))["due"] == before["due"] - 1
    progress = json.loads(tutor.run("progress", "--json"))
    assert progress["reviews"] == earlier("progress.json")["reviews"] + 1
    tutor.run("doctor")
