"""A logged attempt, judged again: it comes out as it was, or not at all."""

import json
from typing import Any

import pytest

from tests.exercises.bundled import TEMPLATES, named
from tutor.errors import TutorError
from tutor.exercises.attempt import HINT, WORKED, Attempt, begin
from tutor.exercises.problem import Problem, draw, restore
from tutor.exercises.question import WORDS
from tutor.exercises.replay import replay


def logged(attempt: Attempt) -> dict[str, Any]:
    """The attempt as the log gives it back."""
    found = json.loads(json.dumps(attempt.as_json(90.0)))
    assert isinstance(found, dict)
    return found


def worked(problem: Problem) -> Attempt:
    """Every way to do a step, one after another."""
    attempt, turn = begin(problem), 0
    while (up := attempt.up) is not None:
        wrong = up.step.mistakes[0].answer if up.step.mistakes else ""
        if turn % 4 == 1:
            attempt, _ = attempt.help(HINT)
        if turn % 4 == 2 and wrong:
            attempt, _ = attempt.answer(wrong)
        if turn % 4 == 3:
            if wrong:
                attempt, _ = attempt.answer(wrong)
                attempt = attempt.leave()
            else:
                attempt, _ = attempt.help(WORKED)
        else:
            attempt, _ = attempt.answer(up.step.answer)
            if up.step.kind == WORDS:
                attempt = attempt.miss_points()
        turn += 1
    return attempt


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_an_attempt_comes_out_as_it_was_logged(template: Any, level: int) -> None:
    attempt = worked(draw(template, level, 5))
    found = logged(attempt)
    again = replay(restore(template, level, found["parameters"]), found)
    assert again is not None
    assert again.works == attempt.works
    assert again.problem.statement == attempt.problem.statement


def test_an_attempt_at_other_numbers_or_of_another_shape_does_not_come_out() -> None:
    problem = draw(TEMPLATES[0], 1, 5)
    found = logged(worked(problem))
    first, *rest = found["steps"]
    assert replay(draw(TEMPLATES[0], 1, 6), found) is None
    for steps in (
        rest,
        [first, first, *rest],
        [{**first, "outcome": "missed"}, *rest],
        [{**first, "typed": [*first["typed"], "1"]}, *rest],
        [{**first, "typed": [1]}, *rest],
        [{**first, "typed": None}, *rest],
        [{**first, "help": [9]}, *rest],
        [{"name": "inverse"}, *rest],
        [*found["steps"], first],
        ["inverse"],
        None,
        7,
    ):
        assert replay(problem, {**found, "steps": steps}) is None
    assert replay(problem, {}) is None


def test_an_attempt_at_fewer_steps_than_are_asked_today_comes_out_as_it_was() -> None:
    template = named("minus-log")
    drawn = draw(template, 2, 5)
    earlier = ("inverse", "support", "derivative", "density")
    assert set(earlier) < set(template.steps)
    attempt = worked(restore(template, 2, drawn.parameters, earlier))
    found = logged(attempt)
    assert replay(restore(template, 2, found["parameters"]), found) is None
    again = replay(restore(template, 2, found["parameters"], earlier), found)
    assert again is not None
    assert again.works == attempt.works
    for other in (("determinant",), ("density-at",), ("nothing",)):
        with pytest.raises(TutorError, match="has changed since"):
            restore(template, 2, found["parameters"], other)
