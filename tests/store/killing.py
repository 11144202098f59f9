"""Kill a program at random moments of all its work: `python -m tests.store.killing --times 10000`.

Each life forks a program that works through the use cases and says what was acknowledged. It is
killed with SIGKILL, by the clock or at a statement of SQL, and all that it said must be on disk.
What was done is kept in a state file: the same command goes on where it ended.
"""

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.learner import Learner, questions
from tests.store import lives
from tests.store.survivors import WAL_PAGES, Survivors

BATCH = 25  # kills, after which a new history is begun
# Kills of each kind, as shares of all.
SHARES = {kind: 20 if kind in ("grades", "undo", "practice") else 6 for kind in lives.KINDS}
SHARES["grades"] = 18


@dataclass(slots=True)
class Count:
    """What was done of one kind."""

    kills: int = 0
    acknowledged: int = 0  # entries of the log that were said to be on disk
    finished: int = 0  # works that were said to be done
    inside: int = 0  # kills between the beginning and the end of a work
    grown: int = 0  # kills with the log file past a checkpoint

    def add(self, other: "Count") -> None:
        """Another batch of the same kind."""
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.finished += other.finished
        self.inside += other.inside
        self.grown += other.grown

    def lacks(self, kind: str) -> str:
        """What is too little for the kills to have proved anything; empty if nothing is."""
        if self.acknowledged < self.kills // 2:
            return f"{kind}: only {self.acknowledged} entries acknowledged in {self.kills} kills"
        if self.kills < 4 * BATCH:
            return ""  # chance alone may leave one of the rest out
        if self.inside < self.kills // 10:
            return f"{kind}: only {self.inside} of {self.kills} kills were inside the work"
        if self.finished < self.kills // 20:
            return f"{kind}: only {self.finished} works were done in {self.kills} kills"
        if kind == "wal" and self.grown < self.kills // 4:
            return f"{kind}: the log file was past a checkpoint in {self.grown} kills only"
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--state", type=Path, default=Path("killing.json"))
    parser.add_argument("--again", choices=SHARES, action="append", default=[], metavar="KIND")
    arguments = parser.parse_args()
    counts = {kind: Count() for kind in SHARES}
    if arguments.state.exists():
        for kind, found in json.loads(arguments.state.read_text()).items():
            if kind not in arguments.again:
                counts[kind] = Count(**found)
    wanted = _wanted(arguments.times)
    jobs = [
        (number / wanted[kind], arguments.seed, kind, number, size)
        for kind in SHARES
        for number, size in _batches(counts[kind].kills, wanted[kind])
    ]
    jobs.sort()  # all kinds advance alike
    start, lost = time.monotonic(), list[str]()
    context = multiprocessing.get_context("spawn")  # a process that is forked must have no threads
    with context.Pool(arguments.workers, maxtasksperchild=40) as pool:
        for kind, done in pool.imap_unordered(_batch, jobs):
            if isinstance(done, str):
                lost.append(done)
                print(done, flush=True)
                continue
            counts[kind].add(done)
            _store(arguments.state, counts)
            print(f"{time.monotonic() - start:6.0f} s  {_said(counts, wanted)}", flush=True)
    lacking = lost + [said for kind, count in counts.items() if (said := count.lacks(kind))]
    for kind, count in counts.items():
        print(f"{kind:>10}: {' '.join(f'{v} {k}' for k, v in asdict(count).items())}")
    print("; ".join(lacking) or "nothing lost, every file sound")
    return 1 if lacking else 0


def _wanted(times: int) -> dict[str, int]:
    wanted = {kind: times * share // sum(SHARES.values()) for kind, share in SHARES.items()}
    wanted["grades"] += times - sum(wanted.values())
    return wanted


def _batches(done: int, wanted: int) -> Iterator[tuple[int, int]]:
    """Where each begins, and its size; the last is larger rather than too small to prove much."""
    while done < wanted:
        size = BATCH if wanted - done >= 2 * BATCH else wanted - done
        yield done, size
        done += size


def _said(counts: dict[str, Count], wanted: dict[str, int]) -> str:
    kills = sum(count.kills for count in counts.values())
    entries = sum(count.acknowledged for count in counts.values())
    return f"{kills:,} of {sum(wanted.values()):,} kills, {entries:,} acknowledged entries on disk"


def _store(path: Path, counts: dict[str, Count]) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps({kind: asdict(count) for kind, count in counts.items()}, indent=1))
    part.replace(path)


def _batch(job: tuple[float, int, str, int, int]) -> tuple[str, Count | str]:
    """One history: what was done, or what was lost."""
    _, seed, kind, number, times = job
    chance = random.Random(f"{seed} {kind} {number}")
    with tempfile.TemporaryDirectory() as folder:
        try:
            return kind, rounds(Path(folder), kind, times, chance)
        except AssertionError as error:
            return kind, f"LOST, in the history of {kind} that begins at {number}: {error}"


def rounds(
    folder: Path,
    kind: str,
    times: int,
    chance: random.Random,
    change: Callable[[], None] = lambda: None,
) -> Count:
    """Kill so many times; what was done. An AssertionError says what was lost.

    `change` is done to each program before it lives.
    """
    learner = Learner(folder, new_a_day=1_000)
    learner.write("deck.md", questions(*(f"word {number}" for number in range(lives.CARDS))))
    survivors, total = Survivors(learner, kind), Count()
    for number in range(times):
        said = _one_life(learner, kind, chance, change)
        try:
            pages = survivors.check(said)
        except AssertionError as error:
            raise AssertionError(f"{kind}, kill {number}: {error}") from error
        marks = [words[0] for words in said if words[0] in ("begin", "end")]
        total.add(
            Count(
                1,
                sum(words[0] in ("entry", "undone") for words in said),
                marks.count("end"),
                marks[-1:] == ["begin"],
                pages > WAL_PAGES,
            )
        )
    if lacking := total.lacks(kind):
        raise AssertionError(lacking)
    return total


def _one_life(
    learner: Learner, kind: str, chance: random.Random, change: Callable[[], None]
) -> Sequence[Sequence[str]]:
    """Fork a program, kill it at a random moment, and answer with what it said."""
    seed, is_early = chance.random(), chance.random() < 0.15
    moment, statements = 10 ** chance.uniform(-4, -0.5), int(10 ** chance.uniform(0, 3.3))
    by_clock = chance.random() < 0.5
    learner.sleep(1)
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        try:
            change()
            trap = lives.Trap(0 if by_clock else statements)
            if is_early:
                trap.set()
            lives.live(kind, learner, random.Random(seed), writable, trap)
        except BrokenPipeError:
            pass  # the test itself was ended
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writable)
    with os.fdopen(readable) as pipe:
        lines = []
        if by_clock:
            while not is_early and (line := pipe.readline()):
                lines.append(line)
                if line == "begin\n":
                    break
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
        lines += pipe
        _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError(f"{kind}: the program failed by itself; its error is printed above")
    # What was said in full was acknowledged; a line that was cut short was not.
    return [line.split() for line in lines if line.endswith("\n")]


if __name__ == "__main__":
    sys.exit(main())
