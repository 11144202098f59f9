"""How exercises went: each step, the mistakes, the time against what the author suggests."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Any, NamedTuple, TypeGuard

# How a step went: as an attempt's detail in the log spells it, and as it is shown. Any other
# outcome that is found there is counted under its own name.
OUTCOMES = {
    "right": "right",
    "mended": "corrected",
    "helped": "with help",
    "shown": "solution shown",
    "missed": "wrong",
}
# The same in words that need no explanation; the columns of tables keep the short ones.
IN_FULL = {
    "right": "right at the first try",
    "mended": "wrong, then corrected",
    "helped": "with a hint or the rule",
    "shown": "worked step shown",
    "missed": "wrong to the end",
}


class Mistake(NamedTuple):
    """How often a mistake was made, and when it was made last."""

    times: int
    last: int  # learning day


class ExerciseRecord(NamedTuple):
    """All attempts at one exercise."""

    attempts: int
    steps: Mapping[str, Mapping[str, int]]  # how often each outcome, by step
    mistakes: Mapping[str, Mistake]  # the most frequent first
    minutes: float | None  # the median time an attempt took
    suggested: float | None  # minutes, as the author says


def practice(attempts: Iterable[tuple[int, str]]) -> Mapping[str, ExerciseRecord]:
    """Each exercise's record from the learning day and the detail of its attempts, in order.

    What is missing in an attempt, or of another form than ours, is left out.
    """
    sums: dict[str, _Sum] = {}
    for day, detail in attempts:
        if (attempt := read_attempt(detail)) is not None:
            sums.setdefault(attempt["exercise"], _Sum()).add(day, attempt)
    return {exercise: sums[exercise].record for exercise in sorted(sums)}


class _Sum:
    """Attempts at one exercise, gathered one by one."""

    def __init__(self) -> None:
        self.attempts = 0
        self.outcomes: list[tuple[str, str]] = []  # step, outcome
        self.mistakes: list[tuple[str, int]] = []  # name, learning day
        self.seconds: list[float] = []
        self.suggested: float | None = None

    def add(self, day: int, attempt: Mapping[str, Any]) -> None:
        """Add one attempt."""
        self.attempts += 1
        for name, outcome, step in _steps(attempt):
            self.outcomes.append((name, outcome))
            self.mistakes += [(mistake, day) for mistake in _texts(step.get("mistakes"))]
        if _is_positive(seconds := attempt.get("seconds")):
            self.seconds.append(seconds)
        if _is_positive(minutes := attempt.get("minutes")):
            self.suggested = minutes

    @property
    def record(self) -> ExerciseRecord:
        """What they add up to."""
        steps: dict[str, dict[str, int]] = {}
        for (step, outcome), count in Counter(self.outcomes).items():
            steps.setdefault(step, {})[outcome] = count
        times = Counter(name for name, _ in self.mistakes)
        last = dict(sorted(self.mistakes))
        return ExerciseRecord(
            attempts=self.attempts,
            steps=steps,
            mistakes={name: Mistake(count, last[name]) for name, count in times.most_common()},
            minutes=median(self.seconds) / 60 if self.seconds else None,
            suggested=self.suggested,
        )


def read_attempt(detail: str) -> dict[str, Any] | None:
    """The attempt in a log entry's detail, or None."""
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


def _is_positive(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6
