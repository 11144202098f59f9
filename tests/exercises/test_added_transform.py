"""A family of maps is one file and one line: here exp(az + b), which is not affine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import pytest
from scipy import stats  # type: ignore[import-untyped]

from tutor import flows
from tutor.answers.evaluate import values
from tutor.answers.expression import parse
from tutor.answers.verdict import Right, Wrong
from tutor.exercises import catalogue
from tutor.exercises.amount import Amount, Point, rational
from tutor.exercises.bases.base import Base
from tutor.exercises.bases.normal import Normal
from tutor.exercises.bases.uniform import Uniform
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.formula import Factor, Formula, affine_inverse
from tutor.exercises.judging import judge_step
from tutor.exercises.parameters import Rational, Shape, Value
from tutor.exercises.picture import picture
from tutor.exercises.problem import Problem, draw, restore, worked_example
from tutor.exercises.proof import forms, prove
from tutor.exercises.template import Template, pool_size
from tutor.exercises.transforms.line_transform import LineTransform
from tutor.exercises.transforms.transform import Number
from tutor.exercises.written import line_tex, line_text, tex

# The file that would be transforms/exp.py


@dataclass(frozen=True, slots=True)
class Exp(LineTransform):
    """f(z) = exp(a z + b), with a != 0."""

    a: Fraction
    b: Fraction

    name: ClassVar[str] = "exp"
    usage: ClassVar[str] = "exp(a, b)"
    about: ClassVar[str] = "f(z) = exp(az + b)"
    shapes: ClassVar[tuple[Shape, ...]] = (Shape.NUMBER, Shape.NUMBER)
    needed: ClassVar[int] = 2

    @classmethod
    def fault(cls, *arguments: str | Value) -> str:
        return f"{cls.usage}: a must not be 0" if arguments[0] == 0 else ""

    def discriminates(self, base: Base, z: Sequence[Rational] | None) -> bool:
        simple = abs(self.a) != 1 and self.b != 0 and abs(self.a) != abs(self.b)
        return simple and (z is None or z[0] != base.middle[0])

    def bijection(self) -> flows.Transform:
        return flows.Affine(self.a, self.b) >> flows.Exp()

    def forward(self, z: Number) -> Number:
        return math.exp(self.a * z + self.b)

    def backward(self, x: Number) -> Number:
        return (math.log(x) - float(self.b)) / float(self.a)

    def slope(self, z: Number) -> Number:
        return float(self.a) * float(self.forward(z))

    def image(self, z: Fraction) -> Amount:
        power = self.a * z + self.b
        if power == 0:
            return rational(1)
        return Amount(f"exp({power})", rf"\exp({tex(power)})", math.exp(power))

    def size(self, z: Point) -> Amount:
        (at,) = z
        front, image = rational(abs(self.a)), self.image(Fraction(at.value))
        if image.value == 1:
            return front
        value = float(front.value) * float(image.value)
        return Amount(f"{front.text}*{image.text}", f"{front.tex} {image.tex}", value)

    def written(self, variable: str) -> Formula:
        inside = line_tex(self.a, self.b, variable)
        return Formula(
            f"exp({line_text(self.a, self.b, variable)})", rf"\exp \left( {inside} \right)"
        )

    def standardized(self, mean: Fraction, scale: Fraction) -> Formula:
        log = Formula("log(x)", r"\log x")
        return affine_inverse(self.a * scale, self.a * mean + self.b, log)

    def derivative(self, variable: str) -> Factor:
        return Factor(self.a, self.written(variable))

    @property
    def slope_at_x(self) -> Factor:
        return Factor(self.a, Formula("x", "x"))

    @property
    def undoing(self) -> tuple[tuple[str, str], ...]:
        return (
            ("x", self.written("z").tex),
            (r"\log x", line_tex(self.a, self.b, "z")),
            (line_tex(Fraction(1), -self.b, r"\log x"), line_tex(self.a, Fraction(0), "z")),
        )

    @property
    def inverse_rule(self) -> str:
        return "The logarithm comes first, then the shift, then the factor."

    @property
    def derivative_rule(self) -> str:
        return r"The derivative of $\exp(u)$ is $\exp(u)$ times that of $u$."


# Nothing else is changed

EXERCISE = """\
[[exercise]]
id = "exp-normal"
title = "A lognormal distribution"
base = "normal"
transform = "exp(a, b)"
steps = [
  "inverse", "support", "derivative", "log-abs-det", "density", "density-at", "log-density-at",
]
worked = { a = 2, b = 1, z = 1 }
[[exercise.level]]
draw = { a = { from = 2, to = 3 }, b = { from = 1, to = 2 }, z = { from = -1, to = 1 } }
[[exercise.level]]
draw = { a = { from = -3, to = 3 }, b = { from = -1, to = 2 }, z = { from = -1, to = 1 } }
[[exercise.level]]
base = "normal(m, s)"
draw = { a = [-2, "1/2"], b = [1, -1], m = [0, 1], s = [2, 3], z = [2, -1] }

