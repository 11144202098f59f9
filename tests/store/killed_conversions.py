"""Kill a program while it converts an earlier format: `python -m tests.store.killed_conversions`.

Each program converts a database of an earlier format and is killed at a statement of SQL, or within
one. Then the log is all there, in the earlier format or in the current one, and the next program
finishes the work.
"""

import argparse
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.learner import Learner
from tests.store.lives import Trap
from tutor.store.backup import verify
from tutor.store.connect import backups_of
from tutor.store.database import Database
from tutor.store.schema import VERSION

EARLIER = Path(__file__).parents[1] / "earlier"
DATABASES = {
    1: EARLIER / "tutor.sqlite3",
    2: EARLIER / "format-2" / "tutor.sqlite3",
    3: EARLIER / "format-3" / "tutor.sqlite3",
    4: EARLIER / "format-4" / "tutor.sqlite3",
}
STEPS = {1: 1_600, 2: 500, 3: 60, 4: 30}  # statements and further steps of SQLite's machine, about


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    found = kills(given.times, random.Random(given.seed))
    print(f"nothing lost: {dict(found)}")
    return 0


def kills(times: int, chance: random.Random) -> Counter[str]:
    """Kill so many programs; how many files were found in which format. It must be sound."""
    found: Counter[str] = Counter()
    for number in range(times):
        version = 1 + number % len(DATABASES)
        with tempfile.TemporaryDirectory() as folder:
            learner = Learner(Path(folder))
            shutil.copy(DATABASES[version], learner.database)
            log = log_of(learner.database)
            killed = _convert(learner.database, chance.randrange(1, STEPS[version]))
            after = version_of(learner.database)
            assert after in (version, VERSION), f"kill {number}: format {after}"
            assert log_of(learner.database) == log, f"kill {number}: the log is another"
            for copy in backups_of(learner.database).glob("*.sqlite3"):
                assert not verify(copy).fault, f"kill {number}: {verify(copy)}"
                assert log_of(copy) == log
            assert _convert(learner.database, 0) is False
            assert log_of(learner.database) == log
            assert learner.proof().holds
            found[f"format {after}, {'killed' if killed else 'done'}"] += 1
    return found


def version_of(database: Path) -> int:
    """The format of a database."""
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def log_of(database: Path) -> list[tuple[Any, ...]]:
    """The log as people read it: a table of the earlier formats, a view of this one."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(
            """SELECT sequence, uid, device, at, day, card, event, quality, milliseconds, undoes,
                      detail FROM log ORDER BY sequence"""
        ).fetchall()


def _convert(database: Path, steps: int) -> bool:
    """Convert in a program of its own; whether it was killed, after so many steps unless 0."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            trap = Trap(steps)
            trap.set()
            with closing(Database(database)) as store:
                store.prepare_to_write()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the program failed by itself"
    return False


if __name__ == "__main__":
    sys.exit(main())
