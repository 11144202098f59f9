"""No test depends on how fast the machine is, or on what started it."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.command import Command
from tests.learner import questions

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs that a test starts can be interrupted: those of a background job ignore SIGINT."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    """The program with a deck of two cards."""
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha", "beta"))
    return command
