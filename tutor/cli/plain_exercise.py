"""An exercise line by line: one line a step, then one line for the grade."""

import time
from collections.abc import Iterator

from tutor.answers.verdict import Malformed, Right, Wrong, message
from tutor.caret import caret
from tutor.cli.formatter import Formatter
from tutor.cli.listening import AGAIN, WALKING, Heard, Listening
from tutor.cli.sign_names import sign_by_sign
from tutor.core import actions
from tutor.core.grade import Grade
from tutor.core.text import harmless
from tutor.exercises.attempt import HINT, RULE, WORKED, Attempt, begin
from tutor.exercises.finished import Finished
from tutor.exercises.picture import picture, sentences
from tutor.exercises.problem import Problem, worked_example
from tutor.exercises.question import WORDS, Question, like

KEYS = (
    "Type each answer on a line. An empty line shows the worked step, a question mark ? gives "
    f"a hint, then the rule. {AGAIN} q leaves. {WALKING}"
)
_HELPS = {HINT: "Hint", RULE: "Rule", WORKED: "Worked step"}
_GRADES = "1 Again, 2 Hard, 3 Good, 4 Easy"
_NEAR = 20  # characters before a mistake that are read back


def work(problem: Problem, listening: Listening, *, opens: bool) -> Finished | str:
    """Ask every step, then the grade; the line that the learner left with, if one did."""
    started = time.monotonic()
    say, formatter = listening.say, listening.formatter
    if opens and (example := worked_example(problem.template)) is not None:
        say("Worked example")
        say("\n".join(formatter(line) for line in example.explained))
        say("\nNow with new numbers:")
    say(formatter(problem.statement))
    say(f"About {problem.template.minutes:g} minutes with pen and paper.")
    if formatter.aloud and listening.is_first(KEYS):
        say(KEYS)
    attempt = begin(problem)
    while (up := attempt.up) is not None:
        number = attempt.works.index(up) + 1
        asked = f"Step {number} of {len(attempt.works)}: {up.step.prompt}"
        say(formatter(asked))
        if formatter.aloud and listening.is_first(wanted := like(up.step)):
            say("\n".join(_in_words(f"Type {wanted}", formatter)))
        listening.about(_heard(formatter, asked, problem.statement))
        left = _step(attempt, asked, listening)
        if isinstance(left, str):
            return left
        attempt = left
    say("\nWorked solution")
    solution = _heard(formatter, *problem.solution[1:])
    say(solution.lines)
    _show_picture(attempt, listening)
    say(
        f"Suggested: {attempt.proposed.value} {attempt.why_proposed} "
        f"An empty line accepts it; or type {_GRADES}."
    )
    listening.about(solution)
    while (line := listening.next("Grade 1 to 4:")) not in ("", "1", "2", "3", "4"):
        if leaves(line):
            return line
        say("Type 1, 2, 3 or 4, or an empty line for the suggested grade.")
    grade = Grade(int(line)) if line else attempt.proposed
    return Finished(attempt, grade, time.monotonic() - started)


def leaves(line: str) -> bool:
    """Whether a line leaves the exercise: for good, or to do something with it."""
    return line in ("q", "u") or actions.typed(line, 1) is not None


def _heard(formatter: Formatter, *texts: str) -> Heard:
    return Heard("\n".join(map(formatter, texts)), texts)


def _show_picture(attempt: Attempt, listening: Listening) -> None:
    problem, formatter = attempt.problem, listening.formatter
    if formatter.draws:
        listening.say("\n".join(picture(problem, attempt.typed, min(formatter.width, 76))))
    else:
        found = map(formatter.spoken, sentences(problem, attempt.typed))
        listening.say("Picture: " + "\n".join(found))


def _step(attempt: Attempt, asked: str, listening: Listening) -> Attempt | str:
    """Read lines until the step is answered, shown or left wrong."""
    say, formatter = listening.say, listening.formatter
    work = attempt.up
    assert work is not None
    helps = iter((HINT, RULE, WORKED))
    texts = [asked, attempt.problem.statement]
    while not leaves(line := listening.next("Your answer:")):
        if line in ("", "?"):
            strength = next(helps) if line else WORKED
            attempt, text = attempt.help(strength)
            say(f"{_HELPS[strength]}: {formatter(text)}")
            if strength == WORKED:
                return attempt
            texts.append(text)
            listening.about(_heard(formatter, *texts))
            continue
        attempt, verdict = attempt.answer(line)
        if isinstance(verdict, Malformed):
            say("\n".join(_unreadable(line, verdict, formatter)))
            continue
        if work.step.kind != WORDS and formatter.aloud:
            say(_read_back(line, work.step, formatter))
        match verdict:
            case Wrong():
                say("\n".join(_wrong(verdict, formatter)))
                return attempt.leave()
            case Right():
                say(_agreed(work.step, verdict, formatter))
                return attempt
    return line


def _unreadable(line: str, verdict: Malformed, formatter: Formatter) -> Iterator[str]:
    """What could not be read and where: with a mark below it, or in words."""
    stop = "" if verdict.message.endswith("?") else "."
    complaint = f"{verdict.message}{stop} This does not count: type it again."
    if formatter.draws:
        yield from caret(line, verdict.column, min(formatter.width, 76))
        yield complaint
        return
    at = min(max(verdict.column, 1), len(line) + 1)
    before = harmless(line[max(0, at - 1 - _NEAR) : at - 1]).strip()
    after = f", after {before}" if before else ""
    yield f"At character {at}{after}: {complaint}"
    yield from list(_in_words(verdict.message, formatter))[1:]


def _in_words(sentence: str, formatter: Formatter) -> Iterator[str]:
    """What to type, and its signs by their names, for voices that pass over them."""
    yield f"{sentence}."
    spelled = sign_by_sign(sentence)
    if formatter.aloud and spelled != sentence:
        yield f"In words: {spelled}."


def _read_back(line: str, step: Question, formatter: Formatter) -> str:
    """What was typed, in words, and behind them as it was typed."""
    typed = harmless(line)
    spoken = formatter.spoken(typed, intervals=step.kind == "interval")
    return f"Your answer: {spoken}" + ("." if spoken == typed else f"; typed {typed}")


def _wrong(verdict: Wrong, formatter: Formatter) -> Iterator[str]:
    """The mistake by name, why it is one, and the evidence: in words a line each."""
    if not formatter.aloud:
        yield harmless(f"Not right: {message(verdict)}.")
        return
    first, *others = formatter.sentences(harmless(message(verdict)))
    yield f"Not right: {first}"
    # A lone letter is a name, which a capital would change; "a" is the article.
    yield from (said if said[1:2] == " " and said[0] != "a" else _begun(said) for said in others)


def _begun(sentence: str) -> str:
    return f"{sentence[0].upper()}{sentence[1:]}"


def _agreed(step: Question, verdict: Right, formatter: Formatter) -> str:
    """What is said of a right answer; one in words is checked by the learner."""
    if step.kind == WORDS:
        points = "\n".join(f"- {formatter(point)}" for point in step.key_points)
        return f"Compare your answer with the key points:\n{points}"
    told = formatter.spoken(message(verdict))
    return f"{_begun(told)}."
