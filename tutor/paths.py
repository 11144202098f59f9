"""Where the database, the learner's decks, the settings and the bundled decks are."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

_IS_LINUX = sys.platform == "linux" and "ANDROID_ROOT" not in os.environ


def database() -> Path:
    """The learner's history, unless --db or TUTOR_DB names another."""
    return _data() / "tutor.sqlite3"


def own_decks() -> Path:
    """The folder in which the learner keeps decks."""
    return _data() / "decks"


def settings() -> Path:
    """The learner's settings."""
    return _config() / "settings.toml"


def bundled_decks() -> Path:
    """The decks that come with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_decks"
    return installed if installed.is_dir() else package.parent / "decks"


def is_bundled(path: str) -> bool:
    """Whether a deck file, by its resolved path, comes with the program."""
    return Path(path).is_relative_to(bundled_decks().resolve())


def bundled_names(paths: Iterable[tuple[str, str]]) -> set[str]:
    """Which folder decks come with the program, of these: each a file's resolved path and deck."""
    folder = os.fspath(bundled_decks().resolve())
    return {
        deck for path, deck in paths if deck and path.startswith(os.path.join(folder, deck, ""))
    }


def _data() -> Path:
    if _IS_LINUX:
        return _xdg("XDG_DATA_HOME", "~/.local/share")
    from platformdirs import user_data_path

    return user_data_path("tutor", appauthor=False)


def _config() -> Path:
    if _IS_LINUX:
        return _xdg("XDG_CONFIG_HOME", "~/.config")
    from platformdirs import user_config_path

    return user_config_path("tutor", appauthor=False)


def _xdg(variable: str, default: str) -> Path:
    """A folder as platformdirs finds it too, which takes 5 ms to import."""
    # XDG Base Directory Specification 0.8: a path that is not absolute counts for nothing.
    named = os.environ.get(variable, "").strip()
    return Path(named if os.path.isabs(named) else os.path.expanduser(default), "tutor")
