"""How exercises went: each step, the mistakes, the time against what the author suggests."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    steps: dict[str, Counter[str]] = {}
    times: Counter[str] = Counter()
    last: dict[str, int] = {}
    for day, attempt in attempts:
        for step in steps_of(attempt):
            steps.setdefault(step["name"], Counter())[step["outcome"]] += 1
            times.update(step["mistakes"])
            for name in step["mistakes"]:
                last[name] = max(last.get(name, 0), day)
    seconds = [each["seconds"] for _, each in attempts if _is_positive(each.get("seconds"))]
    minutes = [each["minutes"] for _, each in attempts if _is_positive(each.get("minutes"))]
    return ExerciseRecord(
        attempts=len(attempts),
        steps={name: dict(outcomes) for name, outcomes in steps.items()},
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
    steps = attempt.get("steps")
    return [
        {
            "name": step["name"],
            "outcome": step["outcome"],
            **{key: _texts(step.get(key)) for key in ("typed", "mistakes")},
            "help": step["help"] if isinstance(step.get("help"), list) else [],
        }
        for step in (steps if isinstance(steps, list) else [])
        if isinstance(step, dict)
        and isinstance(step.get("name"), str)
        and isinstance(step.get("outcome"), str)
    ]


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6
