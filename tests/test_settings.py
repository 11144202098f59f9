"""The settings: what may stand in their file, what is said of the rest, and the colours set."""

import os
import sys
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner, questions
from tests.tui.seat import running
from tutor.settings import Loaded, Settings, load
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui import theme
from tutor.tui.app import TutorApp

DIGITS = "9" * 4_301


def test_every_setting_is_read_and_what_is_left_out_is_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load(path) == Loaded(Settings(20, 4, "box", "auto"))
    path.write_text(
        'new_a_day = 5\nday_starts = 0\nmaths = "words"\ntheme = "day"\n'
        'capitals = false\nwords = "long"\n'
    )
    assert load(path).settings == Settings(5, 0, "words", "day", False, "long")
    assert load(path).faults == ()


LIST = (
    "The settings: new_a_day, day_starts, maths, theme, capitals, words, new_exercises_a_day, "
    "exercises_a_day, decks_off, decks_folder, reviews_a_day, minutes_a_day, days_off, deck, "
    "leech_lapses."
)
THEME = (
    "theme must be one of 'auto', 'day', 'night', 'contrast', or the name of a file in the folder "
    "themes; until then it is 'auto'"
)
FAULTY = [
    ('theme = "dark"', THEME),
    ("theme = 1", THEME),
    ("theme = ['day']", THEME),
    ("theme = true", THEME),
    ("theme.x = 1", THEME),
    ("day_starts = 4.0", "day_starts must be a whole number from 0 to 23; until then it is 4"),
    ("day_starts = true", "day_starts must be a whole number from 0 to 23; until then it is 4"),
    ("decks_folder = 'decks'", "decks_folder must be the whole path of a folder, '/home/me/decks'"),
    ("decks_folder = '~nobody-of-that-name/x'", "decks_folder must be the whole path of a folder"),
    (f"decks_folder = '/{'x' * 5_000}'", "decks_folder must be the whole path of a folder"),
    ("decks_folder = ['/x']", "decks_folder must be the whole path of a folder, '/home/me/decks'"),
    ("themes = 'day'", f"there is no setting 'themes'. Did you mean theme? {LIST}"),
    ("New-Per-Day = 7", f"there is no setting 'New-Per-Day'. Did you mean new_a_day? {LIST}"),
    ("colour = 'red'", f"there is no setting 'colour'. {LIST}"),
    ("[display]", f"there is no setting 'display'. {LIST}"),
    ("'day starts' = 3", f"there is no setting 'day starts'. Did you mean day_starts? {LIST}"),
    ("theme = day", "this is not TOML (invalid value): write it like new_a_day = 20"),
    ("theme: day", "this is not TOML (expected '=' after a key in a key/value pair): write it"),
    ("maths = 'words'", "maths is set above already"),
    (f"theme = {DIGITS}", "this number has more than 4,300 digits: write a shorter one"),
    (f"x = {DIGITS}", "this number has more than 4,300 digits: write a shorter one"),
    (f"x = [[-{DIGITS}]]", "this number has more than 4,300 digits: write a shorter one"),
    (f"x = 0x{DIGITS}", "this number has more than 4,300 digits: write a shorter one"),
]


@pytest.mark.parametrize(("line", "said"), FAULTY, ids=range(len(FAULTY)))
def test_a_fault_costs_its_own_setting_only_and_is_reported_with_its_line(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"# mine\nmaths = 'line'\n{line}\n")
    loaded = load(path)
    assert loaded.settings == Settings(maths="line")
    (fault,) = map(str, loaded.faults)
    assert fault.startswith(f"{path}:3: {said}")


def test_what_cannot_be_read_at_all_leaves_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for data, said in (
        (b"maths = 'line'\n# \xff\n", ":2: this is not UTF-8"),
        (b"#" * 70_000, ": this is over 65,536 bytes"),
    ):
        path.write_bytes(data)
        loaded = load(path)
        assert loaded.settings == Settings()
        assert f"{path}{said}" in str(loaded.faults[0])
    path.unlink()
    path.mkdir()
    assert "cannot be read" in str(load(path).faults[0])
    path.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        assert "a pipe and no file" in str(load(path).faults[0])


@pytest.mark.parametrize("broken", ["new_a_day = 'x'", "new_per_day = 7", f"x = {DIGITS}", "theme"])
def test_no_verb_is_stopped_by_a_fault_in_the_settings(tmp_path: Path, broken: str) -> None:
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha"))
    settings = tmp_path / "config" / "tutor" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"\n{broken}\n")
    for words in (
        ["review", "--plain"],
        ["today"],
        ["check", str(command.decks)],
        ["progress"],
        ["doctor"],
        ["backup"],
        ["export", "--format", "json", "-o", "-"],
        [],
    ):
        done = command(*words)
        assert done.returncode == 0, (words, done.stderr)
        assert done.stderr.count(f"tutor: {settings}:2: ") == 1, words


async def test_home_says_what_is_wrong_in_the_settings(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    path = tmp_path / "settings.toml"
    path.write_text("new_a_days = 3\n")
    database, loaded = Database(learner.database), load(path)
    study = Study(database, [learner.decks], lambda: learner.now, loaded.settings, loaded.faults)
    async with running(TutorApp(lambda: study), database, (200, 24)) as seat:
        await seat.settle()
        assert f"{path}:1: there is no setting 'new_a_days'. Did you mean new_a_day?" in seat.text


@pytest.mark.parametrize("colour_system", ["truecolor", "256", "standard", None])
@pytest.mark.parametrize("background", ["", "15;0", "0;15"])
def test_a_theme_that_is_set_holds_whatever_the_terminal_says(
    colour_system: str | None, background: str
) -> None:
    environ = {"COLORFGBG": background}
    dark = {each.name: each.dark for each in theme.THEMES}
    assert not dark[theme.choose(environ, colour_system, "day")]
    assert dark[theme.choose(environ, colour_system, "night")]
    assert dark[theme.choose(environ, colour_system, "auto")] is (background != "0;15")


@pytest.mark.parametrize(
    ("setting", "paper"),
    [("day", (0xF2, 0xF2, 0xF2)), ("night", (0x15, 0x17, 0x1C))],
)
def test_the_screen_begins_in_the_colours_that_are_set(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    paper: tuple[int, int, int],
) -> None:
    pytest.importorskip("pty")
    from tests.benchmarks.terminal import Terminal

    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha"))
    settings = tmp_path / "config" / "tutor" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'theme = "{setting}"\n')
    monkeypatch.delenv("NO_COLOR", raising=False)
    own = ("--db", str(command.database), "--decks", str(command.decks))
    environment = command.environment | {"COLORTERM": "truecolor", "COLORFGBG": ""}
    terminal = Terminal([sys.executable, "-m", "tutor", *own], environment)
    try:
        terminal.until("48;2;" + ";".join(map(str, paper)))
        terminal.until("deck")
        other = {"day": "48;2;21;23;28", "night": "48;2;238;238;238"}[setting]
        assert other.encode() not in terminal.seen
    finally:
        terminal.close()
