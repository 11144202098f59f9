"""Actions on cards: what may be recorded, and what an undo takes back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.card import CardId
from tutor.core.log import VALUES, Entry, Event
from tutor.core.memory import Memory
from tutor.core.text import counted, one_line
from tutor.errors import TutorError

if TYPE_CHECKING:
    from tutor.store.queries import Stored


class Undone(NamedTuple):
    """What was undone, and its card's memory without it; an action may have had more cards."""

    entry: Entry
    memory: Memory
    others: tuple[CardId, ...] = ()
    is_own: bool = True  # of this machine, not of another whose history was merged

    @property
    def origin(self) -> str:
        """Where it was done, as it is told; "" if on this machine."""
        return "" if self.is_own else ", from another machine"

    @property
    def more(self) -> str:
        """The other cards of the action, as they are told: " and 2 more cards"."""
        return f" and {counted(len(self.others), 'more card')}" if self.others else ""


def refuse(cards: Sequence[tuple[CardId, "Stored"]], event: Event, value: int) -> None:
    """A TutorError if one of these cards has no due day that could be another."""
    if value not in VALUES.get(event, (0,)):
        raise ValueError(f"{value} is no value of {event}")
    if event is not Event.RESCHEDULE:
        return
    new = [card for card, stored in cards if stored.memory.is_new]
    if new:
        others = f", and {len(new) - 1} more" if len(new) > 1 else ""
        raise TutorError(
            f"The card {one_line(new[0])}{others} is new and has no due day. Nothing was changed. "
            "Grade it first, or bury it until tomorrow."
        )
