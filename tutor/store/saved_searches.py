"""The searches that the learner saved, by name."""

from sqlite3 import Connection

_PREFIX = "search:"


def saved(connection: Connection) -> dict[str, str]:
    """The saved searches."""
    rows = connection.execute(
        "SELECT substr(name, ?), value FROM about WHERE name >= ? AND name < ? ORDER BY name",
        (len(_PREFIX) + 1, _PREFIX, f"{_PREFIX[:-1]};"),  # the character after :
    )
    return dict(rows.fetchall())


def save(connection: Connection, name: str, search: str) -> None:
    """Save a search, in the place of one of this name."""
    forget(connection, name)
    connection.execute("INSERT INTO about (name, value) VALUES (?, ?)", (_PREFIX + name, search))


def forget(connection: Connection, name: str) -> bool:
    """Forget a search, whatever the case of its name; whether there was one."""
    names = [each for each in saved(connection) if each.casefold() == name.casefold()]
    connection.executemany("DELETE FROM about WHERE name = ?", ((_PREFIX + n,) for n in names))
    return bool(names)
