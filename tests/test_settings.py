"""The settings: what may stand in their file, what is said of the rest, and the colours set."""

import sys
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import questions
from tutor.errors import TutorError
from tutor.settings import Settings, load
from tutor.tui import theme


def test_every_setting_is_read_and_what_is_left_out_is_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load(path) == Settings(20, 4, "box", "auto")
    path.write_text('new_a_day = 5\nday_starts = 0\nmaths = "words"\ntheme = "day"\n')
    assert load(path) == Settings(5, 0, "words", "day")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('theme = "dark"', "theme must be one of 'auto', 'day', 'night'."),
        ("theme = 1", "theme must be one of 'auto', 'day', 'night'."),
        ("theme = ['day']", "theme must be one of 'auto', 'day', 'night'."),
        (
            "themes = 'day'",
            "there is no setting 'themes'. The settings: new_a_day, day_starts, maths, theme.",
        ),
    ],
)
def test_what_cannot_be_set_is_said_with_what_can(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(line)
    with pytest.raises(TutorError) as refused:
        load(path)
    assert str(refused.value) == f"{path}: {said}"


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
    [("day", (0xEF, 0xEB, 0xE2)), ("night", (0x15, 0x17, 0x1C))],
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
        other = {"day": "48;2;21;23;28", "night": "48;2;239;235;226"}[setting]
        assert other.encode() not in terminal.seen
    finally:
        terminal.close()
