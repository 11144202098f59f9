"""What went wrong, said to the learner."""


class TutorError(Exception):
    """Something the learner can act on: what happened, where, and what to do next."""


class Ruined(TutorError):
    """A database that is certainly damaged or gone, so that a backup may take its place."""
