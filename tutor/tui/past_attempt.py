"""Past attempts at an exercise: as the log has them, and with their own numbers again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tutor.core.card import Card
from tutor.core.grade import Grade
from tutor.core.log import Entry, Event
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.progress.practice import read_attempt, steps_of
from tutor.study import Study

if TYPE_CHECKING:
    from tutor.exercises.attempt import Attempt


class PastAttempt(NamedTuple):
    """One attempt: when it was, how it was graded, and what the log says of it."""

    day: int
    grade: Grade
    seconds: float
    is_practice: bool
    logged: Mapping[str, Any]

    @property
    def level(self) -> int | None:
        """The level, if the log has one."""
        level = self.logged.get("level")
        return level if type(level) is int else None


def past_attempts(entries: Sequence[Entry]) -> tuple[PastAttempt, ...]:
    """The attempts in a card's log that were not undone, the latest first."""
    undone = {entry.undoes for entry in entries if entry.event is Event.UNDO}
    kept = [entry for entry in entries if entry.detail and entry.uid not in undone]
    return tuple(
        PastAttempt(
            entry.day,
            Grade.of(entry.quality),
            entry.seconds,
            entry.event is Event.PRACTICE,
            logged,
        )
        for entry in sorted(kept, key=lambda entry: (entry.at, entry.uid), reverse=True)
        if (logged := read_attempt(entry.detail)) is not None
    )


def shown_again(study: Study, card: Card, past: PastAttempt) -> "Attempt":
    """A past attempt with its own numbers; a TutorError if the exercise has changed since."""
    from tutor.exercises.problem import restore
    from tutor.exercises.replay import replay

    template, parameters = study.exercises.template(card), past.logged.get("parameters")
    if past.level is not None and isinstance(parameters, dict):
        names = [step["name"] for step in steps_of(past.logged)]
        attempt = replay(restore(template, past.level, parameters, names), past.logged)
        if attempt is not None:
            return attempt
    raise TutorError(
        f"This attempt cannot be shown again: the exercise {one_line(template.id)} has changed "
        "since."
    )


def as_logged(past: PastAttempt) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each step's name, outcome and answers as the log has them."""
    for step in steps_of(past.logged):
        yield step["name"], step["outcome"], tuple(step["typed"])
