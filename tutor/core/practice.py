"""How exercises went: each step, the mistakes, the time against what the author suggests."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

# As an attempt's detail in the log spells them; what else is found there is counted too.
OUTCOMES = ("right", "mended", "helped", "shown")


@dataclass(frozen=True, slots=True)
class Mistake:
    """How often a mistake was made, and when last."""

    times: int
    last: int  # learning day


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """All attempts at one exercise."""

    attempts: int
    steps: Mapping[str, Mapping[str, int]]  # how often each outcome, by step
    mistakes: Mapping[str, Mistake]  # the most frequent first
    minutes: float | None  # the median time an attempt took
    suggested: float | None  # minutes, as the author says


def practice(attempts: Iterable[tuple[int, str]]) -> Mapping[str, ExerciseRecord]:
    """Each exercise's record from the learning day and the detail of its attempts, in order.

    What an attempt lacks, or has otherwise than ours, is passed over.
    """
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for day, detail in attempts:
        if (attempt := read_attempt(detail)) is not None:
            found.setdefault(attempt["exercise"], []).append((day, attempt))
    return {exercise: _record(found[exercise]) for exercise in sorted(found)}


def _record(attempts: Sequence[tuple[int, Mapping[str, Any]]]) -> ExerciseRecord:
    steps: dict[str, dict[str, int]] = {}
    times: Counter[str] = Counter()
    last: dict[str, int] = {}
    for day, attempt in attempts:
        for name, outcome, step in _steps(attempt):
            outcomes = steps.setdefault(name, {})
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
            for mistake in _texts(step.get("mistakes")):
                times[mistake] += 1
                last[mistake] = max(last.get(mistake, 0), day)
    seconds = [each["seconds"] for _, each in attempts if _is_positive(each.get("seconds"))]
    minutes = [each["minutes"] for _, each in attempts if _is_positive(each.get("minutes"))]
    return ExerciseRecord(
        attempts=len(attempts),
        steps=steps,
        mistakes={name: Mistake(count, last[name]) for name, count in times.most_common()},
        minutes=median(seconds) / 60 if seconds else None,
        suggested=minutes[-1] if minutes else None,
    )


def read_attempt(detail: str) -> dict[str, Any] | None:
    """The attempt that a log entry's detail tells of, or None."""
    try:
        attempt = json.loads(detail)
    except (ValueError, RecursionError):
        return None
    if isinstance(attempt, dict) and isinstance(attempt.get("exercise"), str):
        return attempt
    return None


def steps_of(attempt: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps of an attempt that have a name and an outcome, with every key filled in."""
    return [
        {
            "name": name,
            "outcome": outcome,
            "typed": _texts(step.get("typed")),
            "mistakes": _texts(step.get("mistakes")),
        }
        for name, outcome, step in _steps(attempt)
    ]


def _steps(attempt: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The name and the outcome of each step that has both, and all of it."""
    steps = attempt.get("steps")
    for step in steps if type(steps) is list else ():
        if type(step) is dict:
            name, outcome = step.get("name"), step.get("outcome")
            if type(name) is str and type(outcome) is str:
                yield name, outcome, step


def _texts(value: object) -> list[str]:
    return [each for each in value if type(each) is str] if type(value) is list else []


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6
