"""The text of every statement that a grade or an undo runs: sqlite3 prepares each once.

SQLAlchemy takes 0.2 s to import and doubles the time of a grade, so it is not asked for them at
run time; tests/store/test_statements.py builds each with it and finds no difference.
"""

BEGIN = "BEGIN IMMEDIATE"  # a deferred transaction fails at once when another program writes first

INSERT_ENTRY = (
    "INSERT INTO log (uid, device, at, day, card, event, quality, milliseconds, undoes, detail) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_MEMORY = (
    "INSERT INTO memory (card, due, interval, ease, repetitions, lapses, first, last, quality) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
# `first` never changes, so that its index need not be written.
UPDATE_MEMORY = (
    "UPDATE memory SET due=?, interval=?, ease=?, repetitions=?, lapses=?, last=?, quality=? "
    "WHERE memory.card = ?"
)
UPDATE_QUALITY = "UPDATE memory SET quality=? WHERE memory.card = ?"
DELETE_MEMORY = "DELETE FROM memory WHERE memory.card = ?"
PUT_RECALL = (
    "INSERT INTO recall (card, grades, codes) VALUES (?, ?, ?) "
    "ON CONFLICT (card) DO UPDATE SET grades = excluded.grades, codes = excluded.codes"
)
ADD_RECALL = (
    "INSERT INTO recall (card, grades, codes) VALUES (?, ?, ?) "
    "ON CONFLICT (card) DO UPDATE SET grades = CAST(recall.grades || excluded.grades AS BLOB), "
    "codes = CAST(recall.codes || excluded.codes AS BLOB)"
)
DELETE_RECALL = "DELETE FROM recall WHERE recall.card = ?"
ADD_TALLY = (
    "INSERT INTO tally (day, quarter, event, answers, milliseconds) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (day, quarter, event) DO UPDATE SET "
    "answers = (tally.answers + excluded.answers), "
    "milliseconds = (tally.milliseconds + excluded.milliseconds)"
)
DELETE_EMPTY_TALLY = (
    "DELETE FROM tally WHERE tally.day = ? AND tally.quarter = ? AND tally.event = ? "
    "AND tally.answers = ?"
)
MARK_SEEN = "UPDATE placement SET seen=? WHERE placement.card = ?"
