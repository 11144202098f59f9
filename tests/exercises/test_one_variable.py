"""Every draw of the exercises on one variable, against scipy's distributions."""

import math
import re
from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy  # type: ignore[import-untyped]
from scipy import integrate, stats  # type: ignore[import-untyped]

from tests.exercises.bundled import named
from tutor.answers.answer import AnswerKind, Entry, Interval
from tutor.answers.evaluate import values
from tutor.answers.expression import parse
from tutor.answers.read_answer import read
from tutor.exercises.problem import Problem, draw
from tutor.exercises.template import pool_size

Numbers = dict[str, float]
Account = tuple[Callable[[float], float], Callable[[float], float], tuple[float, float]]


def exp_normal(n: Numbers) -> Account:
    """log X is N(a m + b, (a s)^2)."""
    m, s = n.get("mean", 0.0), n.get("scale", 1.0)
    law = stats.lognorm(abs(n["a"]) * s, scale=math.exp(n["a"] * m + n["b"]))
    return lambda z: math.exp(n["a"] * z + n["b"]), law.pdf, (0, math.inf)


def minus_log(n: Numbers) -> Account:
    """X is exponential with the rate, on either side."""
    law = stats.expon(scale=1 / n["rate"])

    def forward(z: float) -> float:
        return -math.log(1 - z if n["side"] else z) / n["rate"]

    return forward, law.pdf, (0, math.inf)


def power(n: Numbers) -> Account:
    """P(Z <= z) = z/c, so (x^(1/k))/c or one minus it is the cdf of X: (X/c^k) is a power law."""
    k, c = n["k"], n["c"]
    if k > 0:
        return lambda z: z**k, stats.powerlaw(1 / k, scale=c**k).pdf, (0, c**k)
    return lambda z: z**k, stats.pareto(-1 / k, scale=c**k).pdf, (c**k, math.inf)


def logit(n: Numbers) -> Account:
    """X is logistic; or, at level 3, the logit of X is normal."""
    if "m" in n:
        law = stats.logistic(n["m"], abs(n["s"]))
        return (
            lambda z: n["m"] + n["s"] * math.log(z / (1 - z)),
            law.pdf,
            (-math.inf, math.inf),
        )
    normal = stats.norm(n["a"] * n["mean"] + n["b"], abs(n["a"]) * n["scale"])
    return (
        lambda z: 1 / (1 + math.exp(-n["a"] * z - n["b"])),
        lambda x: normal.pdf(math.log(x / (1 - x))) / (x * (1 - x)),
        (0, 1),
    )


ACCOUNTS = {"exp-normal": exp_normal, "minus-log": minus_log, "power": power, "logit": logit}


def numbers(problem: Problem) -> Numbers:
    return {name: float(Fraction(str(each))) for name, each in problem.drawn.items()}


def at(problem: Problem, step: str, name: str, points: list[float]) -> list[float]:
    tree = parse(problem.step(step).answer, (name,))
    return values(tree, {name: points}, len(points))


def of_rate(rate: float) -> str:
    found = Fraction(rate).limit_denominator(100)
    whole = found.denominator == 1
    return str(found) if whole else rf"\frac{{{found.numerator}}}{{{found.denominator}}}"


def check_mass(problem: Problem, pdf: Callable[[float], float], low: float) -> None:
    """The integral of the density of the known law, from its lower end."""
    step = problem.step("mass")
    found = re.search(r"below \$x = (.*?)\$", step.prompt)
    assert found is not None
    x = float(sympy.sympify(read_tex(found.group(1))))
    typed = read(AnswerKind.NUMBER, step.answer)
    assert isinstance(typed, Entry)
    mass, _ = integrate.quad(pdf, low, x)
    assert typed.approx == pytest.approx(mass, rel=1e-6)


def read_tex(tex: str) -> str:
    """A fraction, a root or a power as it is typed."""
    tex = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", tex)
    tex = re.sub(r"\\frac\{([^{}]*)\}\{(\d+)\}", r"((\1)/\2)", tex)
    tex = re.sub(r"(\d|\)) *sqrt", r"\1*sqrt", tex)
    tex = tex.replace(r"\left", "").replace(r"\right", "").replace(" ", "")
    return re.sub(r"\^\{([^{}]*)\}", r"**(\1)", tex)


def check_account(exercise: str, problem: Problem) -> None:
    """Its answers are those of the known law."""
    drawn = numbers(problem)
    forward, pdf, ends = ACCOUNTS[exercise](drawn)
    z = [0.2, 0.4, 0.7] if "c" not in drawn else [0.3 * drawn["c"], 0.8 * drawn["c"]]
    x = [forward(each) for each in z]
    assert at(problem, "inverse", "x", x) == pytest.approx(z, rel=1e-9)
    rise = [(forward(each + 1e-6) - forward(each - 1e-6)) / 2e-6 for each in z]
    assert at(problem, "derivative", "z", z) == pytest.approx(rise, rel=1e-6)
    assert at(problem, "density", "x", x) == pytest.approx([pdf(each) for each in x], rel=1e-9)
    asked = {step.name for step in problem.steps}
    if "derivative-at-x" in asked:
        assert at(problem, "derivative-at-x", "x", x) == pytest.approx(rise, rel=1e-6)
    if "log-density" in asked:
        logs = [math.log(pdf(each)) for each in x]
        assert at(problem, "log-density", "x", x) == pytest.approx(logs, rel=1e-9)
    if "mass" in asked:
        check_mass(problem, pdf, ends[0])
    if "law" in asked:  # the exponential distribution with this rate
        assert f"rate ${of_rate(drawn['rate'])}$" in problem.step("law").answer
    support = read(AnswerKind.INTERVAL, problem.step("support").answer)
    assert isinstance(support, Interval)
    assert support.low.value is not None
    assert support.high.value is not None
    assert (float(support.low.value), float(support.high.value)) == pytest.approx(ends)
    if "z" in drawn:
        typed = read(AnswerKind.NUMBER, problem.step("density-at").answer)
        assert isinstance(typed, Entry)
        assert typed.approx == pytest.approx(pdf(forward(drawn["z"])), rel=1e-9)


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("exercise", ACCOUNTS)
def test_every_answer_is_that_of_the_known_law(exercise: str, level: int) -> None:
    template = named(exercise)
    for seed in range(pool_size(template, level)):
        check_account(exercise, draw(template, level, seed))


@pytest.mark.parametrize("exercise", ACCOUNTS)
def test_from_level_2_on_no_draw_hides_a_slip_in_the_normal_density(exercise: str) -> None:
    template = named(exercise)
    for level in (2, 3):
        for seed in range(pool_size(template, level)):
            drawn = numbers(draw(template, level, seed))
            if "z" in drawn and "c" not in drawn:
                assert drawn["z"] != drawn.get("mean", 0.0)


@pytest.mark.parametrize("level", [1, 2])
def test_the_density_of_a_logit_is_worked_out_as_far_as_it_goes(level: int) -> None:
    template = named("logit")
    for seed in range(pool_size(template, level)):
        worked = draw(template, level, seed).step("density").hints.worked
        assert r"\frac{1}{1 + " not in worked.splitlines()[-1]
