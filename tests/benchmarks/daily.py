"""Daily use with 100,000 cards and 1,000,000 log rows: `python -m tests.benchmarks.daily`.

Prints medians and 99th percentiles. Anki's engine on the same work, for scale: queue 27 ms,
durable grade plus next card 0.33 ms, start to first card 0.27 s, 117 MB.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.benchmarks.history import build, copied, study_of
from tutor.store.connect import read_only
from tutor.store.database import Database
from tutor.store.doctor import prove


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where to build, or find, the history")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = arguments.folder or Path(temporary)
        build(where, arguments.cards, arguments.rows)
        used = where / "used.sqlite3"  # a history that is graded on is not the same again
        copied(where / "tutor.sqlite3", used)
        use_cases(where, used)
        used.unlink()


def use_cases(where: Path, path: Path) -> None:
    """What the use cases take, without a screen."""
    with closing(Database(path)) as database:
        study = study_of(where, database)
        report("decks, unchanged", [timed(study.decks.open)])
        report("today's queue", [timed(study.review.begin) for _ in range(30)])
        report("today's counts", [timed(study.schedule.today) for _ in range(10)])
        session, asked = study.review.ask(study.review.begin())
        print(f"{'':32} {session.left:,} cards waiting")
        study.prepare()
        times = []
        for number in range(1_000):
            assert asked is not None
            started = time.perf_counter()
            session, asked = study.review.ask(
                study.review.grade(session, (4, 5, 3, 4, 1)[number % 5], 5.0)
            )
            times.append(time.perf_counter() - started)
        report("grade, on disk, to next card", times)
        report("a bare durable commit, beside it", bare_commits(where))
        report("undo", [timed(lambda: study.review.undo(session)) for _ in range(30)])
    with closing(read_only(path)) as connection:
        report("doctor: all memories proved", [timed(lambda: prove(connection)) for _ in range(3)])


def bare_commits(where: Path) -> list[float]:
    """What the disk itself takes for a row: sqlite3 with WAL and FULL, and nothing else."""
    path = where / "bare.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE row (text)")
        insert = "INSERT INTO row VALUES ('as long as a row of the log is, more or less, or so')"
        times = [timed(lambda: connection.execute(insert)) for _ in range(1_000)]
    path.unlink()
    return times


def timed(work: Callable[[], object]) -> float:
    """How long it takes, in seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def report(name: str, seconds: list[float]) -> None:
    """One line: the median and the 99th percentile, in milliseconds."""
    ordered = sorted(1000 * each for each in seconds)
    p99 = ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1)))]
    print(f"{name:32} {statistics.median(ordered):8.2f} ms   p99 {p99:8.2f} ms")


if __name__ == "__main__":
    main()
