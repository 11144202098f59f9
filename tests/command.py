"""The program run as a command, with a home, decks and a database to itself."""

import os
import subprocess
import sys
from pathlib import Path

from tests import warm
from tests.patience import PATIENCE


class Command:
    """Runs `tutor` with its own home, decks and database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.decks = folder / "decks"
        self.decks.mkdir()
        self.database = folder / "data" / "tutor.sqlite3"
        self.environment = {
            **{name: value for name, value in os.environ.items() if "TUTOR" not in name},
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "share"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        self._usual = dict(self.environment)

    def __call__(
        self, *words: str, typed: str = "", now: str = "2026-12-01T09:00"
    ) -> "subprocess.CompletedProcess[str]":
        own = ("--db", str(self.database), "--decks", str(self.decks), "--now", now)
        return self.bare(*own, *words, typed=typed)

    def bare(self, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        if warm.CAN_FORK and self.environment == self._usual:
            return warm.run(words, typed, self.environment)
        return subprocess.run(
            [sys.executable, "-m", "tutor", *words],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment,
            timeout=PATIENCE,
        )
