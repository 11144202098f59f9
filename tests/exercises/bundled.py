"""The bundled exercises, and problems of theirs with numbers of one's own."""

from pathlib import Path
from typing import Any

from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.problem import Problem, restore, worked_example
from tutor.exercises.template import Template

DECKS = Path(__file__).parents[2] / "decks"
FILES = sorted(DECKS.glob("*/*.toml"))
TEMPLATES = [
    template
    for path in FILES
    for template in read_exercises(path.read_bytes(), path.name).templates
]
PRACTICE = TEMPLATES[:4]  # those of the practice page, whose draws stay the same for good


def named(exercise: str) -> Template:
    """The bundled exercise of this id."""
    return next(template for template in TEMPLATES if template.id == exercise)


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
