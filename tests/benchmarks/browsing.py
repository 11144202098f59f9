"""Keys in Browse with 100,000 cards: `python -m tests.benchmarks.browsing`.

Each key's time until it has had its whole effect, what it finds and paints among it; the time of
the processor beside that of the clock, which says more on a machine that does other work.
"""

import argparse
import asyncio
import shutil
import tempfile
import time
from pathlib import Path

from tests.benchmarks.history import NOW, build
from tests.tui.seat import Seat, running
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp

KEYS = {
    "scroll": ("escape", *("down",) * 40, *("pagedown",) * 20, "end", "up", "up", "home"),
    "search": ("slash", *"777", *("backspace",) * 3, *"is:due", *("backspace",) * 6, "enter"),
    "number": ("slash", *"prop:ease<2", *("backspace",) * 11, "enter"),
    "sort": ("right_square_bracket", "right_square_bracket", "r", "left_square_bracket"),
    "mark": ("x", "x", "X", "X"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, help="keep what is built here, or find it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = given.folder or Path(temporary)
        build(where, given.cards, given.rows)
        path = Path(temporary) / "tutor.sqlite3"
        shutil.copyfile(where / "tutor.sqlite3", path)
        asyncio.run(_press(where, path))


async def _press(where: Path, path: Path) -> None:
    database = Database(path)
    study = Study(database, [where / "decks"], lambda: NOW, Settings())
    async with running(TutorApp(lambda: study), database, (120, 40)) as seat:
        await _until_there(seat)
        print(f"{'CPU and wall milliseconds':28}{'median':>16}{'p95':>16}{'longest':>16}")
        every: list[tuple[float, float]] = [await _timed(seat, "b")]
        _print("open", every)
        for name, keys in KEYS.items():
            taken = [await _timed(seat, key) for key in keys]
            every += taken
            _print(name, taken)
        _print("all keys", every)


async def _until_there(seat: Seat) -> None:
    while "due" not in seat.text:
        await seat.settle()
    await seat.app.worker.settled()  # the day's backup is made


async def _timed(seat: Seat, key: str) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    await seat.press(key)
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)


def _print(name: str, taken: list[tuple[float, float]]) -> None:
    cells = ""
    for share in (0.5, 0.95, 1.0):
        cpu, wall = (
            sorted(each)[min(len(each) - 1, int(share * len(each)))]
            for each in zip(*taken, strict=True)
        )
        cells += f"{cpu:8.1f}{wall:8.1f}"
    print(f"{name:28}{cells}", flush=True)


if __name__ == "__main__":
    main()
