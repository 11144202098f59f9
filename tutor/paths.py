"""Where the database, the learner's decks, the settings and the bundled decks are."""

import os
from collections.abc import Iterable
from pathlib import Path

from platformdirs import user_config_path, user_data_path


def database() -> Path:
    """The learner's history, unless --db or TUTOR_DB names another."""
    return user_data_path("tutor", appauthor=False) / "tutor.sqlite3"


def own_decks() -> Path:
    """The folder in which the learner keeps decks."""
    return user_data_path("tutor", appauthor=False) / "decks"


def settings() -> Path:
    """The learner's settings."""
    return user_config_path("tutor", appauthor=False) / "settings.toml"


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
