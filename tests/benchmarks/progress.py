"""Progress and exports with a million log rows: `python -m tests.benchmarks.progress`.

For scale: Anki's own graphs on the same history take 1.6 s, its export writes 360,000 rows a
second; bare sqlite3 and csv are measured beside ours.
"""

import argparse
import csv
import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.benchmarks import as_installed
from tests.benchmarks.daily import report, timed
from tests.benchmarks.history import TODAY, build, copied, study_of
from tests.store.raw_log import RawEntry, put_entries
from tutor.progress.figures import figures
from tutor.progress.progress import Choice
from tutor.scheduling.schedulers import DEFAULT
from tutor.store.connect import backups_of, read_only
from tutor.store.database import Database
from tutor.store.doctor import prove
from tutor.store.writer import Writer
from tutor.study.history import local_time

ATTEMPTS = 5_000  # at exercises: five a day for three years


def main() -> None:
    as_installed()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where to build, or find, the history")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = arguments.folder or Path(temporary)
        build(where, arguments.cards, arguments.rows)
        path = where / "progress.sqlite3"
        if not path.exists():
            copied(where / "tutor.sqlite3", path)
            attempt(path)
        looking(where, path)
        taking(where, path)


def attempt(path: Path) -> None:
    """Put attempts at exercises into the log."""
    chance = random.Random(2)
    with closing(sqlite3.connect(path)) as connection:
        put_entries(connection, (_attempt(number, chance) for number in range(ATTEMPTS)))
    with closing(Writer(path, backups_of(path), DEFAULT)) as writer:
        writer.rebuild()


def _attempt(number: int, chance: random.Random) -> RawEntry:
    day = TODAY - 1 - chance.randrange(1_100)
    exercise = f"exercise-{chance.randrange(12)}"
    steps = [
        {
            "name": name,
            "outcome": chance.choice(("right", "right", "mended", "helped", "shown")),
            "typed": ["(x - 2)/4", "1/4"],
            "mistakes": [chance.choice(("no-jacobian", "wrong-sign"))],
            "help": [1],
        }
        for name in ("inverse", "support", "derivative", "density", "total-mass")
    ]
    detail = {"exercise": exercise, "level": 1, "seed": number, "parameters": {"a": 4, "b": 2}}
    detail |= {"steps": steps, "seconds": 400.0, "minutes": 7}
    at = (day - 719_163) * 86_400_000 + 60_000_000 + number
    said = json.dumps(detail, separators=(",", ":"))
    uid = f"a{number:025x}"
    return RawEntry(uid, at, day, exercise, "practice", 4, 400_000, detail=said, device="bench")


def looking(where: Path, path: Path) -> None:
    """The figures, for various choices."""
    with closing(Database(path)) as database:
        study = study_of(where, database)
        study.decks.open()
        one = study.decks.shelf.decks[0].name
        progress = study.history.progress()
        report("all figures, everything", [timed(study.history.progress) for _ in range(7)])
        report("  the latest year", [timed(lambda: study.history.progress(since=TODAY - 365))
                                     for _ in range(5)])  # fmt: skip
        report(
            "  one deck of a hundred",
            [timed(lambda: study.history.progress([one])) for _ in range(5)],
        )
        decks = [deck.name for deck in study.decks.shelf.decks]
        report(
            "  every deck by its name",
            [timed(lambda: study.history.progress(decks)) for _ in range(3)],
        )
        report("their pictures", [timed(lambda: figures(progress, local_time)) for _ in range(5)])
        with database.counting(Choice(study.decks.shelf.files())) as counting:
            report("  of which hours", [timed(lambda: list(counting.weeks())) for _ in range(5)])
            report("  cards now", [timed(lambda: list(counting.spread())) for _ in range(5)])
            names = study.decks.shelf.names
            report("  reviews", [timed(lambda: counting.recalls(names)) for _ in range(5)])
            report("  attempts", [timed(lambda: list(counting.attempts())) for _ in range(5)])
    with closing(read_only(path)) as connection:
        report("doctor: all of it proved", [timed(lambda: prove(connection)) for _ in range(3)])


def taking(where: Path, path: Path) -> None:
    """Exports and the import, each a program of its own."""
    with closing(read_only(path)) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM log").fetchone()
    out = where / "out"
    own = ("--db", str(path), "--decks", str(where / "decks"))
    rate("bare sqlite3 and csv", rows, lambda: bare(path, out))
    rate(
        "export to json",
        rows,
        lambda: tutor("export", "--format", "json", "-o", f"{out}.json", *own),
    )
    rate("export to csv", rows, lambda: tutor("export", "--format", "csv", "-o", str(out), *own))
    report(
        "export to html",
        [timed(lambda: tutor("export", "--format", "html", "-o", f"{out}.html", *own))],
    )
    new = where / "new.sqlite3"
    rate(
        "import into an empty database",
        rows,
        lambda: tutor("import", f"{out}.json", "--db", str(new)),
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{'most memory any of these held':32} {peak:8} MiB")
    shutil.rmtree(out)
    for name in where.glob("out.*"):
        name.unlink()
    for name in where.glob("new.sqlite3*"):
        name.unlink()


def tutor(*words: str) -> None:
    """Run the program."""
    subprocess.run(
        [sys.executable, "-m", "tutor", *words, *_force(words)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _force(words: tuple[str, ...]) -> tuple[str, ...]:
    return ("--force",) if words[0] == "export" else ()


def bare(path: Path, out: Path) -> None:
    """The log as it is, through the standard library."""
    out.mkdir(exist_ok=True)
    with closing(read_only(path)) as connection, (out / "bare.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            connection.execute(
                "SELECT at, day, card, event, quality, milliseconds, uid, device, undoes FROM log"
            )
        )


def rate(name: str, rows: int, work: Callable[[], object]) -> None:
    """One line: rows a second, of one run."""
    seconds = timed(work)
    print(f"{name:32} {rows / seconds:8,.0f} rows a second ({seconds:.1f} s)")


if __name__ == "__main__":
    main()
