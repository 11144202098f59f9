"""What a learning day holds: how much is due, how much is new, how long it will take."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tutor.core.kind import Kind
from tutor.core.pace import Pace


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
    suspended: int = 0  # cards of the decks that are not asked until they are resumed
    buried: int = 0  # and until a later day
    is_full: bool = False  # something new waits, because the day takes long enough
    is_off: bool = False  # a day off: nothing new, and no exercises
    catching_up: int = 0  # the minutes of a day, until what is due is cleared; 0: it is not on
    left: int = 0  # due, and beyond the learner's own limits of this day
    offered: Sequence[str] = ()  # decks that came with a new version, and can be switched on

    def __str__(self) -> str:
        if not self.due and not self.new:
            return "nothing more for today" if self.left else "nothing due"
        return f"{self.due} due, {self.new} new, about {self.minutes} min"

    @property
    def beyond(self) -> str:
        """What to say of what is due and left out."""
        more = f"{self.left:,} more {'is' if self.left == 1 else 'are'} due"
        return f"{more}; your limit for today is reached"

    @property
    def set_aside(self) -> str:
        """How many cards are suspended or buried: "2 suspended, 1 buried"; "" if none is."""
        counts = {"suspended": self.suspended, "buried": self.buried}
        return ", ".join(f"{count:,} {how}" for how, count in counts.items() if count)

    @property
    def line(self) -> str:
        """The same for a prompt, with the next days where a new exercise begins today."""
        said = [str(self)]
        if self.is_off:
            said.append("a day off")
        if self.catching_up:
            said.append(f"catching up, {self.catching_up} min a day")
        if self.left:
            said.append(f"{self.beyond} (`tutor limits` raises it)")
        if self.set_aside:
            said.append(self.set_aside)
        if self.ahead:
            minutes = ", ".join(map(str, self.ahead))
            said.append(f"from tomorrow {minutes} min a day")
        said += (f"new deck {name}: `tutor decks on {name}`" for name in self.offered)
        return "; ".join(said)


def today(
    due: Mapping[Kind, int],
    new: Mapping[Kind, int],
    paces: Mapping[Kind, Pace],
    ahead: Sequence[int] = (),
) -> Today:
    """Add up a day's work, of each kind how many, at this pace."""
    by_kind = {kind: Count(due.get(kind, 0), new.get(kind, 0)) for kind in Kind}
    both = {kind: count.due + count.new for kind, count in by_kind.items()}
    return Today(
        due=sum(due.values()),
        new=sum(new.values()),
        minutes=minutes(sum(paces[kind].expected_seconds * both[kind] for kind in Kind)),
        by_kind=by_kind,
        repeats=sum(paces[kind].repeats * both[kind] for kind in Kind),
        ahead=ahead,
    )


def minutes(seconds: float) -> int:
    """Whole minutes, a begun one included; what rounding adds to a whole one is none."""
    return math.ceil(round(seconds / 60, 6))
