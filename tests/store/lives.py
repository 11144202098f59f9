"""What a program does until it is killed, for each kind of work, saying what is acknowledged.

Each kind says `begin` before what may be cut in two, and `end` once it is done.
"""

import json
import os
import random
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.learner import Learner, questions
from tutor.core.card import CardId
from tutor.core.day import as_date
from tutor.export import document
from tutor.settings import Settings
from tutor.store import backup, connect, database, restoring, schema, writer
from tutor.store import migration as migrating
from tutor.store.database import Database
from tutor.store.doctor import findings
from tutor.study import Study, transfer

CARDS = 40
IMPORTED = 30  # entries of each import
PADDING = 4_000_000  # bytes: as many pages as SQLite lets the log file grow to
TRIAL = (  # a migration that is appended: it copies the log and writes every row of it again
    "CREATE TABLE trial AS SELECT * FROM entry",
    "CREATE INDEX trial_day ON trial (day, uid)",
    "UPDATE entry SET milliseconds = milliseconds",
)
UNDO_TRIAL = f"BEGIN; DROP TABLE trial; PRAGMA user_version = {schema.VERSION}; COMMIT"


@dataclass(slots=True)
class Life:
    """A program that works, and says what it was told is on disk."""

    learner: Learner
    chance: random.Random
    say: Callable[..., None]
    store: Database
    study: Study

    def grade(self, times: int = 1) -> None:
        """Grade so many cards, going on with tomorrow's when today's are done."""
        session, asked = self.study.review.ask(self.study.review.begin())
        while times:
            if asked is None:
                self.learner.sleep(1)
                session, asked = self.study.review.ask(self.study.review.begin())
                continue
            session = self.study.review.grade(session, self.chance.choice((1, 3, 4, 5)), 1.0)
            self.say("entry", session.done[-1].entry.uid)
            session, asked = self.study.review.ask(session)
            times -= 1


def begin(learner: Learner, chance: random.Random, say: Callable[..., None]) -> Life:
    """The program's start, as far as the first card."""
    store = Database(learner.database, learner.scheduler)
    study = Study(store, [learner.decks], lambda: learner.now, Settings(learner.new_a_day))
    study.decks.open()
    with store.writing() as writing:
        for pragma in ("journal_mode", "synchronous", "fullfsync", "foreign_keys"):
            say("pragma", pragma, *writing._connection.execute(f"PRAGMA {pragma}").fetchone())
    return Life(learner, chance, say, store, study)


def grades(life: Life) -> None:
    """Nothing but grades."""
    life.say("begin")
    life.grade(5)
    life.say("end")


def undo(life: Life) -> None:
    """Grades that are undone."""
    life.grade()
    session, asked = life.study.review.ask(life.study.review.begin())
    if asked is not None:
        session = life.study.review.grade(session, 4, 1.0)
        life.say("begin")
        _, undone = life.study.review.undo(session)
        life.say("undone", undone.entry.uid)
        life.say("end")


def practice(life: Life) -> None:
    """Attempts at exercises when they are not due."""
    with life.store.reading() as queries:
        card = CardId(next(iter(queries.known_cards([]))).id)
    life.say("begin")
    with life.store.writing() as writing:
        for _ in range(3):
            detail = json.dumps({"answers": ["x" * life.chance.randrange(2_000)]})
            at, day = life.learner.now, life.study.day
            done = writing.practise(card, 4, round(at.timestamp() * 1000), day, 1.0, detail)
            life.say("entry", done.entry.uid)
    life.say("end")


def decks(life: Life) -> None:
    """A deck that is changed and read again."""
    life.grade()
    number = life.chance.getrandbits(60)
    words = [f"word {place}{' corrected' * life.chance.randrange(2)}" for place in range(CARDS)]
    path = life.learner.decks / "deck.md"
    part = path.with_suffix(".part")
    part.write_text(f'---\nname = "deck {number}"\n---\n{questions(*words)}')
    part.replace(path)
    life.say("begin")
    life.study.decks.open()
    life.say("end", number)


