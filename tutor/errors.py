"""What went wrong, said to the learner."""


class TutorError(Exception):
    """Something the learner can act on: what happened, where, and what to do next."""
