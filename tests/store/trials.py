"""Every verb on a database that is amiss: `python -m tests.store.trials --times 2000`.

Pages damaged, swapped or cut off, a newer format, another program's file, a link that leads
nowhere, a full and a read-only disk. No command calls that a fault of its own or overwrites
anything, and where the database is damaged the newest good backup is named.
"""

import argparse
import ctypes
import importlib
import io
import os
import random
import re
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.learner import Learner, questions
from tutor.cli import main as tutor
from tutor.store.schema import VERSION

EXERCISES = Path(__file__).parents[2] / "decks" / "change-of-variables"
_CAPABILITIES = 0x20080522  # version 3 of Linux's structures
PRELOADED = (  # once, for all the programs that are forked
    *("tutor.store.writer", "tutor.printing.to_html", "tutor.progress.progress_page"),
    *("tutor.exercises.problem", "tutor.exercises.exercise_file", "tutor.cli.plain_exercise"),
    *("tutor.typeset", "tutor.study.checking", "tutor.exercises.proof", "tutor.cli.plain_review"),
)
VERBS: tuple[tuple[str, ...], ...] = (
    (),
    ("today",),
    ("today", "--json"),
    ("review", "--plain"),
    ("try", "affine-uniform", "--plain"),
    ("draw", "affine-uniform"),
    ("judge", "--kind", "number", "--expect", "1/4", "0.25"),
    ("print", "--format", "html", "-o", "new/cards.html"),
    ("progress",),
    ("progress", "--json"),
    ("export", "--format", "json", "-o", "new/history.json"),
    ("export", "--format", "csv", "-o", "new/tables"),
    ("export", "--format", "html", "-o", "new/page.html"),
    ("import", "theirs.json"),
    ("check",),
    ("doctor",),
    ("doctor", "--repair"),
    ("backup",),
    ("backup", "new/copy.sqlite3"),
    ("restore", "copy.sqlite3"),
    ("review", "--plain", "--ahead", "30"),
    ("review", "--plain", "--cram", "word"),
    ("review", "--plain", "--search", "is:review", "--kind", "flashcards"),
    ("review", "--plain", "--mistakes"),
    ("list",),
    ("list", "is:due or prop:lapses>0 or rated:7:good", "--json"),
    ("list", "--save", "hard", "prop:ease<2"),
    ("list", "--saved"),
    ("add", "deck", "--question", "What is new?", "--answer", "This."),
    ("edit", "word-0"),
    *((verb, "word-0", "word-1") for verb in ("suspend", "bury", "skip", "reset", "resume")),
    ("flag", "3", "word-0"),
    ("reschedule", "word-2", "in", "9", "days"),
    ("limits", "--new", "3"),
    ("limits", "--minutes", "20", "--for-good"),
    ("holidays",),
    ("holidays", "2026-12-24"),
    ("catchup",),
    ("catchup", "1.5"),
    ("decks",),
    ("decks", "off", "exercises"),
    ("decks", "on", "deck"),
    ("settings", "new_a_day", "10"),
    ("new", "Topology"),
    ("import", "words.csv", "--deck", "words"),
)
TYPED = "\n3\n" * 4 + "u\n\n1\n" + "1/4\n" * 4 + "q\n"


def damage_a_page(path: Path, chance: random.Random) -> None:
    """One page of noise."""
    _change(path, chance, lambda page: chance.randbytes(len(page)))


def flip_bytes(path: Path, chance: random.Random) -> None:
    """A few bytes of one page."""

    def flipped(page: bytes) -> bytes:
        changed = bytearray(page)
        for _ in range(chance.randrange(1, 9)):
            changed[chance.randrange(len(page))] = chance.randrange(256)
        return bytes(changed)

    _change(path, chance, flipped)


def empty_a_page(path: Path, chance: random.Random) -> None:
    """One page of zeros."""
    _change(path, chance, lambda page: bytes(len(page)))


def swap_pages(path: Path, chance: random.Random) -> None:
    """Two pages in each other's place."""
    data = path.read_bytes()
    pages = [data[start : start + 4096] for start in range(0, len(data), 4096)]
    one, other = chance.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    path.write_bytes(b"".join(pages))


def truncate(path: Path, chance: random.Random) -> None:
    """Cut short anywhere."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def from_the_future(path: Path, chance: random.Random) -> None:
    """Of a newer format."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + chance.randrange(1, 9)}")


def of_another_program(path: Path, chance: random.Random) -> None:
    """Another program's database, with or without tables."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {chance.randrange(1, 2**31)}")
        if chance.random() < 0.7:
            connection.execute("CREATE TABLE log (uid TEXT)")


def behind_a_broken_link(path: Path, _chance: random.Random) -> None:
    """A link that leads nowhere."""
    path.unlink()
    path.symlink_to(path.parent / "away" / "tutor.sqlite3")


def full(_path: Path, chance: random.Random) -> None:
    """A disk with little room."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (chance.randrange(40_000), resource.RLIM_INFINITY))


def read_only(path: Path, _chance: random.Random) -> None:
    """A folder and files that cannot be written."""
    for each in (*path.parent.rglob("*"), path.parent):
        each.chmod(0o500 if each.is_dir() else 0o400)
    libc = ctypes.CDLL(None)  # root is bound by permissions only without these rights
    header, rights = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, rights)
    for place in (0, 1):  # effective and permitted
        rights[place] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    libc.capset(header, rights)


