"""One review session: the queue, which card is up, what comes back, how it went."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.grade import PASSED
from tutor.core.kind import Kind
from tutor.core.log import Entry, Event, Graded


class Item(NamedTuple):
    """A place in the queue. Items of one note are siblings and are kept apart.

    A tuple, because a queue may hold a hundred thousand.
    """

    card: CardId
    note: str
    kind: Kind = Kind.FLASHCARDS
    file: int = 0
    new: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """One grade given in this review session."""

    graded: Graded
    item: Item
    owed: bool  # the card is asked again

    @property
    def entry(self) -> Entry:
        """The grade as the log has it."""
        return self.graded.entry

    @property
    def recalled(self) -> bool:
        """Whether it measures retention: a scheduled review of a card seen on an earlier day."""
        return self.entry.event is Event.SCHEDULED and not self.graded.before.is_new


@dataclass(frozen=True, slots=True)
class Session:
    """What is still to come, in order: the rest of the queue, then what is owed a repeat."""

    queue: tuple[Item, ...] = ()
    position: int = 0
    owed: tuple[Item, ...] = ()
    done: tuple[Done, ...] = ()

    @property
    def up(self) -> Item | None:
        """The card to be asked now, or None when the review session is over."""
        if self.position < len(self.queue):
            return self.queue[self.position]
        return self.owed[0] if self.owed else None

    @property
    def left(self) -> int:
        """How many cards are still to come, the one that is up included."""
        return len(self.queue) - self.position + len(self.owed)

    @property
    def settled(self) -> int:
        """How many cards of this review session are done with."""
        owed = {done.item.card: done.owed for done in self.done}  # the latest grade of each
        return sum(not again for again in owed.values())

    def grade(self, graded: Graded, *, owed: bool) -> "Session":
        """The session after the card that is up was graded; if it owes a repeat it comes back."""
        item = self.up
        assert item is not None
        after = self.skip()
        waiting = (*after.owed, item) if owed else after.owed
        return replace(
            after,
            owed=spaced(waiting, item),
            done=(*self.done, Done(graded, item, owed)),
        )

    def skip(self) -> "Session":
        """The session without the card that is up (it was graded elsewhere)."""
        if self.position < len(self.queue):
            return replace(self, position=self.position + 1)
        return replace(self, owed=self.owed[1:])

    def put_back(self, item: Item, uid: str) -> "Session":
        """The session after the grade `uid` was undone: its card is up again."""
        rest = tuple(other for other in self.queue[self.position :] if other.card != item.card)
        return replace(
            self,
            queue=(item, *rest),
            position=0,
            owed=tuple(other for other in self.owed if other.card != item.card),
            done=tuple(done for done in self.done if done.entry.uid != uid),
        )

    def summary(self) -> "Summary":
        """How the review session went."""
        recalled = [done.entry.quality >= PASSED for done in self.done if done.recalled]
        return Summary(
            cards=len({done.item.card for done in self.done}),
            grades=len(self.done),
            new=sum(done.item.new and done.entry.event is Event.SCHEDULED for done in self.done),
            seconds=sum(done.entry.seconds for done in self.done),
            recalled=sum(recalled),
            asked=len(recalled),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """A finished review session in figures; retention is `recalled` of `asked`."""

    cards: int
    grades: int
    new: int
    seconds: float
    recalled: int
    asked: int


def spaced(items: Sequence[Item], after: Item | None = None) -> tuple[Item, ...]:
    """The items in their order, siblings kept apart wherever any order can keep them apart.

    `after` is the item that comes before them all.
    """
    left = Counter(item.note for item in items)
    last = after.note if after is not None else ""
    crowded = {note for note, count in left.items() if count > 1 or note == last}
    if not crowded:
        return tuple(items)
    most = max(left[note] for note in crowded)
    waiting: deque[Item] = deque()  # passed over because a sibling had just been asked
    rest = deque(items)
    result: list[Item] = []
    while waiting or rest:
        remaining = len(waiting) + len(rest)
        pressing = None
        if remaining < 2 * most:
            # A note that fills more than half of what is left must go now, or it meets itself.
            pressing = next(
                (note for note in crowded if 2 * left[note] > remaining and note != last), None
            )
        item = _take(waiting, last, pressing) or _take(rest, last, pressing, waiting)
        if item is None:  # only siblings of the last one are left
            item = (waiting or rest).popleft()
        left[item.note] -= 1
        last = item.note
        result.append(item)
    return tuple(result)


def _take(
    items: deque[Item], last: str, pressing: str | None, passed: deque[Item] | None = None
) -> Item | None:
    """Take out the first item that may follow; those before it move to `passed`, if given."""
    notes = (item.note for item in items)
    place = next(
        (place for place, note in enumerate(notes) if note == (pressing or note) and note != last),
        None,
    )
    if place is None:
        return None
    if passed is not None and pressing is None:
        passed.extend(items.popleft() for _ in range(place))
        return items.popleft()
    item = items[place]
    del items[place]
    return item
