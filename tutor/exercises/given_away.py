"""Evidence that holds the answer of no step that is still asked."""

import math
import re
from collections.abc import Collection, Iterator

from tutor.answers.answer import Answer, AnswerKind, Entry, Interval
from tutor.exercises.catalogue import step_of
from tutor.exercises.problem import Problem
from tutor.exercises.question import WORDS, Question, right_answer

NO_EVIDENCE = "this is another value than the right answer has"
_PLACES = re.compile(  # where, not what
    r"\([^()]*,[^()]*\)|\bf\([^()]*\)|\bz = \S+|\b(?:coordinate|layer|row|column) \d"
)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:/\d+)?", re.ASCII)
_WITH_NUMBERS = (AnswerKind.NUMBER, AnswerKind.EXPRESSION, AnswerKind.INTERVAL)
_SAME = 5e-4  # relative: a number with four digits is as good as the number itself


def evidence(
    problem: Problem, step: Question, answer: Answer, typed: str, left: Collection[str]
) -> str:
    """What shows that an answer is wrong, without a number that is asked now or later.

    `left` names the earlier steps that were left with a wrong answer: theirs are not shown either.
    """
    found = step_of(problem.setting, step.name).every_evidence(problem.setting, answer)
    return next(
        (text for text in found if text and not gives_away(problem, step, text, typed, left)), ""
    )


def gives_away(
    problem: Problem, step: Question, text: str, typed: str, left: Collection[str] = ()
) -> bool:
    """Whether a text holds the answer of a step that is not yet right, and was not typed."""
    known = set(_numbers(typed))
    shown = [each for each in _numbers(_PLACES.sub("", text)) if each not in known]
    plain = text.replace(" ", "")
    for question in _open(problem, step, left):
        if not question.answer.isdigit() and question.answer.replace(" ", "") in plain:
            return True
        if shown and question.kind in _WITH_NUMBERS:
            is_logarithm = step_of(problem.setting, question.name).is_logarithm
            for value in _values(question, is_logarithm):
                if any(math.isclose(each, value, rel_tol=_SAME) for each in shown):
                    return True
    return False


def _open(problem: Problem, step: Question, left: Collection[str]) -> Iterator[Question]:
    """The questions that are not yet answered rightly."""
    names = [question.name for question in problem.steps]
    here = names.index(step.name)
    for place, question in enumerate(problem.steps):
        if question.kind != WORDS and (place >= here or question.name in left):
            yield question


def _values(question: Question, is_logarithm: bool) -> Iterator[float]:
    """The numbers that are the answer or as good as it, without their signs."""
    match right_answer(question):
        case Entry() as entry if entry.value is not None:
            yield abs(entry.approx)
            if is_logarithm:
                yield math.exp(entry.approx)
        case Interval(low=low, high=high):
            for end in (low.approx, high.approx):
                if math.isfinite(end):
                    yield abs(end)


def _numbers(text: str) -> Iterator[float]:
    """The numbers that stand in a text, without their signs."""
    for found in _NUMBER.findall(text):
        above, _, below = found.partition("/")
        if below and (not below.strip("0") or "." in above or "e" in above):
            yield float(above)
        else:
            yield int(above) / int(below) if below else float(found)
