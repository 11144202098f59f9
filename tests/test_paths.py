"""Where the learner's files are, beside what platformdirs says."""

import sys

import platformdirs
import pytest

from tutor import paths


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize(
    "value", ["/somewhere/else", "/with blank", "relative/path", "~/home", "", "  ", "/ends/in/"]
)
def test_the_folders_are_those_of_platformdirs(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", value)
    monkeypatch.setenv("XDG_CONFIG_HOME", value)
    data = platformdirs.user_data_path("tutor", appauthor=False)
    assert paths.database() == data / "tutor.sqlite3"
    assert paths.own_decks() == data / "decks"
    config = platformdirs.user_config_path("tutor", appauthor=False)
    assert paths.settings() == config / "settings.toml"


def test_without_variables_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert paths.own_decks().parent == platformdirs.user_data_path("tutor", appauthor=False)
    assert paths.settings().parent == platformdirs.user_config_path("tutor", appauthor=False)
