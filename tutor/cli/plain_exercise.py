"""An exercise line by line: one line a step, then one line for the grade."""

import time
from collections.abc import Callable, Iterator

from tutor.answers.caret import caret
from tutor.answers.verdict import Malformed, Right, Wrong, message
from tutor.cli.formatter import Formatter
from tutor.core.grade import Grade
from tutor.core.text import harmless
from tutor.exercises.attempt import HINT, RULE, WORKED, Attempt, begin
from tutor.exercises.finished import Finished
from tutor.exercises.picture import picture, said
from tutor.exercises.problem import Problem, worked_example
from tutor.exercises.question import WORDS, Question

Say = Callable[[str], None]


def work(
    problem: Problem, typed: Iterator[str], say: Say, formatter: Formatter, *, opens: bool
) -> Finished | str:
    """Ask every step, then the grade; the line `q` or `u` if the learner left with it."""
    started = time.monotonic()
    if opens and (example := worked_example(problem.template)) is not None:
        say("Worked example")
        say("\n".join(formatter(line) for line in example.solution))
        say("\nNow with new numbers:")
    say(formatter(problem.statement))
    say(f"About {problem.template.minutes:g} minutes with pen and paper.")
    attempt = begin(problem)
    while (up := attempt.up) is not None:
        number = attempt.works.index(up) + 1
        say(formatter(f"Step {number} of {len(attempt.works)}: {up.step.prompt}"))
        left = _step(attempt, typed, say, formatter)
        if isinstance(left, str):
            return left
        attempt = left
    say("\nWorked solution")
    say("\n".join(formatter(line) for line in problem.solution[1:]))
    if formatter.maths == "words":
        say(said(problem, attempt.typed))
    else:
        say("\n".join(picture(problem, attempt.typed, min(formatter.width, 76))))
    say(
        f"Suggested: {attempt.proposed.value} {attempt.proposed.name.capitalize()}. An empty line "
        "accepts it; or type 1 Again, 2 Hard, 3 Good, 4 Easy."
    )
    while (line := next(typed, "q")) not in ("", "1", "2", "3", "4"):
        if line in ("q", "u"):
            return line
        say("Type 1, 2, 3 or 4, or an empty line for the suggested grade.")
    grade = Grade(int(line)) if line else attempt.proposed
    return Finished(attempt, grade, time.monotonic() - started)


def _step(attempt: Attempt, typed: Iterator[str], say: Say, formatter: Formatter) -> Attempt | str:
    """Read lines until the step is answered, shown or left wrong."""
    work = attempt.up
    assert work is not None
    helps = iter((HINT, RULE, WORKED))
    while (line := next(typed, "q")) not in ("q", "u"):
        if line in ("", "?"):
            strength = next(helps) if line else WORKED
            attempt, text = attempt.help(strength)
            say(formatter(text))
            if strength == WORKED:
                return attempt
            continue
        attempt, verdict = attempt.answer(line)
        match verdict:
            case Malformed(complaint, column):
                place = caret(line, column, min(formatter.width, 76))
                say("\n".join((*place, f"{complaint}. This does not count: type it again.")))
            case Wrong():
                say(harmless(f"Not right: {message(verdict)}."))
                return attempt.leave()
            case Right():
                say(_agreed(work.step, verdict, formatter))
                return attempt
    return line


def _agreed(step: Question, verdict: Right, formatter: Formatter) -> str:
    """What is said of a right answer; one in words is checked by the learner."""
    if step.kind == WORDS:
        points = "\n".join(f"- {formatter(point)}" for point in step.key_points)
        return f"Compare your answer with the key points:\n{points}"
    said = message(verdict)
    return f"{said[0].upper()}{said[1:]}."
