"""The learner's history on disk, on the standard library's sqlite3."""
