"""The page for those who do not see: what it says is typed can be typed."""

import re
from pathlib import Path

import pytest

from tutor.answers.answer import AnswerKind
from tutor.answers.read_answer import read
from tutor.exercises.question import LIKE

PAGE = (Path(__file__).parents[1] / "docs" / "without-sight.md").read_text("utf-8")
KINDS = {
    "a number": "number",
    "a formula": "expression",
    "an interval": "interval",
    "a point": "vector",
    "points": "points",
    "a matrix, row by row": "matrix",
}


@pytest.mark.parametrize("what", KINDS)
def test_every_answer_on_the_page_can_be_read(what: str) -> None:
    (row,) = re.findall(rf"^\| {what} \| (.*) \|$", PAGE, re.MULTILINE)
    typed = [text for text in re.findall("`([^`]+)`", row) if text != "inf"]
    assert typed
    for text in typed:
        read(AnswerKind(KINDS[what]), text, ("x",))


@pytest.mark.parametrize("kind", LIKE)
def test_every_example_of_an_answer_can_be_read(kind: str) -> None:
    for text in re.split(" or (?=[0-9])", LIKE[kind].split("such as ")[1]):
        read(AnswerKind(kind), text, ("x",))
