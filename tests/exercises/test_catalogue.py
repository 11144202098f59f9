"""The lists of steps, maps and bases: complete, documented, and asked rather than distinguished."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exercises.bundled import TEMPLATES
from tutor.answers.answer import AnswerKind
from tutor.answers.read_answer import read
from tutor.answers.verdict import Wrong
from tutor.exercises import catalogue
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem, draw
from tutor.exercises.question import WORDS, Question
from tutor.exercises.steps.step import Step
from tutor.exercises.steps.worksheet_steps import WORKSHEET_STEPS
from tutor.exercises.worksheets.worksheet import Worksheet

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "exercises.md").read_text("utf-8")
EVERY_STEP = [pytest.param(step, id=step.name) for step in catalogue.STEPS]
ALL = """\
[[exercise]]
id = "flat-line"
title = "Uniform on the line"
base = "uniform(-1, 2)"
transform = "affine(a, b)"
steps = ["inverse", "support", "derivative", "log-abs-det", "density", "total-mass"]
[[exercise.level]]
draw = { a = [-3, 2], b = [1, 5] }

[[exercise]]
id = "bell-line"
title = "Normal on the line"
base = "normal(m, s)"
transform = "affine(a, b)"
steps = ["density", "density-at", "log-density-at"]
[[exercise.level]]
draw = { a = [-3, 2], b = [1, 5], m = 1, s = 2, z = [0, 2] }

[[exercise]]
id = "flat-plane"
title = "Uniform in the plane"
base = "unit_square"
transform = "linear(A, t)"
steps = ["determinant", "meaning", "inverse", "density", "corners", "area", "total-mass"]
[[exercise.level]]
draw = { A = { from = -2, to = 2 }, t = [1, 2] }

[[exercise]]
id = "bell-plane"
title = "Normal in the plane"
base = "normal"
transform = "linear(A)"
steps = ["log-abs-det", "density-at", "log-density-at"]
[[exercise.level]]
draw = { A = { from = -2, to = 2 }, z = [0, 1] }
"""


def problems() -> Iterator[Problem]:
    file = read_exercises(ALL.encode(), "all.toml")
    assert file.faults == ()
    for template in (*file.templates, *TEMPLATES):
        for seed in range(8):
            yield draw(template, len(template.levels), seed)


def asked(step: Step[Any]) -> list[tuple[Problem, Question]]:
    found = [(each, question) for each in problems() for question in each.steps]
    return [
        (problem, question)
        for problem, question in found
        if question.name == step.name
        and catalogue.step_of(problem.setting, step.name) is catalogue.steps().get(step.name)
    ]


@pytest.mark.parametrize("step", EVERY_STEP)
def test_each_step_has_mistakes_and_evidence_against_them(step: Step[Any]) -> None:
    mistaken = 0
    for problem, question in asked(step):
        assert question.kind == WORDS or question.kind in set(AnswerKind)
        if question.kind == WORDS:
            assert question.key_points
            return
        mistaken += bool(question.mistakes)
        for mistake in question.mistakes:
            verdict = judge_step(problem, question, mistake.answer)
            assert isinstance(verdict, Wrong)
            assert verdict.evidence
    assert mistaken


@pytest.mark.parametrize("step", EVERY_STEP)
def test_each_step_accepts_its_own_left_hand_side(step: Step[Any]) -> None:
    for _, question in asked(step):
        if question.kind == WORDS:
            assert not step.left
            return
        typed = question.lead + question.answer
        assert question.lead
        assert read(AnswerKind(question.kind), typed, question.variables, step.left)


@pytest.mark.parametrize("step", EVERY_STEP)
def test_each_step_can_be_asked_of_something(step: Step[Any]) -> None:
    assert any(
        step.name in catalogue.steps_for(base, transform)
        for transform in catalogue.TRANSFORMS
        for base in catalogue.bases(transform.dimension).values()
    )


def test_names_stand_for_one_thing_each() -> None:
    assert len(catalogue.steps()) == len(catalogue.STEPS)
    assert len(catalogue.transforms()) == len(catalogue.TRANSFORMS)
    assert len({(base.name, base.dimension) for base in catalogue.BASES}) == len(catalogue.BASES)


# The guide for authors


def cell(step: Step[Any], transform: Any) -> str:
    """With which bases a step can be asked: yes, their names, or nothing."""
    bases = catalogue.bases(transform.dimension).values()
    fitting = [base.name for base in bases if step.fits(base, transform)]
    if len(fitting) == len(bases):
        return "yes"
    return ", ".join(f"`{name}`" for name in fitting)


def table() -> list[str]:
    """The guide's table of steps."""
    names = [f"`{transform.name}`" for transform in catalogue.TRANSFORMS]
    rows = [["step", "what is asked", *names]]
    for step in catalogue.STEPS:
        cells = [cell(step, transform) for transform in catalogue.TRANSFORMS]
        rows.append([f"`{step.name}`", step.about, *cells])
    lines = ["|" + "|".join(f" {each} " if each else " " for each in row) + "|" for row in rows]
    return [lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]


