"""Draws of the bundled exercises, against answers worked out here and by scipy."""

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from scipy import stats  # type: ignore[import-untyped]

from tests.exercises.bundled import PRACTICE, TEMPLATES
from tests.exercises.layer_answers import layer_answers
from tutor.answers.answer import AnswerKind, Collection, Entry, Interval, Matrix, Points, Vector
from tutor.answers.evaluate import values
from tutor.answers.read_answer import read
from tutor.answers.verdict import Right, Wrong
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem, draw
from tutor.exercises.proof import forms
from tutor.exercises.question import WORDS, Question
from tutor.exercises.template import Template, pool_size
from tutor.exercises.worksheets.worksheet import Worksheet

# What `python -m tests.exercises.every_draw` takes whole.
PARTS = 8
SOME_PARTS = (0, 3, 6)  # of the draws of a level of the practice page
SOME = 12  # draws of an exercise of the course
PRACTICE_PARTS = [
    pytest.param(template, level, part, id=f"{template.id}-{level}-{part}")
    for template in PRACTICE
    for level in (1, 2, 3)
    for part in SOME_PARTS
]
COURSE = [
    pytest.param(template, level, id=f"{template.id}-{level}")
    for template in TEMPLATES
    if template not in PRACTICE and not template.base.name  # test_one_variable has the others
    for level in (1, 2, 3)
]


def fraction(text: str) -> Fraction:
    assert re.fullmatch(r"-?\d+(/\d+)?", text)
    return Fraction(text)


def number(step: Question) -> float:
    entry = read(AnswerKind(step.kind), step.answer)
    assert isinstance(entry, Entry)
    assert entry.value is not None
    return float(entry.value)


def expected_on_line(problem: Problem) -> dict[str, Any]:
    """The answers on the line, from the parameters as they are printed."""
    parameters = problem.as_json()["parameters"]
    a, b = fraction(parameters["a"]), fraction(parameters["b"])
    mean = float(fraction(parameters.get("mean", "0")))
    scale = float(fraction(parameters.get("scale", "1")))
    answers: dict[str, Any] = {
        "inverse": [(float(a * z + b), float(z)) for z in (Fraction(1, 3), Fraction(3, 4))],
        "support": tuple(sorted((b, a + b))),
        "derivative": float(a),
        "density": float(1 / abs(a)),
        "total-mass": 1.0,
    }
    if "x" in parameters:
        x = float(fraction(parameters["x"]))
        other = stats.norm(float(a) * mean + float(b), float(abs(a)) * scale)
        answers["density-at"] = float(other.pdf(x))
        answers["log-density-at"] = float(other.logpdf(x))
    return answers


def expected_in_plane(problem: Problem) -> dict[str, Any]:
    """The answers in the plane, from the parameters as they are printed."""
    parameters = problem.as_json()["parameters"]
    (a, b), (c, d) = [[fraction(entry) for entry in row] for row in parameters["A"]]
    det = a * d - b * c
    e, f = [fraction(entry) for entry in parameters.get("shift", ["0", "0"])]
    answers: dict[str, Any] = {
        "determinant": float(det),
        "density": float(1 / abs(det)),
        "corners": {(Fraction(0), Fraction(0)), (a, c), (b, d), (a + b, c + d)},
        "area": float(abs(det)),
        "total-mass": 1.0,
        "inverse": ((d / det, -b / det), (-c / det, a / det)),
        "log-abs-det": math.log(abs(det)),
    }
    if "x" in parameters:
        x, y = [fraction(entry) - move for entry, move in zip(parameters["x"], (e, f), strict=True)]
        z = ((d * x - b * y) / det, (a * y - c * x) / det)
        means = [float(fraction(m)) for m in parameters.get("mean", ["0", "0"])]
        scales = [float(fraction(s)) for s in parameters.get("scale", ["1", "1"])]
        density = 1 / float(abs(det))
        for at, mean, scale in zip(z, means, scales, strict=True):
            t = (float(at) - mean) / scale
            density *= math.exp(-t * t / 2) / (scale * math.sqrt(2 * math.pi))
        answers["density-at"] = density
    return answers


def check_answer(step: Question, expected: Any) -> None:
    answer = read(AnswerKind(step.kind), step.answer, step.variables)
    match answer:
        case Entry(value=None):
            for x, z in expected:
                (back,) = values(answer.tree, {"x": (x,)}, 1)
                assert math.isclose(back, z, rel_tol=1e-11)
        case Entry() if step.variables:  # a function that is constant
            assert all(height == answer.value for _, height in expected)
        case Entry():
            assert math.isclose(number(step), expected, rel_tol=1e-12, abs_tol=1e-15)
        case Interval():
            assert (answer.low.value, answer.high.value) == expected
        case Collection(elements):
            assert same(sorted(each.value for each in elements), expected)  # type: ignore
        case Vector():
            assert same([entry.value for entry in answer.entries], expected)
        case Matrix() if isinstance(expected, list):
            assert same([entry.value for row in answer.rows for entry in row], expected)
        case Matrix():
            assert tuple(tuple(e.value for e in row) for row in answer.rows) == expected
        case Points():
            points = [tuple(e.value for e in point.entries) for point in answer.points]
            assert len(points) == 4
            assert set(points) == expected


def same(answered: Sequence[Any], expected: Sequence[float]) -> bool:
    """Whether numbers agree as doubles."""
    pairs = zip(answered, expected, strict=True)
    return all(math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in pairs)


def names(verdict: Wrong) -> list[str]:
    """The mistake that is named, and those that are mentioned since they give the same answer."""
    others = verdict.why.partition(" (or: ")[2].removesuffix(")")
    return [verdict.mistake, *others.split("; ")]


def check_draw(problem: Problem, turn: int, expected: dict[str, Any] | None) -> None:
    """Right answers accepted, each in one of its forms, and every mistake refused by its name."""
    for step in problem.steps:
        if step.kind == WORDS:
            continue
        if expected is not None:
            check_answer(step, expected[step.name])
        typed = forms(step)
        for text in (typed[0], typed[1 + turn % (len(typed) - 1)]):
            assert isinstance(judge_step(problem, step, text), Right), (problem.drawn, text)
        for mistake in step.mistakes:
            verdict = judge_step(problem, step, mistake.answer)
            assert isinstance(verdict, Wrong), (problem.drawn, mistake)
            assert mistake.name in names(verdict), (problem.drawn, mistake, verdict)
            assert verdict.evidence, (problem.drawn, mistake)


def expected_of(problem: Problem) -> dict[str, Any]:
    """The answers, worked out without the tutor."""
    if isinstance(problem.setting, Worksheet):
        return layer_answers(problem)
    on_line = problem.template.transform.name == "affine"
    return expected_on_line(problem) if on_line else expected_in_plane(problem)


@pytest.mark.parametrize(("template", "level", "part"), PRACTICE_PARTS)
def test_variants_are_answered_rightly_and_their_mistakes_are_named(
    template: Template, level: int, part: int
) -> None:
    for seed in range(part, pool_size(template, level), PARTS):
        problem = draw(template, level, seed)
        check_draw(problem, seed // PARTS, expected_of(problem))


@pytest.mark.parametrize(("template", "level"), COURSE)
def test_draws_of_the_course_are_answered_rightly_and_their_mistakes_are_named(
    template: Template, level: int
) -> None:
    for seed in range(min(SOME, pool_size(template, level))):
        problem = draw(template, level, seed)
        check_draw(problem, seed, expected_of(problem))
