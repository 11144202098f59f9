"""An exercise outside a review session, line by line."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from tutor.cli.formatter import Formatter
from tutor.cli.listening import Listening
from tutor.cli.typed_lines import TypedLines
from tutor.core.card import Card
from tutor.core.day import relative
from tutor.core.log import Event
from tutor.study import Study

if TYPE_CHECKING:
    from tutor.exercises.finished import Finished
    from tutor.exercises.problem import Problem

_ONCE_MORE = "n does it once more now with new numbers, as practice."


def try_exercise(
    study: Study,
    card: Card,
    problem: "Problem",
    lines: TextIO | None,
    say: Callable[[str], None],
    formatter: Formatter,
) -> None:
    """One exercise outside a review session, and once more while that is wanted."""
    listening = Listening(TypedLines(lines), say, formatter)
    while (done := worked(study, card, problem, listening)) is not None:
        for other in study.exercises.cards_for(card, done.attempt):
            say(offer(other, formatter))
        if not listening.typed.is_read:
            say(_ONCE_MORE)
        if listening.typed.ask(f"{_ONCE_MORE} q leaves:") != "n":
            break
        problem = study.exercises.problem(card, done.attempt.problem.level)


def worked(study: Study, card: Card, problem: "Problem", listening: Listening) -> "Finished | None":
    """An exercise outside a review session: it counts if it is due, else it is practice."""
    from tutor.cli.plain_exercise import work

    done = work(problem, listening, opens=study.exercises.is_first_attempt(card))
    if isinstance(done, str):
        listening.say("You left the exercise; nothing was recorded.")
        return None
    graded = study.exercises.record(card, done.grade.quality, done.seconds, done.detail)
    if graded.entry.event is Event.PRACTICE:
        listening.say("Recorded as practice; its schedule does not change.")
    else:
        listening.say(f"Recorded. It is due again {relative(graded.after.due, study.day)}.")
    return done


def offer(card: Card, formatter: Formatter) -> str:
    """A card that belongs to what went wrong in an exercise."""
    question = formatter.in_a_line(card.question, card.macros)
    return f"A card about what went wrong: {question}"
