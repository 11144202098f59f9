"""A few rounds of restore, import and repair while other programs grade."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.store.beside import VERBS

# In a process of its own: one that has run other tests' threads must not fork.
RUN = """
import random, sys
from pathlib import Path
from tests.store.beside import rounds
print(*rounds(Path(sys.argv[1]), sys.argv[2], 3, random.Random(sys.argv[2])))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs fork and signals of POSIX")
@pytest.mark.parametrize("verb", VERBS)
def test_what_others_grade_meanwhile_is_in_the_history_or_in_a_backup(
    tmp_path: Path, verb: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path), verb],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) >= 3 * 8  # each round waits for that many
