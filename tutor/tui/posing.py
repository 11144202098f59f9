"""What an exercise screen is given, and what it gives back to a sitting."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tutor.core.card import Card, CardId
from tutor.core.session import Item, Session
from tutor.core.sm2 import choices, counts
from tutor.study import Asked, Study

if TYPE_CHECKING:
    from tutor.flows.attempt import Attempt
    from tutor.flows.exercise import Problem


@dataclass(frozen=True, slots=True)
class Posed:
    """A problem, and what each grade for it would lead to."""

    problem: "Problem"
    example: "Problem | None"  # opens the first attempt
    asked: Asked

    @property
    def card(self) -> Card:
        """The exercise."""
        return self.asked.card

    @property
    def is_practice(self) -> bool:
        """Whether a grade would leave the schedule alone."""
        return not counts(self.asked.memory, self.asked.day)


@dataclass(frozen=True, slots=True)
class Worked:
    """An exercise done in a sitting: the sitting after it, and the cards that belong to it."""

    exercise: CardId
    session: Session
    cards: tuple[Card, ...]


def pose(study: Study, exercise: str, level: int | None, seed: int | None) -> Posed:
    """Draw a problem. It is here that numpy is imported, so this is called in a thread."""
    from tutor.flows import attempt  # noqa: F401  so that the screen need not wait for it
    from tutor.flows.exercise import worked_example

    card = study.exercise(exercise or None)
    problem = study.problem(card, level, seed)
    example = worked_example(problem.template) if study.is_first_attempt(card) else None
    memory, day = study.store.memory(card.id), study.day
    item = Item(card.id, card.note, card.kind, new=memory.is_new)
    return Posed(problem, example, Asked(item, card, memory, choices(memory, day), day))


def related(study: Study, card: Card, attempt: "Attempt") -> tuple[Card, ...]:
    """The cards of the deck that belong to the steps that went wrong."""
    return tuple(study.cards_for(card, attempt.went_wrong))


def missing_points(attempt: "Attempt") -> "Attempt":
    """The answer in words that was just given lacked key points: a slip, mended by reading it."""
    last = sum(work.done for work in attempt.works) - 1
    slipped = replace(attempt.works[last], slips=("key points missing",))
    return replace(attempt, works=(*attempt.works[:last], slipped, *attempt.works[last + 1 :]))
