"""The exercises that were worked in a review session, each once, the latest last."""

from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId
from tutor.core.session import Session

if TYPE_CHECKING:
    from tutor.tui.posed_problem import Worked


class WorkedExercises:
    """Those whose grade was undone do not count."""

    def __init__(self) -> None:
        self._each: dict[CardId, Worked] = {}

    def add(self, worked: "Worked") -> None:
        """One more, or one once more."""
        self._each.pop(worked.exercise, None)
        self._each[worked.exercise] = worked

    def cards(self, session: Session) -> list[Card]:
        """The cards that belong to what went wrong, each once."""
        return list(
            {card.id: card for each in self._graded(session) for card in each.cards}.values()
        )

    def latest(self, session: Session) -> "Worked | None":
        """The one that was graded last."""
        graded = self._graded(session)
        return graded[-1] if graded else None

    def _graded(self, session: Session) -> "list[Worked]":
        graded = {done.item.card for done in session.done}
        return [worked for exercise, worked in self._each.items() if exercise in graded]
