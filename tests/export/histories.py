"""Histories to take in and to compare, laid out by hand or exported."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.learner import Learner
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.store.queries import MEMORY
from tutor.study import transfer

SETTINGS = Settings(new_a_day=7)
ENTRY = {
    "uid": "a1", "device": "here", "at": 1_764_000_000_000, "day": "2025-11-24", "card": "c",
    "event": "scheduled", "quality": 4, "milliseconds": 1500, "undoes": "", "detail": None,
}  # fmt: skip
CARD = {
    "id": "c", "kind": "flashcards", "given": "", "identity": "i", "wording": "w",
    "question": "Q?", "answer": "A.", "key_points": [], "tags": ["t"],
}  # fmt: skip


def nothing(_: float) -> None:
    """Where nobody looks."""


def take_in(database: Path, *documents: bytes) -> None:
    """Import these, one after the other."""
    with closing(Database(database)) as store:
        for number, data in enumerate(documents):
            path = database.with_name(f"{database.stem}-{number}.json")
            path.write_bytes(data)
            transfer.merge(store, path, nothing)


def state(database: Path) -> dict[str, list[Any]]:
    """Everything but the order of arrival."""
    queries = {
        "log": """SELECT uid, device, at, day, card, event, quality, milliseconds, undoes, detail
                  FROM log ORDER BY uid""",
        "card": """SELECT id, kind, given, identity, wording, question, answer, key_points, tags
                   FROM card ORDER BY id""",
        "memory": f"""SELECT id, {MEMORY}, asked, passed
                      FROM memory JOIN card ON number = card ORDER BY id""",
        "recalled": "SELECT * FROM recalled WHERE reviews <> 0",
        "found": "SELECT * FROM found WHERE reviews <> 0",
        "begun": "SELECT * FROM begun WHERE cards <> 0",
        "tally": "SELECT * FROM tally ORDER BY day, quarter, event",
    }
    with closing(Database(database)) as store, store.writing() as writer:
        writer.catch_up()
    with closing(sqlite3.connect(database)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def out(database: Path) -> bytes:
    """The export of a database."""
    path = database.with_suffix(".out.json")
    transfer.to_json(database, SETTINGS, path, True, nothing)
    return path.read_bytes()


def proof_of(database: Path) -> Any:
    learner = Learner(database.parent)
    learner.database = database
    return learner.proof()


def composed(cards: list[dict[str, Any]], log: list[dict[str, Any]], **members: Any) -> bytes:
    """A document with these in it, laid out by hand."""

    def lines(each: list[dict[str, Any]]) -> str:
        return ",\n".join(json.dumps(one) for one in each) + "\n" * bool(each)

    head = {"format": "tutor-history", "version": 1, "settings": {}} | members
    text = "{\n" + "".join(f'"{name}":{json.dumps(value)},\n' for name, value in head.items())
    text += f'"cards":[\n{lines(cards)}],\n"log":[\n{lines(log)}],\n'
    return f'{text}"sha256":"{hashlib.sha256(text.encode()).hexdigest()}"\n}}\n'.encode()
