"""Steps judged: mistakes named where they make sense, with evidence; what follows from a slip."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exercises.bundled import PRACTICE, TEMPLATES, matrix, posed, stretch
from tutor.answers.verdict import Right, Wrong, message
from tutor.exercises import mistakes
from tutor.exercises.attempt import begin
from tutor.exercises.judging import judge_step
from tutor.exercises.line_sample import line_sample
from tutor.exercises.problem import draw, worked_example
from tutor.exercises.question import WORDS
from tutor.exercises.setting import on_line


def test_a_wrong_density_is_named_and_shown_by_its_mass() -> None:
    verdict = judge_step(stretch(), stretch().step("density"), "4")
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == "multiply instead of divide"
    assert "(or: Jacobian of the inverse, then divided again)" in verdict.why
    assert verdict.evidence == ("your density integrates to 16 over [2, 6], which is too much")


def test_a_wrong_answer_without_a_name_still_has_evidence() -> None:
    verdict = judge_step(stretch(), stretch().step("density"), "1/5")
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == ""
    assert "integrates to 4/5 over [2, 6]" in verdict.evidence
    inverse = judge_step(stretch(), stretch().step("inverse"), "(x-3)/4")
    assert isinstance(inverse, Wrong)
    assert "f(3/4) = 5, but your answer takes 5 back to 1/2" in inverse.evidence
    corners = judge_step(matrix(), matrix().step("corners"), "(0,0), (3,0), (4,3), (1,2)")
    assert isinstance(corners, Wrong)
    assert "(4, 3) comes from (5/6, 3/2)" in corners.evidence


@pytest.mark.parametrize("typed", ["(2, 6)", "]2, 6[", "[2, 6)"])
def test_either_bracket_is_right_for_a_support_with_a_note(typed: str) -> None:
    verdict = judge_step(stretch(), stretch().step("support"), typed)
    assert isinstance(verdict, Right)
    assert "open or closed" in verdict.note


@pytest.mark.parametrize(
    ("exercise", "step", "typed", "earlier", "given"),
    [
        (0, "density", "1/5", {"derivative": "5"}, "derivative"),
        (1, "density", "1/8", {"determinant": "8"}, "determinant"),
        (1, "area", "8", {"determinant": "-8"}, "determinant"),
        (1, "area", "9", {"corners": "(0,0), (3,0), (0,3), (3,3)"}, "corners"),
        # z is taken to be 4/3 - 1 = 1/3, and the slope is 3
        (2, "density-at", "exp(-1/18)/(3 sqrt(2pi))", {"inverse": "x/3 - 1"}, "inverse"),
        (2, "log-density-at", "log(1/8)", {"density-at": "1/8"}, "density-at"),
        (3, "density-at", "exp(-1)/(10 pi)", {"log-abs-det": "log(5)"}, "log-abs-det"),
        # the matrix takes (5, 2) - (1, 0) to (4, 2)
        (3, "density-at", "exp(-10)/(12 pi)", {"inverse": "[[1, 0], [0, 1]]"}, "inverse"),
    ],
)
def test_a_step_that_follows_from_an_earlier_slip_is_right_and_says_so(
    exercise: int, step: str, typed: str, earlier: dict[str, str], given: str
) -> None:
    problem = worked_example(TEMPLATES[exercise])
    assert problem is not None
    verdict = judge_step(problem, problem.step(step), typed, earlier)
    assert verdict == Right(based_on=given)
    assert isinstance(judge_step(problem, problem.step(step), typed), Wrong)


@pytest.mark.parametrize(
    ("exercise", "typed", "earlier", "given", "shown"),
    [
        (0, "16", {"density": "4"}, "density", "your density is wrong"),
        (0, "1/2", {"support": "[2, 4]"}, "support", "your support is wrong"),
        (0, "8", {"support": "[2, 4]", "density": "4"}, "support and density", "density are wrong"),
        (0, "1.332", {"density": "0.333"}, "density", "your density is wrong"),
        (1, "36", {"density": "6"}, "density", "your density is wrong"),
        (1, "5/6", {"area": "5"}, "area", "your area is wrong"),
        (1, "30", {"area": "5", "density": "6"}, "density and area", "density and area are wrong"),
        # one of the two is right but for rounding, and so is not blamed
        (1, "0.835", {"area": "5", "density": "0.167"}, "density and area", "your area is wrong"),
    ],
)
def test_a_mass_other_than_one_follows_from_a_slip_and_shows_it(
    exercise: int, typed: str, earlier: dict[str, str], given: str, shown: str
) -> None:
    problem = worked_example(TEMPLATES[exercise])
    assert problem is not None
    verdict = judge_step(problem, problem.step("total-mass"), typed, earlier)
    assert isinstance(verdict, Right)
    assert verdict.based_on == given
    assert "a density has mass 1" in verdict.note
    assert verdict.note.endswith(shown)
    assert message(verdict).startswith(f"right, based on your {given}; but ")
    assert "Any other mass means" in problem.step("total-mass").hints.worked
    assert isinstance(judge_step(problem, problem.step("total-mass"), typed), Wrong)


def test_a_mass_that_is_one_but_for_rounding_shows_nothing() -> None:
    third = posed(TEMPLATES[0], 2, a="3", b="2")
    verdict = judge_step(third, third.step("total-mass"), "0.999", {"density": "0.333"})
    assert verdict == Right(based_on="density")


def test_an_earlier_right_answer_excuses_nothing() -> None:
    verdict = judge_step(stretch(), stretch().step("total-mass"), "16", {"density": "1/4"})
    assert isinstance(verdict, Wrong)
    unread = judge_step(stretch(), stretch().step("total-mass"), "16", {"density": "4,,"})
    assert isinstance(unread, Wrong)


@given(st.text(max_size=40))
def test_whatever_is_typed_at_any_step_gets_a_verdict(typed: str) -> None:
    for problem in (stretch(), matrix()):
        for step in problem.steps:
            if step.kind != WORDS:
                judge_step(problem, step, typed, {other.name: typed for other in problem.steps})


# Mistakes are named where they make sense, one at a time


@pytest.mark.parametrize(
    ("typed", "mistake", "why"),
    [
        ("0.333", "density taken for the mass", "that is the density; the mass is length times"),
        ("1/3", "density taken for the mass", "that is the density"),
        ("3", "length taken for the mass", "that is the length; the mass is length times density"),
        (
            "9",
            "divided by the density",
            "the density is multiplied by the length",
        ),
    ],
)
def test_the_density_or_the_length_alone_is_no_mass(typed: str, mistake: str, why: str) -> None:
    third = posed(TEMPLATES[0], 2, a="3", b="2")
    verdict = judge_step(third, third.step("total-mass"), typed, {"density": "1/3"})
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == mistake
    assert verdict.why.startswith(why)


def test_the_area_alone_is_no_mass() -> None:
    verdict = judge_step(matrix(), matrix().step("total-mass"), "6")
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == "area taken for the mass"
    assert "the mass is area times density" in verdict.why


GAUSSIAN = {
    *("constant of the normal density forgotten", "another constant for √(2π)"),
    *("1/2 in the exponent forgotten", "sign of the exponent"),
    *("variance taken for the standard deviation", "only the shift undone"),
}
BELONGING = {  # which mistakes each step of the bundled exercises may name
    "inverse": {
        *(f"slip in the inverse: {slip}" for slip in ("only x divided", "shift added")),
        *(f"slip in the inverse: {slip}" for slip in ("slope and shift exchanged", "one over f")),
        *(f"slip in the inverse: {slip}" for slip in ("f itself", "no division by det")),
        *(f"slip in the inverse: {slip}" for slip in ("signs kept", "diagonal not exchanged")),
        "rows and columns swapped",
    },
    "support": {
        *("argument not inverted", "wrong ends of the support", "support forgotten"),
        "ends not swapped for a negative slope",
    },
    "derivative": {"Jacobian of the inverse", "shift taken for the slope", "sign dropped"},
    "determinant": {
        *("det = ad + bc", "trace instead of determinant", "Jacobian of the inverse"),
        *("sign dropped", "products subtracted the wrong way round"),
    },
    "log-abs-det": {
        *("wrong sign of the log-determinant", "logarithm forgotten"),
        *("det = ad + bc", "trace instead of determinant", "common logarithm"),
    },
    "density": {
        *("multiply instead of divide", "Jacobian of the inverse, then divided again"),
        *("no scaling at all", "missing absolute value", "factor squared"),
        *("det = ad + bc", "trace instead of determinant", "area = product of the side lengths"),
    },
    "corners": {
        *("rows and columns swapped", "wrong ends of the support", "argument not inverted"),
    },
    "area": {
        *("missing absolute value", "no scaling at all", "Jacobian of the inverse"),
        *("det = ad + bc", "trace instead of determinant", "area = product of the side lengths"),
        "wrong ends of the support",
    },
    "total-mass": {
        *("density taken for the mass", "length taken for the mass", "area taken for the mass"),
        *("divided by the density", "missing absolute value"),
    },
    "density-at": {
        *("multiply instead of divide", "Jacobian of the inverse, then divided again"),
        *("no scaling at all", "missing absolute value", "factor squared", "shift forgotten"),
        *("argument not inverted", "scale of the base forgotten", "constant of one dimension"),
        *GAUSSIAN,
        "one coordinate only",
    },
    "log-density-at": {
        *("wrong sign of the log-determinant", "no scaling at all", "factor squared"),
        *("argument not inverted", "scale of the base forgotten", "shift forgotten"),
        *("negative log-likelihood", "logarithm forgotten", "common logarithm"),
        *GAUSSIAN,
    },
}


def test_each_step_names_only_mistakes_that_belong_to_it() -> None:
    found: dict[str, set[str]] = {}
    for template in PRACTICE:
        for level in (1, 2, 3):
            for seed in range(60):
                for step in draw(template, level, seed).steps:
                    found.setdefault(step.name, set()).update(m.name for m in step.mistakes)
    assert {step: found[step] for step in BELONGING} == BELONGING


def test_what_the_log_keeps_of_a_slip_is_the_name_of_one_mistake() -> None:
    attempt = begin(stretch())
    for typed in ("(x-2)/4", "[0, 1]", "[2, 6]", "4", "4", "1/4", "1/4", "1"):
        attempt, _ = attempt.answer(typed)
    kept = {step["name"]: step["mistakes"] for step in attempt.as_json(60)["steps"]}
    assert kept == {
        "inverse": [],
        "support": ["wrong ends of the support"],
        "derivative": [],
        "density": ["multiply instead of divide"],
        "total-mass": ["density taken for the mass"],
    }


def test_a_wrong_determinant_is_met_with_its_products_and_no_comparison() -> None:
    problem = posed(TEMPLATES[1], 2, A=[["-3", "4"], ["1", "-1"]])
    verdict = judge_step(problem, problem.step("determinant"), "-4")
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == "trace instead of determinant"
    assert verdict.evidence == "the products of the diagonals are 3 and 4"


@pytest.mark.parametrize(
    ("exercise", "parameters", "step", "typed", "meant"),
    [
        (0, {"a": "3", "b": "2"}, "inverse", "x - 2/3", "(x − 2)/3"),
        (0, {"a": "-2", "b": "3"}, "inverse", "f^-1(x) = 3 - x/2", "(3 − x)/2"),
        (0, {"a": "-2", "b": "3"}, "inverse", "−x + 3 ÷ 2", "(−x + 3)/2"),
        (0, {"a": "4", "b": "2"}, "density", "1/2*2", "1/(2*2)"),
        # x = 7 comes from z = 2: p_Z(2)/3
        (
            *(2, {"a": "3", "b": "1", "x": "7"}, "density-at"),
            *("exp(-2)/3*sqrt(2pi)", "exp(−2)/(3*sqrt(2pi))"),
        ),
    ],
)
def test_brackets_that_are_missing_are_shown_where_they_belong(
    exercise: int, parameters: dict[str, str], step: str, typed: str, meant: str
) -> None:
    problem = posed(TEMPLATES[exercise], 2, **parameters)
    verdict = judge_step(problem, problem.step(step), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake == "brackets missing"
    assert verdict.evidence == f"{meant} would be right"
    assert isinstance(judge_step(problem, problem.step(step), meant), Right)


@pytest.mark.parametrize(
    "typed", ["x - 1/3", "x/3 - 2", "1/(x - 2/3)", "x/3/2", "/".join("x" * 99)]
)
def test_brackets_are_not_blamed_where_they_would_not_help(typed: str) -> None:
    problem = posed(TEMPLATES[0], 2, a="3", b="2")
    verdict = judge_step(problem, problem.step("inverse"), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.mistake != "brackets missing"


def test_a_verdict_has_one_kind_of_minus_and_one_form_of_a_number() -> None:
    problem = posed(TEMPLATES[0], 2, a="-3", b="2")
    for step, typed in (("inverse", "(x-2)/3 - 1"), ("derivative", "-2.5"), ("support", "[-2, 2]")):
        verdict = judge_step(problem, problem.step(step), typed)
        assert isinstance(verdict, Wrong)
        assert "-" not in message(verdict)
    assert "back to −" in message(judge_step(problem, problem.step("inverse"), "(x-2)/3 - 1"))
    for rule in vars(mistakes).values():
        if isinstance(rule, mistakes.Rule):
            assert "^-1" not in rule.why
            assert " - " not in rule.why


def test_nothing_before_the_area_is_asked_gives_its_number_away() -> None:
    for level in (1, 2, 3):
        for seed in range(40):
            problem = draw(TEMPLATES[1], level, seed)
            step = problem.step("meaning")
            for text in (step.answer, step.hints.worked, *step.key_points):
                assert not re.search(r"\d", text)
            density = judge_step(problem, problem.step("density"), "1/97")
            assert isinstance(density, Wrong)
            assert " over the image" in density.evidence


# All of the support is looked at


@pytest.mark.parametrize(
    ("exercise", "parameters", "typed"),
    [
        # f^-1(x) = (x - 5)/2 is negative only where z < -2.5
        (2, {"a": "2", "b": "5", "x": "7"}, "(|x| - 5)/2"),
        (2, {"a": "2", "b": "5", "x": "7"}, "(x - 5)/2 + max(0, x - 11)"),  # z above 3
        (2, {"a": "2", "b": "5", "x": "7"}, "max((x - 5)/2, -4)"),
        (0, {"a": "4", "b": "2"}, "(x - 2)/4 + max(0, x - 5.92)"),  # the top 2 %
        (0, {"a": "4", "b": "2"}, "(x - 2)/4 - max(0, 2.04 - x)"),  # the lowest 1 %
        (0, {"a": "4", "b": "2"}, "(x - 2)/4 + max(0, 0.02 - |x - 3.97|)"),  # 1 % inside
        (0, {"a": "4", "b": "2"}, "(x - 2)/4 + 0*log(5.96 - x)"),  # undefined on the top 1 %
    ],
)
def test_an_answer_that_is_wrong_on_one_percent_or_in_the_tails_is_wrong(
    exercise: int, parameters: dict[str, str], typed: str
) -> None:
    problem = posed(TEMPLATES[exercise], 2 if exercise else 1, **parameters)
    for fresh in range(3):
        verdict = judge_step(problem, problem.step("inverse"), typed, fresh=fresh)
        assert isinstance(verdict, Wrong)
        assert verdict.evidence


def test_the_points_of_an_attempt_are_its_own_and_the_same_again() -> None:
    setting = stretch().setting
    assert on_line(setting)
    one, again, other = (line_sample(setting, "x", "inverse", seed) for seed in (1, 1, 2))
    assert one.points == again.points
    assert set(one.points["x"]) != set(other.points["x"])
    assert all(2 < x < 6 for x in one.points["x"])


def test_a_sample_reaches_the_tails_and_the_ends() -> None:
    wide = posed(TEMPLATES[2], 1, a="2", b="5", x="7").setting
    assert on_line(wide)
    x = sorted(line_sample(wide, "x", "").points["x"])
    assert x[0] < 5 - 2 * 5.8
    assert x[-1] > 5 + 2 * 5.8
    narrow = stretch().setting
    assert on_line(narrow)
    x = sorted(line_sample(narrow, "x", "").points["x"])
    assert max(after - before for before, after in pairwise([2, *x, 6])) < 0.01 * 4


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("1/4 on [2, 6]", True),
        ("p_X(x) = 1/4 for 2 <= x <= 6, 0 elsewhere", True),
        ("1/4 on (2, 6)", True),
        ("1/4 on [0, 1]", False),
        ("1/5 on [2, 6]", False),
    ],
)
def test_a_density_may_be_typed_with_its_support(typed: str, right: bool) -> None:
    verdict = judge_step(stretch(), stretch().step("density"), typed)
    assert isinstance(verdict, Right if right else Wrong)


def test_a_right_density_on_a_wrong_support_is_wrong() -> None:
    verdict = judge_step(stretch(), stretch().step("density"), "1/4 on [2, 5]")
    assert isinstance(verdict, Wrong)
    assert verdict.evidence.startswith("the value is right, its support is not: the upper endpoint")


def test_a_power_of_ten_makes_one_decimal() -> None:
    problem = posed(TEMPLATES[2], 1, a="3", b="1", x="4")  # exp(-1/2)/(3 sqrt(2 pi)) = 0.080657
    for typed in ("8.07*10^-2", "8.066×10⁻²", "10^-2*8.0657"):
        assert isinstance(judge_step(problem, problem.step("density-at"), typed), Right)
    assert isinstance(judge_step(problem, problem.step("density-at"), "8.06*10^-2"), Wrong)


def test_two_numbers_of_the_evidence_do_not_look_alike() -> None:
    def evidence(step: str, typed: str) -> str:
        verdict = judge_step(stretch(), stretch().step(step), typed)
        assert isinstance(verdict, Wrong)
        return verdict.evidence

    assert "takes 5 back to 0.74999998" in evidence("inverse", "(x-2)/4.0000001")
    assert "f(1) would be 6.0000001" in evidence("derivative", "4.0000001")
    assert "integrates to 1 over" not in evidence("density", "0.25000001")
