"""Answers to the bundled exercises as learners type them, and what is said of both."""

import re

import pytest

from tests.exercises.bundled import matrix, named, stretch
from tutor.answers.judge import judge_text
from tutor.answers.verdict import Malformed, Right, Verdict, Wrong
from tutor.exercises.judging import judge_step
from tutor.exercises.picture import said
from tutor.exercises.problem import draw

SEED = 3
BELL = "exp(-(log(x) - 6)^2/18)/(3 x sqrt(2pi))"  # exp-normal, level 1: the density of X


def judged(exercise: str, level: int, step: str, typed: str) -> Verdict:
    problem = draw(named(exercise), level, SEED)
    return judge_step(problem, problem.step(step), typed)


@pytest.mark.parametrize(
    ("exercise", "level", "step", "typed"),
    [
        ("exp-normal", 1, "density", f"{BELL}, 0 < x"),
        ("exp-normal", 1, "density", f"{BELL} if x>0 else 0"),
        ("exp-normal", 1, "density", f"{BELL} for x > 0 otherwise 0"),
        ("minus-log", 1, "density", "19ℯ^(-19x), 0 ≦ x"),
        ("square-uneven", 1, "density", "1/(7√x) for 0<x<1"),
        ("square-uneven", 1, "density", "1/(7√x), 0<x<1"),
        ("square-uneven", 1, "density-beyond", "1/(14√x) on [1, 36]"),
        ("square-uneven", 3, "density-beyond", "0, x<0"),
        ("affine-uniform", 1, "density", "1/7 , 9≦x≦16"),
        ("nice", 1, "image", "(x1, x2) = (3, 29)"),
        ("nice", 1, "image", "f(3, 1) = (3, 29)"),
        ("nice", 1, "image", "f((3, 1)) = (3, 29)"),
        ("nice", 1, "preimage", "(z1, z2) = (1, 5)"),
        ("nice", 1, "preimage", "f⁻¹(1, 9) = (1, 5)"),
        ("nll-fit", 1, "nll", "mean NLL = 3.06"),
    ],
)
def test_a_value_may_have_its_name_before_it_and_where_it_holds_behind_it(
    exercise: str, level: int, step: str, typed: str
) -> None:
    assert isinstance(judged(exercise, level, step, typed), Right)


@pytest.mark.parametrize(
    ("level", "step", "typed"),
    [
        (1, "density", "1/(7√x) for 1<x<36"),
        (1, "density", "1/(7√x) on [0, 36]"),
        (1, "density-beyond", "1/(14√x) for 0<x<1"),
        (3, "density-beyond", "0 for x > 0"),
    ],
)
def test_a_density_on_another_piece_than_the_one_asked_for_is_wrong(
    level: int, step: str, typed: str
) -> None:
    verdict = judged("square-uneven", level, step, typed)
    assert isinstance(verdict, Wrong)
    assert "its piece is not" in verdict.evidence


@pytest.mark.parametrize(
    ("exercise", "step", "typed", "meant"),
    [
        ("power", "inverse", "x^1/3", "x^(1/3)"),
        ("power", "density", "1/(27x^2/3)", "1/(27x^(2/3))"),
        ("power", "density", "x^-2/3/27", "x^(−2/3)/27"),
        ("minus-log", "density", "19e^-19x", "19e^(−19x)"),
        ("exp-normal", "derivative", "3e^3z+6", "3e^(3z+6)"),
        ("logit", "inverse", "1/(1 + e^-(x-7)/9)", "1/(1 + e^(−(x−7)/9))"),
    ],
)
def test_brackets_that_a_power_lacks_are_named(
    exercise: str, step: str, typed: str, meant: str
) -> None:
    verdict = judged(exercise, 1, step, typed)
    assert isinstance(verdict, Wrong)
    assert (verdict.mistake, verdict.evidence) == ("brackets missing", f"{meant} would be right")
    assert isinstance(judged(exercise, 1, step, meant), Right)


