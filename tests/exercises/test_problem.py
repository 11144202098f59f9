"""Problems from templates: pure in their seed, right by independent sums, for every variant."""

import json
import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.exercises.bundled import PRACTICE, TEMPLATES, posed, stretch
from tutor.answers.verdict import Wrong
from tutor.errors import TutorError
from tutor.exercises.draws import pick
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem, draw, restore, worked_example
from tutor.exercises.template import Template, pool, pool_size

EVERY_LEVEL = [
    pytest.param(template, level, id=f"{template.id}-{level}")
    for template in TEMPLATES
    for level in (1, 2, 3)
]


@pytest.mark.parametrize(("template", "level"), EVERY_LEVEL)
def test_a_pools_seeds_give_each_problem_once_and_no_two_alike_in_a_row(
    template: Template, level: int
) -> None:
    size = pool_size(template, level)
    assert size >= (72 if template in PRACTICE else 12)
    good = pool(template, level)
    assert len({repr(drawn) for drawn in good}) == size
    places = [pick(size, seed) for seed in range(size)]
    assert sorted(places) == list(range(size))
    for seed in (0, 1, 2, size - 1, size, -1, 10**30):
        problem = draw(template, level, seed)
        assert problem.drawn == good[places[seed % size]]


@pytest.mark.parametrize(("template", "level"), EVERY_LEVEL[:6])
@given(seed=st.integers())
def test_a_draw_is_a_pure_function_of_its_seed(template: Template, level: int, seed: int) -> None:
    once, again = draw(template, level, seed), draw(template, level, seed)
    assert once.as_json() == again.as_json()
    assert once.seed == seed


def rows(drawn: Any) -> tuple[Fraction, ...]:
    (a, b), (c, d) = drawn["A"]
    return Fraction(a), Fraction(b), Fraction(c), Fraction(d)


@pytest.mark.parametrize("template", PRACTICE[::2], ids=lambda t: t.id)
def test_in_the_upper_affine_levels_every_wrong_rule_shows(template: Template) -> None:
    for level in (2, 3):
        for drawn in pool(template, level):
            parameters = {name: Fraction(str(value)) for name, value in drawn.items()}
            a, b = parameters["a"], parameters["b"]
            assert abs(a) != 1
            assert b != 0
            assert abs(a) != abs(b)
            if level == 2:
                assert abs(a) >= 2
            if "z" in parameters:  # the base density at x is another than at z
                z, mean = parameters["z"], parameters.get("mean", Fraction(0))
                assert abs(a * z + b - mean) != abs(z - mean)
                assert z != mean  # there the exponential vanishes and hides its slips


@pytest.mark.parametrize("template", PRACTICE[1::2], ids=lambda t: t.id)
def test_in_the_upper_linear_levels_every_wrong_rule_shows(template: Template) -> None:
    for level in (2, 3):
        for drawn in pool(template, level):
            a, b, c, d = rows(drawn)
            det = a * d - b * c
            assert abs(det) not in (0, 1)
            assert abs(det).numerator <= 12
            assert a * d != 0
            assert b * c != 0
            assert b != c
            assert abs(a * d + b * c) != abs(det)
            assert abs(a + d) != abs(det)
            assert a * b + c * d != 0
            if level == 2:
                assert 2 <= abs(det) <= 12


def test_in_the_upper_levels_no_two_common_rules_take_the_same_for_the_determinant() -> None:
    for template in PRACTICE[1::2]:
        for level in (2, 3):
            for drawn in pool(template, level):
                a, b, c, d = rows(drawn)
                sizes = [a * d - b * c, a * d + b * c, a + d, Fraction(1)]
                assert len({abs(size) for size in sizes}) == 4


def test_a_draw_that_is_no_longer_in_the_pool_can_still_be_shown() -> None:
    # z = 0 is the mean; in A the trace is 1, as is the area of the square
    at_mean = posed(TEMPLATES[2], 2, a="3", b="2", x="2")
    assert at_mean.step("density-at").answer == "1/(3*sqrt(2*pi))"
    hidden = posed(TEMPLATES[1], 2, A=[["2", "3"], ["1", "-1"]])
    assert hidden.step("determinant").answer == "-5"


