"""The store: the learner's history in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId, Kind
from tutor.core.log import Entry
from tutor.core.memory import Memory
from tutor.core.session import Item
from tutor.library.shelf import ShelvedFile, changes
from tutor.scheduling.schedulers import DEFAULT
from tutor.store import queries
from tutor.store.connect import backups_of, examine, read_only, unreadable
from tutor.store.schema import VERSION

if TYPE_CHECKING:
    from tutor.library.match import Match
    from tutor.library.parsed import ParsedFile
    from tutor.library.scan import DeckFile
    from tutor.progress.progress import Choice
    from tutor.scheduling.scheduler import Scheduler
    from tutor.store.counting import Counting
    from tutor.store.merging import Merged, Row
    from tutor.store.writer import Writer

    Read = Callable[[DeckFile], ParsedFile]


class Database:
    """Reads on one connection and writes on another; any thread may call, one at a time works.

    The writer, and SQLAlchemy with it, is opened when first needed.
    """

    def __init__(self, path: Path, scheduler: Scheduler = DEFAULT) -> None:
        self.path = path
        self.scheduler = scheduler
        self._lock = threading.RLock()
        self._reader: sqlite3.Connection | None = None
        self._writer: Writer | None = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            if self._writer is not None:
                self._writer.close()
            self._reader = self._writer = None

    def prepare_to_write(self) -> None:
        """Open what the first grade needs, so that it need not wait for it."""
        with self._write():
            pass

    def shelve(
        self, files: Sequence[DeckFile], read: Read
    ) -> tuple[list[ShelvedFile], list[ParsedFile], list[Match]]:
        """Take in deck files that changed; all files as they stand, what was read and matched."""
        with self._read() as connection:
            changed, gone = changes(files, queries.shelved_files(connection))
        parsed = {file: read(file) for file in changed}
        matches: list[Match] = []
        if changed or gone:
            with self._write() as writer:
                matches = writer.shelve(parsed, gone)
        with self._read() as connection:
            shelved = queries.shelved_files(connection)
        return [shelved[file.path] for file in files], list(parsed.values()), matches

    def due(self, files: Sequence[int], day: int) -> list[Item]:
        """What is due by this day, most overdue relative to its interval first."""
        with self._read() as connection:
            return queries.due(connection, files, day)

    def owed(self, files: Sequence[int], day: int) -> list[Item]:
        """What was graded this day and has not scored Good since."""
        with self._read() as connection:
            return queries.owed(connection, files, day, self.scheduler.settled)

    def new(self, files: Sequence[int], day: int, limit: int) -> list[Item]:
        """What is left of the day's new cards."""
        with self._read() as connection:
            return queries.new(connection, files, day, limit)

    def introduced(self, day: int) -> int:
        """How many cards were first graded on this day."""
        with self._read() as connection:
            return queries.introduced(connection, day)

    def memory(self, card: CardId) -> Memory:
        """How well a card is known."""
        with self._read() as connection:
            return queries.memory(connection, card) or self.scheduler.new

    def card(self, card: CardId, decks: Mapping[int, str]) -> Card | None:
        """A card as it stands in one of these files."""
        with self._read() as connection:
            return queries.card(connection, card, decks)

    def cards(self, files: Sequence[int], decks: Mapping[int, str]) -> list[Card]:
        """All cards of these files, in their order."""
        with self._read() as connection:
            return [card for file in files for card in queries.cards(connection, file, decks)]

    def tags(self, files: Sequence[int]) -> list[str]:
        """The tags of the cards in these files."""
        with self._read() as connection:
            return queries.tags(connection, files)

    def entries(self, card: CardId) -> list[Entry]:
        """One card's whole log."""
        with self._read() as connection:
            return queries.entries(connection, card)

    def streak(self, day: int) -> int:
        """How many learning days in a row have a grade."""
        with self._read() as connection:
            return queries.streak(connection, day)

    def next_due(self, files: Sequence[int], day: int) -> tuple[int, int] | None:
        """The first later day on which cards are due, and how many."""
        with self._read() as connection:
            return queries.next_due(connection, files, day)

    def seconds_a_card(self) -> dict[Kind, float]:
        """How long this learner takes over a card of each kind."""
        with self._read() as connection:
            return queries.seconds_a_card(connection)

    def grade(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> tuple[Entry, Memory, Memory]:
        """Record a grade, on disk before this returns: the entry, the memory before and after."""
        with self._write() as writer:
            return writer.grade(card, quality, at, day, seconds, detail)

    def practise(
        self, card: CardId, quality: int, at: int, day: int, seconds: float, detail: str = ""
    ) -> Entry:
        """Record practice, which leaves the schedule alone."""
        with self._write() as writer:
            return writer.practise(card, quality, at, day, seconds, detail)

    def undo(self, at: int, day: int) -> Entry | None:
        """Take the day's latest grade back."""
        with self._write() as writer:
            return writer.undo(at, day)

    def merge(
        self,
        cards: Iterable[Row],
        entries: Iterable[Row],
        tell: Callable[[float], None] = lambda share: None,
    ) -> Merged:
        """Merge another history into this one, telling how much of what was read is taken in."""
        with self._write() as writer:
            return writer.merge(cards, entries, tell)

    def back_up(self, day: int, stop: Callable[[], bool] = lambda: False) -> Path | None:
        """Take this learning day's backup if it is not there yet."""
        from tutor.store import backup

        return backup.daily(self.path, day, stop) if examine(self.path) else None

    @contextmanager
    def counting(self, choice: Choice, since: int = 0) -> Iterator[Counting]:
        """A view to count in, on a connection of its own: grades need not wait for it."""
        from tutor.store.counting import Counting

        with self._read():
            pass  # the file is there and of this version
        try:
            with closing(read_only(self.path)) as connection:
                connection.execute("BEGIN")
                yield Counting(connection, choice, since)
        except sqlite3.Error as error:
            raise unreadable(self.path, error) from error

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._reader is None:
                self._reader = self._open_reader()
            try:
                yield self._reader
            except sqlite3.Error as error:
                raise unreadable(self.path, error) from error

    @contextmanager
    def _write(self) -> Iterator[Writer]:
        with self._lock:
            if self._writer is None:
                from tutor.store.writer import Writer

                self._writer = Writer(self.path, backups_of(self.path), self.scheduler)
            yield self._writer

    def _open_reader(self) -> sqlite3.Connection:
        if not examine(self.path) and not self._writer:
            self.prepare_to_write()
        connection = read_only(self.path)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < VERSION:
            connection.close()
            self.prepare_to_write()
            connection = read_only(self.path)
        return connection
