"""The database's shape, as an append-only list of migrations in SQL."""

APPLICATION_ID = 0x7475746F  # "tuto": marks a file as ours

# One entry a version; PRAGMA user_version counts how many have been applied. Never edit an entry
# that was released: add one.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # The log is the truth; `memory`, `recall`, `tally` and `placement.seen` are what it adds up
        # to, kept in the transaction of each grade, and rebuilt by `doctor`.
        """CREATE TABLE log (
             sequence INTEGER PRIMARY KEY,
             uid      TEXT NOT NULL UNIQUE,
             device   TEXT NOT NULL,
             at       INTEGER NOT NULL,            -- UTC, milliseconds
             day      INTEGER NOT NULL,            -- learning day, proleptic ordinal
             card     TEXT NOT NULL,
             event    TEXT NOT NULL,               -- scheduled, repeat, practice, undo
             quality  INTEGER NOT NULL CHECK (quality BETWEEN 0 AND 5),
             milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
             undoes   TEXT NOT NULL DEFAULT '',    -- uid of the entry that an undo takes back
             detail   TEXT NOT NULL DEFAULT ''     -- JSON, as core.log.compact writes it
           ) STRICT""",
        # In folding order and with all that folding and counting need: a memory, or all of them,
        # is proved without a look at the table.
        "CREATE INDEX log_card ON log (card, at, uid, event, quality, day, milliseconds)",
        # In the order of `tally`, and with all that it counts.
        "CREATE INDEX log_day ON log (day, at / 900000, event, milliseconds)",
        "CREATE INDEX log_detail ON log (day) WHERE detail <> ''",
        "CREATE INDEX log_undoes ON log (undoes) WHERE event = 'undo'",
        """CREATE TABLE memory (
             card        TEXT PRIMARY KEY,
             due         INTEGER NOT NULL,
             interval    INTEGER NOT NULL,
             ease        INTEGER NOT NULL,         -- hundredths
             repetitions INTEGER NOT NULL,
             lapses      INTEGER NOT NULL,
             first       INTEGER NOT NULL,
             last        INTEGER NOT NULL,
             quality     INTEGER NOT NULL
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX memory_due ON memory (due, interval)",
        "CREATE INDEX memory_first ON memory (first)",
        "CREATE INDEX memory_last ON memory (last, quality)",
        # Each card's scheduled reviews after its first grade, as little-endian numbers: 32 bits of
        # when and how well, ascending, and 64 bits of what was found (core.recall).
        """CREATE TABLE recall (
             card   TEXT PRIMARY KEY,
             grades BLOB NOT NULL,
             codes  BLOB NOT NULL
           ) STRICT, WITHOUT ROWID""",
        # How much was done, and when: all entries that stand.
        """CREATE TABLE tally (
             day     INTEGER NOT NULL,
             quarter INTEGER NOT NULL,             -- quarter-hours since 1970 in UTC
             event   TEXT NOT NULL,
             answers INTEGER NOT NULL,
             milliseconds INTEGER NOT NULL,
             PRIMARY KEY (day, quarter, event)
           ) STRICT, WITHOUT ROWID""",
        # Cards as last seen; a card keeps its row, and so its name, when its text is corrected.
        """CREATE TABLE card (
             id         TEXT PRIMARY KEY,
             kind       TEXT NOT NULL,             -- flashcards, self-check, exercises
             given      TEXT NOT NULL,
             identity   TEXT NOT NULL,
             wording    TEXT NOT NULL,
             question   TEXT NOT NULL,
             answer     TEXT NOT NULL,
             key_points TEXT NOT NULL,             -- JSON
             tags       TEXT NOT NULL              -- JSON
           ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE deck_file (
             id       INTEGER PRIMARY KEY,
             path     TEXT NOT NULL UNIQUE,
             size     INTEGER NOT NULL,
             modified INTEGER NOT NULL,            -- nanoseconds, as the file system says
             name     TEXT NOT NULL,               -- front matter's
             cards    INTEGER NOT NULL,
             faults   TEXT NOT NULL,               -- JSON: [[line, message], ...]
             macros   TEXT NOT NULL                -- JSON: [[name, meaning], ...]
           ) STRICT""",
        # Where a card stands now. A card that vanished has no placement, and keeps all else.
        """CREATE TABLE placement (
             file     INTEGER NOT NULL REFERENCES deck_file (id) ON DELETE CASCADE,
             position INTEGER NOT NULL,
             card     TEXT NOT NULL REFERENCES card (id),
             kind     TEXT NOT NULL,               -- flashcards, self-check, exercises
             note     TEXT NOT NULL,
             line     INTEGER NOT NULL,
             seen     INTEGER NOT NULL,            -- whether the card has a memory
             PRIMARY KEY (file, position)
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX placement_card ON placement (card, kind, note)",
        "CREATE INDEX placement_new ON placement (file, position) WHERE seen = 0",
        "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ),
    (
        # What a card in a file is found by, and what its twins are found by (library.twins).
        """CREATE TABLE clue (
             own     INTEGER NOT NULL,
             sought  INTEGER NOT NULL,
             sign    INTEGER NOT NULL,             -- library.twins.Sign
             file    INTEGER NOT NULL,
             card    TEXT NOT NULL
           ) STRICT""",
        "CREATE INDEX clue_own ON clue (own)",
        # Cards that answer each other; both ways.
        """CREATE TABLE twin (
             card  TEXT NOT NULL,
             other TEXT NOT NULL,
             PRIMARY KEY (card, other)
           ) STRICT, WITHOUT ROWID""",
    ),
)

VERSION = len(MIGRATIONS)
# By the version that they are there from.
TABLES = {
    1: ("log", "memory", "recall", "tally", "card", "deck_file", "placement", "about"),
    2: ("clue", "twin"),
}