def imports(life: Life) -> None:
    """Histories of other devices, merged."""
    life.grade()
    with life.store.reading() as queries:
        cards = [card.id for card in queries.known_cards([])]
    device = f"{life.chance.getrandbits(60):x}"
    path = life.learner.folder / f"{device}.json"
    with path.open("w", encoding="utf-8") as file:
        made = Elsewhere(device, cards, life.study.day)
        document.write(made, {}, file.write, lambda share: None)
    life.say("begin")
    transfer.merge(life.store, path, lambda share: None)
    life.say("end", device)
    path.unlink()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A history that another device recorded."""

    device: str
    known: Sequence[str]
    day: int

    def sizes(self) -> tuple[int, int]:
        return 0, IMPORTED

    def has_event(self, events: Collection[str]) -> bool:
        return "repeat" in events

    def cards(self) -> Iterator[str]:
        return iter(())

    def entries(self) -> Iterator[str]:
        date = as_date(self.day)
        for number in range(IMPORTED):
            yield json.dumps(
                {
                    "uid": f"{self.device}-{number:03}",
                    "device": self.device,
                    "at": 1_790_000_000_000 + number,
                    "day": str(date),
                    "card": self.known[number % len(self.known)],
                    "event": "repeat",
                    "quality": 4,
                    "milliseconds": 1_000,
                    "undoes": "",
                    "detail": None,
                }
            )


def repair(life: Life) -> None:
    """Schedules and counts that do not match the log, rebuilt from it."""
    life.grade()
    life.say("broke")
    with closing(sqlite3.connect(life.learner.database)) as connection:
        connection.execute("UPDATE memory SET ease = ease + 1")
        connection.execute("DELETE FROM tally WHERE day % 2")
        connection.commit()
    life.say("begin")
    for _ in findings(life.learner.database, life.learner.scheduler, repair=True):
        pass
    life.say("repaired")
    life.say("end")


def restore(life: Life) -> None:
    """A backup in the place of the database, while the program has it open."""
    life.grade()
    name = f"{life.chance.getrandbits(60):x}"
    copy = life.learner.folder / f"{name}.sqlite3"
    backup.back_up(life.learner.database, copy)
    life.grade()
    life.say("begin")
    restoring.restore(copy, life.learner.database, name)
    life.say("end", copy.name)
    life.grade()


def back_up(life: Life) -> None:
    """The day's backup, and others by name."""
    life.grade()
    life.learner.sleep(1)
    life.say("begin")
    if life.chance.random() < 0.5:
        made = life.study.back_up()
    else:
        made = (
            connect.backups_of(life.learner.database) / f"{life.chance.getrandbits(60):x}.sqlite3"
        )
        backup.back_up(life.learner.database, made)
    life.say("end", *([made.name] if made else []))


def migration(life: Life) -> None:
    """A newer program, with one more migration, and the older one again."""
    learner = life.learner
    life.grade()
    life.store.close()
    with _newer():
        life.say("begin")
        with closing(Database(learner.database, learner.scheduler)) as store:
            store.prepare_to_write()
            life.say("migrated")
            newer = Study(store, [learner.decks], lambda: learner.now, Settings(learner.new_a_day))
            newer.decks.open()
            Life(learner, life.chance, life.say, store, newer).grade()
            life.say("end")
    life.say("older")
    with closing(sqlite3.connect(learner.database)) as connection:
        connection.executescript(UNDO_TRIAL)


@contextmanager
def _newer() -> Iterator[None]:
    """The program as it is with the trial migration."""
    _set((*schema.MIGRATIONS, TRIAL), schema.VERSION + 1)
    yield
    _set(schema.MIGRATIONS, schema.VERSION)


def _set(migrations: tuple[tuple[str, ...], ...], version: int) -> None:
    setattr(migrating, "MIGRATIONS", migrations)  # noqa: B010 - it does not export the name
    for module in (migrating, writer, connect, database):
        setattr(module, "VERSION", version)  # noqa: B010


def grown(life: Life) -> None:
    """The log file grown past a checkpoint, half of the time with a reader that holds it back."""
    life.grade()
    with (
        closing(sqlite3.connect(life.learner.database, isolation_level=None)) as reader,
        closing(sqlite3.connect(life.learner.database)) as connection,
    ):
        if life.chance.random() < 0.5:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM log").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        row = ("padding", f"{life.chance.getrandbits(60):x} " * (PADDING // 16))
        connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", row)
        connection.commit()
        life.say("begin")
        life.grade(8)
        life.say("end")


KINDS: Mapping[str, Callable[[Life], None]] = {
    "grades": grades,
    "undo": undo,
    "practice": practice,
    "decks": decks,
    "import": imports,
    "repair": repair,
    "restore": restore,
    "backup": back_up,
    "migration": migration,
    "wal": grown,
}


def live(kind: str, learner: Learner, chance: random.Random, pipe: int, armed: "Trap") -> None:
    """Do this kind of work for ever."""

    def say(*words: object) -> None:
        if words[0] == "begin":
            armed.set()
        os.write(pipe, (" ".join(map(str, words)) + "\n").encode())

    while True:
        life = begin(learner, chance, say)
        while True:
            KINDS[kind](life)
            if kind == "migration":  # it closed its store
                break


class Trap:
    """Ends this program at a statement of SQL, or within one, once it is set; 0 for never."""

    def __init__(self, left: int) -> None:
        self._left = left
        self._is_set = False
        real = sqlite3.connect

        def connect(path: str | Path, **named: object) -> sqlite3.Connection:
            connection = real(path, **named)  # type: ignore[call-overload]
            assert isinstance(connection, sqlite3.Connection)
            connection.set_trace_callback(self._step)
            connection.set_progress_handler(partial(self._step, ""), 400)
            return connection

        if left:
            sqlite3.connect = connect  # type: ignore[assignment]

    def set(self) -> None:
        """From now on."""
        self._is_set = True

    def _step(self, _statement: str) -> int:
        if self._is_set:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), 9)
        return 0
