"""A learner for tests: decks and a database in a folder, and a clock that can be set."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tutor.core.session import Session
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT
from tutor.settings import Settings
from tutor.store.connect import read_only
from tutor.store.database import Database
from tutor.store.doctor import Proof, prove
from tutor.store.writer import Writer
from tutor.study import Asked, Study

MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))


class Learner:
    """Opens the program again at each `with learner.opens() as study`."""

    def __init__(self, folder: Path, new_a_day: int = 20, scheduler: Scheduler = DEFAULT) -> None:
        self.folder = folder
        self.decks = folder / "decks"
        self.decks.mkdir(exist_ok=True)
        self.database = folder / "tutor.sqlite3"
        self.now = MORNING
        self.new_a_day = new_a_day
        self.scheduler = scheduler

    def write(self, name: str, text: str) -> Path:
        """A deck file with this text."""
        path = self.decks / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def sleep(self, days: int = 1, hours: float = 0) -> None:
        """Let time pass."""
        self.now += timedelta(days=days, hours=hours)

    @contextmanager
    def opens(
        self, store: type[Database] = Database, settings: Settings | None = None
    ) -> Iterator[Study]:
        """The program, from start to end."""
        database = store(self.database, self.scheduler)
        try:
            settings = settings or Settings(self.new_a_day)
            study = Study(database, [self.decks], lambda: self.now, settings)
            study.decks.open()
            yield study
        finally:
            database.close()

    @contextmanager
    def writes(self) -> Iterator[Writer]:
        """Writes to the history directly, at any time and on any day."""
        with closing(Database(self.database, self.scheduler)) as store, store.writing() as writer:
            yield writer

    def proof(self) -> Proof:
        """What the doctor finds."""
        connection = read_only(self.database)
        try:
            return prove(connection, self.scheduler)
        finally:
            connection.close()


def questions(*words: str) -> str:
    """A deck with a question for each word."""
    return "\n".join(f"Q: What is {word}?\nA: The answer to {word}.\n" for word in words)


def asked_in_order(study: Study, session: Session) -> list[str]:
    """The questions of a review session, every one graded Good."""
    order = []
    session, asked = study.review.ask(session)
    while asked is not None:
        order.append(asked.card.question)
        session, asked = study.review.ask(study.review.grade(session, 4, 1.0))
    return order


def up(study: Study, session: Session) -> tuple[Session, Asked]:
    """The card that is up; there must be one."""
    session, asked = study.review.ask(session)
    assert asked is not None
    return session, asked
