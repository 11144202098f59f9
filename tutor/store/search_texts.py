"""All that words are looked for in, one text for each card, kept while cards are searched."""

from sqlite3 import Connection

SOURCE = "texts"
CARD = "texts.card"
TEXT = "texts.text"
# Each part ends with a sign that no words have, so that none are found across two of them.
_GATHER = """INSERT INTO temp.texts
             SELECT number, question || char(31) || answer || char(31) || CASE key_points
                    WHEN '[]' THEN ''
                    ELSE (SELECT group_concat(value, char(31)) FROM json_each(key_points)) END
             FROM card WHERE {stands}"""


class SearchTexts:
    """A row of `card` has ten columns, of which three are searched: this takes half the time.

    They are gathered at the second search of the same data, and once more when those changed.
    """

    def __init__(self, connection: Connection) -> None:
        connection.execute("PRAGMA temp_store = MEMORY")
        self._connection = connection
        self._searched: object = None
        self._gathered: object = None

    def are_there(self, moment: object, stands: str, files: str) -> bool:
        """Whether the texts as they are at this moment can be searched."""
        if self._gathered != moment:
            if self._searched != moment:
                self._searched = moment
                return False
            self._connection.execute("DROP TABLE IF EXISTS temp.texts")
            self._connection.execute(
                "CREATE TABLE temp.texts (card INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"
            )
            self._connection.execute(_GATHER.format(stands=stands), [files] if files else [])
            self._gathered = moment
        return True
