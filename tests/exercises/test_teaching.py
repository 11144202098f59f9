"""What an author of decks sees: problems readable, formulas and all; answers judged."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.exercises.bundled import TEMPLATES
from tutor.cli.verbs.draw import problems
from tutor.cli.verbs.judge import judged_lines
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.template import Template
from tutor.typeset import document

GUIDE = Path(__file__).parents[2] / "docs" / "exercises.md"
ONE = """\
[[exercise]]
id = "one"
title = "A single problem"
base = "uniform(0, 1)"
transform = "affine(a, b)"
steps = ["inverse"]
[[exercise.level]]
draw = { a = 4, b = 2 }
"""


def printed(template: Template, level: int = 1) -> str:
    def show(text: str) -> str:
        lines: Sequence[str] = document(text, 80, "box", {})
        return "\n".join(lines)

    (text,) = problems(template, level, 3, 1, show)
    return text


def test_an_answer_in_words_is_typeset_like_the_rest() -> None:
    text = printed(TEMPLATES[1])
    assert "$" not in text
    assert "\\" not in text
    assert "   answer: f sends the unit square to a parallelogram, and its area is |det A|" in text
    assert max(map(len, text.splitlines())) <= 80


def test_how_many_problems_there_are_is_said_of_one_as_of_many() -> None:
    (single,) = read_exercises(ONE.encode(), "one.toml").templates
    assert printed(single).startswith("one, level 1, seed 3 (the only problem of this level)\n")
    assert "level 2, seed 3 (one of 256 problems)" in printed(TEMPLATES[0], level=2)


def test_the_lines_in_the_guide_are_judged_as_it_says() -> None:
    given, answered = re.findall(r"```json\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert list(judged_lines(given.splitlines())) == answered.splitlines()
