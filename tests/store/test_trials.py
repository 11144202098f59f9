"""A few of the trials of every verb on a damaged or foreign database."""

import subprocess
import sys

import pytest

from tests.patience import PATIENCE


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork and the rights of Linux")
def test_no_command_calls_a_damaged_database_a_fault_of_its_own() -> None:
    # In a process of its own: one that has run other tests' threads must not fork.
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.trials", "--times", "20", "--seed", "1"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20 trials, 0 faults" in done.stdout
