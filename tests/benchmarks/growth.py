"""What a large history costs beside a small one: `python -m tests.benchmarks.growth`.

The large one is the small one many times, in the same hundred deck files, with as many cards due:
1,000,000 cards and 10,000,000 rows unless another size is named. What is kept of the copies is as
their logs say, but for the due days of those that would be due today.
"""

import argparse
import gc
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.benchmarks.history import TODAY, build, build_due, copied
from tests.benchmarks.versus import Ours, Taken, take

_CARDS, _ROWS, _DUE = 10_000, 100_000, 1_200
_ROUNDS = 8
_APART = 1_000_000  # positions of one file between two copies of a card
# What differs from one copy to the next, by table, and what a copy is made of.
_COPIED = {
    "card": ("number", {"number": "number + :cards", "id": "id || :name",
                        "identity": "identity || :name"}),
    "placement": ("card", {"position": "position + :apart", "card": "card + :cards"}),
    "memory": ("card", {"card": "card + :cards"}),
    "entry": ("sequence", {"sequence": "sequence + :rows", "card": "card + :cards",
                           "uid": "byte(:copy) || substr(uid, 2)", "at": "at + :copy"}),
}  # fmt: skip
_SUMS = {
    "recalled": ("reviews",),
    "found": ("reviews",),
    "spread": ("cards",),
    "begun": ("cards",),
    "tally": ("answers", "milliseconds"),
    "deck_file": ("cards", "asked", "passed"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="up to 255")
    parser.add_argument("--folder", type=Path, help="keep what is built here, or find it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = given.folder or Path(temporary)
        build(where, _CARDS, _ROWS)
        small, large = (where / name / "tutor.sqlite3" for name in ("once", str(given.times)))
        if not small.exists():
            small.parent.mkdir()
            copied(where / "tutor.sqlite3", small)
            build_due(small, _DUE)
        if not large.exists():
            large.parent.mkdir()
            multiply(small, large, given.times)
        compare(where, small, large)


def multiply(small: Path, large: Path, times: int) -> None:
    """So many copies of a history in one."""
    print(f"copying {_ROWS:,} log rows {times} times …", file=sys.stderr)
    copied(small, large)
    with closing(sqlite3.connect(large, isolation_level=None)) as connection:
        execute = connection.execute
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            execute(f"PRAGMA {pragma}")
        connection.create_function("byte", 1, lambda number: bytes([number]))
        indexes = execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            execute(f"DROP INDEX {name}")
        (cards,) = execute("SELECT max(number) FROM card").fetchone()
        (rows,) = execute("SELECT max(sequence) FROM entry").fetchone()
        execute("BEGIN")
        for copy in range(1, times):
            values = {"copy": copy, "name": f"-{copy}", "apart": copy * _APART}
            values |= {"cards": copy * cards, "rows": copy * rows}
            for table, (key, changes) in _COPIED.items():
                names = [name for _, name, *_ in execute(f"PRAGMA table_info({table})")]
                own = [changes.get(name, name) for name in names]
                execute(
                    f"""INSERT INTO {table} ({", ".join(names)}) SELECT {", ".join(own)}
                        FROM {table} WHERE {key} <= {rows if table == "entry" else cards}""",
                    values,
                )
        for table, sums in _SUMS.items():
            each = ", ".join(f"{name} = {name} * {times}" for name in sums)
            execute(f"UPDATE {table} SET {each}")
        later = TODAY + 1
        execute(
            f"""UPDATE memory SET due = {later} + card % 100, ready = {later} + card % 100
                WHERE ready <= {TODAY} AND card > {cards}"""
        )
        execute(
            """UPDATE about SET value = (SELECT max(sequence) FROM entry)
               WHERE name = 'counted'"""
        )
        execute("COMMIT")
        for _, sql in indexes:
            execute(sql)


def compare(where: Path, *paths: Path) -> None:
    """The use cases of each in turn; what each call takes, and how much more that is."""
    with tempfile.TemporaryDirectory(dir=_beside(where)) as folder:
        parties = []
        first = [Taken([], []) for _ in paths]
        for path, taken in zip(paths, first, strict=True):
            used = Path(folder) / path.parent.name / path.name
            used.parent.mkdir()
            copied(path, used)
            Ours(where, used).close()  # what is imported and read first is no matter of size
            take(lambda used=used: parties.append(Ours(where, used)), taken)  # type: ignore[misc]
        print(f"{'milliseconds of CPU':24}{'small':>10}{'large':>10}{'ratio':>8}")
        _print("opened, first card", first)
        works: list[tuple[str, Callable[[Ours], object], int]] = [
            ("queue", Ours.queue, 2),
            ("counts of each deck", Ours.counts, 3),
            ("grade and next card", Ours.grade, 80),
            ("undo and next card", Ours.undo, 60),
        ]
        gc.collect()
        gc.freeze()
        gc.disable()
        for name, work, calls in works:
            all_taken = [Taken([], []) for _ in parties]
            for _ in range(_ROUNDS):
                for party, taken in zip(parties, all_taken, strict=True):
                    for _ in range(calls):
                        take(lambda party=party, work=work: work(party), taken)  # type: ignore[misc]
            _print(name, all_taken)
        gc.enable()
        for party in parties:
            party.close()


def _beside(where: Path) -> Path:
    """Where the copies that are measured lie: in memory, if there is room."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else where


def _print(name: str, taken: list[Taken]) -> None:
    small, large = (sorted(each.cpu)[len(each.cpu) // 2] for each in taken)
    print(f"{name:24}{small:10.3f}{large:10.3f}{large / small:8.2f}", flush=True)


if __name__ == "__main__":
    main()
