"""Evidence shows where a wrong answer leads, and never a number that is still asked."""

import math
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from tests.exercises.bundled import PRACTICE, TEMPLATES, matrix, named, stretch
from tutor.answers.answer import AnswerKind, Entry
from tutor.answers.read_answer import read
from tutor.answers.verdict import Wrong
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem, draw
from tutor.exercises.question import WORDS, Question
from tutor.exercises.template import Template, pool_size

PARTS = 8
SOME = 40  # draws of an exercise of the course
TRIED = 1  # wrong answer to a step of one draw; the next draw gets the next one
LEVELS = [
    pytest.param(template, level, id=f"{template.id}-{level}")
    for template in TEMPLATES
    for level in (1, 2, 3)
]
BLIND = {  # for each kind what a learner types to be told the answer
    AnswerKind.NUMBER: ("100", "0", "1", "-1", "1/1000", "2.5"),
    AnswerKind.EXPRESSION: ("100", "0", "x", "x^2"),
    AnswerKind.INTERVAL: ("[0, 100]", "[-100, 0]", "[0, 0]", "[99, 100]", "(-inf, inf)"),
    AnswerKind.SET: ("{0}", "{100}", "{-1, 1}", "{1, 2, 3}"),
    AnswerKind.MATRIX: ("[[1, 0], [0, 1]]", "[[0, 0], [0, 0]]", "[[100, 0], [0, 100]]"),
    AnswerKind.VECTOR: ("(100, 100)", "(0, 0)", "(1, 2)", "(1, 1, 1)", "(0, 100, 0)"),
    AnswerKind.POINTS: ("(0, 0), (1, 0), (1, 1), (0, 1)", "(0,0), (100,0), (100,100), (0,100)"),
}
NUMBER = re.compile(r"\d+\.\d+(?:e[+-]?\d+)?|\d+/\d+|\d+(?:e[+-]?\d+)?")


def numbers(text: str) -> list[float]:
    """The numbers in a text, but not those at which a function is taken."""
    powers = r"·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"
    places = rf"{powers}|f\([^()]*\)|z = \S+|\([^()]*, [^()]*\)|(?:coordinate|layer|row|column) \d"
    plain = re.sub(places, " ", text.replace("−", "-"))
    return [float(Fraction(each)) for each in NUMBER.findall(plain)]


def value(step: Question) -> float | None:
    """The number that is asked, if one is."""
    if step.kind != AnswerKind.NUMBER:
        return None
    answer = read(AnswerKind.NUMBER, step.answer)
    assert isinstance(answer, Entry)
    assert answer.value is not None
    return float(answer.value)


def wrong_answers(step: Question) -> Iterator[str]:
    """What is typed blindly, the mistakes, and numbers close to the right one."""
    yield from BLIND[AnswerKind(step.kind)]
    yield from (mistake.answer for mistake in step.mistakes)
    right = value(step)
    if right is not None:
        yield from (repr(right * 1.01), repr(right + 1), f"2*({step.answer})", f"-({step.answer})")


