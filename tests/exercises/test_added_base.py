"""A base distribution is one file and one line: here the exponential, on half of the line."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from tutor import flows
from tutor.answers.verdict import Right, Wrong
from tutor.exercises import catalogue
from tutor.exercises.amount import Amount, Point, divided, exact, rational
from tutor.exercises.bases.base import LineBase
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.judging import judge_step
from tutor.exercises.parameters import Shape, Value
from tutor.exercises.picture import picture
from tutor.exercises.problem import Problem, draw, restore, worked_example
from tutor.exercises.proof import forms, prove
from tutor.exercises.template import Template, pool_size
from tutor.exercises.transforms.affine import Affine
from tutor.exercises.written import tex, text

# What would be in the library of flows


class ExponentialDistribution(flows.Base):
    def __init__(self, rate: Fraction) -> None:
        self.rate = float(rate)

    @property
    def shape(self) -> tuple[int, ...]:
        return ()

    @property
    def support(self) -> flows.Interval:
        return flows.Interval(0, math.inf)

    def expand(self, batch_shape: tuple[int, ...]) -> "ExponentialDistribution":
        raise NotImplementedError

    def _log_prob(self, z: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
        return np.where(z < 0, -np.inf, math.log(self.rate) - self.rate * z)

    def _sample(
        self, size: tuple[int, ...], rng: np.random.Generator
    ) -> np.typing.NDArray[np.float64]:
        return rng.exponential(1 / self.rate, size)


# The file that would be bases/exponential.py


@dataclass(frozen=True, slots=True)
class Exponential(LineBase):
    """p_Z(z) = rate exp(-rate z) for z >= 0."""

    rate: Fraction

    name: ClassVar[str] = "exponential"
    usage: ClassVar[str] = "exponential(rate)"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER,)
    needed: ClassVar[int] = 1
    names: ClassVar[tuple[str, ...]] = ("rate",)
    formula: ClassVar[str] = "rate*exp(-rate*z)"

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        match arguments:
            case (int() | Fraction() as rate,) if rate <= 0:
                return f"{cls.usage}: the rate must be above 0, not {rate}"
        return ""

    def distribution(self) -> flows.Base:
        return ExponentialDistribution(self.rate)

    @property
    def statement(self) -> str:
        return rf"$Z$ is exponential with the rate ${tex(self.rate)}$"

    @property
    def support(self) -> tuple[Fraction, float]:
        return Fraction(0), math.inf

    @property
    def center(self) -> Fraction:
        return 1 / Fraction(self.rate)

    @property
    def reach(self) -> Fraction:
        return 1 / Fraction(self.rate)

    @property
    def tried(self) -> tuple[Fraction, ...]:
        return self.center, 2 * self.center

    @property
    def marks(self) -> tuple[Fraction, ...]:
        return (Fraction(0),)

    @property
    def summary(self) -> str:
        return f"rate {text(self.rate)}"

    @property
    def density_rule(self) -> str:
        return r"$p_Z(z) = \lambda \exp(-\lambda z)$ for $z$ above $0$"

    def at(self, z: Point, over: Amount, log: bool = False) -> Amount:
        known = exact(z)
        assert known is not None
        if known[0] < 0 and not log:
            return rational(0)
        power = -self.rate * known[0]
        factor, set_ = text(self.rate), tex(self.rate)
        if log:
            value = math.log(self.rate) + float(power)
            plain = Amount(f"log({factor}) + {power}", rf"\log {set_} + {tex(power)}", value)
        else:
            value = float(self.rate) * math.exp(power)
            plain = Amount(f"{factor}*exp({power})", rf"{set_} \exp({tex(power)})", value)
        return divided(plain, over, log)


# Nothing else is changed

EXERCISE = """\
[[exercise]]
id = "waiting"
title = "Waiting times"
base = "exponential(rate)"
transform = "affine(a, b)"
steps = ["inverse", "support", "density", "density-at"]
worked = { a = 3, b = 1, rate = 2, z = 1 }
[[exercise.level]]
draw = { a = [3, -2], b = [1, 5], rate = [2, 3], z = [1, 2] }
"""


@pytest.fixture(autouse=True)
def _one_line_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "BASES", (*catalogue.BASES, Exponential))


@pytest.fixture
def template() -> Template:
    file = read_exercises(EXERCISE.encode(), "waiting.toml")
    assert file.faults == ()
    return file.templates[0]


@pytest.fixture
def example(template: Template) -> Problem:
    problem = worked_example(template)
    assert problem is not None
    return problem


def test_the_catalogue_says_what_can_be_asked_with_it() -> None:
    assert catalogue.steps_for(Exponential, Affine) == (
        *("inverse", "support", "derivative", "log-abs-det"),
        *("density", "density-at", "log-density-at"),
    )


def test_an_exercise_with_it_is_read_drawn_and_proved(template: Template) -> None:
    assert pool_size(template, 1) == 2**4
    assert prove(template) == ()


def test_a_fault_of_its_own_is_said_with_the_line() -> None:
    wrong = EXERCISE.replace("exponential(rate)", "exponential(-1)")
    (fault,) = read_exercises(wrong.encode(), "waiting.toml").faults
    assert str(fault) == "waiting.toml:4: exponential(rate): the rate must be above 0, not -1"


def test_the_worked_example_has_its_answers(example: Problem) -> None:
    assert {step.name: step.answer for step in example.steps} == {
        "inverse": "(x - 1)/3",
        "support": "[1, inf)",
        "density": "2*exp(2*(1 - x)/3)/3",
        "density-at": "2*exp(-2)/(3)",
    }
    down = restore(example.template, 1, {"a": "-2", "b": "1", "rate": "3", "x": "-3"})
    assert down.step("support").answer == "(-inf, 1]"


def test_its_density_is_scipys(template: Template) -> None:
    for seed in range(pool_size(template, 1)):
        problem = draw(template, 1, seed)
        drawn = {name: float(str(value)) for name, value in problem.drawn.items()}
        other = stats.expon(scale=1 / drawn["rate"])
        right = repr(float(other.pdf(drawn["z"])) / abs(drawn["a"]))
        assert judge_step(problem, problem.step("density-at"), right) == Right()


@pytest.mark.parametrize(
    ("step", "typed", "mistake", "evidence"),
    [
        ("support", "[0, inf)", "wrong ends of the support", "it contains 0, but no z"),
        ("support", "[1, 9]", "", "is not in it"),
        ("density", "2*exp(-2(x-1)/3)", "no scaling at all", "integrates to 3"),
        ("density", "2/3*exp(-2x)", "argument not inverted", "integrates to "),
        ("density-at", "6exp(-2)", "multiply instead of divide", "is about 9 times too large"),
    ],
)
def test_its_mistakes_are_named_with_their_evidence(
    example: Problem, step: str, typed: str, mistake: str, evidence: str
) -> None:
    verdict = judge_step(example, example.step(step), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == mistake
    assert evidence in verdict.evidence


def test_every_form_of_every_answer_is_right(template: Template) -> None:
    for seed in range(pool_size(template, 1)):
        problem = draw(template, 1, seed)
        for step in problem.steps:
            for typed in forms(step):
                assert isinstance(judge_step(problem, step, typed), Right), (step.name, typed)


def test_its_picture_shows_both_densities(example: Problem) -> None:
    shown = "\n".join(picture(example))
    assert "Z: rate 2" in shown
    assert "X = f(Z): on [1, ∞), mass 1" in shown
