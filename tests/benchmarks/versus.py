"""Ours beside sqlite3 alone and beside Anki: `python -m tests.benchmarks.versus`.

One round of each in turn in one run, so that a busy moment meets all of them. Where the `anki`
package is not installed (`pip install anki`, or its folder in PYTHONPATH) its column stays empty.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.anki_collection import Anki, is_installed
from tests.benchmarks.bare import Bare
from tests.benchmarks.history import build, build_due, copied, study_of
from tests.benchmarks.progress import bare as bare_csv
from tutor.core.session import Session
from tutor.scheduling.schedulers import DEFAULT
from tutor.store import folding
from tutor.store.connect import read_only
from tutor.store.database import Database
from tutor.study.transfer import to_csv

_ROUNDS = 10  # each so many calls of one program, then of the next
_ANKI_UNDOES = 25  # it keeps thirty
_TMPFS = Path("/dev/shm")


class Taken(NamedTuple):
    """What each call took, in milliseconds: on the clock and of the processor."""

    wall: list[float]
    cpu: list[float]


class Ours:
    """The use cases as the front ends call them."""

    name = "tutor"

    def __init__(self, where: Path, path: Path) -> None:
        self.path = path
        self._database = Database(path)
        self._study = study_of(where, self._database)
        self._study.decks.open()
        self._study.prepare()
        self._session: Session = self._study.review.begin()
        self._session, self._asked = self._study.review.ask(self._session)
        self._graded = 0

    def grade(self) -> None:
        """Grade the card that is up, and read the next: one in five is asked again."""
        assert self._asked is not None
        self._graded += 1
        quality = (4, 5, 3, 4, 1)[self._graded % 5]
        session = self._study.review.grade(self._session, quality, 5.0)
        self._session, self._asked = self._study.review.ask(session)

    def undo(self) -> None:
        """Take the latest grade back, and read its card again."""
        session, _ = self._study.review.undo(self._session)
        self._session, self._asked = self._study.review.ask(session)

    def queue(self) -> int:
        """Today's queue."""
        return self._study.review.begin().left

    def counts(self) -> int:
        """How many are due in each deck."""
        return sum(count.due for count in self._study.schedule.by_deck())

    def figures(self) -> object:
        """Everything that the screen of progress shows."""
        return self._study.history.progress()

    def csv(self, target: Path) -> None:
        """The reviews and the attempts."""
        to_csv(self.path, self._study.decks.shelf, target, 0, True, lambda _: None)

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=1_200, help="how many cards wait today")
    parser.add_argument("--grades", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="keep what is built here, or find it")
    parser.add_argument("--no-tmpfs", action="store_true", help="on the disk only")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = given.folder or Path(temporary)
        build(where, given.cards, given.rows)
        places = [where] if given.no_tmpfs or not _TMPFS.is_dir() else [_TMPFS, where]
        for place in places:
            with tempfile.TemporaryDirectory(dir=place) as folder:
                print(f"{given.cards:,} cards, {given.rows:,} rows, {given.due:,} due, in {place}")
                compare(where, Path(folder), given)


def compare(where: Path, folder: Path, given: argparse.Namespace) -> None:
    """Every row of the table, in this folder."""
    path = folder / "tutor.sqlite3"
    copied(where / "tutor.sqlite3", path)
    size = given.cards, build_due(path, given.due), given.rows
    print(f"{size[1]:,} cards are due")
    with closing(Ours(where, path)) as ours, closing(Bare(folder, *size)) as bare:
        parties: list[Ours | Bare | Anki] = [ours, bare]
        if is_installed():
            parties.append(Anki(folder, *size))
        _print_head()
        row("queue", parties, lambda party: party.queue(), 1, before=_choose_again)
        row("counts of each deck", parties, lambda party: party.counts(), 3)
        row("grade and next card", parties, lambda party: party.grade(), given.grades // _ROUNDS)
        row("undo and next card", parties, _undo, _ANKI_UNDOES, before=_grades)
        row("undo, one after another", parties[:2], _undo, given.grades // _ROUNDS)
        row("counts, amid the grades", parties, lambda party: party.counts(), 3)
        row("all figures of progress", parties, lambda party: party.figures(), 1, rounds=5)
        row("CSV", parties[:2], lambda party: _csv(party, folder, path), 1, rounds=3)
        fold(path)
        for party in parties:
            size_of = party.path.stat().st_size
            print(f"{party.name:10} {size_of / given.rows:8.0f} bytes of the file for each row")
        for other in parties[2:]:
            other.close()


def _choose_again(party: Ours | Bare | Anki) -> None:
    if isinstance(party, Anki):
        party.before_queue()


def _grades(party: Ours | Bare | Anki) -> None:
    for _ in range(_ANKI_UNDOES):
        party.grade()


def _undo(party: Ours | Bare | Anki) -> None:
    party.undo()


def _csv(party: Ours | Bare | Anki, folder: Path, path: Path) -> None:
    """Ours as the command makes it; beside it the same columns through sqlite3 and csv alone."""
    if isinstance(party, Ours):
        party.csv(folder / "csv")
    else:
        bare_csv(path, folder)


def fold(path: Path) -> None:
    """Every memory from the whole log, beside the time to read the rows alone."""
    with closing(read_only(path)) as connection:

        def read() -> None:
            for _ in connection.execute("SELECT card, at, uid, event, quality, day FROM entry"):
                pass

        def all_folded() -> None:
            for _ in folding.all_folded(connection, DEFAULT):
                pass

        _print_row("every memory from the log", [_measured(all_folded, 3), _measured(read, 3)])


def row(
    name: str,
    parties: Sequence[Ours | Bare | Anki],
    work: Callable[[Ours | Bare | Anki], object],
    calls: int,
    rounds: int = _ROUNDS,
    before: Callable[[Ours | Bare | Anki], object] = lambda party: None,
) -> None:
    """One row: so many calls of each program in turn, again and again; `before` is not timed."""
    taken = [Taken([], []) for _ in parties]
    gc.collect()
    gc.disable()  # a collection of one program's garbage is not another's time
    for _ in range(rounds):
        for party, each in zip(parties, taken, strict=True):
            before(party)
            for _ in range(calls):
                take(lambda party=party: work(party), each)  # type: ignore[misc]
    gc.enable()
    _print_row(name, taken)


def _measured(work: Callable[[], object], times: int) -> Taken:
    taken = Taken([], [])
    for _ in range(times):
        take(work, taken)
    return taken


def take(work: Callable[[], object], taken: Taken) -> None:
    """Do it once, and add its times."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    taken.wall.append(1000 * (time.perf_counter() - wall))
    taken.cpu.append(1000 * (time.process_time() - cpu))


def _print_head() -> None:
    columns = "".join(f"{name:^31}" for name in ("tutor", "sqlite3", "Anki"))
    print(f"{'milliseconds':26}{columns}   of sqlite3, of Anki (CPU)")
    print(f"{'':26}" + f"{'median':>10}{'p99':>10}{'CPU':>10} " * 3)


def _print_row(name: str, taken: Sequence[Taken]) -> None:
    columns = "".join(
        f"{statistics.median(wall):10.3f}{_p99(wall):10.3f}{statistics.median(cpu):10.3f} "
        for wall, cpu in taken
    )
    own = statistics.median(taken[0].cpu)
    ratios = "".join(f"{own / statistics.median(cpu):8.2f}" for _, cpu in taken[1:])
    print(f"{name:26}{columns:93}{ratios}", flush=True)


def _p99(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[round(0.99 * (len(ordered) - 1))]


if __name__ == "__main__":
    main()