def test_the_guide_has_a_row_for_each_step() -> None:
    found = re.search(r"^\| step \|.*?(?=\n\n)", GUIDE, re.DOTALL | re.MULTILINE)
    assert found is not None
    assert found.group().split("\n") == table()


def test_the_guide_names_each_base_and_each_family_of_maps() -> None:
    for base in catalogue.BASES:
        assert f"`{base.usage}`" in GUIDE
    for transform in catalogue.TRANSFORMS:
        assert f"`{transform.usage}`: {transform.about}" in GUIDE


def test_the_guide_has_a_row_for_each_worksheet_and_each_of_its_steps() -> None:
    for worksheet in catalogue.WORKSHEETS:
        steps = ", ".join(f"`{step}`" for step in catalogue.steps_of(worksheet))
        assert f"\n| `{worksheet.usage}` | {worksheet.about} | {steps} |\n" in GUIDE
    for step in WORKSHEET_STEPS:
        assert f"\n| `{step.name}` | {step.about} |" in GUIDE


@pytest.mark.parametrize("worksheet", catalogue.WORKSHEETS, ids=lambda each: each.name)
def test_each_worksheet_asks_steps_that_are_listed(worksheet: type[Worksheet]) -> None:
    assert set(worksheet.steps()) == set(catalogue.steps_of(worksheet))


# Families are asked, not distinguished by their class


SOURCES = [path for path in (ROOT / "tutor").rglob("*.py") if "flows" not in path.parts]
KINDS = (*catalogue.TRANSFORMS, *catalogue.BASES, *map(type, catalogue.STEPS))


def checked_types(source: str) -> Iterator[str]:
    """The names that a file compares a value's type with."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in ("isinstance", "issubclass"):
                names = ast.walk(node.args[1])
                yield from (each.id for each in names if isinstance(each, ast.Name))
        elif isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name):
            yield node.cls.id


def test_no_code_checks_the_class_of_a_family_a_base_or_a_step() -> None:
    files = {kind.__name__: ROOT / (kind.__module__.replace(".", "/") + ".py") for kind in KINDS}
    for path in SOURCES:
        source = path.read_text("utf-8")
        for name in set(checked_types(source)) & set(files):
            if path.parent.name == "pictures" and f"{name.lower()} import {name}" not in source:
                continue  # a class of the pictures with the same name
            assert path == files[name]


def test_only_the_catalogue_names_families_bases_and_steps() -> None:
    sources = {path.name: path.read_text("utf-8") for path in SOURCES}
    for kind in KINDS:
        imported = f"from {kind.__module__} import {kind.__name__}"
        assert [name for name, text in sources.items() if imported in text] == ["catalogue.py"]
