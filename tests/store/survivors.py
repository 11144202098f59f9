"""What must be on disk after a program was killed."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.learner import Learner
from tests.store import lives
from tutor.store import backup, connect, schema
from tutor.store.doctor import findings, prove
from tutor.store.soundness import faults_of

WAL_PAGES = 1_000  # by default SQLite writes its log back once it is as long as this
_PAGE = 4_096 + 24  # with its header in the log
DAYS, MONTHS = 10, 12  # whose backups are kept, by the README
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}\.sqlite3")
_PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "fullfsync": "1", "foreign_keys": "1"}


class Survivors:
    """The files of one learner, checked after each kill."""

    def __init__(self, learner: Learner, kind: str) -> None:
        self._learner = learner
        self._kind = kind
        self._copies: dict[Path, _Copy] = {}
        self._acknowledged: set[str] = set()
        self._broke = self._migrated = False
        self._deck = ""

    def check(self, said: Sequence[Sequence[str]]) -> int:
        """All that was ever acknowledged; the pages of the log file. Raises if something is lost.

        Undoes are acknowledged by the uid of what they undo, after a minus.
        """
        said = [words for words in said if words]
        wal = self._learner.database.with_name(self._learner.database.name + "-wal")
        pages = wal.stat().st_size // _PAGE if wal.exists() else 0
        pragmas = [words[1:] for words in said if words[0] == "pragma"]
        for pragma, value in pragmas:
            assert value == _PRAGMAS[pragma], f"PRAGMA {pragma} is {value}"
        was_asked = {pragma for pragma, _ in pragmas} == _PRAGMAS.keys()
        assert was_asked or not any(words[0] == "entry" for words in said), "pragmas unknown"
        if not _is_begun(self._learner.database):
            assert not self._acknowledged, "the database is empty"
            assert not any(words[0] in ("entry", "undone", "end") for words in said)
            return pages
        self._check_copies()
        # A connection that can only read leaves the log file as long as it is.
        opened = connect.read_only if self._kind == "wal" else sqlite3.connect
        with closing(opened(self._learner.database)) as connection:
            self._check_state(connection, said)
        return pages

    def _check_state(self, connection: sqlite3.Connection, said: Sequence[Sequence[str]]) -> None:
        faults = faults_of(connection)
        assert not faults, faults
        rows = connection.execute("SELECT uid, undoes, device FROM log").fetchall()
        held = {uid for uid, _, _ in rows} | {f"-{undoes}" for _, undoes, _ in rows if undoes}
        self._check_log(held, said)
        self._check_work(connection, said, [device for _, _, device in rows])
        if not self._is_repaired(said):
            connection.close()
            for _ in findings(self._learner.database, repair=True):
                pass
            connection = sqlite3.connect(self._learner.database)
        with closing(connection):
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            assert mode == "wal", f"PRAGMA journal_mode is {mode}"
            proof = prove(connection, self._learner.scheduler)
            assert proof.holds, f"the summaries are not what the log says: {proof}"

    def _check_log(self, held: set[str], said: Sequence[Sequence[str]]) -> None:
        for words in said:
            if words[0] in ("entry", "undone"):
                self._acknowledged.add(("-" if words[0] == "undone" else "") + words[1])
        kept = held.union(*(copy.holds for copy in self._copies.values()))
        lost = self._acknowledged - kept
        assert not lost, f"acknowledged and lost: {lost}"
        if self._kind != "restore":
            assert not self._acknowledged - held, "acknowledged, and in a backup only"
            return
        restored = [words[1] for words in said if words[0] == "end"]
        if restored and said[-1][0] != "begin":
            # Going back to a copy brings all that the copy held.
            copy = self._copies[self._learner.folder / restored[-1]]
            assert copy.holds <= held, "restored, and not there"

    def _check_work(
        self, connection: sqlite3.Connection, said: Sequence[Sequence[str]], devices: list[str]
    ) -> None:
        ended = [words[1] for words in said if words[0] == "end" and len(words) > 1]
        if self._kind == "decks":
            self._check_decks(connection, ended)
        elif self._kind == "import":
            own = connection.execute("SELECT value FROM about WHERE name = 'device'").fetchone()
            for device in {*devices, *ended} - {*own}:
                count = devices.count(device)
                assert count == lives.IMPORTED, f"{count} entries of an import"
        elif self._kind == "backup":
            folder = connect.backups_of(self._learner.database)
            for name in ended[-1:]:
                assert (folder / name).exists(), f"{name}, the last, is gone"
            for name in ended:
                assert (folder / name).exists() or _made_room(name, self._copies), f"{name} is gone"
        elif self._kind == "migration":
            self._check_version(connection, said)

    def _check_decks(self, connection: sqlite3.Connection, ended: list[str]) -> None:
        names = [name for (name,) in connection.execute("SELECT name FROM deck_file")]
        self._deck = f"deck {ended[-1]}" if ended else self._deck
        (cards,) = connection.execute("SELECT count(*) FROM placement").fetchone()
        assert cards == lives.CARDS * len(names), f"{cards} cards stand in {len(names)} deck"
        if ended:
            written = (self._learner.decks / "deck.md").read_text()
            assert self._deck in names or names[0] in written, f"{self._deck} was not read"

    def _check_version(self, connection: sqlite3.Connection, said: Sequence[Sequence[str]]) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        has_trial = connection.execute(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('trial', 'trial_day')"
        ).fetchone() == (2,)
        assert version == schema.VERSION + has_trial, f"version {version}, trial {has_trial}"
        states = [words[0] for words in said if words[0] in ("migrated", "older")]
        assert states[-1:] != ["migrated"] or has_trial, "migrated, and not there"
        if has_trial:  # the older program goes on with it
            connection.executescript(lives.UNDO_TRIAL)

    def _is_repaired(self, said: Sequence[Sequence[str]]) -> bool:
        """Whether the summaries must match the log now."""
        states = [words[0] for words in said if words[0] in ("broke", "repaired")]
        return states[-1:] != ["broke"]

    def _check_copies(self) -> None:
        """Every copy is good and whole, and those that are gone made room for newer ones."""
        folders = (self._learner.folder, connect.backups_of(self._learner.database))
        found = {path for folder in folders for path in folder.glob("*.sqlite3")}
        found -= {self._learner.database}
        gone = self._copies.keys() - found
        for path in gone:
            del self._copies[path]
        for path in found:
            written = path.stat().st_mtime_ns
            if path not in self._copies or self._copies[path].written != written:
                self._copies[path] = _read(path, written)
        for path in gone:
            assert _made_room(path.name, self._copies), f"the backup {path.name} is gone"


@dataclass(frozen=True, slots=True)
class _Copy:
    """What a copy holds as long as its file stays as it is."""

    written: int
    holds: set[str]


def _read(path: Path, written: int) -> _Copy:
    checked = backup.verify(path)
    assert not checked.fault, checked.fault
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT uid, undoes FROM log").fetchall()
    return _Copy(written, {uid for uid, _ in rows} | {f"-{u}" for _, u in rows if u})


def _made_room(name: str, copies: Iterable[Path]) -> bool:
    """Whether a backup that is gone was a day's, with ten newer days and another of its month."""
    days = sorted(path.stem for path in copies if _DATED.fullmatch(path.name))
    newer = [day for day in days if day > Path(name).stem]
    months = {day[:7] for day in newer}
    is_last_of_month = name[:7] not in months and len(months) < MONTHS
    return bool(_DATED.fullmatch(name)) and len(newer) >= DAYS and not is_last_of_month


def _is_begun(database: Path) -> bool:
    """Whether a program lived long enough to create the tables."""
    if not database.exists():
        return False
    with closing(sqlite3.connect(database)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return bool(tables)
