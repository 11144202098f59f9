"""What is due today, without opening the database for writing or creating it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tutor.core.limits import Limits
from tutor.core.today import Today
from tutor.library.scan import DeckFile
from tutor.library.shelf import Shelf, ShelvedFile, changes
from tutor.scheduling.scheduler import Scheduler
from tutor.scheduling.schedulers import DEFAULT
from tutor.store.connect import check_version, examine, read_only, unreadable
from tutor.store.decks_on import with_states
from tutor.store.queries import Queries
from tutor.store.schema import MIGRATIONS, VERSION


def glance(
    database: Path,
    files: Sequence[DeckFile],
    day: int,
    limits: Limits,
    scheduler: Scheduler = DEFAULT,
    off: Sequence[str] = (),
) -> Today:
    """The day's work as a review session that begins now finds it; nothing is written.

    The decks named by `off` ask nothing.
    """
    try:
        with closing(_open(database)) as connection:
            queries = Queries(connection, scheduler)
            shelved = _with_changed_decks(connection, queries, files)
            shelf = Shelf(tuple(with_states(files, shelved, off, queries)))
            found = queries.today(shelf.files(), day, limits)
            return found._replace(offered=[deck.name for deck in shelf.offered])
    except sqlite3.Error as error:
        raise unreadable(database, error) from error


def _open(database: Path) -> sqlite3.Connection:
    """The database to read from; a copy in memory if it is missing or of an older format."""
    version = 0
    connection = None
    if examine(database):
        connection = read_only(database)
        version = check_version(connection, database)
        if version == VERSION:
            return connection
    memory = sqlite3.connect(":memory:", isolation_level=None)
    if connection is not None:
        with closing(connection):
            connection.backup(memory)
    for statements in MIGRATIONS[version:]:
        for statement in statements:
            memory.execute(statement)
    return memory


def _with_changed_decks(
    connection: sqlite3.Connection, queries: Queries, files: Sequence[DeckFile]
) -> list[ShelvedFile]:
    """The files as they are now; what changed in them is put in a temporary table."""
    shelved = queries.shelved_files()
    changed, gone = changes(files, shelved)
    numbers = {file.path: shelved[file.path].id for file in files if file.path in shelved}
    if changed:
        # Only now: what reads decks takes longer to import than all the rest of a glance.
        from tutor.library.match import match
        from tutor.library.parse import read
        from tutor.paths import is_bundled
        from tutor.store import twin_pairs

        old = [numbers[file.path] for file in changed if file.path in numbers]
        parsed = {file: read(file) for file in changed}
        known = queries.known_cards([*old, *gone])
        now = [(file.path, len(found.cards)) for file, found in parsed.items()]
        order = queries.order([*old, *gone], now)
        found_cards = [card for file in parsed.values() for card in file.cards]
        bundled = [
            each
            for file, found in parsed.items()
            for each in [is_bundled(file.path)] * len(found.cards)
        ]
        matches = iter(match(found_cards, known, order, bundled))
        # A temporary table hides the one of its name: the queries see the decks as they are now.
        for table in ("placement", "clue", "twin"):
            connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table}")
        for table in ("placement", "clue"):
            connection.executemany(
                f"DELETE FROM temp.{table} WHERE file = ?", [(number,) for number in (*old, *gone)]
            )
        placed = []
        for number, (file, found) in enumerate(parsed.items(), 1):
            shelved[file.path] = ShelvedFile(
                -number, file.path, file.size, 0, found.name, len(found.cards), found.faults
            )
            here = [next(matches) for _ in found.cards]
            placed.append((-number, here))
            connection.executemany(
                "INSERT INTO temp.placement VALUES (?, ?, ?, ?, ?, ?, 0)",
                [
                    (-number, position, each.id, each.card.kind, each.card.note, each.card.line)
                    for position, each in enumerate(here)
                ],
            )
        connection.execute(
            "UPDATE temp.placement SET seen = card IN (SELECT card FROM memory) WHERE file < 0"
        )
        connection.execute("CREATE INDEX temp.by_card ON placement (card)")
        connection.execute(
            "CREATE INDEX temp.placement_new ON placement (file, position) WHERE seen = 0"
        )
        connection.execute("CREATE INDEX temp.by_own ON clue (own)")
        connection.execute("CREATE UNIQUE INDEX temp.by_twin ON twin (card, other)")
        twin_pairs.note(connection, placed)
    return [shelved[file.path] for file in files]