@pytest.mark.parametrize(
    ("typed", "name"),
    [  # x = 7 comes from z = 2, and f(z) = 3z + 1
        ("exp(-2)/3", "constant of the normal density forgotten"),
        ("exp(-4)/(3 sqrt(2pi))", "1/2 in the exponent forgotten"),
        ("exp(2)/(3 sqrt(2pi))", "sign of the exponent"),
        ("exp(-2)/(6 pi)", "another constant for √(2π)"),
        ("exp(-2)/(3 sqrt(pi))", "another constant for √(2π)"),
        ("exp(-18)/(3 sqrt(2pi))", "only the shift undone"),
    ],
)
def test_slips_in_the_normal_density_have_names(typed: str, name: str) -> None:
    problem = posed(TEMPLATES[2], 1, a="3", b="1", x="7")
    verdict = judge_step(problem, problem.step("density-at"), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("2 + log(3 sqrt(2pi))", "negative log-likelihood"),
        ("exp(-2)/(3 sqrt(2pi))", "logarithm forgotten"),
        ("(-2 - log(3 sqrt(2pi)))/log(10)", "common logarithm"),
        ("-2 - log(3)", "constant of the normal density forgotten"),
        ("-2 - log(3) - log(2pi)", "another constant for √(2π)"),
    ],
)
def test_slips_in_the_logarithm_have_names(typed: str, name: str) -> None:
    problem = posed(TEMPLATES[2], 1, a="3", b="1", x="7")
    verdict = judge_step(problem, problem.step("log-density-at"), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == name


def test_level_one_is_gentle() -> None:
    affine, square, affine_normal, linear_normal = PRACTICE
    for template in (affine, affine_normal):
        for drawn in pool(template, 1):
            assert int(str(drawn["a"])) > 1
            assert int(str(drawn["b"])) > 0
    for template in (square, linear_normal):
        for drawn in pool(template, 1):
            a, b, c, d = rows(drawn)
            assert a * d - b * c >= 2
            assert min(a, b, c, d) >= 0


# The practice page's own numbers


def answers(problem: Problem) -> dict[str, str]:
    return {step.name: step.answer for step in problem.steps}


def wrong_answers(problem: Problem) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for step in problem.steps:
        for mistake in step.mistakes:
            found.setdefault(step.name, {}).setdefault(mistake.name, set()).add(mistake.answer)
    return found


def test_the_first_worked_example_is_the_practice_pages_stretch() -> None:
    problem = worked_example(TEMPLATES[0])
    assert problem is not None
    assert problem.parameters == {"a": "4", "b": "2"}
    assert answers(problem) == {
        "inverse": "(x - 2)/4",
        "support": "[2, 6]",
        "derivative": "4",
        "density": "1/4",
        "total-mass": "1",
    }
    wrong = wrong_answers(problem)
    assert wrong["density"] == {
        "multiply instead of divide": {"4"},
        "Jacobian of the inverse, then divided again": {"4"},
        "no scaling at all": {"1"},
        "factor squared": {"1/16"},
    }
    assert wrong["support"]["wrong ends of the support"] == {"[2, 4]", "[0, 4]", "[0, 1]"}
    assert wrong["support"]["argument not inverted"] == {"[0, 1]"}
    assert wrong["support"]["support forgotten"] == {"(-inf, inf)"}
    slips = {text for texts in wrong["inverse"].values() for text in texts}
    assert slips == {"x/4 - 2", "(x + 2)/4", "(x - 4)/2", "1/(4*x + 2)", "4*x + 2"}
    assert wrong["total-mass"] == {
        "density taken for the mass": {"1/4"},
        "length taken for the mass": {"4"},
        "divided by the density": {"16"},  # 4 / (1/4)
    }


def test_the_second_worked_example_is_the_practice_pages_matrix() -> None:
    problem = worked_example(TEMPLATES[1])
    assert problem is not None
    assert problem.parameters == {"A": [["3", "1"], ["0", "2"]]}
    found = answers(problem)
    meaning = found.pop("meaning")
    assert found == {
        "determinant": "6",
        "density": "1/6",
        "corners": "(0, 0), (3, 0), (4, 2), (1, 2)",
        "area": "6",
        "total-mass": "1",
    }
    assert "parallelogram" in meaning
    assert len(problem.step("meaning").key_points) >= 3
    wrong = wrong_answers(problem)
    assert wrong["density"]["multiply instead of divide"] == {"6"}
    assert wrong["density"]["no scaling at all"] == {"1"}
    assert wrong["density"]["factor squared"] == {"1/36"}
    assert wrong["area"]["area = product of the side lengths"] == {"3*sqrt(5)"}
    assert wrong["corners"]["rows and columns swapped"] == {"(0, 0), (3, 1), (0, 2), (3, 3)"}
    assert "det = ad + bc" not in wrong["determinant"]  # invisible here: it gives 6 too


def test_the_draws_that_expose_what_the_worked_examples_hide() -> None:
    down = posed(TEMPLATES[0], 2, a="-2", b="3")
    wrong = wrong_answers(down)
    assert wrong["density"]["missing absolute value"] == {"-1/2"}
    assert wrong["support"]["ends not swapped for a negative slope"] == {"[3, 1]"}
    turned = posed(TEMPLATES[1], 2, A=[["1", "3"], ["2", "1"]])
    assert wrong_answers(turned)["density"]["missing absolute value"] == {"-1/5"}
    plus = posed(TEMPLATES[1], 2, A=[["3", "1"], ["2", "2"]])
    assert wrong_answers(plus)["determinant"]["det = ad + bc"] == {"8"}
    normal = posed(TEMPLATES[2], 1, a="4", b="2", x="6")
    # p_Z(x)/4 = exp(-18)/(4 sqrt(2 pi)) for the standard normal
    assert wrong_answers(normal)["density-at"]["argument not inverted"] == {
        "exp(-18)/(4*sqrt(2*pi))"
    }
    square = posed(TEMPLATES[3], 1, A=[["3", "1"], ["0", "2"]], shift=["1", "0"], x=["5", "2"])
    assert wrong_answers(square)["inverse"]["slip in the inverse: no division by det"] == {
        "[[2, -1], [0, 3]]"
    }
    assert wrong_answers(square)["log-abs-det"]["wrong sign of the log-determinant"] == {"-log(6)"}


# What is printed


@pytest.mark.parametrize(("template", "level"), EVERY_LEVEL)
def test_the_json_has_exactly_the_keys_that_were_promised(template: Template, level: int) -> None:
    printed = json.loads(json.dumps(draw(template, level, 3).as_json()))
    assert set(printed) == {"exercise", "level", "seed", "parameters", "steps", "solution"}
    assert (printed["exercise"], printed["level"], printed["seed"]) == (template.id, level, 3)
    for step in printed["steps"]:
        assert set(step) == {"name", "prompt", "kind", "answer", "mistakes"}
        assert all(set(mistake) == {"name", "answer"} for mistake in step["mistakes"])
    assert [step["name"] for step in printed["steps"]] == list(template.steps)


@pytest.mark.parametrize(("template", "level"), EVERY_LEVEL)
def test_a_past_question_comes_back_from_its_parameters(template: Template, level: int) -> None:
    for seed in range(20):
        problem = draw(template, level, seed)
        again = restore(template, level, json.loads(json.dumps(problem.parameters)))
        assert again.steps == problem.steps
        assert again.statement == problem.statement


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"a": "4"},
        {"a": "0", "b": "2"},
        {"a": "x", "b": "2"},
        {"a": ["4"], "b": "2"},
        {"a": [[[["4"]]]], "b": "2"},
        {"a": "1e999999999", "b": "2"},
        {"a": None, "b": 2},
    ],
)
def test_parameters_that_do_not_fit_any_more_are_refused(parameters: dict[str, Any]) -> None:
    with pytest.raises(TutorError, match="affine-uniform has changed"):
        restore(TEMPLATES[0], 1, parameters)


