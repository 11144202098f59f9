"""Restore, import and repair while others grade: `python -m tests.store.beside --times 200`.

Two programs grade as fast as they can; meanwhile a third runs the command. Every grade that was
acknowledged must be in the history or in a backup.
"""

import argparse
import contextlib
import io
import os
import random
import signal
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.learner import Learner, questions
from tests.store import lives
from tutor.cli import main as tutor
from tutor.errors import TutorError
from tutor.export import document
from tutor.store import backup, connect

GRADERS = 2
ROUNDS_A_HISTORY = 10
VERBS = ("restore", "import", "repair")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="rounds of each command")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--verb", choices=VERBS, action="append", help="default: all")
    arguments = parser.parse_args()
    for verb in arguments.verb or VERBS:
        total = meanwhile = done = 0
        while done < arguments.times:
            times = min(ROUNDS_A_HISTORY, arguments.times - done)
            with tempfile.TemporaryDirectory() as folder:
                chance = random.Random(f"{arguments.seed} {verb} {done}")
                acknowledged, during = rounds(Path(folder), verb, times, chance)
            done, total, meanwhile = done + times, total + acknowledged, meanwhile + during
            print(
                f"{verb}: {done} rounds, {total} grades acknowledged, {meanwhile} of them while "
                "the command ran, 0 in neither the history nor a backup",
                flush=True,
            )


def rounds(folder: Path, verb: str, times: int, chance: random.Random) -> tuple[int, int]:
    """How many grades were acknowledged, and how many beside the command. Raises if one is lost."""
    learner = Learner(folder, new_a_day=1_000)
    learner.write("deck.md", questions(*(f"word {number}" for number in range(lives.CARDS))))
    lives.begin(learner, chance, lambda *words: None).store.close()
    acknowledged: set[str] = set()
    during = 0
    for number in range(times):
        learner.sleep(1)
        during += _round(learner, verb, f"{verb}-{number}", chance, acknowledged)
    return len(acknowledged), during


def _round(
    learner: Learner, verb: str, name: str, chance: random.Random, acknowledged: set[str]
) -> int:
    said = learner.folder / f"{name}.said"
    said.touch()
    copy = learner.folder / f"{name}.sqlite3"
    graders = [_forked(lambda: _grade(learner, said)) for _ in range(GRADERS)]
    try:
        _wait_for(said, 5)
        if verb == "restore":
            backup.back_up(learner.database, copy)
        time.sleep(chance.random() * 0.05)
        before = len(_lines(said))
        program = _forked(lambda: _run(learner, verb, name))
        _, status = os.waitpid(program, 0)
        during = len(_lines(said)) - before
        assert status == 0, f"{name} ended with {status}"
        _wait_for(said, before + during + 3)  # they go on with what is there now
    finally:
        for grader in graders:
            os.kill(grader, signal.SIGKILL)
            os.waitpid(grader, 0)
    acknowledged |= set(_lines(said))
    kept = _uids(learner.database)
    for path in backup.backups(learner.database):
        checked = backup.verify(path)
        assert not checked.fault, checked.fault
        kept |= _uids(path)
    lost = acknowledged - kept
    assert not lost, f"{name}: in neither the history nor a backup: {lost}"
    assert learner.proof().holds, f"{name}: the summaries do not match the log"
    if verb == "import":
        own = {uid for uid in _uids(learner.database) if uid.startswith(f"{name}-")}
        assert len(own) == lives.IMPORTED
    return during


def _grade(learner: Learner, said: Path) -> None:
    file = os.open(said, os.O_WRONLY | os.O_APPEND)
    while True:
        life = lives.begin(learner, random.Random(), lambda *words: None)

        def say(kind: str, uid: str) -> None:
            os.write(file, f"{uid}\n".encode())

        life.say = say
        with contextlib.suppress(TutorError):  # it was not acknowledged
            while True:
                life.grade(50)
        life.store.close()


def _run(learner: Learner, verb: str, name: str) -> None:
    words = ["--db", str(learner.database), "--decks", str(learner.decks)]
    words += ["--now", "2500-01-01T09:00"]  # after all that the graders do
    if verb == "restore":
        words += ["restore", str(learner.folder / f"{name}.sqlite3")]
    elif verb == "import":
        path = learner.folder / f"{name}.json"
        with closing(connect.read_only(learner.database)) as connection:
            cards = [card for (card,) in connection.execute("SELECT id FROM card")]
        with path.open("w", encoding="utf-8") as file:
            made = lives.Elsewhere(name, cards, 739_000)
            document.write(made, {}, file.write, lambda share: None)
        words += ["import", str(path)]
    else:
        with closing(sqlite3.connect(learner.database)) as connection:
            connection.execute("PRAGMA busy_timeout = 60000")
            connection.execute("UPDATE memory SET ease = ease + 1")
            connection.commit()
        words += ["doctor", "--repair"]
    refused = io.StringIO()
    with contextlib.redirect_stdout(refused), contextlib.redirect_stderr(refused):
        code = tutor(words)
        while code and "is locked by another program" in refused.getvalue():
            refused.truncate(0)  # the graders were faster; nothing was changed
            code = tutor(words)
    assert code == 0, f"{words} ended with {code}: {refused.getvalue()}"


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _wait_for(said: Path, lines: int) -> None:
    while len(_lines(said)) < lines:
        time.sleep(0.005)


def _lines(said: Path) -> list[str]:
    return [line for line in said.read_text().split("\n")[:-1] if line]


def _uids(path: Path) -> set[str]:
    with closing(connect.read_only(path)) as connection:
        return {uid for (uid,) in connection.execute("SELECT uid FROM log")}


if __name__ == "__main__":
    main()
