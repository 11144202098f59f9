"""A family of maps is one file of formulas and one line: here tanh(az + b)."""

import inspect
import json
import math
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import pytest
from scipy import stats  # type: ignore[import-untyped]

from tutor.answers.evaluate import values
from tutor.answers.expression import parse
from tutor.answers.verdict import Right, Wrong
from tutor.exercises import catalogue
from tutor.exercises.bases.normal import Normal
from tutor.exercises.bases.uniform import Uniform
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.judging import judge_step
from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.picture import picture
from tutor.exercises.problem import Problem, draw, restore, worked_example
from tutor.exercises.proof import forms
from tutor.exercises.template import Template, pool_size
from tutor.exercises.transforms.line_transform import LineTransform, Slips

# The file that would be transforms/tanh.py


@dataclass(frozen=True, slots=True)
class Tanh(LineTransform):
    """f(z) = tanh(a z + b), with a != 0."""

    a: Fraction
    b: Fraction

    name: ClassVar[str] = "tanh"
    usage: ClassVar[str] = "tanh(a, b)"
    about: ClassVar[str] = "f(z) = tanh(az + b)"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2
    names: ClassVar[tuple[str, ...]] = ("a", "b")

    formula: ClassVar[str] = "tanh(a*z + b)"
    undoing: ClassVar[tuple[str, ...]] = (
        "log((1 + x)/(1 - x))/2",
        "log((1 + x)/(1 - x))/2 - b",
        "(log((1 + x)/(1 - x))/2 - b)/a",
    )
    at_x: ClassVar[str] = "a*(1 - x^2)"
    inverse_slips: ClassVar[Slips] = (
        (Rule("slip in the inverse: half forgotten", "it is half of a logarithm"),
         "(log((1 + x)/(1 - x)) - b)/a"),
    )  # fmt: skip

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        return f"{cls.usage}: a must not be 0" if arguments[0] == 0 else ""


# Nothing else is changed

EXERCISE = """\
[[exercise]]
id = "tanh-normal"
title = "Between -1 and 1"
base = "normal"
transform = "tanh(a, b)"
steps = [
  "inverse", "support", "derivative", "log-abs-det", "density", "density-at", "log-density-at",
]
worked = { a = 2, b = 1, z = -1 }
[[exercise.level]]
draw = { a = { from = 2, to = 3 }, b = { from = 1, to = 2 }, z = { from = -1, to = 1 } }
[[exercise.level]]
draw = { a = [-2, 2, 3], b = { from = -1, to = 2 }, z = { from = -1, to = 1 } }
[[exercise.level]]
base = "normal(m, s)"
draw = { a = ["-1/2", "1/3"], b = [1, -1], m = [0, 1], s = [2, 3], z = [2, -1] }

[[exercise]]
id = "tanh-uniform"
title = "A part of the way to -1 and 1"
base = "uniform(0, 1)"
transform = "tanh(a, b)"
steps = ["inverse", "support", "derivative", "log-abs-det", "density"]
[[exercise.level]]
draw = { a = [2, -2], b = [1, -1] }
"""


@pytest.fixture(autouse=True)
def _one_line_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "TRANSFORMS", (*catalogue.TRANSFORMS, Tanh))


@pytest.fixture
def template() -> Template:
    file = read_exercises(EXERCISE.encode(), "tanh.toml")
    assert file.faults == ()
    return file.templates[0]


@pytest.fixture
def example(template: Template) -> Problem:
    problem = worked_example(template)
    assert problem is not None
    return problem


# The file as it would be written, and the only lines of the program that change
FILE = f"""\
\"\"\"The hyperbolic tangent.\"\"\"

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tutor.exercises.mistakes import Rule
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.transforms.line_transform import LineTransform, Slips


@dataclass(frozen=True, slots=True)
{inspect.getsource(Tanh).removeprefix("@dataclass(frozen=True, slots=True)").lstrip()}"""
LISTED = "TRANSFORMS: tuple[type[Transform], ...] = ("


