"""What an author of decks sees: problems readable, formulas and all; answers judged."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.exercises.bundled import TEMPLATES, named, posed
from tutor.cli.verbs.draw import problems
from tutor.cli.verbs.judge import judged_lines
from tutor.exercises.exercise_file import read_exercises
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import draw
from tutor.exercises.template import Template
from tutor.typeset import document

GUIDE = Path(__file__).parents[2] / "docs" / "exercises.md"
ONE = """\
[[exercise]]
id = "one"
title = "A single problem"
base = "uniform(0, 1)"
transform = "affine(a, b)"
steps = ["inverse"]
[[exercise.level]]
draw = { a = 4, b = 2 }
"""


def printed(template: Template, level: int = 1) -> str:
    def show(text: str) -> str:
        lines: Sequence[str] = document(text, 80, "box", {})
        return "\n".join(lines)

    (text,) = problems(template, level, 3, 1, show)
    return text


def test_an_answer_in_words_is_typeset_like_the_rest() -> None:
    text = printed(TEMPLATES[1])
    assert "$" not in text
    assert "\\" not in text
    assert "   answer: f sends the unit square to a parallelogram, and its area is |det A|" in text
    assert max(map(len, text.splitlines())) <= 80


def test_how_many_problems_there_are_is_said_of_one_as_of_many() -> None:
    (single,) = read_exercises(ONE.encode(), "one.toml").templates
    assert printed(single).startswith("one, level 1, seed 3 (the only problem of this level)\n")
    assert "level 2, seed 3 (one of 256 problems)" in printed(TEMPLATES[0], level=2)


def test_the_lines_in_the_guide_are_judged_as_it_says() -> None:
    given, answered = re.findall(r"```json\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert list(judged_lines(given.splitlines())) == answered.splitlines()


EACH = [(template.id, level) for template in TEMPLATES for level in (1, 2, 3)]
_HELD = re.compile(r"(?<![A-Za-z\\])([b-hk-wy])(?![A-Za-z'(])")  # a letter that is no function


def in_a_line(text: str) -> list[str]:
    lines: list[str] = document(text, 1000, "line", {})
    return lines


@pytest.mark.parametrize(("exercise", "level"), EACH, ids=str)
def test_each_line_of_a_worked_answer_says_something_else(exercise: str, level: int) -> None:
    for step in draw(named(exercise), level, 31).steps:
        lines = in_a_line(str(step.hints.worked))
        bare = [re.sub(r"[() ]|≈.*", "", line.rpartition("= ")[2]) for line in lines]
        for line, before, now in zip(lines[1:], bare, bare[1:], strict=False):
            assert before != now or not line.startswith("= "), line
        assert not any(re.search(r"[+−] 0[xz₁₂₃]|1[xyz]|--|−−|\+ −", line) for line in lines)


@pytest.mark.parametrize(("exercise", "level"), EACH, ids=str)
def test_hints_are_whole_sentences(exercise: str, level: int) -> None:
    for step in draw(named(exercise), level, 31).steps:
        for text in (step.hints.hint, step.hints.rule):
            (line,) = in_a_line(text)
            assert not re.search(r"[;,] *\.|2side|rate[a-z]|[a-z]sigmoid", line), line
            assert line[-1] in ".?", line


@pytest.mark.parametrize("exercise", ["nice", "realnvp", "maf-iaf", "compose"])
def test_workings_have_the_numbers_of_the_task_in_their_formulas(exercise: str) -> None:
    for level in (1, 2, 3):
        problem = draw(named(exercise), level, 31)
        told = set(_HELD.findall(" ".join(in_a_line(problem.statement))))
        for step in problem.steps:
            if step.kind != "words":
                shown = " ".join(in_a_line(str(step.hints.worked)))
                assert set(_HELD.findall(shown)) <= told | set("defpt"), (step.name, shown)


def test_feedback_names_no_letter_that_the_task_does_not_have() -> None:
    problem = draw(TEMPLATES[0], 2, 1)
    for step in problem.steps:
        for mistake in step.mistakes:
            verdict = judge_step(problem, step, mistake.answer)
            assert not re.search(r"\b[ab]\b(?! )", str(verdict)), verdict


def test_a_sum_without_an_end_is_not_said_to_have_a_value() -> None:
    lognormal = posed(named("exp-normal"), 1, a="3", b="5", x="exp(2)")
    sign = "exp((log(x) - 5)^2/18)/(3*x*sqrt(2*pi))"  # grows without bound
    at_0 = "exp(-x^2/2)/sqrt(2*pi)/(3*x)"  # like 1/x at 0
    for typed in (sign, at_0):
        verdict = judge_step(lognormal, lognormal.step("density"), typed)
        assert "integrates to more than 1" in str(verdict)
    uneven = posed(named("square-uneven"), 1, a="1", b="6", t="3")
    verdict = judge_step(uneven, uneven.step("density"), "1/(7*x)")
    assert "your density has too much mass there" in str(verdict)


def test_a_named_mistake_is_not_answered_by_the_right_answer() -> None:
    problem = draw(named("triangular"), 1, 31)
    step = problem.step("log-density-at")
    half = next(each for each in step.mistakes if each.name.startswith("1/2"))
    verdict = judge_step(problem, step, half.answer)
    assert half.name in str(verdict)
    assert "would be right" not in str(verdict)


def test_a_mistake_is_explained_without_letters_and_operations_of_other_tasks() -> None:
    for name in ("nice", "realnvp", "maf-iaf", "triangular", "nll-fit"):  # standard normal bases
        for level in (1, 2, 3):
            for step in draw(named(name), level, 53).steps:
                for mistake in step.mistakes:
                    assert not re.search("[μσ]", mistake.why), (name, level, mistake)
                    if name in ("nice", "triangular"):  # no scale
                        assert "then divide" not in mistake.why, (name, level, mistake)


def test_a_hint_says_nothing_untrue_of_the_layers() -> None:
    # a layer that keeps coordinate 1 after one that keeps coordinate 2 has no zero in its Jacobian
    both = draw(named("realnvp"), 3, 53).step("log-abs-det").hints.hint
    assert both.startswith("The Jacobian of each layer is triangular.")
    for level in (1, 2, 3):
        problem = draw(named("maf-iaf"), level, 53)
        u = "x" if problem.drawn["kind"] == 1 else "z"
        for name in ("image", "preimage"):  # whether one after another is asked later
            assert f"${u}_{{1}}$: is it given" in problem.step(name).hints.hint
        assert ("one coordinate after another" in problem.step("image").hints.rule) is (u == "x")


def test_a_determinant_of_the_wrong_sign_is_not_said_to_be_too_little() -> None:
    mirror = draw(named("triangular"), 2, 53)  # det L = -8
    verdict = str(judge_step(mirror, mirror.step("determinant"), "17/3"))
    assert "would not turn space over, and it does" in verdict
    assert "too little" not in verdict
    plain = draw(named("triangular"), 1, 53)  # det L = 6
    verdict = str(judge_step(plain, plain.step("determinant"), "-7"))
    assert "would turn space over, and it does not" in verdict


def test_a_root_that_is_missing_is_not_taken_for_the_answer_of_a_later_step() -> None:
    problem = draw(named("square-uneven"), 3, 3)
    assert problem.step("mass").answer == "1"
    assert problem.step("preimages").answer == "{-7/2, 7/2}"
    verdict = str(judge_step(problem, problem.step("preimages"), "{7/2}"))
    assert "one element is missing" in verdict
    assert "this is another value" not in verdict


def test_a_rule_speaks_of_a_shift_where_there_is_one() -> None:
    for level in (1, 2, 3):
        for name in ("linear-square", "linear-normal"):
            problem = draw(named(name), level, 31)
            is_shifted = f"f(z) = A z + {chr(92)}begin" in problem.statement
            for step in problem.steps:
                if step.name == "log-abs-det":
                    assert ("the shift" in step.hints.rule) is is_shifted
                elif step.name == "corners":
                    assert "shift" not in step.hints.rule  # the square has none


def test_a_fit_asks_for_a_loss_in_its_unit_and_a_derivative_with_respect_to_a_number() -> None:
    problem = draw(named("nll-fit"), 1, 31)
    for name in ("nll", "nll-slope", "best-nll"):
        assert "in nats" in problem.step(name).prompt
    assert "with respect to $a$" in problem.step("nll-slope").prompt
