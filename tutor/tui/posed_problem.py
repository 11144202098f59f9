"""What an exercise screen is given, and what it gives back to a sitting."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tutor.core.card import Card, CardId
from tutor.core.log import Event
from tutor.core.session import Item, Session
from tutor.errors import TutorError
from tutor.progress.practice import read_attempt, steps_of
from tutor.study import Asked, Study

if TYPE_CHECKING:
    from tutor.exercises.attempt import Attempt, Work
    from tutor.exercises.problem import Problem


@dataclass(frozen=True, slots=True)
class Posed:
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


@dataclass(frozen=True, slots=True)
class Worked:
    """An exercise done in a sitting: the sitting after it, and the cards that belong to it."""

    exercise: CardId
    session: Session
    cards: tuple[Card, ...]


def pose(
    study: Study, exercise: str, level: int | None, seed: int | None, *, again: bool = False
) -> Posed:
    """Draw a problem, or take the one `again` whose grade was undone.

    It is here that numpy is imported, so this is called in a thread.
    """
    from tutor.exercises.problem import worked_example

    card = study.exercise(exercise or None)
    if again and (told := _undone(study, card)) and (worked := _taken_up(study, card, told)):
        return Posed(worked.problem, None, _asked(study, card), worked, told["seconds"])
    problem = study.problem(card, level, seed)
    example = worked_example(problem.template) if study.is_first_attempt(card) else None
    return Posed(problem, example, _asked(study, card))


def _asked(study: Study, card: Card) -> Asked:
    memory, day = study.store.memory(card.id), study.day
    item = Item(card.id, card.note, card.kind, new=memory.is_new)
    return Asked(item, card, memory, day, study.scheduler)


def _undone(study: Study, card: Card) -> dict[str, Any] | None:
    """The attempt whose grade was taken back today, if that was the last that happened."""
    entries = study.store.entries(card.id)
    if not entries or entries[-1].event is not Event.UNDO or entries[-1].day != study.day:
        return None
    taken_back = (entry.detail for entry in entries if entry.uid == entries[-1].undoes)
    return read_attempt(next(taken_back, ""))


def _taken_up(study: Study, card: Card, told: Mapping[str, Any]) -> "Attempt | None":
    """The attempt as it was, if the log tells all of it and the exercise did not change since."""
    from tutor.exercises.attempt import begin

    try:
        attempt = begin(study.problem(card, int(told["level"]), int(told["seed"])))
        each = zip(attempt.works, steps_of(told), told["steps"], strict=True)
        works = tuple(_done(work, step, logged["help"]) for work, step, logged in each)
        attempt = replace(attempt, works=works)
        return attempt if attempt.as_json(told["seconds"]) == told else None
    except (TutorError, KeyError, TypeError, ValueError):
        return None


def _done(work: "Work", step: Mapping[str, Any], helped: Collection[int]) -> "Work":
    """A step's work from what the log tells of it."""
    from tutor.exercises.attempt import HINT, RULE, WORKED, Outcome

    typed, mistakes, outcome = tuple(step["typed"]), tuple(step["mistakes"]), step["outcome"]
    wrong = len(typed) - (outcome not in (Outcome.MISSED, Outcome.SHOWN))
    return replace(
        work,
        typed=typed,
        slips=mistakes + ("",) * (wrong - len(mistakes)),  # those without a name are not logged
        help=tuple(strength for strength in (HINT, RULE, WORKED) if strength in helped),
        done=True,
        missed=outcome == Outcome.MISSED,
    )


def related(study: Study, card: Card, attempt: "Attempt") -> tuple[Card, ...]:
    """The cards of the deck that belong to the steps that went wrong."""
    return tuple(study.cards_for(card, attempt.went_wrong))


def missing_points(attempt: "Attempt") -> "Attempt":
    """The answer in words that was just given lacked key points: a slip, mended by reading it."""
    last = sum(work.done for work in attempt.works) - 1
    slipped = replace(attempt.works[last], slips=("key points missing",))
    return replace(attempt, works=(*attempt.works[:last], slipped, *attempt.works[last + 1 :]))
