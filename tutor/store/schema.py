"""The database's shape in SQL, and what was added to it later."""

from tutor.core.card_state import NEVER
from tutor.core.kind import Kind
from tutor.core.log import CODES, Event

APPLICATION_ID = 0x7475746F  # "tuto": marks a file as ours
UNDO = CODES[Event.UNDO]


def named(column: str, names: dict[str, int]) -> str:
    """The name that a number in a column stands for, as SQL."""
    cases = " ".join(f"WHEN {number} THEN '{name}'" for name, number in names.items())
    return f"CASE {column} {cases} END"


EVENTS = {event.value: code for event, code in CODES.items()}
KINDS = {kind.value: kind.code for kind in Kind}
# A uid of our own is kept as 13 bytes, any other one as its text.
UID = "CASE typeof(uid) WHEN 'blob' THEN lower(hex(uid)) ELSE uid END"
_UNDOES = "CASE typeof(undoes) WHEN 'blob' THEN lower(hex(undoes)) ELSE undoes END"
# A placement's note, beside its card.
NOTE = "CASE note WHEN '' THEN identity ELSE note END"

# The log as people read it.
_LOG = f"""CREATE VIEW log AS
           SELECT sequence, {UID} AS uid,
                  (SELECT name FROM device WHERE number = entry.device) AS device, at, day,
                  (SELECT id FROM card WHERE number = entry.card) AS card,
                  {named("event", EVENTS)} AS event, quality, milliseconds, {_UNDOES} AS undoes,
                  value, detail
           FROM entry"""
# Of a placement: 1 if its card has a memory of a grade, 2 if it is new and suspended, else 0.
SEEN = f"""CASE WHEN EXISTS (SELECT 1 FROM memory
                             WHERE memory.card = placement.card AND first > 0) THEN 1
                WHEN EXISTS (SELECT 1 FROM state
                             WHERE state.card = placement.card AND until = {NEVER}) THEN 2
                ELSE 0 END"""
# Of a memory: the day from which its card is asked.
READY = f"""CASE first WHEN 0 THEN {NEVER} ELSE max(due, coalesce(
             (SELECT until FROM state WHERE state.card = memory.card), 0)) END"""

