"""The bundled exercises, and problems of theirs with numbers of one's own."""

from pathlib import Path
from typing import Any

from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.problem import Problem, restore, worked_example
from tutor.exercises.template import Template

DECK = Path(__file__).parents[2] / "decks" / "change-of-variables" / "try-it.toml"
TEMPLATES = read_exercises(DECK.read_bytes(), "try-it.toml").templates


def posed(template: Template, level: int, **parameters: Any) -> Problem:
    return restore(template, level, parameters)


def stretch() -> Problem:
    problem = worked_example(TEMPLATES[0])
    assert problem is not None
    return problem


def matrix() -> Problem:
    problem = worked_example(TEMPLATES[1])
    assert problem is not None
    return problem
