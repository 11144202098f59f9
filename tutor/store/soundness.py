"""What is wrong with a database file: the one check for the history, its backups and copies."""

import json
import sqlite3
from sqlite3 import Connection

from tutor.core.day import LAST_DAY, as_date
from tutor.core.kind import Kind
from tutor.core.log import CODES, Event
from tutor.core.text import one_line
from tutor.store.checksum import checksum
from tutor.store.packing import unpack_uid
from tutor.store.schema import FIRST, KINDS

_MOST = 20  # faults that are listed
_KINDS = ", ".join(f"'{kind.value}'" for kind in Kind)
_CODES = ", ".join(map(str, CODES.values()))
_KIND_CODES = ", ".join(map(str, KINDS.values()))
_EVENTS = ", ".join(f"'{event.value}'" for event in Event)
# What no program writes, though SQLite would take it; what the log adds up to is `doctor`'s.
_LISTS = {
    "card": "NOT json_valid(key_points) OR NOT json_valid(tags)",
    "deck_file": "NOT json_valid(faults) OR NOT json_valid(macros)",
}
_NEVER = _LISTS | {
    "entry": f"event NOT IN ({_CODES}) OR day NOT BETWEEN 1 AND {LAST_DAY} OR uid = ''"
    " OR typeof(uid) NOT IN ('blob', 'text') OR (typeof(uid) = 'blob' AND length(uid) <> 13)"
    " OR (detail <> '' AND NOT json_valid(detail))",
    "card": f"kind NOT IN ({_KIND_CODES}) OR {_LISTS['card']}",
    "placement": f"kind NOT IN ({_KIND_CODES}) OR seen NOT IN (0, 1, 2)",
}
_TEXTS = {
    "card": "id, given, identity, wording, question, answer, key_points, tags",
    "deck_file": "path, name, faults, macros",
    "placement": "note",
    "about": "name, value",
}
# The same of formats 1 and 2.
_NEVER_BEFORE = _LISTS | {
    "log": f"event NOT IN ({_EVENTS}) OR day NOT BETWEEN 1 AND {LAST_DAY} OR uid = ''"
    " OR (detail <> '' AND NOT json_valid(detail))",
    "card": f"kind NOT IN ({_KINDS}) OR {_LISTS['card']}",
    "placement": f"kind NOT IN ({_KINDS}) OR seen NOT IN (0, 1)",
}
_TEXTS_BEFORE = {
    "log": "uid, device, card, event, undoes, detail",
    "card": "id, kind, given, identity, wording, question, answer, key_points, tags",
    "deck_file": "path, name, faults, macros",
    "placement": "card, kind, note",
    "about": "name, value",
}


def faults_of(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file, or else what is in it that no program wrote."""
    try:
        verdicts = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
        verdicts += [
            f"a row of {table} refers to a row that is missing"
            for table, *_ in connection.execute("PRAGMA foreign_key_check")
        ]
        found = [verdict for verdict in verdicts if verdict != "ok"]
        return found[:_MOST] or _content_faults(connection)
    except (sqlite3.Error, ValueError, OverflowError) as error:
        return [str(error)]


def _content_faults(connection: Connection) -> list[str]:
    """Rows that cannot have been written."""
    if not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
        return []
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    is_earlier = version < FIRST
    found = [] if is_earlier else _changed(connection)
    for table, never in (_NEVER_BEFORE if is_earlier else _NEVER).items():
        (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {never}").fetchone()
        if count:
            found.append(f"{count} impossible values in {table}")
    for table, columns in (_TEXTS_BEFORE if is_earlier else _TEXTS).items():
        for _ in connection.execute(f"SELECT {columns} FROM {table}"):
            pass  # what is no text cannot be read
    rows = connection.execute("SELECT key_points, tags FROM card")
    if not all(_is_list_of_texts(text) for row in rows for text in row):
        found.append("a list in card is none")
    rows = connection.execute("SELECT faults, macros FROM deck_file")
    if not all(_is_list_of_pairs(text) for row in rows for text in row):
        found.append("a list in deck_file is none")
    return found


def _changed(connection: Connection) -> list[str]:
    """The log entries that are not as they were written."""
    rows = connection.execute(
        """SELECT uid, name, at, day, id, event, quality, milliseconds, undoes, value, detail,
                  checksum
           FROM entry LEFT JOIN device ON device.number = entry.device
                      LEFT JOIN card ON card.number = entry.card"""
    )
    found = []
    for uid, device, at, day, card, event, quality, taken, undoes, value, detail, kept in rows:
        said = (device, at, day, card, event, quality, taken)
        if checksum(unpack_uid(uid), *said, unpack_uid(undoes), value, detail) != kept:
            when = as_date(day) if 1 <= day <= LAST_DAY else f"day {day}"
            found.append(
                f"the log entry {one_line(unpack_uid(uid))} ({when}, card {one_line(str(card))}) "
                "is not as it was written"
            )
            if len(found) == _MOST:
                break
    return found


def _is_list_of_texts(text: str) -> bool:
    if text == "[]":
        return True
    found = json.loads(text)
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _is_list_of_pairs(text: str) -> bool:
    if text == "[]":
        return True
    found = json.loads(text)
    return isinstance(found, list) and all(
        isinstance(each, list) and len(each) == 2 and isinstance(each[1], str) for each in found
    )
