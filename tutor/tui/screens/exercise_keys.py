"""Keys by which exercises are worked in a review session: the one it asks, and others beside it."""

import time
from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from tutor.core.card import CardId
from tutor.core.grade import Grade
from tutor.core.session import Session
from tutor.study import Asked
from tutor.tui import messages
from tutor.tui.next_card import Next, after_graded
from tutor.tui.screens.card_screen import CardScreen, Phase
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.buttons import Button
from tutor.tui.worked_exercises import WorkedExercises

if TYPE_CHECKING:
    from tutor.tui.posed_problem import Worked

WORK = Binding("space,enter", "work", "solve it", tooltip="Solve the exercise, with pen and paper")
ONCE_MORE = Binding(
    "n",
    "once_more",
    "once more now",
    tooltip="The exercise that was graded last once more, with new numbers: practice",
)
EXERCISE = Binding("X", "exercise", "exercise", show=False, tooltip="The exercise about this card")
CARDS = Binding("c", "cards", "cards", tooltip="At the end: the cards about what went wrong")

_WORK = Button("Solve it", "work", "space", "with pen and paper; the numbers are new")
_FIRST = Button("Solve it", "work", "space", "a worked example first, then new numbers")


class ExerciseKeys(CardScreen):
    """A subclass binds WORK, ONCE_MORE, EXERCISE and CARDS, and says how the session goes on."""

    WHEN: ClassVar[Mapping[str, set[Phase]]] = {
        **CardScreen.WHEN,
        "work": {Phase.QUESTION},
        "cards": {Phase.CLOSED},
        "once_more": {Phase.QUESTION, Phase.ANSWER, Phase.CLOSED},
        "exercise": {Phase.QUESTION, Phase.ANSWER},
    }

    def __init__(self, worker: StudyWorker) -> None:
        super().__init__(worker)
        self.session = Session()
        self.asked: Asked | None = None
        self.since = 0.0
        self.worked = WorkedExercises()

    @abstractmethod
    async def go_on(self, now: Next | None) -> None:
        """Show what comes after a grade."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An exercise is worked, not turned over."""
        if action in ("reveal", "work") and self._is_exercise != (action == "work"):
            return False
        if action == "exercise" and self._is_exercise:
            return False
        if action == "cards" and not self.worked.cards(self.session):
            return False
        if action == "once_more" and not self._is_after_exercise:
            return False
        return super().check_action(action, parameters)

    def action_work(self) -> None:
        """Work the exercise that is up."""
        from tutor.tui.screens.review_exercise import ReviewExercise

        assert self.asked is not None
        screen = ReviewExercise(self.worker, self.asked, self.session)
        self.app.push_screen(screen, self._worked)
        self.phase = Phase.OPENING  # no key of this screen does anything until it is back

    def action_cards(self) -> None:
        """Look at the cards that belong to what went wrong."""
        self.post_message(messages.Related(self.worked.cards(self.session)))

    def action_once_more(self) -> None:
        """Work the exercise that was graded last once more; what is up stays up."""
        latest = self.worked.latest(self.session)
        assert latest is not None
        self._work_beside(latest.exercise, latest.level)

    async def action_exercise(self) -> None:
        """Work the exercise about the card that is up, which stays up."""
        assert self.asked is not None
        exercise = await self.ask(self.worker.study.exercises.about, self.asked.card)
        if exercise is None:
            self.notice.tell("No exercise of this deck is about this card.")
        else:
            self._work_beside(exercise.id)

    def _work_beside(self, exercise: CardId, level: int | None = None) -> None:
        """An exercise, and then what is up now again."""
        from tutor.tui.screens.review_exercise import ExerciseBeside

        phase, self.phase = self.phase, Phase.OPENING
        seconds = time.monotonic() - self.since

        def back(_: object) -> None:
            self.since = time.monotonic() - seconds
            self.phase = phase

        self.app.push_screen(ExerciseBeside(self.worker, exercise, level), back)

    def button(self) -> Button:
        """An exercise is worked."""
        if not self._is_exercise:
            return super().button()
        return _WORK if self.asked is not None and self.asked.memory.first else _FIRST

    async def _worked(self, worked: "Worked | None") -> None:
        """Go on after an exercise; if it was left, its card is still up."""
        if worked is None:
            self.phase = Phase.QUESTION
        else:
            self.session = worked.session
            self.worked.add(worked)
            assert self.asked is not None
            grade = Grade.of(worked.session.done[-1].entry.quality)
            await self.go_on(
                await self.ask(after_graded, self.worker.study, worked.session, self.asked)
            )
            if grade < Grade.GOOD:
                self.bar.news = "The exercise comes back tomorrow; n does it once more now."

    @property
    def _is_exercise(self) -> bool:
        return self.asked is not None and self.asked.card.kind.is_drawn

    @property
    def _is_after_exercise(self) -> bool:
        """Whether an exercise was just graded, or one was and all is over."""
        latest, done = self.worked.latest(self.session), self.session.done
        if latest is None:
            return False
        return self.phase is Phase.CLOSED or done[-1].item.card == latest.exercise
