"""`tutor settings`: what it lists, prints, sets and refuses, and that a file keeps the rest."""

import json
import os
import re
import sqlite3
import tomllib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.command import Command
from tutor.settings import TABLE, Settings, load, written

OWN = '# mine\r\nnew_a_day = 7 # few\r\n\r\n# colours\r\ntheme = "day"'


@pytest.fixture
def file(tutor: Command) -> Path:
    path = tutor.folder / "config" / "tutor" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(OWN.encode())
    return path


def test_the_page_lists_every_setting_as_the_program_has_it() -> None:
    page = Path(__file__).parents[1].joinpath("docs", "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(.*)` \| (.*) \| (.*) \|$", page, re.MULTILINE)
    assert rows == [
        (name, written(getattr(Settings(), name)), TABLE[name].allowed, TABLE[name].meaning)
        for name in Settings._fields
    ]


def test_all_are_listed_and_what_the_file_sets_has_its_default_beside(
    tutor: Command, file: Path
) -> None:
    done = tutor.bare("settings")
    listed = re.findall(r"^(\w+) = (.*)$", done.stdout, re.MULTILINE)
    assert [name for name, _ in listed] == [*Settings._fields]
    assert dict(listed)["new_a_day"] == "7 (default: 20)"
    assert dict(listed)["day_starts"] == "4"
    facts = json.loads(tutor.bare("settings", "--json").stdout)
    assert {each["name"]: each["value"] for each in facts if each["given"]} == {
        "new_a_day": 7,
        "theme": "day",
    }


def test_one_is_printed_for_a_script(tutor: Command, file: Path) -> None:
    assert tutor.bare("settings", "new_a_day").stdout == "7\n"
    assert tutor.bare("settings", "theme").stdout == "day\n"
    assert json.loads(tutor.bare("settings", "theme", "--json").stdout)["default"] == "auto"


GOOD = [
    ("new_a_day", "0", 0),
    ("day_starts", "23", 23),
    ("maths", "tex", "tex"),
    ("capitals", "FALSE", False),
    ("decks_off", "one, two words", ("one", "two words")),
    ("decks_off", '["a,b", "\\u0041"]', ("a,b", "A")),
    ("decks_off", "", ()),
    ("decks_folder", "~/it's \\ mine", "~/it's \\ mine"),
]


