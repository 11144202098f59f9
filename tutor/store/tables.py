"""The tables as SQLAlchemy sees them; their shape is schema.py's."""

from sqlalchemy import TableClause, column, table
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql import ClauseElement


def _table(name: str, columns: str) -> TableClause:
    return table(name, *(column(each) for each in columns.split()))


device = _table("device", "name")
entry = _table(
    "entry", "uid device at day card event quality milliseconds undoes value detail checksum"
)
memory = _table(
    "memory",
    "card due interval ease repetitions lapses first last quality asked passed placed ready",
)
state = _table("state", "card until skipped flag")
spread = _table("spread", "interval ease learning cards")
begun = _table("begun", "day cards")
recalled = _table("recalled", "day quality reviews")
found = _table("found", "code reviews")
tally = _table("tally", "day quarter event answers milliseconds")
card = _table("card", "id kind given identity wording question answer key_points tags added edited")
deck_file = _table("deck_file", "id path size modified name cards faults macros asked passed")
placement = _table("placement", "file position card kind note line seen")
about = _table("about", "name value")


def as_text(statement: ClauseElement) -> str:
    """A statement's SQL: sqlite3 runs it, with its values in this order."""
    # SQLAlchemy breaks lines in an IN or a subquery only; one space is as good.
    return " ".join(str(statement.compile(dialect=dialect(paramstyle="qmark"))).split())