def test_the_program_has_the_exercise_with_that_file_and_that_line_alone(tmp_path: Path) -> None:
    package, deck = tmp_path / "program" / "tutor", tmp_path / "deck"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(catalogue.__file__).parents[1], package, ignore=ignored)
    (package / "exercises" / "transforms" / "tanh.py").write_text(FILE)
    listing = package / "exercises" / "catalogue.py"
    text = listing.read_text()
    assert text.count(LISTED) == 1
    imported = "from tutor.exercises.transforms.tanh import Tanh\n"
    text = text.replace(LISTED, f"{LISTED}\n    Tanh,")
    first = "from tutor.exercises.transforms.affine"
    assert text.count(first) == 1
    listing.write_text(text.replace(first, imported + first))
    deck.mkdir()
    (deck / "tanh.toml").write_text(EXERCISE)

    def run(*arguments: str) -> str:
        ended = subprocess.run(
            [sys.executable, "-m", "tutor", *arguments],
            env={**os.environ, "PYTHONPATH": str(package.parent), "TUTOR_DB": str(tmp_path / "db")},
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    assert "no faults" in run("check", str(deck))  # read, drawn and proved
    drawn = json.loads(run("draw", "tanh-normal", "--decks", str(deck), "--json"))
    assert drawn["steps"][1]["answer"] == "(-1, 1)"


def test_the_catalogue_says_what_can_be_asked_of_it() -> None:
    steps = ("inverse", "support", "derivative", "log-abs-det", "density")
    at_a_point = ("density-at", "log-density-at")
    for base in (Normal, Uniform):
        assert set(catalogue.steps_for(base, Tanh)) >= {*steps, *at_a_point}


def test_from_level_2_on_no_draw_asks_at_the_mean(template: Template) -> None:
    assert pool_size(template, 2) >= 6
    for level in (2, 3):
        for seed in range(pool_size(template, level)):
            drawn = draw(template, level, seed).drawn
            assert drawn["z"] != drawn.get("m", 0)


def test_a_fault_of_its_own_is_said_with_the_line() -> None:
    wrong = EXERCISE.replace('"tanh(a, b)"', '"tanh(0, b)"', 1)
    (fault,) = read_exercises(wrong.encode(), "tanh.toml").faults
    assert str(fault) == "tanh.toml:5: tanh(a, b): a must not be 0"


def test_the_worked_example_has_its_answers(example: Problem) -> None:
    assert example.statement == (
        r"$Z$ is standard normal, and $X = f(Z)$ with $f(z) = \tanh(2z + 1)$."
    )
    assert example.parameters == {"a": "2", "b": "1", "x": "tanh(-1)"}
    found = {step.name: step.answer for step in example.steps}
    assert found["support"] == "(-1, 1)"
    assert found["derivative"] == "2*(1 - tanh(2*z + 1)^2)"
    assert found["density-at"] == "exp(-1/2)/(2*sqrt(2*pi)*(1 - tanh(-1)^2))"
    assert example.step("inverse").hints.worked.startswith(
        "$x = \\tanh(2z + 1)$\\\n$\\frac{\\log \\left( \\frac{1 + x}{1 - x} \\right)}{2}"
    )


@pytest.mark.parametrize("level", [1, 2, 3])
def test_its_densities_are_scipys(template: Template, level: int) -> None:
    for seed in range(min(pool_size(template, level), 12)):
        problem = draw(template, level, seed)
        drawn = {name: float(Fraction(str(value))) for name, value in problem.drawn.items()}
        a, b, z = drawn["a"], drawn["b"], drawn["z"]
        m, s = drawn.get("m", 0.0), drawn.get("s", 1.0)
        # atanh X is N(a m + b, (a s)^2)
        other = stats.norm(a * m + b, abs(a) * s)
        x = [math.tanh(a * at + b) for at in (m - s / 4, m + 0.1, m + s / 3)]
        found = values(parse(problem.step("density").answer, ("x",)), {"x": x}, len(x))
        expected = [float(other.pdf(math.atanh(at))) / (1 - at * at) for at in x]
        assert found == pytest.approx(expected, rel=1e-9)
        (at_z,) = values(parse(problem.step("density-at").answer), {}, 1)
        right = float(other.pdf(a * z + b)) * math.cosh(a * z + b) ** 2
        assert at_z == pytest.approx(right, rel=1e-6)


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("inverse", "f^-1(x) = ln((1+x)/(1-x))/4 - 1/2"),
        ("support", "(-1, 1)"),
        ("derivative", "df/dz = 2/cosh(1 + 2z)^2"),
        ("density-at", "exp(-1/2) cosh(1)^2/(2 sqrt(2pi))"),
    ],
)
def test_other_forms_of_its_answers_are_right(example: Problem, step: str, typed: str) -> None:
    assert judge_step(example, example.step(step), typed) == Right()


@pytest.mark.parametrize(
    ("step", "typed", "mistake"),
    [
        ("inverse", "tanh(2x + 1)", "slip in the inverse: f itself"),
        ("inverse", "(log((1+x)/(1-x)) - 1)/2", "slip in the inverse: half forgotten"),
        ("support", "(-inf, inf)", "support forgotten"),
        ("density-at", "exp(-1/2)/sqrt(2pi)", "no scaling at all"),
        ("density-at", "exp(-1/2)/(2 - 2 tanh(-1)^2)", "constant of the normal density forgotten"),
    ],
)  # fmt: skip
def test_its_mistakes_are_named_with_their_evidence(
    example: Problem, step: str, typed: str, mistake: str
) -> None:
    verdict = judge_step(example, example.step(step), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == mistake
    assert verdict.evidence


def test_a_density_that_follows_from_a_wrong_derivative_is_right(example: Problem) -> None:
    # the slope at z = -1 is taken to be -2, so p_Z(-1)/2 follows
    verdict = judge_step(
        example, example.step("density-at"), "exp(-1/2)/(2 sqrt(2pi))", {"derivative": "2z"}
    )
    assert verdict == Right(based_on="derivative")


def test_a_past_question_comes_back_from_its_parameters(template: Template) -> None:
    for level in (1, 2, 3):
        problem = draw(template, level, 1)
        assert restore(template, level, problem.parameters).steps == problem.steps


def test_every_form_of_every_answer_is_right_and_every_mistake_is_wrong(template: Template) -> None:
    for seed in range(3):
        problem = draw(template, 2, seed)
        for step in problem.steps:
            for typed in forms(step):
                assert isinstance(judge_step(problem, step, typed), Right)
            for mistake in step.mistakes:
                verdict = judge_step(problem, step, mistake.answer)
                assert isinstance(verdict, Wrong), (problem.drawn, step.name, mistake)
                assert verdict.evidence


def test_its_picture_shows_both_densities_and_what_was_typed(example: Problem) -> None:
    rows = picture(example, {"density": "exp(-x)", "density-at": "0.5"})
    shown = "\n".join(rows)
    assert "X = f(Z): on (−1, 1), mass 1" in shown
    assert "your density" in shown
    assert all(len(row) <= 76 for row in rows)
