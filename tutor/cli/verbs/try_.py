"""`tutor try`: one exercise with new numbers, on the screen or line by line."""

import sys
from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING, Any

from tutor.cli import context
from tutor.cli.full_screen import run_app
from tutor.cli.options import ALOUD, LEVEL, PLAIN, SEED, SELECTION
from tutor.cli.output import is_terminal, say, say_for_reading
from tutor.cli.verb import Operand, Verb

if TYPE_CHECKING:
    from textual.screen import Screen

    from tutor.tui.study_worker import StudyWorker


def try_exercise(arguments: Namespace) -> int:
    """One exercise, outside a review session."""
    if is_terminal() and not arguments.plain:
        return run_app(arguments, partial(_screen, arguments))
    from tutor.cli import plain_try

    with context.plainly(arguments) as study:
        card = study.exercises.find(arguments.exercise, context.only(arguments, study))
        problem = study.exercises.problem(card, arguments.level, arguments.seed)
        formatter = context.formatter(arguments, "words")
        speak = say if formatter.aloud else say_for_reading
        plain_try.try_exercise(study, card, problem, sys.stdin, speak, formatter)
    return 0


def _screen(arguments: Namespace, worker: "StudyWorker") -> "Screen[Any]":
    if arguments.exercise:
        from tutor.tui.screens.exercise import ExerciseScreen

        return ExerciseScreen(worker, arguments.exercise, arguments.level, arguments.seed)
    if arguments.search or arguments.tag or arguments.kind:
        from tutor.tui.screens.exercise import ExerciseScreen

        only = partial(context.only, arguments)
        return ExerciseScreen(worker, "", arguments.level, arguments.seed, only)
    from tutor.tui.screens.exercises import ExercisesScreen

    return ExercisesScreen(worker, "", arguments.level, arguments.seed)


VERB = Verb(
    "try",
    "solve an exercise with new numbers",
    try_exercise,
    (Operand("exercise", "its id; default: the exercise that is most due", "?"),),
    (LEVEL, SEED, *SELECTION, PLAIN, *ALOUD),
    (
        "tutor try",
        "tutor try affine-uniform --level 2",
        "tutor try linear-square --plain",
        "tutor try --search 'prop:lapses>0'",
    ),
)
