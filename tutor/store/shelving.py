"""Deck files that changed, stored: each card keeps its history or begins one."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from sqlite3 import Connection

from sqlalchemy import and_, bindparam, case, func, insert, literal_column, or_, text
from sqlalchemy.dialects.sqlite import insert as upsert

from tutor.core.card import CardId
from tutor.library.match import Match, match
from tutor.library.parse import ParsedFile
from tutor.library.scan import DeckFile
from tutor.library.shelf import READER
from tutor.paths import is_bundled
from tutor.store import figure_sums, rollups, tables, twin_pairs, undecided
from tutor.store.deck_queries import READER_IS_SAME
from tutor.store.packing import pack_note
from tutor.store.queries import Queries
from tutor.store.schema import SEEN

_GRAIN = 2_000_000_000  # nanoseconds; the coarsest file systems count in two seconds
_CARD = [each.name for each in tables.card.c]
_card = upsert(tables.card).values(
    {name: bindparam(name) for name in _CARD if name != "edited"} | {"edited": literal_column("0")}
)
_SAID = ("kind", "question", "answer", "key_points", "tags")  # what a learner edits
_now, _was = _card.excluded, tables.card.c
_differences = [_now[name] != _was[name] for name in _SAID]
_put_card = tables.as_text(
    _card.on_conflict_do_update(
        index_elements=["id"],
        set_={name: _now[name] for name in _CARD if name not in ("id", "given")}
        | {
            # An id comment names its card for good, also when it is taken out later.
            "given": func.coalesce(func.nullif(_now.given, literal_column("''")), _was.given),
            # Of one that only an imported log named, this is the first text.
            "added": case((_was.kind.is_(None), _now.added), else_=_was.added),
            "edited": case(
                (_was.kind.is_(None), _was.edited),
                # What another reader reads differently nobody has edited.
                (and_(bindparam("same_reader"), or_(*_differences)), _now.added),
                else_=_was.edited,
            ),
        },
    )
)
_FILE = [each.name for each in tables.deck_file.c if each.name not in ("id", "asked", "passed")]
_file = upsert(tables.deck_file).values({name: bindparam(name) for name in _FILE})
_put_file = tables.as_text(
    _file.on_conflict_do_update(
        index_elements=["path"],
        set_={name: _file.excluded[name] for name in _FILE if name != "path"},
    ).returning(tables.deck_file.c.id)
)
_NAMES = [each.name for each in tables.placement.c]
_place_card = tables.as_text(
    insert(tables.placement).values(
        {name: bindparam(name) for name in _NAMES}
        | {"seen": text(SEEN.replace("placement.card", ":seen"))}
    )
)


def shelve(
    connection: Connection,
    queries: Queries,
    changed: Mapping[DeckFile, ParsedFile],
    gone: Sequence[int],
    day: int,
    look_up: Callable[[], object],
) -> list[Match]:
    """Store the cards of deck files that changed by this day, and which card each of them is.

    `look_up` is called again and again: what it raises ends the work, and nothing is stored.
    """
    shelved = queries.shelved_files()
    old = [shelved[file.path].id for file in changed if file.path in shelved]
    found = [card for parsed in changed.values() for card in parsed.cards]
    now = [(file.path, len(parsed.cards)) for file, parsed in changed.items()]
    before = [*old, *gone]
    bundled = [
        each
        for file, parsed in changed.items()
        for each in [is_bundled(file.path)] * len(parsed.cards)
    ]
    matches = match(found, queries.known_cards(before), queries.order(before, now), bundled)
    look_up()
    is_same_reader = _note_reader(connection)
    _write_cards(connection, matches, day, is_same_reader=is_same_reader)
    look_up()
    numbers = _numbers(connection, matches)
    with rollups.replacing(connection, _touched(connection, before, numbers)):
        _delete(connection, before, gone)
        position = iter(matches)
        placed = []
        for file, parsed in changed.items():
            look_up()
            number = _write_file(connection, file, parsed)
            placed.append((number, [next(position) for _ in parsed.cards]))
            _place(connection, *placed[-1], numbers)
    listed = ",".join(str(number) for number, _ in placed)
    figure_sums.share_again(connection, f"id IN ({listed})")
    undecided.note(connection, matches)
    look_up()
    twin_pairs.note(connection, placed, numbers)
    return matches


def _numbers(connection: Connection, matches: Sequence[Match]) -> dict[CardId, int]:
    listed = json.dumps([found.id for found in matches])
    return dict(
        connection.execute(
            "SELECT id, number FROM card WHERE id IN (SELECT value FROM json_each(?))", (listed,)
        )
    )


def _touched(connection: Connection, files: Sequence[int], numbers: Mapping[CardId, int]) -> str:
    """The cards that stood in these files, and these, as JSON."""
    stood = (
        card
        for file in files
        for (card,) in connection.execute("SELECT card FROM placement WHERE file = ?", (file,))
    )
    return json.dumps(sorted({*numbers.values(), *stood}))


def _delete(connection: Connection, files: Sequence[int], gone: Sequence[int]) -> None:
    connection.executemany("DELETE FROM placement WHERE file = ?", ((file,) for file in files))
    listed = json.dumps(files)  # in one scan
    connection.execute("DELETE FROM clue WHERE file IN (SELECT value FROM json_each(?))", (listed,))
    connection.executemany("DELETE FROM deck_file WHERE id = ?", ((file,) for file in gone))


def _note_reader(connection: Connection) -> bool:
    """Note which reader reads the decks now; what another one read is to be read again."""
    if connection.execute(f"SELECT {READER_IS_SAME}", (READER,)).fetchone()[0]:
        return True
    connection.execute("UPDATE deck_file SET modified = 0")
    connection.execute("INSERT OR REPLACE INTO about (name, value) VALUES ('reader', ?)", (READER,))
    return False


def _write_cards(
    connection: Connection, matches: Sequence[Match], day: int, *, is_same_reader: bool
) -> None:
    rows = {found.id: found.card for found in matches}
    connection.executemany(
        _put_card,
        (
            (
                number,
                card.kind.code,
                card.given,
                card.identity,
                card.wording,
                card.question,
                card.answer,
                _json(card.key_points),
                _json(card.tags),
                day,
                is_same_reader,
            )
            for number, card in sorted(rows.items(), key=itemgetter(0))  # the order of the table
        ),
    )


def _json(texts: Sequence[str]) -> str:
    return json.dumps(texts, ensure_ascii=False) if texts else "[]"


def _write_file(connection: Connection, file: DeckFile, parsed: ParsedFile) -> int:
    # A file that was written this moment may be written again within its time stamp's grain:
    # it is read again next time.
    times = (file.modified, *(macros.modified for macros in file.macros))
    settled = all(abs(time.time_ns() - each) > _GRAIN for each in times)
    values = (
        file.path,
        file.size,
        file.stamp if settled and parsed.was_read else 0,
        parsed.name,
        len(parsed.cards),
        json.dumps([(fault.line, fault.message) for fault in parsed.faults]),
        json.dumps(parsed.macros, ensure_ascii=False),
    )
    return int(connection.execute(_put_file, values).fetchone()[0])


def _place(
    connection: Connection, file: int, matches: Sequence[Match], numbers: Mapping[CardId, int]
) -> None:
    connection.executemany(
        _place_card,
        (
            (file, position, number, card.kind.code, note, card.line, number, number)
            for position, found in enumerate(matches)
            for number, card in [(numbers[found.id], found.card)]
            for note in [pack_note(card.note, card.identity)]
        ),
    )
