"""Every draw of every exercise judged: `python -m tests.exercises.every_draw --count 20000`."""

import argparse
import re
import sys
import time
from random import Random

from tests.exercises.bundled import TEMPLATES
from tests.exercises.near_misses import compared_at, near_miss
from tests.exercises.right_values import differs, entries, function, real, value
from tests.exercises.test_every_draw import check_draw, expected_of, names
from tests.exercises.test_one_variable import ACCOUNTS, check_account
from tutor.answers.answer import AnswerKind
from tutor.answers.verdict import Wrong
from tutor.exercises.judging import judge_step
from tutor.exercises.problem import Problem, draw
from tutor.exercises.question import WORDS, Question
from tutor.exercises.template import Template, pool_size

COUNT = 20_000  # draws of a level, or all that there are


def main() -> None:
    """Check so many draws of each level, and print what went wrong and how long it took."""
    parser = argparse.ArgumentParser(description="Judge the answers and mistakes of every draw.")
    parser.add_argument("--count", type=int, default=COUNT, help="draws of a level, at most")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--only", default="", help="the beginning of an exercise's id")
    asked = parser.parse_args()
    total = judged = failed = 0
    for template in TEMPLATES:
        if not template.id.startswith(asked.only):
            continue
        for level in range(1, len(template.levels) + 1):
            start, size = time.process_time(), pool_size(template, level)
            last = min(size, asked.first + asked.count)
            answers = faults = 0
            for seed in range(asked.first, last):
                try:
                    answers += check(template, level, seed)
                except AssertionError as error:
                    faults += 1
                    print(f"{template.id} {level}, seed {seed}: {error}")
            print(
                f"{template.id} {level}: {last - asked.first:,} of {size:,} draws, {answers:,}"
                f" answers, {faults} draws at fault, {time.process_time() - start:.0f} s of CPU",
                flush=True,
            )
            total, judged, failed = total + last - asked.first, judged + answers, failed + faults
    print(f"{total:,} draws, {judged:,} answers, {failed} draws at fault")
    sys.exit(1 if failed else 0)


def check(template: Template, level: int, seed: int) -> int:
    """One draw; how many wrong answers were judged."""
    problem = draw(template, level, seed)
    if template.id in ACCOUNTS:
        check_account(template.id, problem)
        check_draw(problem, seed, None)
    else:
        check_draw(problem, seed, expected_of(problem))
    judged = 0
    for step in problem.steps:
        if step.kind == WORDS:
            continue
        random = Random(f"{template.id} {level} {seed} {step.name}")
        typed = [near_miss(problem, step, random), *(each.answer for each in step.mistakes)]
        for text in typed:
            check_names(problem, step, text)
        judged += len(typed)
    return judged


def check_names(problem: Problem, step: Question, typed: str) -> None:
    """A wrong answer is given the name of a mistake only if it is what the mistake gives."""
    verdict = judge_step(problem, step, typed)
    assert isinstance(verdict, Wrong), (problem.drawn, step.name, typed)
    listed = {mistake.name for mistake in step.mistakes}
    for name in names(verdict):
        given = [mistake.answer for mistake in step.mistakes if mistake.name == name]
        same = any(is_same(problem, step, each, typed) for each in given)
        assert name not in listed or same, (
            f"{problem.drawn} {step.name}: {typed!r} is called {name!r}, which gives {given}"
        )


def is_same(problem: Problem, step: Question, one: str, other: str) -> bool:
    """Whether two answers have the same values, as sympy finds them."""
    if one == other:
        return True
    one, other = (re.sub(r"\|([^|]*)\|", r"abs(\1)", text) for text in (one, other))
    if step.kind == AnswerKind.EXPRESSION:
        (variable,) = step.variables
        where = compared_at(problem, step)
        values = (function(text, variable)(where.points) for text in (one, other))
        return not differs(where, *values)
    ones, others = ([real(value(each)) for each in entries(text)] for text in (one, other))
    if step.kind in (AnswerKind.POINTS, AnswerKind.SET):
        ones, others = sorted(ones), sorted(others)
    rounded = half_unit(other) if len(others) == 1 else 0.0
    return len(ones) == len(others) and all(
        a == b or abs(a - b) <= max(rounded, 1e-11 * abs(a) + 1e-15)
        for a, b in zip(ones, others, strict=True)
    )


def half_unit(text: str) -> float:
    """Half a unit of the last digit of a decimal, by which it may differ from what it rounds."""
    found = re.fullmatch(r"-?\d+\.(\d+)(?:\*10\^(-?\d+))?", text)
    return 0.5 * 10.0 ** (int(found[2] or 0) - len(found[1])) if found else 0.0


if __name__ == "__main__":
    main()
