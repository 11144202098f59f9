"""An exercise worked at a seat: opened, answered, and what was logged of it."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import Input

from tests.learner import Learner, questions
from tests.tui.seat import Seat, running
from tutor.core.log import Entry
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.screens.exercise import ExerciseScreen
from tutor.tui.screens.exercises import ExercisesScreen
from tutor.tui.study_worker import StudyWorker

LINE = """
[[exercise]]
id = "affine-uniform"
title = "A stretch and a shift"
minutes = 7
base = "uniform(0, 1)"
transform = "affine(a, b)"
steps = ["inverse", "support", "derivative", "density", "total-mass"]
worked = { a = 4, b = 2 }
cards = { density = "dilution" }

[[exercise.level]]
draw = { a = { from = 2, to = 9 }, b = { from = 1, to = 9 } }

[[exercise.level]]
draw = { a = { from = -9, to = 9 }, b = { from = -9, to = 9 } }
"""

SQUARE = """
[[exercise]]
id = "linear-square"
title = "A linear map of the unit square"
minutes = 8
base = "unit_square"
transform = "linear(A)"
steps = ["determinant", "meaning"]

[[exercise.level]]
draw = { A = { from = 0, to = 4, det = { from = 2, to = 12 } } }
"""

CARDS = '---\ntags = ["dilution"]\n---\n' + questions("dilution")


@asynccontextmanager
async def trying(
    learner: Learner,
    exercise: str = "affine-uniform",
    size: tuple[int, int] = (80, 24),
    store: Callable[[Path], Database] = Database,
    **opened: Any,
) -> AsyncIterator[Seat]:
    """The program as `tutor try` opens it, past the worked example if there is one."""

    def first(worker: StudyWorker) -> Screen[Any]:
        if exercise:
            return ExerciseScreen(worker, exercise, **opened)
        return ExercisesScreen(worker, **opened)

    database = store(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    async with running(TutorApp(lambda: study, first), database, size) as seat:
        await seat.settle()
        if "worked example" in seat.text:
            await seat.press("space")
        yield seat


async def answer(seat: Seat, *answers: object) -> None:
    """Give each answer, and enter."""
    for text in answers:
        field = seat.app.screen.focused
        assert isinstance(field, Input)
        field.post_message(events.Paste(str(text)))
        await seat.press("enter")


def numbers(seat: Seat) -> tuple[Fraction, Fraction]:
    """The problem's a and b."""
    screen = seat.app.screen
    assert isinstance(screen, ExerciseScreen)
    assert screen.posed is not None
    drawn = screen.posed.problem.drawn
    return Fraction(str(drawn["a"])), Fraction(str(drawn["b"]))


def right(seat: Seat) -> list[str]:
    """What is right for x = a z + b with a > 0 and z uniform on [0, 1]."""
    a, b = numbers(seat)
    return [f"(x - {b})/{a}", f"[{b}, {a + b}]", f"{a}", f"1/{a}", "1"]


def log(learner: Learner) -> list[Entry]:
    with learner.opens() as study:
        return [e for card in study.exercises.all() for e in study.history.entries(card.id)]


def attempt(entry: Entry) -> dict[str, Any]:
    found = json.loads(entry.detail)
    assert isinstance(found, dict)
    return found


async def to_the_finished(seat: Seat) -> None:
    """After an undo: the page on which the exercise is graded."""
    assert seat.shown == "ReviewExercise"
    assert "suggested" in seat.text


def suggested(seat: Seat) -> int:
    """Which of the four buttons is marked."""
    (row,) = [row for row in seat.rows if "suggested" in row]
    return row.index("suggested") * 4 // len(row)
