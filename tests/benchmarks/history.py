"""A large history for benchmarks: deck files, and a log as years of reviews would have left it."""

import random
import shutil
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tests.store.raw_log import RawEntry, put_entries
from tutor.scheduling.schedulers import DEFAULT
from tutor.settings import Settings
from tutor.store.connect import backups_of
from tutor.store.database import Database
from tutor.store.writer import Writer
from tutor.study import Study

NOW = datetime(2026, 11, 23, 9, 0).astimezone()
TODAY = NOW.toordinal()
FILES = 100
EVENING = 61_200_000, 70_200_000  # a thousand answers take two hours and a half


def study_of(where: Path, database: Database) -> Study:
    """A study of these decks at the benchmark's own time."""
    return Study(database, [where / "decks"], lambda: NOW, Settings())


def copied(database: Path, to: Path) -> Path:
    """A copy of a database that no program has open; what a killed run left there goes first."""
    for end in ("", "-wal", "-shm"):  # a log that is left would be taken for the copy's own
        to.with_name(to.name + end).unlink(missing_ok=True)
    shutil.copyfile(database, to)
    return to


def build(where: Path, cards: int, rows: int) -> None:
    """Decks and a database in this folder, unless they are there."""
    if (where / "done").exists():
        return
    print(f"building {cards:,} cards and {rows:,} log rows in {where} …", file=sys.stderr)
    decks = where / "decks"
    decks.mkdir(parents=True)
    for number in range(FILES):
        text = "\n".join(
            "Q: {}\nA: {}\n".format(*texts(number, card)) for card in range(cards // FILES)
        )
        (decks / f"deck-{number:03}.md").write_text(text)
    with closing(Database(where / "tutor.sqlite3")) as database:
        study = study_of(where, database)
        study.decks.open()
        ids = [
            item.id for deck in study.decks.shelf.decks for item in study.decks.cards([deck.name])
        ]
    chance = random.Random(1)
    log = sorted(_log(ids, rows, chance))
    with closing(sqlite3.connect(where / "tutor.sqlite3")) as connection:
        put_entries(
            connection,
            (
                RawEntry(f"{sequence:026x}", at, day, card, event, quality, time, device="bench")
                for sequence, (at, day, card, event, quality, time) in enumerate(log)
            ),
        )
    path = where / "tutor.sqlite3"
    with closing(Writer(path, backups_of(path), DEFAULT)) as writer:
        writer.rebuild()
    (where / "done").touch()


def texts(file: int, card: int) -> tuple[str, str]:
    """The question and the answer of a card."""
    return f"What does card {file}-{card} say of $z_{{{card}}}$?", f"That $x = {card} z + {file}$."


def build_due(path: Path, due: int) -> int:
    """Let about so many cards wait today, by taking their last review out; how many do."""
    with closing(sqlite3.connect(path)) as connection:
        waiting = "SELECT count(*) FROM memory WHERE due <= ?"
        (already,) = connection.execute(waiting, (TODAY,)).fetchone()
        connection.execute(
            """DELETE FROM entry WHERE sequence IN (
                 SELECT sequence FROM (SELECT card, last FROM memory
                                       WHERE first < last AND due > ? ORDER BY card LIMIT ?) AS of
                 JOIN entry ON entry.card = of.card AND day >= of.last)""",
            (TODAY, max(0, due - already)),
        )
        connection.commit()
    with closing(Writer(path, backups_of(path), DEFAULT)) as writer:
        writer.rebuild()
        return int(writer.queries._execute(waiting, (TODAY,)).fetchone()[0])


def _log(
    ids: Sequence[str], rows: int, chance: random.Random
) -> list[tuple[int, int, str, str, int, int]]:
    """Cards begun at any time in three years and reviewed when due, up to yesterday."""
    log: list[tuple[int, int, str, str, int, int]] = []
    for card in ids:
        if len(log) >= rows:
            break  # the rest is new
        memory, day = DEFAULT.new, TODAY - 1 - chance.randrange(1_100)
        while day < TODAY:
            quality = chance.choices((1, 3, 4, 5), (10, 15, 60, 15))[0]
            at = (day - 719_163) * 86_400_000 + chance.randrange(*EVENING)
            log.append((at, day, card, "scheduled", quality, 8_500))
            memory = DEFAULT.review(memory, quality, day)
            while DEFAULT.comes_back(quality):
                quality, at = chance.choice((3, 4, 4, 5)), at + 60_000
                log.append((at, day, card, "repeat", quality, 5_000))
            day = memory.due + chance.randrange(2)
    return log
