"""`tutor reschedule`: cards that are due on another day."""

from argparse import Namespace
from collections.abc import Callable, Sequence

from tutor.cli.card_actions import OPTIONS, act
from tutor.cli.verb import Operand, UsageError, Verb
from tutor.core.actions import WHEN, day_named
from tutor.core.log import Event
from tutor.core.text import one_line
from tutor.errors import TutorError

_LONGEST = 3  # words: in 10 days


def reschedule(arguments: Namespace) -> int:
    """All of them, or none; the day is in the last words or the first ones."""
    words, when = _parted(arguments.words)
    if not words:
        raise UsageError(f"say which cards, and when: {WHEN}")
    return act(arguments, Event.RESCHEDULE, words, _day(when))


def _parted(words: Sequence[str]) -> tuple[Sequence[str], str]:
    """The cards, and the words that name a day."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        for cards, named in ((words[:-count], words[-count:]), (words[count:], words[:count])):
            if day_named(" ".join(named), 1) is not None:
                return cards, " ".join(named)
    raise UsageError(f"say when: {WHEN}")


def _day(when: str) -> Callable[[int], int]:
    def found(today: int) -> int:
        day = day_named(when, today)
        if day is None:
            raise TutorError(f"{one_line(when)!r} is no day from today on. Write {WHEN}.")
        return day

    return found


VERB = Verb(
    "reschedule",
    "make cards due on another day; their intervals and ease factors stay as they are",
    reschedule,
    (Operand("words", f"the ids of the cards, and when: {WHEN}", "+"),),
    OPTIONS,
    ("tutor reschedule why-divide in 10 days", "tutor reschedule why-divide on 2026-12-24"),
)
