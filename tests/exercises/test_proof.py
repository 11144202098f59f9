"""Exercises proved: the bundled ones, and others that an author may write."""

from tests.exercises.bundled import TEMPLATES, stretch
from tutor.answers.verdict import Right, Wrong
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import restore
from tutor.exercises.proof import doubts, prove

OTHER = """\
[[exercise]]
id = "wide"
title = "A wider base"
base = "uniform(-1, 2)"
transform = "affine(a, 3)"
steps = ["inverse", "support", "derivative", "log-abs-det", "density", "total-mass"]
worked = { a = -2 }
[[exercise.level]]
draw = { a = { from = -5, to = -2 } }
[[exercise.level]]
draw = { a = { from = -5, to = 5 } }

[[exercise]]
id = "bell"
title = "A normal density"
base = "normal(m, 2)"
transform = "affine(a, b)"
steps = ["inverse", "support", "derivative", "density", "log-abs-det"]
[[exercise.level]]
draw = { a = [-3, "1/2"], b = [1, -1], m = [0, 2] }

[[exercise]]
id = "moved-square"
title = "A square, mapped and moved"
base = "unit_square"
transform = "linear(M, t)"
steps = ["determinant", "meaning", "inverse", "density", "corners", "area", "total-mass"]
[[exercise.level]]
draw = { M = { from = -2, to = 2 }, t = { from = 1, to = 2 } }

[[exercise]]
id = "log-plane"
title = "A log-density in the plane"
base = "normal(mean, scale)"
transform = "linear(A, shift)"
steps = ["determinant", "density-at", "log-density-at"]
[[exercise.level]]
draw = { A = { from = -2, to = 3 }, shift = [0, 1], mean = [0, 1], scale = [1, 2], z = [0, 1] }
"""


def test_other_exercises_are_proved_too() -> None:
    file = read_exercises(OTHER.encode(), "other.toml")
    assert file.faults == ()
    for template in file.templates:
        assert prove(template, draws=6) == ()


def test_a_normal_density_is_judged_as_a_function_by_its_definition() -> None:
    bell = read_exercises(OTHER.encode(), "other.toml").templates[1]
    problem = restore(bell, 1, {"a": "-3", "b": "1", "m": "2"})
    step = problem.step("density")  # the mean is -3*2 + 1 = -5, the standard deviation 3*2 = 6
    for typed in ("exp(-(x+5)^2/72)/(6 sqrt(2pi))", "p_X(x) = e^(-((x+5)/6)²/2)/√(72π)"):
        assert judge_step(problem, step, typed) == Right()
    verdict = judge_step(problem, step, "exp(-(x+5)^2/72)/(2 sqrt(2pi))")
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == "no scaling at all"
    assert verdict.evidence == "your density integrates to too much"  # 3 is asked later
    elsewhere = judge_step(problem, step, "exp(-(x+4)^2/72)/(6 sqrt(2pi))")
    assert isinstance(elsewhere, Wrong)  # with mass 1, but about another mean
    assert elsewhere.evidence.startswith("at x = ")


def test_the_bundled_exercises_are_proved_in_every_form() -> None:
    for template in TEMPLATES:
        assert prove(template, draws=5) == ()


def test_a_problem_that_does_not_hold_is_doubted() -> None:
    from dataclasses import replace

    problem = stretch()
    step = problem.step("density")
    assert not list(doubts(problem))
    lost = replace(step, mistakes=(*step.mistakes, step.mistakes[0]._replace(answer="0.25")))
    assert "should be wrong" in " ".join(doubts(replace(problem, steps=(lost,))))
    false = replace(step, answer="1/5", mistakes=())
    assert "the flow itself gives 0.25" in " ".join(doubts(replace(problem, steps=(false,))))
