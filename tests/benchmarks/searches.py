"""Searches beside Anki's, in turn in one run: `python -m tests.benchmarks.searches`.

Each finds the numbers of the cards that match. Where the `anki` package is not installed
(`pip install anki`, or its folder in PYTHONPATH) its column stays empty.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.benchmarks.anki_collection import Anki, is_installed
from tests.benchmarks.history import build, build_due, copied, study_of
from tutor.store.database import Database

_ROUNDS = 15
SEARCHES = (  # ours, and the same in Anki's words
    ("is:due", "is:due"),
    ("prop:interval>30", "prop:ivl>30"),
    ("prop:ease<2", "prop:ease<2"),
    ("prop:lapses>=3", "prop:lapses>=3"),
    ("777", "777"),
    ('"say of"', '"say of"'),
    ("z_{777", r"z\_{777"),
    ("is:due 777", "is:due 777"),
    ("-777", "-777"),
    ("777 or 888", "777 or 888"),
    ("is:new", "is:new"),
    ("re:7+8", "re:7+8"),
    ("rated:7:again", "rated:7:1"),
    ("", ""),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--due", type=int, default=1_200, help="how many cards wait today")
    parser.add_argument("--folder", type=Path, help="keep what is built here, or find it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = given.folder or Path(temporary)
        build(where, given.cards, given.rows)
        path = Path(temporary) / "searched.sqlite3"  # the history itself stays as it is
        copied(where / "tutor.sqlite3", path)
        due = build_due(path, given.due)
        other = Anki(Path(temporary), given.cards, due, given.rows) if is_installed() else None
        with closing(Database(path)) as database:
            study = study_of(where, database)
            study.decks.open()
            print(f"{'CPU milliseconds':26}{'tutor':>10}{'found':>10}{'Anki':>10}{'found':>10}")
            for ours, theirs in SEARCHES:
                row(ours, partial(study.find.count, ours), other, theirs)


def row(name: str, search: Callable[[], int], other: Anki | None, words: str) -> None:
    """One search of both, in turn."""
    own: list[float] = []
    others: list[float] = []
    count = found = 0
    for _ in range(_ROUNDS):
        began = time.process_time()
        count = search()
        own.append(1000 * (time.process_time() - began))
        if other is not None:
            began = time.process_time()
            found = other.find(words)
            others.append(1000 * (time.process_time() - began))
    line = f"{name or 'all cards':26}{statistics.median(own):10.2f}{count:10,}"
    if others:
        theirs = statistics.median(others)
        line += f"{theirs:10.2f}{found:10,}{statistics.median(own) / theirs:8.2f} of Anki's"
    print(line, flush=True)


if __name__ == "__main__":
    main()
