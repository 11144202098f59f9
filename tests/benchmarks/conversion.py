"""A large database of format 2, converted: `python -m tests.benchmarks.conversion`."""

import argparse
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.benchmarks.history import TODAY
from tests.store.killed_conversions import DATABASES
from tutor.store.database import Database

_DAYS = 1_100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tutor.sqlite3"
        build(path, given.cards, given.rows)
        size, cpu, wall = path.stat().st_size, time.process_time(), time.perf_counter()
        with closing(Database(path)) as database:
            database.prepare_to_write()
        print(f"{given.rows:,} rows: {time.perf_counter() - wall:.1f} s", end=", ")
        print(f"{time.process_time() - cpu:.1f} s of CPU", end=", ")
        print(f"{size / 1e6:.0f} MB became {path.stat().st_size / 1e6:.0f}")


def build(path: Path, cards: int, rows: int) -> None:
    """The small database of format 2 with so many more cards and rows of the log."""
    shutil.copy(DATABASES[2], path)
    chance = random.Random(4)
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany(
            """INSERT INTO card (id, kind, given, identity, wording, question, answer, key_points,
                                 tags) VALUES (?, 'flashcards', '', ?, ?, ?, ?, '[]', '[]')""",
            (
                (f"~{card:016x}", f"~{card:016x}", f"~{card:016x}", f"What is {card}?", "A number.")
                for card in range(cards)
            ),
        )
        connection.executemany(
            """INSERT INTO log (uid, device, at, day, card, event, quality, milliseconds)
               VALUES (?, 'bench', ?, ?, ?, 'scheduled', ?, 8500)""",
            _rows(cards, rows, chance),
        )
        connection.commit()


def _rows(cards: int, rows: int, chance: random.Random) -> Iterator[tuple[str, int, int, str, int]]:
    for row in range(rows):
        day = TODAY - _DAYS + row * _DAYS // rows
        at = (day - 719_163) * 86_400_000 + 61_200_000 + row
        quality = chance.choice((1, 3, 4, 4, 5))
        yield f"{row + 1:026x}", at, day, f"~{chance.randrange(cards):016x}", quality


if __name__ == "__main__":
    main()