@pytest.mark.parametrize(
    ("exercise", "level", "step", "typed", "mistake"),
    [
        ("minus-log", 1, "density", "exp(-x/19)/19", "rate on the wrong side"),
        ("minus-log", 2, "density", "exp(-18x)", "factor of the density forgotten"),
        (
            "logit",
            1,
            "log-density",
            "-9/(sigmoid((x-7)/9)*sigmoid((7-x)/9))",
            "logarithm forgotten",
        ),
        ("compose", 1, "log-density-at", "-9/2 - log(2pi)/2 - 3e^12", "logarithm forgotten"),
        ("realnvp", 1, "nll", "(1 + 36e^-2)/2 + log(2pi) + e", "logarithm forgotten"),
        ("realnvp", 1, "nll", "(1 + 36e^-2)/2 + log(2pi)/2 + 1", "constant of one dimension"),
        ("nll-fit", 1, "nll", "25/24 + log(2pi)/2 + 3", "logarithm forgotten"),
        ("nll-fit", 1, "best-nll", "1/2 + log(2pi) + log(131/16)/2", "another constant for √(2π)"),
        (
            "square-uneven",
            3,
            "density",
            "(exp(-(sqrt(x) - 1)^2/18) + exp(-(sqrt(x) + 1)^2/18))/(6sqrt(pi x))",
            "another constant for √(2π)",
        ),
    ],
)
def test_a_slip_in_a_logarithm_a_rate_or_a_constant_is_named(
    exercise: str, level: int, step: str, typed: str, mistake: str
) -> None:
    verdict = judged(exercise, level, step, typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == mistake


@pytest.mark.parametrize(
    ("exercise", "level", "step", "typed", "said"),
    [
        ("nice", 3, "kept", "(3, 2)", "both are kept, but the smaller one comes first"),
        ("nll-fit", 1, "best-scale", "-sqrt(131)/4", "an absolute value is not negative"),
        ("nll-fit", 1, "best-scale", "sqrt(131)/4 + 1e-6", "with it the mean of z² is not 1"),
        ("maf-iaf", 1, "image", "(10 + 1e-9, 12)", "f takes another z to your point"),
        ("compose", 2, "log-dets", "(1,61,9)", "decimals have a point, not a comma"),
    ],
)
def test_what_is_said_of_a_wrong_answer_is_true_of_it(
    exercise: str, level: int, step: str, typed: str, said: str
) -> None:
    verdict = judged(exercise, level, step, typed)
    assert isinstance(verdict, Wrong)
    assert said in verdict.evidence


@pytest.mark.parametrize("typed", ["(1,61, -9)", "(1,61,-9)", "[1,61, -9]"])
def test_a_decimal_comma_in_a_point_does_not_count(typed: str) -> None:
    verdict = judged("compose", 2, "log-dets", typed)
    assert isinstance(verdict, Malformed)
    assert verdict.message == "write 1.61, with a decimal point"
    followed = typed.replace("1,61", "1.61")
    assert isinstance(judged("compose", 2, "log-dets", followed), Right)
    assert isinstance(judge_text("vector", "(1, 2, 3)", "(1, 2,3)"), Right)


@pytest.mark.parametrize("typed", ["(1 + 1e-300)^1e300", "(1 + 10^-70)^(10^70)"])
def test_what_rounding_hides_is_neither_right_nor_wrong(typed: str) -> None:
    # Both are close to e, and sixty digits say 1.
    assert isinstance(judge_text("number", "1", typed), Malformed)
    assert isinstance(judge_text("number", "e", typed), Malformed | Wrong)


def test_an_end_or_a_consequence_that_rounding_hides_is_neither_right_nor_wrong() -> None:
    # The sine is 0, and sixty digits cannot say so.
    problem, hidden = stretch(), "sin(10^31*pi)"
    density = problem.step("density")
    assert isinstance(judge_step(problem, density, "1/4 on [2, 6]"), Right)
    assert isinstance(judge_step(problem, density, f"1/4 on [2, 6 + {hidden}]"), Malformed)
    area, earlier = matrix().step("area"), {"determinant": "100"}
    assert isinstance(judge_step(matrix(), area, "100", earlier), Right)
    assert isinstance(judge_step(matrix(), area, f"100 + {hidden}", earlier), Malformed)


@pytest.mark.parametrize("level", [2, 3])
def test_roots_and_powers_at_the_ends_of_a_picture_are_said_in_words(level: int) -> None:
    heard = [said(draw(named("power"), level, seed)).split("z equals")[0] for seed in range(30)]
    assert not any(re.search(r"[\[\]^()]|sqrt", line) for line in heard)
    assert any("from 0 to the square root of " in line for line in heard)
    assert any(" raised to " in line for line in heard)


def test_the_decimal_of_a_worked_solution_is_right_as_it_stands() -> None:
    problem = draw(named("affine-normal"), 1, SEED)
    _, decimal = problem.step("density-at").hints.worked.split(r"\approx ")
    assert decimal.rstrip("$") == "0.01800"  # 0.018 would be rounded too far
    assert isinstance(judged("affine-normal", 1, "density-at", decimal.rstrip("$")), Right)
