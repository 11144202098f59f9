"""The tables as SQLAlchemy sees them; their shape is schema.py's."""

from sqlalchemy import TableClause, column, table


def _table(name: str, columns: str) -> TableClause:
    return table(name, *(column(each) for each in columns.split()))


log = _table("log", "uid device at day card event quality milliseconds undoes detail")
memory = _table("memory", "card due interval ease repetitions lapses first last quality")
recall = _table("recall", "card grades codes")
tally = _table("tally", "day quarter event answers milliseconds")
card = _table("card", "id kind given identity wording question answer key_points tags")
deck_file = _table("deck_file", "id path size modified name cards faults macros")
placement = _table("placement", "file position card kind note line seen")
about = _table("about", "name value")