def _change(path: Path, chance: random.Random, change: Callable[[bytes], bytes]) -> None:
    data = path.read_bytes()
    start = 4096 * chance.randrange(len(data) // 4096)
    path.write_bytes(data[:start] + change(data[start : start + 4096]) + data[start + 4096 :])


TROUBLES: tuple[Callable[[Path, random.Random], None], ...] = (
    *(damage_a_page, flip_bytes, empty_a_page, swap_pages, truncate),
    *(from_the_future, of_another_program, behind_a_broken_link, full, read_only),
)
ON_ITSELF = {full, read_only}  # what the program is given, and not the file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    faults = trials(range(arguments.times), arguments.seed, partial(print, flush=True))
    print(f"{arguments.times} trials, {faults} faults")
    sys.exit(1 if faults else 0)


def trials(numbers: range, seed: int, say: Callable[[str], object]) -> int:
    """Run these trials; how many showed a fault."""
    faults, start = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        pattern = prepare(Path(folder) / "pattern")
        for number in numbers:
            chance = random.Random(f"{seed} {number}")
            trouble, words = chance.choice(TROUBLES), chance.choice(VERBS)
            place = Path(folder) / "trial"
            shutil.copytree(pattern, place)
            for fault in trial(place, trouble, words, chance):
                faults += 1
                say(f"trial {number}: {trouble.__name__}, tutor {' '.join(words)}: {fault}")
            for each in (place, *place.rglob("*")):
                if each.is_dir():
                    each.chmod(0o700)
            shutil.rmtree(place)
            if number % 100 == 99:
                say(f"{time.monotonic() - start:6.0f} s  {number + 1} trials, {faults} faults")
    return faults


def prepare(folder: Path) -> Path:
    """A history of some days, its backups, a copy and an export."""
    for module in PRELOADED:
        importlib.import_module(module)
    (folder / "new").mkdir(parents=True)
    learner = Learner(folder)
    words = questions(*(f"word {number}" for number in range(30)))
    named = re.sub(r"(word (\d+)\?)", r"\1\n<!-- id: word-\2 -->", words)
    learner.write("deck.md", named)
    (folder / "words.csv").write_text("front,back\nun,one\ndeux,two\n", encoding="utf-8")
    shutil.copytree(EXERCISES, folder / "decks" / "exercises")
    for _ in range(5):
        with learner.opens() as study:
            session, asked = study.review.ask(study.review.begin(["deck"], 12))
            while asked is not None:
                session = study.review.grade(session, 4, 2.0)
                session, asked = study.review.ask(session)
            study.review.undo(session)
            study.back_up()
        learner.sleep(1)
    _run(folder, ("try", "affine-uniform", "--plain"), "1/4\n" * 40)
    _run(folder, ("backup", "copy.sqlite3"), "")
    _run(folder, ("export", "--format", "json", "-o", "theirs.json"), "")
    with closing(sqlite3.connect(learner.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def trial(
    folder: Path,
    trouble: Callable[[Path, random.Random], None],
    words: tuple[str, ...],
    chance: random.Random,
) -> list[str]:
    """What one command did wrong."""
    database = folder / "tutor.sqlite3"
    if trouble not in ON_ITSELF:
        trouble(database, chance)
    before = _contents(folder)
    given = (lambda: trouble(database, chance)) if trouble in ON_ITSELF else (lambda: None)
    code, said = _run(folder, words, TYPED, given)
    after = _contents(folder)
    found = []
    if code not in (0, 1):
        found.append(f"ended with {code}: {said}")
    if "Traceback" in said or "fault in tutor itself" in said:
        found.append(said)
    is_damaged = "is damaged" in said or "not a tutor database" in said
    names_way = "newest good backup" in said and "`tutor restore " in said
    if is_damaged and not names_way and words[:1] != ("restore",):
        found.append(f"the way back is not named: {said}")
    for path, data in before.items():
        if path == "tutor.sqlite3" and trouble not in (from_the_future, of_another_program):
            continue
        if path.startswith("tutor.sqlite3-"):
            continue
        kept = [data == now for name, now in after.items() if name.startswith(path)]
        if words[:1] == ("add",):  # it adds at the end of the file
            kept.append(after[path].startswith(data))
        if not any(kept):
            found.append(f"{path} was changed: {said}")
    return found


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _run(
    folder: Path, words: tuple[str, ...], typed: str, given: Callable[[], None] = lambda: None
) -> tuple[int, str]:
    """Run a command in a program of its own: how it ended, and what it said."""
    readable, writable = os.pipe()  # a file would be limited as the disk is
    child = os.fork()
    if child == 0:
        code = 99
        try:
            os.chdir(folder)
            os.environ.update(HOME=str(folder), XDG_CONFIG_HOME=str(folder), EDITOR="true")
            os.environ.update(VISUAL="true", TUTOR_DEBUG="")
            os.dup2(writable, 1)
            os.dup2(writable, 2)
            sys.stdin = io.StringIO(typed)
            sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), "utf-8", write_through=True)
            sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), "utf-8", write_through=True)
            given()
            database = folder / "tutor.sqlite3"
            own = ("--db", str(database), "--decks", "decks", "--now", "2026-12-06T09:00")
            code = tutor((*own, *words))
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    os.close(writable)
    with open(readable, encoding="utf-8", errors="replace") as output:
        said = output.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said


if __name__ == "__main__":
    main()