@pytest.mark.parametrize(
    ("name", "typed", "value", "before"),
    [
        *((*each, OWN) for each in GOOD),
        *((*GOOD[0], before) for before in (None, "", "new_a_day = 3")),
        *((*GOOD[4], before) for before in (None, "", "new_a_day = 3")),
    ],
)
def test_a_value_is_set_and_all_else_stays(
    tutor: Command, name: str, typed: str, value: object, before: str | None
) -> None:
    path = tutor.folder / "config" / "tutor" / "settings.toml"
    if before is not None:
        path.parent.mkdir(parents=True)
        path.write_bytes(before.encode())
    done = tutor.bare("settings", name, typed)
    assert (done.returncode, done.stderr) == (0, "")
    text = path.read_bytes().decode()
    assert load(path).faults == ()
    assert load(path).settings._asdict() == {
        **Settings(**tomllib.loads((before or "").replace("\r\n", "\n")))._asdict(),
        name: value,
    }
    for line in re.findall(r"#.*|theme = .*", before or ""):
        assert line in text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("new_a_day", "-1"),
        ("new_a_day", "10000"),
        ("new_a_day", "1e3"),
        ("new_a_day", "٣"),
        ("new_a_day", "9" * 5_000),
        ("theme", "dark"),
        ("theme", ""),
        ("capitals", "yes"),
        ("decks_off", "[1]"),
        ("decks_off", "[" * 100_000),
        ("decks_folder", "notes"),
        ("decks_folder", "/x\x1b[2J"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_changed(
    tutor: Command, file: Path, name: str, typed: str
) -> None:
    done = tutor.bare("settings", name, typed)
    assert done.returncode == 1
    assert f"{name} must be {TABLE[name].allowed}, and not" in done.stderr
    assert "Nothing was changed." in done.stderr
    assert "\x1b" not in done.stderr
    assert file.read_bytes() == OWN.encode()


def test_an_unknown_setting_is_answered_with_the_nearest(tutor: Command, file: Path) -> None:
    done = tutor.bare("settings", "new-a-day", "5")
    assert done.returncode == 1
    assert "Did you mean new_a_day?" in done.stderr
    assert file.read_bytes() == OWN.encode()


def test_a_setting_is_taken_out_again(tutor: Command, file: Path) -> None:
    assert tutor.bare("settings", "theme", "--default").stdout.startswith("theme = 'auto'\n")
    assert load(file).settings == Settings(new_a_day=7)
    assert "# mine" in file.read_bytes().decode()
    assert tutor.bare("settings", "--default").returncode == 2
    assert tutor.bare("settings", "theme", "day", "--default").returncode == 2


def test_taking_out_what_no_file_sets_makes_no_file(tutor: Command) -> None:
    assert tutor.bare("settings", "theme", "--default").returncode == 0
    assert not (tutor.folder / "config").exists()


@pytest.mark.parametrize("text", ["new_a_day = 7\ntheme = \n", "a = [[" * 9_000, "\xff"])
def test_a_file_that_cannot_be_read_is_left_as_it_is(tutor: Command, file: Path, text: str) -> None:
    file.write_bytes(text.encode("latin-1"))
    done = tutor.bare("settings", "new_a_day", "5")
    assert done.returncode == 1
    assert "were left as they are" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == text.encode("latin-1")


def test_a_setting_with_a_fault_is_mended_by_setting_it(tutor: Command, file: Path) -> None:
    file.write_text("new_a_day = -5\nday_starts = 99\n")
    done = tutor.bare("settings", "new_a_day", "5")
    assert done.returncode == 0
    assert file.read_text() == "new_a_day = 5\nday_starts = 99\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tutor: Command, file: Path) -> None:
    file.parent.chmod(0o500)
    done = tutor.bare("settings", "new_a_day", "5")
    file.parent.chmod(0o700)
    assert "cannot be written" in done.stderr
    assert file.read_bytes() == OWN.encode()


def test_every_settings_file_gives_the_same_schedule_of_a_log(tutor: Command, file: Path) -> None:
    """The fold reads the learning day of an entry from the log, and no setting."""
    tutor("review", "--plain", typed="\n4\n\n2\n3\n", now="2026-12-01T02:30")
    tutor("review", "--plain", typed="\n3\n\n4\n", now="2026-12-02T05:00")
    before = stored(tutor)
    assert {day for day, *_ in before["log"]} == {
        date(2026, 11, 30).toordinal(),
        date(2026, 12, 2).toordinal(),
    }
    for text in (
        "",
        "day_starts = 0\nnew_a_day = 0\nnew_exercises_a_day = 0\nexercises_a_day = 0\n",
        "day_starts = 23\nnew_a_day = 9999\ndecks_off = ['deck']\nmaths = 'words'\n",
    ):
        file.write_text(text)
        with closing(sqlite3.connect(tutor.database)) as connection, connection:
            connection.execute("UPDATE memory SET due = due + 5, interval = 1, ease = 1300")
        assert tutor("doctor", "--repair", now="2026-12-02T06:00").returncode == 0
        assert stored(tutor) == before
        assert tutor("doctor", now="2026-12-02T06:00").returncode == 0


def stored(tutor: Command) -> dict[str, list[tuple[object, ...]]]:
    """The log with its learning days, and the schedule that follows from it."""
    with closing(sqlite3.connect(tutor.database)) as connection:
        log = connection.execute("SELECT day, quality FROM log ORDER BY at, uid").fetchall()
        return {
            "log": [*log],
            "memory": connection.execute("SELECT * FROM memory ORDER BY card").fetchall(),
        }