# What SHAPE and INDEXES make. Databases of earlier formats are copied into it (earlier.py).
FIRST = 3
SHAPE: tuple[str, ...] = (
    # `entry` is the truth; all from `memory` to `tally`, `placement.seen` and what `deck_file` sums
    # up follow from it and are rebuilt by `doctor`. The figures are brought up to date later
    # (figure_sums.py), all else in the transaction of each grade.
    "CREATE TABLE device (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE entry (
         sequence INTEGER PRIMARY KEY,
         uid      ANY NOT NULL UNIQUE,         -- 13 bytes; a text if another program made it
         device   INTEGER NOT NULL,            -- device.number
         at       INTEGER NOT NULL,            -- UTC, milliseconds
         day      INTEGER NOT NULL,            -- learning day, proleptic ordinal
         card     INTEGER NOT NULL,            -- card.number
         event    INTEGER NOT NULL,            -- core.log.CODES
         quality  INTEGER NOT NULL CHECK (quality BETWEEN 0 AND 5),  -- 0 where there is no grade
         milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
         undoes   ANY NOT NULL DEFAULT '',     -- uid of the entry that an undo takes back
         value    INTEGER NOT NULL DEFAULT 0,  -- the number that an event without a grade sets
         detail   TEXT NOT NULL DEFAULT '',    -- JSON, as core.log.compact writes it
         checksum INTEGER NOT NULL             -- of all the others (checksum.py)
       ) STRICT""",
    _LOG,
    """CREATE TABLE memory (
         card        INTEGER PRIMARY KEY,
         due         INTEGER NOT NULL,
         interval    INTEGER NOT NULL,
         ease        INTEGER NOT NULL,         -- hundredths
         repetitions INTEGER NOT NULL,
         lapses      INTEGER NOT NULL,
         first       INTEGER NOT NULL,
         last        INTEGER NOT NULL,
         quality     INTEGER NOT NULL,
         asked       INTEGER NOT NULL,         -- scheduled reviews after the first grade
         passed      INTEGER NOT NULL,         -- those of them in which it was remembered
         placed      INTEGER NOT NULL          -- the files in which it stands
       ) STRICT""",
    # The cards that stand in a file, counted.
    """CREATE TABLE spread (
         interval INTEGER NOT NULL,
         ease     INTEGER NOT NULL,
         learning INTEGER NOT NULL,            -- whether it was never passed
         cards    INTEGER NOT NULL,
         PRIMARY KEY (interval, ease, learning)
       ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE begun (day INTEGER PRIMARY KEY, cards INTEGER NOT NULL) STRICT",
    # The scheduled reviews after a card's first grade: by day, and by what they found.
    """CREATE TABLE recalled (
         day     INTEGER NOT NULL,
         quality INTEGER NOT NULL,
         reviews INTEGER NOT NULL,
         PRIMARY KEY (day, quality)
       ) STRICT, WITHOUT ROWID""",
    # The code is core.recall's.
    "CREATE TABLE found (code INTEGER PRIMARY KEY, reviews INTEGER NOT NULL) STRICT",
    # How much was done, and when: all entries that stand.
    """CREATE TABLE tally (
         day     INTEGER NOT NULL,
         quarter INTEGER NOT NULL,             -- quarter-hours since 1970 in UTC
         event   INTEGER NOT NULL,
         answers INTEGER NOT NULL,
         milliseconds INTEGER NOT NULL,
         PRIMARY KEY (day, quarter, event)
       ) STRICT, WITHOUT ROWID""",
    # Cards as last seen; a card keeps its row, and so its name, when its text is corrected. Of one
    # that only an imported log names the kind is NULL and the texts are empty.
    """CREATE TABLE card (
         number     INTEGER PRIMARY KEY,
         id         TEXT NOT NULL UNIQUE,
         kind       INTEGER,                   -- Kind.code
         given      TEXT NOT NULL DEFAULT '',
         identity   TEXT NOT NULL DEFAULT '',
         wording    TEXT NOT NULL DEFAULT '',
         question   TEXT NOT NULL DEFAULT '',
         answer     TEXT NOT NULL DEFAULT '',
         key_points TEXT NOT NULL DEFAULT '[]', -- JSON
         tags       TEXT NOT NULL DEFAULT '[]'  -- JSON
       ) STRICT""",
    """CREATE TABLE deck_file (
         id       INTEGER PRIMARY KEY,
         path     TEXT NOT NULL UNIQUE,
         size     INTEGER NOT NULL,
         modified INTEGER NOT NULL,            -- nanoseconds, as the file system says
         name     TEXT NOT NULL,               -- front matter's
         cards    INTEGER NOT NULL,
         faults   TEXT NOT NULL,               -- JSON: [[line, message], ...]
         macros   TEXT NOT NULL,               -- JSON: [[name, meaning], ...]
         asked    INTEGER NOT NULL DEFAULT 0,  -- of its cards, as in memory
         passed   INTEGER NOT NULL DEFAULT 0
       ) STRICT""",
    # Where a card stands now. A card that vanished has no placement, and keeps all else.
    """CREATE TABLE placement (
         file     INTEGER NOT NULL REFERENCES deck_file (id) ON DELETE CASCADE,
         position INTEGER NOT NULL,
         card     INTEGER NOT NULL REFERENCES card (number),
         kind     INTEGER NOT NULL,            -- Kind.code
         note     TEXT NOT NULL,               -- '' for the identity of its card
         line     INTEGER NOT NULL,
         seen     INTEGER NOT NULL,            -- SEEN
         PRIMARY KEY (file, position)
       ) STRICT, WITHOUT ROWID""",
    # What a card in a file is found by, and what its twins are found by (library.twins).
    """CREATE TABLE clue (
         own     INTEGER NOT NULL,
         file    INTEGER NOT NULL,
         card    INTEGER NOT NULL,
         sign    INTEGER NOT NULL,             -- library.twins.Sign
         sought  INTEGER NOT NULL,
         PRIMARY KEY (own, file, card, sign, sought)
       ) STRICT, WITHOUT ROWID""",
    # Cards that answer each other; both ways.
    """CREATE TABLE twin (
         card  INTEGER NOT NULL,
         other INTEGER NOT NULL,
         PRIMARY KEY (card, other)
       ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
INDEXES: tuple[str, ...] = (
    # In folding order, but for entries of one instant, and with all that folding needs.
    "CREATE INDEX entry_card ON entry (card, at, event, quality, day)",
    "CREATE INDEX entry_day ON entry (day)",
    "CREATE INDEX entry_detail ON entry (day) WHERE detail <> ''",
    f"CREATE INDEX entry_undoes ON entry (undoes) WHERE event = {UNDO}",
    "CREATE INDEX memory_due ON memory (due, interval, placed)",
    "CREATE INDEX memory_doubled ON memory (card) WHERE placed > 1",
    "CREATE INDEX placement_card ON placement (card, kind, note)",
    "CREATE INDEX placement_new ON placement (file, position) WHERE seen = 0",
)

# One entry a version after FIRST, each a list of statements. Never edit one that was released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    # 4: cards are set aside, and it is known when they were written.
    (
        "DROP VIEW log",
        _LOG,
        # How the learner set a card aside (core.card_state); follows from `entry` like `memory`.
        """CREATE TABLE state (
             card    INTEGER PRIMARY KEY,
             until   INTEGER NOT NULL,         -- the first day on which it may be asked
             skipped INTEGER NOT NULL,         -- the day on which it is asked last
             flag    INTEGER NOT NULL          -- 1 to 7; 0 for none
           ) STRICT""",
        # The day from which a card is asked: that on which it is due, or a later one. A card that
        # is as new again keeps its row, for `asked` and `passed`, and is never ready.
        "ALTER TABLE memory ADD COLUMN ready INTEGER NOT NULL DEFAULT 0",
        "UPDATE memory SET ready = due",
        "DROP INDEX memory_due",
        "CREATE INDEX memory_ready ON memory (ready, due, interval, placed)",
        # The learning days on which a card was first and last written; 0 for before format 4.
        "ALTER TABLE card ADD COLUMN added INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE card ADD COLUMN edited INTEGER NOT NULL DEFAULT 0",
    ),
    # 5: the figures of progress are counted as far as an entry; here, all of the log.
    (
        """INSERT OR REPLACE INTO about (name, value)
           VALUES ('counted', (SELECT coalesce(max(sequence), 0) FROM entry))""",
    ),
)

VERSION = FIRST + len(MIGRATIONS)
# By the formats that have them.
_EARLIER = ("log", "memory", "recall", "tally", "card", "deck_file", "placement", "about")
TABLES = {
    1: _EARLIER,
    2: (*_EARLIER, "clue", "twin"),
    3: (
        *("device", "entry", "log", "memory", "spread", "begun", "recalled", "found", "tally"),
        *("card", "deck_file", "placement", "clue", "twin", "about"),
    ),
}
TABLES[4] = TABLES[5] = (*TABLES[3], "state")
