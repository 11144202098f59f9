"""A theme of the learner's: taken from a file, and its faults named with their lines."""

from pathlib import Path

import pytest

from tests.command import Command
from tutor.settings import TABLE, Settings, load
from tutor.tui.own_themes import own_theme
from tutor.tui.theme import NIGHT, PAPER, choose

GOOD = """name = "Sea"
dark = false
background = "#fdf6e3"
primary = "teal"
[variables]
border = "#93a1a1"
"""


def written(folder: Path, text: str, name: str = "sea") -> Path:
    """A theme in the folder of settings."""
    (folder / "themes").mkdir(exist_ok=True)
    path = folder / "themes" / f"{name}.toml"
    path.write_text(text)
    return path


def test_what_a_file_says_is_taken_and_the_rest_is_as_in_the_theme_like_it(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    theme, faults = own_theme(tmp_path, "sea")
    assert faults == []
    assert (theme.name, theme.dark) == ("own-sea", False)
    assert (theme.background, theme.primary, theme.foreground) == (
        "#fdf6e3",
        "teal",
        PAPER.foreground,
    )
    assert theme.variables == PAPER.variables | {"border": "#93a1a1"}
    assert choose({}, "truecolor", "sea", theme) == "own-sea"
    assert choose({"NO_COLOR": "1"}, "truecolor", "sea", theme) == "ansi-light"
    assert choose({}, "standard", "sea", theme) == "ansi-light"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('primary = "#12345"', "primary is no colour"),
        ('primary = "reddish"', "primary is no colour"),
        ('primary = "ansi_red"', "primary is no colour"),
        ('primary = "auto"', "primary is no colour"),
        ('primary = "$accent 20%"', "primary is no colour"),
        ('primary = "rgba(0,0,0,0.1)"', "primary is no colour"),
        ("primary = 7", "primary is no colour"),
        ("primary = []", "primary is no colour"),
        ('primray = "#123456"', "a theme has no 'primray'; did you mean primary?"),
        ('"\\u001b[2J" = 1', "a theme has no"),
        ("text_alpha = 7", "text_alpha must be a number from 0 to 1"),
        ('dark = "yes"', "dark must be true or false"),
        ("variables = 1", "variables must be a table of colours"),
        ('variables.bordr = "#fff"', "there is no colour 'bordr'; did you mean border?"),
        ('variables.link-style = "bold"', "there is no colour 'link-style'"),
        ('variables.border = "bold"', "border is no colour"),
        ("primary = ", "this is not TOML"),
        (f"primary = {'9' * 5_000}", "this number has more than 4,300 digits"),
    ],
)
def test_a_fault_is_named_with_its_line_and_costs_itself_only(
    tmp_path: Path, line: str, said: str
) -> None:
    path = written(tmp_path, f'accent = "#010203"\n{line}\n')
    theme, faults = own_theme(tmp_path, "sea")
    assert [str(fault).startswith(f"{path}:") and said in str(fault) for fault in faults] == [True]
    assert "\x1b" not in str(faults[0])
    if "TOML" not in said:
        assert theme.accent == "#010203"
    if line[0].isalpha() and not line.startswith("variables."):
        assert str(faults[0]).startswith(f"{path}:2: ")
    assert (theme.primary, theme.dark, theme.variables) == (NIGHT.primary, True, NIGHT.variables)


@pytest.mark.parametrize("data", [b"\xff", b"#" * 70_000, b"a = " + b"[" * 9_000])
def test_a_file_that_cannot_be_read_gives_the_usual_colours(tmp_path: Path, data: bytes) -> None:
    written(tmp_path, "").write_bytes(data)
    theme, faults = own_theme(tmp_path, "sea")
    assert len(faults) == 1
    assert theme.background == NIGHT.background
    assert own_theme(tmp_path, "none")[1]


def test_only_a_theme_with_a_file_beside_the_settings_can_be_set(tutor: Command) -> None:
    folder = tutor.folder / "config" / "tutor"
    folder.mkdir(parents=True)
    written(folder, GOOD)
    written(folder, GOOD, "not ours")
    assert tutor.bare("settings", "theme", "sea").returncode == 0
    assert load(folder / "settings.toml").settings == Settings(theme="sea")
    assert TABLE["theme"].choices(folder) == ("auto", "day", "night", "contrast", "sea")
    for name in ("lake", "../themes/sea", "not ours", "themes", "sea.toml"):
        assert "theme must be one of" in tutor.bare("settings", "theme", name).stderr
    (folder / "themes" / "sea.toml").unlink()
    assert "until then it is 'auto'" in tutor.bare("today").stderr
