"""What the list of exercises shows of each."""

from typing import NamedTuple

from tutor.core.card import Card
from tutor.errors import TutorError
from tutor.exercises.template import pool_size
from tutor.study import Study
from tutor.study.problems import level_of


class ExerciseFacts(NamedTuple):
    """One exercise: the level it has come to, and how many problems each level can pose."""

    card: Card
    level: int
    pools: tuple[int, ...]
    due: int
    is_new: bool


def exercise_facts(study: Study, deck: str, level: int | None) -> tuple[ExerciseFacts, ...]:
    """Every exercise that can still be read, those of the deck first."""
    found = []
    for card in study.exercises.all():
        try:
            template = study.exercises.template(card)
        except TutorError:
            continue  # its file changed meanwhile; home shows the faults
        memory, levels = study.schedule.memory(card.id), range(1, len(template.levels) + 1)
        found.append(
            ExerciseFacts(
                card,
                min(level or level_of(memory), len(levels)),
                tuple(pool_size(template, each) for each in levels),
                memory.due,
                memory.is_new,
            )
        )
    return tuple(sorted(found, key=lambda facts: facts.card.deck != deck))
