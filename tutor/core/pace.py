"""A learner's pace with one kind of card: how long one takes, and how often it goes wrong."""

from typing import NamedTuple

from tutor.core.kind import Kind


class Pace(NamedTuple):
    """What one card costs, in the mean over the latest grades."""

    seconds: float
    failed: float  # the share graded Again
    hard: float  # the share graded Hard
    repeats: float  # how many repeats on the same day to expect of one card

    @property
    def expected_seconds(self) -> float:
        """The time for one card, its expected repeats included."""
        return self.seconds * (1 + self.repeats)


def pace_of(
    kind: Kind, *, comes_back: bool, found: tuple[float, float, float] | None = None
) -> Pace:
    """The pace from the seconds and shares that were found, or the usual one.

    `comes_back` says whether a card of this kind below Good is asked again on the same day.
    """
    seconds, failed, hard = found or (kind.usual_seconds, kind.usual_failed, kind.usual_hard)
    return Pace(seconds, failed, hard, failed + hard if comes_back else 0.0)
