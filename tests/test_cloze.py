"""Line by line: a cloze filled in where it stood."""

import os
import subprocess
import sys
from pathlib import Path

from tests.learner import Learner
from tests.patience import PATIENCE


def tutor(learner: Learner, *arguments: str, typed: str = "", **variables: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "tutor", *arguments, "--decks", str(learner.decks)]
    command += ["--db", str(learner.database), "--now", learner.now.isoformat()]
    done = subprocess.run(
        command,
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | variables,
    )
    return done.stdout + done.stderr


def test_a_cloze_is_filled_in_where_it_stood(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", "C: The capital of France is [Paris], a city.\n")
    said = tutor(learner, "review", "--plain", typed="\nq\n")
    assert "The capital of France is […], a city." in said
    assert "The capital of France is [Paris], a city." in said
