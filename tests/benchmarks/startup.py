"""Start and keys beside an empty Textual app: `python -m tests.benchmarks.startup`.

Each start ends when the text it is for has been written: what the process took until then is its
processor time, and beside it the time on the clock. All of them in turn, so that a busy moment
meets all, and once before that, so that each module is compiled as an installed one is; a key's
time is from the key to the first thing written, with the bytes that follow.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from tests.benchmarks import as_installed
from tests.benchmarks.history import FILES, build, copied, study_of
from tests.benchmarks.terminal import EMPTY_APP, Terminal, python
from tutor.store.database import Database

_SETTLED = 1_700_000_000  # when the files were written: long before they are read
_KEYS = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where to build, or find, the history")
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=11)
    given = parser.parse_args()
    as_installed()
    with tempfile.TemporaryDirectory() as temporary:
        where = given.folder or Path(temporary)
        build(where, given.cards, given.rows)
        used = where / "used.sqlite3"  # a history that is graded on is not the same again
        settle(where, used)
        starts(where, used, given.rounds)
        keys(where, used)
        used.unlink()
    first_reading(given.cards)


def settle(where: Path, used: Path) -> None:
    """Let the decks be known, and older than the grain of their time stamps."""
    for deck in (where / "decks").iterdir():
        os.utime(deck, (_SETTLED, _SETTLED))
    copied(where / "tutor.sqlite3", used)
    with closing(Database(used)) as database:
        study_of(where, database).decks.open()


def starts(where: Path, used: Path, rounds: int) -> None:
    """From the start to the first paint, to the first card, and of `tutor today` to its end."""
    tutor = _command(where, used)
    taken: dict[str, list[tuple[float, float]]] = {}
    for turn in range(rounds + 1):
        if turn == 1:
            taken.clear()
        for name, command, text in (
            ("empty app", python(EMPTY_APP), "ready 0"),
            ("home, first paint", tutor, "eading your decks"),
            ("review, first paint", [*tutor, "review"], "eading your decks"),
            ("review, first card", [*tutor, "review"], "What does card"),
        ):
            taken.setdefault(name, []).append(_measured(lambda: _until(command, text)))  # noqa: B023
        for name, command in (("bare Python", python("pass")), ("tutor today", [*tutor, "today"])):
            taken.setdefault(name, []).append(
                _measured(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: B023
            )
    print(f"{'milliseconds':24}{'CPU':>8}{'clock':>8}   of the empty app, of bare Python (CPU)")
    empty, bare = (_medians(taken[name])[0] for name in ("empty app", "bare Python"))
    for name, times in taken.items():
        cpu, wall = _medians(times)
        print(f"{name:24}{cpu:8.1f}{wall:8.1f}{cpu / empty:8.2f}{cpu / bare:8.2f}")


def keys(where: Path, used: Path) -> None:
    """From a key to the first thing written for it, and how much is written."""
    tutor = [*_command(where, used), "review"]
    taken: dict[str, list[tuple[float, int]]] = {"empty app": [], "reveal": [], "grade": []}
    with closing(Terminal(python(EMPTY_APP))) as empty, closing(Terminal(tutor)) as review:
        empty.until("ready 0")
        review.until("What does card")
        review.press(" ", 2.0)  # by then what is done beside the first card is done
        review.press("3")
        for _ in range(_KEYS):
            taken["empty app"].append(_pressed(empty, " "))
            taken["reveal"].append(_pressed(review, " "))
            taken["grade"].append(_pressed(review, "3"))
    print(f"{'key to first paint, ms':24}{'best':>8}{'median':>8}{'bytes':>8}   of the empty app")
    floor = min(seconds for seconds, _ in taken["empty app"])
    for name, times in taken.items():
        seconds = [1000 * each for each, _ in times]
        sent = statistics.median(each for _, each in times)
        best = min(seconds)
        print(
            f"{name:24}{best:8.2f}{statistics.median(seconds):8.2f}{sent:8.0f}"
            f"{best / 1000 / floor:8.2f}"
        )


def first_reading(cards: int) -> None:
    """All decks read for the first time, into an empty database."""
    with tempfile.TemporaryDirectory() as temporary:
        where = Path(temporary)
        build(where, cards, 0)
        code = (
            "import sys; from pathlib import Path; from tests.benchmarks.history import study_of\n"
            "from tutor.store.database import Database\n"
            "where = Path(sys.argv[1])\n"
            "study_of(where, Database(where / 'first.sqlite3')).decks.open()"
        )
        cpu, wall = _measured(
            lambda: subprocess.run([*python(code), str(where)], check=True, capture_output=True)
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{cards:,} cards in {FILES} files, first reading: {cpu / 1000:.2f} s of CPU, "
        f"{wall / 1000:.2f} s on the clock, at most {peak} MB"
    )


def _command(where: Path, used: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "tutor", "--db", str(used)),
        *("--decks", str(where / "decks"), "--now", "2026-11-23T09:00"),
    ]


def _until(command: Sequence[str], text: str) -> None:
    with closing(Terminal(command)) as terminal:
        terminal.until(text)


def _pressed(terminal: Terminal, key: str) -> tuple[float, int]:
    before = len(terminal.seen)
    seconds = terminal.press(key)
    while terminal._read(0.25):
        pass
    return seconds, len(terminal.seen) - before


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the processor that its processes took, and on the clock."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * cpu, 1000 * wall


def _medians(times: Sequence[tuple[float, float]]) -> tuple[float, float]:
    cpu, wall = zip(*times, strict=True)
    return statistics.median(cpu), statistics.median(wall)


if __name__ == "__main__":
    main()
