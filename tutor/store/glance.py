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
from tutor.store.connect import examine, unreadable
from tutor.store.current import to_read
from tutor.store.decks_on import with_states
from tutor.store.queries import Queries
from tutor.store.schema import SEEN


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
        with closing(_current(database, scheduler)) as connection:
            queries = Queries(connection, scheduler)
            shelved = _with_changed_decks(connection, queries, files)
            shelf = Shelf(tuple(with_states(files, shelved, off, queries)))
            found = queries.today(shelf.files(), day, limits.of(shelf.decks))
            return found._replace(offered=[deck.name for deck in shelf.offered])
    except sqlite3.Error as error:
        raise unreadable(database, error) from error


def _current(database: Path, scheduler: Scheduler) -> sqlite3.Connection:
    """The database to read from; an empty one in memory if it is missing."""
    if examine(database):
        return to_read(database, scheduler)
    memory = sqlite3.connect(":memory:", isolation_level=None)
    from tutor.store.migration import migrate  # hardly ever: it takes its time to import

    migrate(memory, 0, scheduler, lambda share: None)
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
        from tutor.store.packing import pack_note

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
        found_matches = match(found_cards, known, order, bundled)
        # A temporary table hides the one of its name: the queries see the decks as they are now.
        connection.execute(
            "CREATE TEMP TABLE card (number INTEGER PRIMARY KEY, id TEXT UNIQUE, identity TEXT)"
        )
        connection.execute("INSERT INTO temp.card SELECT number, id, identity FROM main.card")
        # By their paths the parts of a course are known, and come one after another.
        connection.execute("CREATE TEMP TABLE deck_file AS SELECT id, path FROM main.deck_file")
        for table in ("placement", "clue", "twin"):
            connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table}")
        for table in ("placement", "clue"):
            connection.executemany(
                f"DELETE FROM temp.{table} WHERE file = ?", [(number,) for number in (*old, *gone)]
            )
        connection.executemany(
            "INSERT INTO temp.card (id, identity) VALUES (?, ?) "
            "ON CONFLICT (id) DO UPDATE SET identity = excluded.identity",
            [(each.id, each.card.identity) for each in found_matches],
        )
        known_as = dict(connection.execute("SELECT id, number FROM temp.card"))
        placed = []
        matches = iter(found_matches)
        for number, (file, found) in enumerate(parsed.items(), 1):
            shelved[file.path] = ShelvedFile(
                -number, file.path, file.size, 0, found.name, len(found.cards), found.faults
            )
            connection.execute("INSERT INTO temp.deck_file VALUES (?, ?)", (-number, file.path))
            here = [next(matches) for _ in found.cards]
            placed.append((-number, here))
            connection.executemany(
                "INSERT INTO temp.placement VALUES (?, ?, ?, ?, ?, ?, 0)",
                [
                    (-number, position, known_as[each.id], card.kind.code, note, card.line)
                    for position, each in enumerate(here)
                    for card in [each.card]
                    for note in [pack_note(card.note, card.identity)]
                ],
            )
        connection.execute(f"UPDATE temp.placement SET seen = {SEEN} WHERE file < 0")
        connection.execute("CREATE INDEX temp.by_card ON placement (card)")
        connection.execute(
            "CREATE INDEX temp.placement_new ON placement (file, position) WHERE seen = 0"
        )
        connection.execute(
            "CREATE UNIQUE INDEX temp.by_own ON clue (own, file, card, sign, sought)"
        )
        connection.execute("CREATE UNIQUE INDEX temp.by_twin ON twin (card, other)")
        twin_pairs.note(connection, placed, known_as)
        queries.doubled = (
            "memory.card IN (SELECT card FROM placement GROUP BY card HAVING count(*) > 1)"
        )
    return [shelved[file.path] for file in files]
