"""A logged attempt worked through again: what was typed is judged as it was then."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.exercises.attempt import WORKED, Attempt, Outcome, Work, begin
from tutor.exercises.problem import Problem
from tutor.exercises.question import WORDS


def replay(problem: Problem, logged: Mapping[str, Any]) -> Attempt | None:
    """The attempt that the log describes; None if it does not come out as it was logged."""
    attempt = begin(problem)
    try:
        for step in logged["steps"]:
            attempt = _replay_step(attempt, step)
        same = list(_outcomes(attempt.as_json(0))) == list(_outcomes(logged))
    except (KeyError, TypeError, ValueError):
        return None
    return attempt if same else None


def _replay_step(attempt: Attempt, logged: Mapping[str, Any]) -> Attempt:
    name, outcome = logged["name"], logged["outcome"]
    step = _up(attempt, name).step
    for strength in logged["help"]:
        if strength != WORKED:
            attempt, _ = attempt.help(strength)
    for text in logged["typed"]:
        _up(attempt, name)
        if not isinstance(text, str):
            raise ValueError(name)
        attempt, _ = attempt.answer(text)
    if outcome == Outcome.SHOWN:
        _up(attempt, name)
        return attempt.help(WORKED)[0]
    if outcome == Outcome.MISSED:
        if not _up(attempt, name).slips:
            raise ValueError(name)
        return attempt.leave()
    return attempt.miss_points() if step.kind == WORDS and logged["mistakes"] else attempt


def _up(attempt: Attempt, name: str) -> Work:
    """The step that is up; a ValueError unless it is the one of this name."""
    up = attempt.up
    if up is None or up.step.name != name:
        raise ValueError(name)
    return up


def _outcomes(logged: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """Of each step what must come out the same; a mistake may have another name today."""
    for step in logged["steps"]:
        yield step["name"], step["outcome"], step["typed"], step["help"]
