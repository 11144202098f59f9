"""No test depends on how fast the machine is, or on what started it."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.benchmarks import as_installed
from tests.command import Command
from tests.learner import questions

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
as_installed()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs that a test starts can be interrupted, also where the tests run in the background.

    A background job ignores SIGINT, and one begun by nohup SIGHUP; what it starts does so too.
    """
    handlers: dict[signal.Signals, Any] = {signal.SIGINT: signal.default_int_handler}
    if hasattr(signal, "SIGHUP"):
        handlers[signal.SIGHUP] = signal.SIG_DFL
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    """The program with a deck of two cards."""
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha", "beta"))
    return command