[[exercise]]
id = "exp-uniform"
title = "A log-uniform distribution"
base = "uniform(0, 1)"
transform = "exp(a, b)"
steps = ["inverse", "support", "derivative", "log-abs-det", "density"]
[[exercise.level]]
draw = { a = [2, -2], b = [1, -1] }
"""


@pytest.fixture(autouse=True)
def _one_line_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "TRANSFORMS", (*catalogue.TRANSFORMS, Exp))


@pytest.fixture
def template() -> Template:
    file = read_exercises(EXERCISE.encode(), "exp.toml")
    assert file.faults == ()
    return file.templates[0]


@pytest.fixture
def example(template: Template) -> Problem:
    problem = worked_example(template)
    assert problem is not None
    return problem


def test_the_catalogue_says_what_can_be_asked_of_it() -> None:
    steps = ("inverse", "support", "derivative", "log-abs-det", "density")
    assert catalogue.steps_for(Normal, Exp) == (*steps, "density-at", "log-density-at")
    assert catalogue.steps_for(Uniform, Exp) == steps


def test_an_exercise_with_it_is_read_drawn_and_proved(template: Template) -> None:
    # a in {-3, -2, 2, 3}, b in {-1, 1, 2} with |a| != |b|, and z in {-1, 1}
    assert pool_size(template, 2) == (4 * 3 - 2) * 2
    for each in read_exercises(EXERCISE.encode(), "exp.toml").templates:
        assert prove(each) == ()


def test_a_fault_of_its_own_is_said_with_the_line() -> None:
    wrong = EXERCISE.replace('"exp(a, b)"', '"exp(0, b)"', 1)
    (fault,) = read_exercises(wrong.encode(), "exp.toml").faults
    assert str(fault) == "exp.toml:5: exp(a, b): a must not be 0"


def test_the_worked_example_has_its_answers(example: Problem) -> None:
    assert example.statement == (
        r"$Z$ is standard normal, and $X = f(Z)$ with $f(z) = \exp \left( 2z + 1 \right)$."
    )
    assert example.parameters == {"a": "2", "b": "1", "x": "exp(3)"}
    assert {step.name: step.answer for step in example.steps} == {
        "inverse": "(log(x) - 1)/2",
        "support": "(0, inf)",
        "derivative": "2*exp(2*z + 1)",
        "log-abs-det": "log(2*exp(2*z + 1))",
        "density": "exp(-((log(x) - 1)/2)^2/2)/(2*sqrt(2*pi))/x",
        "density-at": "exp(-1/2)/sqrt(2*pi)/(2*exp(3))",
        "log-density-at": "-1/2 - log(sqrt(2*pi)) - log(2*exp(3))",
    }
    assert example.step("inverse").hints.worked == (
        r"$x = \exp \left( 2z + 1 \right)$ gives $\log x = 2z + 1$ gives $\log x - 1 = 2z$,"
        r" so $f^{-1}(x) = \frac{\log x - 1}{2}$."
    )


@pytest.mark.parametrize("level", [1, 2, 3])
def test_its_densities_are_scipys(template: Template, level: int) -> None:
    for seed in range(pool_size(template, level)):
        problem = draw(template, level, seed)
        drawn = {name: float(Fraction(str(value))) for name, value in problem.drawn.items()}
        a, b, z = drawn["a"], drawn["b"], drawn["z"]
        m, s = drawn.get("m", 0.0), drawn.get("s", 1.0)
        # log X is N(a m + b, (a s)^2)
        other = stats.lognorm(abs(a) * s, scale=math.exp(a * m + b))
        x = [math.exp(a * at + b) for at in (m - s, m + 0.3, m + 2 * s, z)]
        found = values(parse(problem.step("density").answer, ("x",)), {"x": x}, len(x))
        assert found == pytest.approx(list(other.pdf(x)), rel=1e-12)
        (at_z,) = values(parse(problem.step("density-at").answer), {}, 1)
        assert at_z == pytest.approx(float(other.pdf(x[-1])), rel=1e-12)
        (log_at_z,) = values(parse(problem.step("log-density-at").answer), {}, 1)
        assert log_at_z == pytest.approx(float(other.logpdf(x[-1])), rel=1e-12)


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("inverse", "f^-1(x) = ln(x)/2 - 1/2"),
        ("support", "(0, inf)"),
        ("derivative", "df/dz = 2 e^(1 + 2z)"),
        ("log-abs-det", "log(2) + 2z + 1"),
        ("density", "exp(-(ln(x) - 1)^2/8)/(2x sqrt(2pi))"),
        ("density-at", "exp(-7/2)/(2 sqrt(2pi))"),
        ("log-density-at", "-7/2 - log(2) - log(2pi)/2"),
    ],
)
def test_other_forms_of_its_answers_are_right(example: Problem, step: str, typed: str) -> None:
    assert judge_step(example, example.step(step), typed) == Right()


@pytest.mark.parametrize(
    ("step", "typed", "mistake", "evidence"),
    [
        ("inverse", "exp(2x + 1)", "slip in the inverse: f itself", "f(1) = exp(3), but"),
        ("support", "(-inf, inf)", "support forgotten", "it contains −1, but no z"),
        ("support", "[1, inf)", "", "f(−0.8466) = 1/2 is not in it"),
        ("derivative", "-2 exp(2z + 1)", "", "at z = 1 your slope is −40.17, but from there"),
        ("log-abs-det", "2 exp(2z + 1)", "logarithm forgotten", "at z = "),
        ("density", "exp(-((ln(x) - 1)/2)^2/2)/sqrt(2pi)", "no scaling at all", "integrates to "),
        ("density", "exp(-(x^2)/2)/(2x sqrt(2pi))", "argument not inverted", "integrates to "),
        ("density-at", "exp(-1/2)/sqrt(2pi)", "no scaling at all", "is about 40 times too large"),
    ],
)
def test_its_mistakes_are_named_with_their_evidence(
    example: Problem, step: str, typed: str, mistake: str, evidence: str
) -> None:
    verdict = judge_step(example, example.step(step), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == mistake
    assert evidence in verdict.evidence


def test_a_density_that_follows_from_a_wrong_derivative_is_right(example: Problem) -> None:
    # the slope at z = 1 is taken to be 2, so p_Z(1)/2 follows
    verdict = judge_step(
        example, example.step("density-at"), "exp(-1/2)/(2 sqrt(2pi))", {"derivative": "2z"}
    )
    assert verdict == Right(based_on="derivative")


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_past_question_comes_back_from_its_parameters(template: Template, level: int) -> None:
    for seed in range(pool_size(template, level)):
        problem = draw(template, level, seed)
        assert restore(template, level, problem.parameters).steps == problem.steps


def test_every_form_of_every_answer_is_right_and_every_mistake_is_wrong(template: Template) -> None:
    for seed in range(pool_size(template, 2)):
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
    assert "X = f(Z): on (0, inf), mass 1" in shown
    assert "your density" in shown
    assert shown.count("●") == 2
    assert all(len(row) <= 76 for row in rows)
