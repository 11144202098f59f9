"""The page for those who do not see: what it says is typed can be typed."""

import re
from pathlib import Path

import pytest

from tests.exercises.bundled import TEMPLATES
from tutor.answers.answer import Answer, AnswerKind, Matrix, Points, Vector
from tutor.answers.read_answer import read
from tutor.exercises.problem import draw
from tutor.exercises.question import WORDS, like, right_answer

PAGE = (Path(__file__).parents[1] / "docs" / "without-sight.md").read_text("utf-8")
KINDS = {
    "a number": "number",
    "a formula": "expression",
    "an interval": "interval",
    "a point": "vector",
    "points": "points",
    "a matrix, row by row": "matrix",
    "a set": "set",
}


@pytest.mark.parametrize("what", KINDS)
def test_every_answer_on_the_page_can_be_read(what: str) -> None:
    (row,) = re.findall(rf"^\| {what} \| (.*) \|$", PAGE, re.MULTILINE)
    typed = [text for text in re.findall("`([^`]+)`", row) if text != "inf"]
    assert typed
    for text in typed:
        read(AnswerKind(KINDS[what]), text, ("x",))


def test_every_example_of_an_answer_can_be_read_and_has_as_many_parts_as_the_answer() -> None:
    steps = [step for each in TEMPLATES for n in (1, 2, 3) for step in draw(each, n, 0).steps]
    asked = [step for step in steps if step.kind != WORDS]
    assert {step.kind for step in asked} == set(KINDS.values())
    for step in asked:
        for text in re.split(" or (?=[0-9])", like(step).split("such as ")[1]):
            example, right = read(AnswerKind(step.kind), text, ("x",)), right_answer(step)
            assert parts(example) == parts(right), step.name
            assert text != step.answer


def parts(answer: Answer) -> list[int]:
    """How many numbers stand in each row or point of an answer."""
    match answer:
        case Vector(entries):
            return [len(entries)]
        case Points(points):
            return [len(point.entries) for point in points]
        case Matrix(rows):
            return list(map(len, rows))
    return []
