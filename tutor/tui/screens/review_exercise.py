"""An exercise that a review session asks: its grade counts there, and the session goes on."""

from typing import TYPE_CHECKING

from tutor.core.session import Session
from tutor.study import Asked
from tutor.tui.grade_buttons import grade_buttons
from tutor.tui.posed_problem import Worked, related
from tutor.tui.screens.exercise import ExerciseScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.buttons import Button

if TYPE_CHECKING:
    from tutor.exercises.finished import Finished


class ReviewExercise(ExerciseScreen):
    """Worked like any other; once graded, or left, the review session is there again."""

    is_in_review = True

    def __init__(self, worker: StudyWorker, asked: Asked, session: Session) -> None:
        super().__init__(worker, asked.card.id)
        self.asked = asked
        self.session = session

    async def record(self, done: "Finished") -> bool:
        """Give the grade to the review session."""
        study, card = self.worker.study, self.asked.card
        quality, seconds, detail = done.grade.quality, done.seconds, done.detail
        session = await self.ask(study.review.grade, self.session, quality, seconds, detail)
        if session is None:
            return False
        cards = await self.ask(related, study, card, done.attempt)
        self.dismiss(Worked(card.id, session, cards or (), done.attempt.problem.level))
        return True

    def leave(self) -> None:
        """Back to the review session; nothing was recorded."""
        self.dismiss(None)

    def _grades(self) -> tuple[Button, ...]:
        return grade_buttons(self.asked, self._attempt.proposed)


class ExerciseBeside(ExerciseScreen):
    """An exercise beside a review session: it counts if it is due, else it is practice."""

    def leave(self) -> None:
        """Back to the review session."""
        self.dismiss(None)