def given_away(problem: Problem, at: int, typed: str, said: str) -> list[str]:
    """The steps, from this one on, whose answers are said without having been typed."""
    own = {abs(float(Fraction(each))) for each in NUMBER.findall(typed)}
    shown = [abs(each) for each in numbers(said) if abs(each) not in own]
    found = []
    for step in problem.steps[at:]:
        right = value(step)
        if right is None:
            is_said = step.answer.replace(" ", "") in said.replace(" ", "")
            if step.kind != WORDS and is_said and step.answer not in typed:
                found.append(step.name)
            continue
        secret = [abs(right), math.exp(right)] if step.name.startswith("log") else [abs(right)]
        if any(math.isclose(a, b, rel_tol=5e-4) for a in shown for b in secret):
            found.append(step.name)
    return found


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("template", "level"), LEVELS)
def test_no_evidence_holds_the_answer_of_a_step_not_yet_right(
    template: Template, level: int, part: int
) -> None:
    size = pool_size(template, level)
    for seed in range(part, size if template in PRACTICE else min(size, SOME), PARTS):
        problem = draw(template, level, seed)
        for place, step in enumerate(problem.steps):
            if step.kind == WORDS:
                continue
            listed = list(dict.fromkeys(wrong_answers(step)))
            for typed in {
                listed[(TRIED * (seed // PARTS) + k) % len(listed)] for k in range(TRIED)
            }:
                verdict = judge_step(problem, step, typed)
                if isinstance(verdict, Wrong):
                    assert verdict.evidence
                    assert not re.search(r"\bnan\b", verdict.evidence), (problem.drawn, typed)
                    found = given_away(problem, place, typed, verdict.evidence)
                    assert not found, (problem.drawn, step.name, typed, verdict.evidence)


@pytest.mark.parametrize(
    ("problem", "step", "typed", "evidence"),
    [
        (stretch(), "derivative", "100", "with your slope f(1) would be 102, which is too large"),
        (stretch(), "density", "100", "your density integrates to 400 over [2, 6], which is too"),
        (stretch(), "support", "[0, 4]", "f(3/4) = 5 is not in it"),
        (stretch(), "total-mass", "100", "yours would be 100 times as much as the base has"),
        (matrix(), "determinant", "100", "inverse of A, times A, would be 3/50 times the identity"),
        (matrix(), "determinant", "1", "the parallelogram between the columns of A has more area"),
        (matrix(), "density", "1", "your density integrates to too much over its support"),
        (matrix(), "area", "-100", "an area is never negative"),
        (matrix(), "density", "-100", "a density is never negative"),
        (stretch(), "density", "-1/3", "a density is never negative"),
        # f(1) would be 1/4, the density that is asked later; and no z of the base lies beyond 1
        (stretch(), "derivative", "-7/4", "with your slope f(1/2) would be 9/8"),
        (draw(named("nll-fit"), 2, 0), "best-scale", "-2", "an absolute value is not negative"),
        (matrix(), "area", "100", "the mass that X has on that area would be 50/3"),
    ],
)
def test_a_number_typed_blindly_meets_its_own_consequence(
    problem: Problem, step: str, typed: str, evidence: str
) -> None:
    verdict = judge_step(problem, problem.step(step), typed)
    assert isinstance(verdict, Wrong)
    assert evidence in verdict.evidence


@pytest.mark.parametrize(
    ("exercise", "level", "step", "typed"),
    [
        ("maf-iaf", 1, "maf-or-iaf", "9"),
        ("nice", 1, "kept", "3"),
        ("nice", 3, "kept", "(7, 9)"),
        ("realnvp", 3, "kept", "(5, 5)"),
        ("compose", 1, "undo-order", "(2, 2)"),
    ],
)
def test_a_number_that_names_a_thing_is_not_called_too_large(
    exercise: str, level: int, step: str, typed: str
) -> None:
    problem = draw(named(exercise), level, 0)
    verdict = judge_step(problem, problem.step(step), typed)
    assert isinstance(verdict, Wrong)
    assert verdict.evidence
    assert "too " not in verdict.evidence


def test_no_mass_at_all_is_not_called_negative() -> None:
    problem = draw(named("square-uneven"), 3, 0)
    verdict = judge_step(problem, problem.step("mass"), "0")
    assert isinstance(verdict, Wrong)
    assert "Z has more mass than that" in verdict.evidence
    assert "nothing cancels" in verdict.why
    assert "negative" not in verdict.why


def test_an_answer_that_was_left_wrong_is_not_given_away_later() -> None:
    """The support is [2, 6]; it may be shown to those who found it."""
    step = stretch().step("density")
    left = judge_step(stretch(), step, "1/5", {"support": "[0, 4]"})
    assert isinstance(left, Wrong)
    assert "integrates to 4/5 over its support" in left.evidence
    found = judge_step(stretch(), step, "1/5", {"support": "[2, 6]"})
    assert isinstance(found, Wrong)
    assert "integrates to 4/5 over [2, 6]" in found.evidence
