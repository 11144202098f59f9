"""Errors that are written for the learner to read."""


class TutorError(Exception):
    """Something the learner can act on: what happened, where, and what to do next."""


class DatabaseCorrupt(TutorError):
    """A database that is certainly damaged or gone, so that a backup may take its place."""
