"""The kinds of card, one a row: how each is named, how long it takes, how it is asked."""

from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """A kind of card; its value is what front matter, the database and `--json` say.

    To add a kind, add its row.
    """

    code: int  # how it is kept in the database
    name_of_one: str
    name_of_many: str
    usual_seconds: float  # until the learner's own times are known
    usual_failed: float  # the share graded Again, likewise
    usual_hard: float  # and the share graded Hard
    longest_seconds: float  # after more than that the learner was elsewhere
    is_ticked: bool  # its answer is checked against key points
    is_drawn: bool  # a problem with new numbers, worked step by step, from a file of exercises

    def __new__(cls, value: str, *details: Any) -> "Kind":
        """A row: its details in the order above."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.code, kind.name_of_one, kind.name_of_many, kind.usual_seconds, *rest = details
        kind.usual_failed, kind.usual_hard, *rest = rest
        kind.longest_seconds, kind.is_ticked, kind.is_drawn = rest
        return kind

    FLASHCARDS = "flashcards", 0, "flashcard", "Flashcards", 15.0, 0.1, 0.025, 120.0, False, False
    SELF_CHECK = "self-check", 1, "self-check", "Self-check", 60.0, 0.1, 0.025, 120.0, True, False
    EXERCISES = "exercises", 2, "exercise", "Exercises", 420.0, 0.2, 0.1, 3_600.0, False, True
