"""What an exercise screen is given, and what it gives back to a review session."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tutor.core.card import Card, CardId
from tutor.core.log import Event
from tutor.core.session import Session
from tutor.errors import TutorError
from tutor.progress.practice import read_attempt
from tutor.study import Asked, Study
from tutor.tui.only_some import Only, every_card

if TYPE_CHECKING:
    from tutor.exercises.attempt import Attempt
    from tutor.exercises.problem import Problem


class Posed(NamedTuple):
    """A problem, and what each grade for it would lead to."""

    problem: "Problem"
    example: "Problem | None"  # opens the first attempt
    asked: Asked
    worked: "Attempt | None" = None  # its grade was undone: only a grade is wanted
    seconds: float = 0.0  # that it took

    @property
    def card(self) -> Card:
        """The exercise."""
        return self.asked.card

    @property
    def is_practice(self) -> bool:
        """Whether a grade would leave the schedule alone."""
        return not self.asked.counts


class Worked(NamedTuple):
    """An exercise done in a review session: the session after it, and the cards about it."""

    exercise: CardId
    session: Session
    cards: tuple[Card, ...]
    level: int


def pose(
    study: Study,
    exercise: str,
    level: int | None,
    seed: int | None,
    only: Only = every_card,
    *,
    again: bool = False,
) -> Posed:
    """Draw a problem, or take the one `again` whose grade was undone.

    It is here that numpy is imported, so this is called in a thread.
    """
    from tutor.exercises.problem import worked_example

    card = study.exercises.find(exercise or None, only(study))
    if again and (logged := _undone(study, card)) and (worked := _taken_up(study, card, logged)):
        return Posed(worked.problem, None, study.review.asked(card), worked, logged["seconds"])
    problem = study.exercises.problem(card, level, seed)
    example = worked_example(problem.template) if study.exercises.is_first_attempt(card) else None
    return Posed(problem, example, study.review.asked(card))


def _undone(study: Study, card: Card) -> dict[str, Any] | None:
    """The attempt whose grade was undone today, if that was the last that happened."""
    entries = study.history.entries(card.id)
    if not entries or entries[-1].event is not Event.UNDO or entries[-1].day != study.day:
        return None
    taken_back = (entry.detail for entry in entries if entry.uid == entries[-1].undoes)
    return read_attempt(next(taken_back, ""))


def _taken_up(study: Study, card: Card, logged: Mapping[str, Any]) -> "Attempt | None":
    """The attempt as it was, if the log has all of it and the exercise did not change since."""
    from tutor.exercises.replay import replay

    try:
        problem = study.exercises.problem(card, int(logged["level"]), int(logged["seed"]))
        attempt = replay(problem, logged)
        seconds = float(logged["seconds"])
    except (TutorError, KeyError, TypeError, ValueError):
        return None
    is_same = attempt is not None and attempt.as_json(seconds) == logged
    return attempt if is_same else None


def related(study: Study, card: Card, attempt: "Attempt") -> tuple[Card, ...]:
    """The cards about what went wrong: first those that explain the mistakes."""
    return tuple(study.exercises.cards_for(card, attempt))
