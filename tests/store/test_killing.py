"""The kill test: short runs of it, and broken stores, each of which it must find."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.store.lives import KINDS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and signals of POSIX")

# The code runs in a process of its own: one that has run other tests' threads must not fork.
RUN = """
import random, sys
from pathlib import Path
from tests.store import broken_stores
from tests.store.killing import rounds
kind, times, change = sys.argv[2], int(sys.argv[3]), getattr(broken_stores, sys.argv[4])
print(rounds(Path(sys.argv[1]), kind, times, random.Random(kind), change).acknowledged)
"""


def run(folder: Path, kind: str, times: int, change: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", RUN, str(folder), kind, str(times), change],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_acknowledged_is_lost_when_a_program_is_killed_at_this_work(
    tmp_path: Path, kind: str
) -> None:
    times = 50 if kind == "grades" else 15
    done = run(tmp_path, kind, times, "sound")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= times // 2


@pytest.mark.parametrize(
    ("kind", "change", "found"),
    [
        ("grades", "commits_after_acknowledging", "acknowledged"),
        ("grades", "has_no_journal", "PRAGMA journal_mode is "),
        ("grades", "schedules_in_another_transaction", "the summaries are not what the log says"),
        ("grades", "acknowledges_nothing", "only 0 entries acknowledged"),
        ("backup", "keeps_the_newest_backup_only", "is gone"),
    ],
)
def test_a_broken_store_is_found(tmp_path: Path, kind: str, change: str, found: str) -> None:
    times = 20 if change == "acknowledges_nothing" else 100
    done = run(tmp_path, kind, times, change)
    assert done.returncode == 1
    assert found in done.stderr.splitlines()[-1]
