"""Kill a grading program at random moments: `python -m tests.store.killing --times 5000`.

Each round forks a program that grades, undoes and backs up through the use cases, and says what
was acknowledged; it is killed with SIGKILL and everything it said must be on disk.
"""

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.learner import Learner, questions
from tutor.core.log import Entry
from tutor.store import backup
from tutor.store.doctor import integrity

KILLS_A_HISTORY = 250  # kills, after which a new history is begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    kills = acknowledged = 0
    while kills < arguments.times:  # in parts: the check after each kill reads the whole log
        times = min(KILLS_A_HISTORY, arguments.times - kills)
        with tempfile.TemporaryDirectory() as folder:
            acknowledged += rounds(Path(folder), times, chance)
        kills += times
        print(f"{kills} kills, {acknowledged} acknowledged entries, none lost, file sound")


def rounds(folder: Path, times: int, chance: random.Random) -> int:
    """Kill so many times; how many entries were acknowledged in all. Raises if one was lost."""
    learner = Learner(folder, new_a_day=1_000)
    learner.write("deck.md", questions(*(f"word {number}" for number in range(40))))
    total = 0
    for number in range(times):
        said = _one_life(learner, chance)
        if not said and not _begun(learner.database):
            continue
        with closing(sqlite3.connect(learner.database)) as connection:
            rows = connection.execute("SELECT uid, undoes FROM log").fetchall()
            known = {uid for uid, _ in rows} | {f"-{undoes}" for _, undoes in rows if undoes}
            lost = [uid for uid in said if uid not in known]
            if lost:
                raise AssertionError(f"kill {number}: acknowledged and lost: {lost}")
            faults = integrity(connection)
            if faults:
                raise AssertionError(f"kill {number}: {faults}")
        proof = learner.proof()
        if not proof.holds:
            raise AssertionError(f"kill {number}: the cache is not what the log says: {proof}")
        total += len(said)
    for path in backup.backups(learner.database):
        if fault := backup.verify(path).fault:
            raise AssertionError(fault)
    return total


def _one_life(learner: Learner, chance: random.Random) -> list[str]:
    """Fork a program, kill it at a random moment, and answer with what it acknowledged."""
    seed, moment, early = chance.random(), chance.random() ** 2 * 0.05, chance.random() < 0.2
    learner.sleep(1)
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        try:
            _live(learner, random.Random(seed), writable)
        finally:
            os._exit(1)
    os.close(writable)
    with os.fdopen(readable) as pipe:
        first = [] if early else [pipe.readline()]
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        # What was said in full was acknowledged; a line that was cut short was not.
        return [line[:-1] for line in [*first, *pipe] if line.endswith("\n")]


def _begun(database: Path) -> bool:
    """Whether the first program lived long enough to lay the tables out."""
    if not database.exists():
        return False
    with closing(sqlite3.connect(database)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return bool(tables)


def _live(learner: Learner, chance: random.Random, writable: int) -> None:
    """Grade for ever, saying each entry once it is acknowledged."""
    with learner.opens() as study:
        while True:
            session = study.review.begin()
            session, asked = study.review.ask(session)
            while asked is not None:
                if chance.random() < 0.1 and session.done:
                    undone: Entry = session.done[-1].entry
                    session, _ = study.review.undo(session)
                    os.write(writable, f"-{undone.uid}\n".encode())
                elif chance.random() < 0.05:
                    study.back_up()
                else:
                    session = study.review.grade(session, chance.choice((1, 3, 4, 5)), 1.0)
                    os.write(writable, f"{session.done[-1].entry.uid}\n".encode())
                session, asked = study.review.ask(session)
            learner.sleep(1)


if __name__ == "__main__":
    main()
