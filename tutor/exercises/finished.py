"""An attempt that was worked to its end, and the grade that the learner gave it."""

import json
from dataclasses import dataclass

from tutor.core.grade import Grade
from tutor.exercises.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Finished:
    """A graded attempt and the seconds it took."""

    attempt: Attempt
    grade: Grade
    seconds: float

    @property
    def detail(self) -> str:
        """The attempt as the log keeps it."""
        return json.dumps(self.attempt.as_json(self.seconds), ensure_ascii=False)