def test_a_level_that_is_not_there_is_refused() -> None:
    for level in (0, 4, -1):
        with pytest.raises(TutorError, match="levels 1 to 3"):
            draw(TEMPLATES[0], level, 1)


COMMANDS = {
    *("frac", "begin", "end", "det", "log", "exp", "sqrt", "mid", "left", "right", "mu", "sigma"),
    *("sim", "quad", "cdot", "in", "int", "approx", "pi", "text", "infty", "circ", "partial"),
    *("tanh", "lambda", "operatorname", "|"),
}


@pytest.mark.parametrize(("template", "level"), EVERY_LEVEL)
def test_every_formula_stays_within_the_subset_that_can_be_set(
    template: Template, level: int
) -> None:
    for seed in range(40):
        problem = draw(template, level, seed)
        texts = [problem.statement, *problem.solution]
        for step in problem.steps:
            hints = step.hints
            texts += [step.prompt, hints.hint, hints.rule, hints.worked, *step.key_points]
            if step.answer_tex:
                texts.append(f"${step.answer_tex}$")
        for text in texts:
            assert text.count("$") % 2 == 0
            assert text.count("{") == text.count("}")
            assert set(re.findall(r"\\([A-Za-z]+)", text)) <= COMMANDS
            outside = "".join(text.replace("\\\n", " ").split("$")[::2])
            assert "\\" not in outside
            assert "_" not in outside


def test_the_worked_solution_has_a_line_for_each_step() -> None:
    problem = stretch()
    assert problem.solution[0] == problem.statement
    assert len(problem.solution) == 1 + len(problem.steps)
    assert "$p_X(x) = \\frac{1}{|4|}$\\\n$= \\frac{1}{4}$" in problem.solution[4]
    assert "\\frac{1}{4} dx = 4 \\cdot \\frac{1}{4}$\\\n$= 1$" in problem.solution[5]


@given(st.recursive(st.text(max_size=12) | st.none() | st.integers(), st.lists, max_leaves=4))
@example("inf")
@example(["9^9^9", "1/0"])
@example("exp(800)")
@example(["1"])
def test_whatever_point_was_logged_the_question_comes_back_or_is_refused(x: Any) -> None:
    for template, parameters in (
        (TEMPLATES[2], {"a": "4", "b": "2"}),
        (TEMPLATES[3], {"A": [["3", "1"], ["0", "2"]], "shift": ["1", "0"]}),
    ):
        try:
            problem = restore(template, 1, {**parameters, "x": x})
        except TutorError:
            continue
        assert restore(template, 1, problem.parameters).steps == problem.steps
