"""What a learning day holds: how much is due, how much is new, how long it will take."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tutor.core.kind import Kind
from tutor.core.pace import Pace
from tutor.core.session import Item


class Count(NamedTuple):
    """How many cards are due (repeats still owed included), and how many new ones are for today."""

    due: int = 0
    new: int = 0


class Today(NamedTuple):
    """The day's work, in all and by kind."""

    due: int
    new: int
    minutes: int  # expected repeats included
    by_kind: Mapping[Kind, Count]
    repeats: float = 0.0  # how many are to be expected
    ahead: Sequence[int] = ()  # minutes of the next days, where a new exercise begins today
    is_full: bool = False  # something new waits, because the day takes long enough
    offered: Sequence[str] = ()  # decks that came with a new version, and can be switched on

    def __str__(self) -> str:
        if not self.due and not self.new:
            return "nothing due"
        return f"{self.due} due, {self.new} new, about {self.minutes} min"

    @property
    def line(self) -> str:
        """The same for a prompt, with the next days where a new exercise begins today."""
        said = [str(self)]
        if self.ahead:
            minutes = ", ".join(map(str, self.ahead))
            said.append(f"next {len(self.ahead)} days {minutes} min")
        said += (f"new deck {name}: `tutor decks on {name}`" for name in self.offered)
        return "; ".join(said)


def today(
    due: Sequence[Item], new: Sequence[Item], paces: Mapping[Kind, Pace], ahead: Sequence[int] = ()
) -> Today:
    """Count a day's work at this pace."""
    kinds = Counter(item.kind for item in due), Counter(item.kind for item in new)
    both = (*due, *new)
    return Today(
        due=len(due),
        new=len(new),
        minutes=minutes(sum(paces[item.kind].expected_seconds for item in both)),
        by_kind={kind: Count(kinds[0][kind], kinds[1][kind]) for kind in Kind},
        repeats=sum(paces[item.kind].repeats for item in both),
        ahead=ahead,
    )


def minutes(seconds: float) -> int:
    """Whole minutes, a begun one included; what rounding adds to a whole one is none."""
    return math.ceil(round(seconds / 60, 6))
