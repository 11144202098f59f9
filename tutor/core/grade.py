"""The four grades a learner gives, and the qualities 0 to 5 that the log holds."""

from enum import IntEnum

PASSED = 3  # a card graded with this quality or a higher one was remembered


class Grade(IntEnum):
    """The four answers a learner gives; each stands for one of the six qualities."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def quality(self) -> int:
        """The quality, 0..5, that this grade stands for."""
        return (1, 3, 4, 5)[self - 1]

    @classmethod
    def of(cls, quality: int) -> "Grade":
        """The grade a stored quality is shown as."""
        return (cls.AGAIN, cls.AGAIN, cls.AGAIN, cls.HARD, cls.GOOD, cls.EASY)[quality]
