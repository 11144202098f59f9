"""How a learner set a card aside: until when it is not asked, when it was put off, its flag."""

from collections.abc import Iterable
from typing import NamedTuple

from tutor.core.day import LAST_DAY
from tutor.core.log import Event

NEVER = LAST_DAY + 1  # a card that is suspended is not asked before this day


class CardState(NamedTuple):
    """What a learner decided of a card; days are learning days, 0 where there is none."""

    until: int = 0  # the first day on which it may be asked; NEVER if it is suspended
    skipped: int = 0  # the day on which it is asked last
    flag: int = 0  # 1 to 7

    @property
    def is_suspended(self) -> bool:
        """Whether it is not asked until it is resumed."""
        return self.until == NEVER

    def is_buried(self, day: int) -> bool:
        """Whether it waits for a later day than this one."""
        return day < self.until < NEVER

    def after(self, event: Event, value: int, day: int) -> "CardState":
        """The state after one more entry of its card."""
        match event:
            case Event.SKIP:
                return self._replace(skipped=day)
            case Event.BURY:
                return self._replace(until=max(self.until, value))
            case Event.SUSPEND:
                return self._replace(until=NEVER)
            case Event.RESUME:
                return self._replace(until=0, skipped=0)
            case Event.FLAG:
                return self._replace(flag=value)
        return self


PLAIN = CardState()


def state_of(entries: Iterable[tuple[Event, int, int]]) -> CardState:
    """The state that the standing entries of a card leave behind: event, value and day of each."""
    state = PLAIN
    for event, value, day in entries:
        state = state.after(event, value, day)
    return state
