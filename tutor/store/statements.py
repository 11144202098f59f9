"""The text of every statement that a grade or an undo writes with: sqlite3 prepares each once.

SQLAlchemy takes 0.2 s to import and doubles the time of a grade, so it is not asked for them at
run time; tests/store/test_statements.py builds each with it and finds no difference.
"""

BEGIN = "BEGIN IMMEDIATE"  # a deferred transaction fails at once when another program writes first

INSERT_ENTRY = (
    "INSERT INTO entry (uid, device, at, day, card, event, quality, milliseconds, undoes, value, "
    "detail, checksum) VALUES (?, (SELECT number FROM device WHERE device.name = ?), "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_DEVICE = "INSERT INTO device (name) VALUES (?)"
INSERT_UNKNOWN_CARD = "INSERT INTO card (id) VALUES (?)"
PUT_MEMORY = (
    "INSERT INTO memory (card, due, interval, ease, repetitions, lapses, first, last, quality, "
    "asked, passed, placed, ready) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (card) DO UPDATE SET due = excluded.due, interval = excluded.interval, "
    "ease = excluded.ease, repetitions = excluded.repetitions, lapses = excluded.lapses, "
    "first = excluded.first, last = excluded.last, quality = excluded.quality, "
    "asked = excluded.asked, passed = excluded.passed, placed = excluded.placed, "
    "ready = excluded.ready"
)
UPDATE_MEMORY = (
    "UPDATE memory SET due=?, interval=?, ease=?, repetitions=?, lapses=?, last=?, quality=?, "
    "asked=(memory.asked + ?), passed=(memory.passed + ?), ready=? WHERE memory.card = ?"
)
UPDATE_QUALITY = "UPDATE memory SET quality=? WHERE memory.card = ?"
DELETE_MEMORY = "DELETE FROM memory WHERE memory.card = ?"
PUT_STATE = (
    "INSERT INTO state (card, until, skipped, flag) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (card) DO UPDATE SET until = excluded.until, skipped = excluded.skipped, "
    "flag = excluded.flag"
)
DELETE_STATE = "DELETE FROM state WHERE state.card = ?"
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
ADD_RECALLED = (
    "INSERT INTO recalled (day, quality, reviews) VALUES (?, ?, ?) "
    "ON CONFLICT (day, quality) DO UPDATE SET reviews = (recalled.reviews + excluded.reviews)"
)
ADD_FOUND = (
    "INSERT INTO found (code, reviews) VALUES (?, ?) "
    "ON CONFLICT (code) DO UPDATE SET reviews = (found.reviews + excluded.reviews)"
)
ADD_BEGUN = (
    "INSERT INTO begun (day, cards) VALUES (?, ?) "
    "ON CONFLICT (day) DO UPDATE SET cards = (begun.cards + excluded.cards)"
)
ADD_SPREAD = (
    "INSERT INTO spread (interval, ease, learning, cards) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (interval, ease, learning) DO UPDATE SET "
    "cards = (spread.cards + excluded.cards)"
)
ADD_TO_FILES = (
    "UPDATE deck_file SET asked=(deck_file.asked + ?), passed=(deck_file.passed + ?) "
    "WHERE deck_file.id IN (SELECT placement.file FROM placement WHERE placement.card = ?)"
)
MARK_SEEN = "UPDATE placement SET seen=? WHERE placement.card = ?"
