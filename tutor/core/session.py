"""One review session: the queue, which card is up, what comes back, how it went."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from tutor.core.card import CardId
from tutor.core.grade import PASSED
from tutor.core.kind import Kind
from tutor.core.log import ACTIONS, Entry, Graded


class Item(NamedTuple):
    """A place in the queue. Items of one note are siblings and are kept apart.

    A tuple, because a queue may hold a hundred thousand.
    """

    card: CardId
    note: str
    kind: Kind = Kind.FLASHCARDS
    file: int = 0
    new: bool = False
    anyway: bool = False  # asked whatever the day's limits say, and though a twin was graded
    ahead: bool = False  # asked before it is due: only the days that passed count
    practice: bool = False  # asked though it need not be due: its schedule is left alone


class Done(NamedTuple):
    """One grade given in this review session."""

    graded: Graded
    item: Item
    owed: bool  # the card is asked again
    place: int = -1  # in the queue; -1 for a repeat that was owed

    @property
    def entry(self) -> Entry:
        """The grade as the log has it."""
        return self.graded.entry

    @property
    def recalled(self) -> bool:
        """Whether it measures retention: a scheduled review of a card seen on an earlier day."""
        return self.entry.event.counts and not self.graded.before.is_new


class Back(NamedTuple):
    """A card that an undo put back into its place of the queue, and those after it."""

    place: int
    item: Item
    rest: "Back | None"


class Session(NamedTuple):
    """What is still to come: the rest of the queue, what is owed a repeat, what was put off.

    A grade, and its undo, looks through nothing of what is waiting, owed or done.
    """

    queue: Sequence[Item] = ()
    position: int = 0
    owed: tuple[Item, ...] = ()
    done: tuple[Done, ...] = ()
    settled: int = 0  # how many cards of this review session are done with
    is_apart: bool = False  # known: no two neighbours in `owed` are siblings
    is_own: bool = True  # nothing but this session's own latest grade was ever undone in it
    put_off: tuple[Item, ...] = ()  # what the learner skipped, in that order
    back: Back | None = None  # what an undo put back, from `position` on

    @property
    def up(self) -> Item | None:
        """The card to be asked now, or None when the review session is over."""
        if self.position < len(self.queue):
            back = self.back
            if back is not None and back.place == self.position:
                return back.item
            return self.queue[self.position]
        return next(iter(self.owed or self.put_off), None)

    @property
    def left(self) -> int:
        """How many cards are still to come, the one that is up included."""
        return len(self.queue) - self.position + len(self.owed) + len(self.put_off)

    def grade(self, graded: Graded, *, owed: bool) -> "Session":
        """The session after the card that is up was graded; if it owes a repeat it comes back."""
        item = self.up
        assert item is not None
        after = self.skip()
        rest = after.owed
        waiting = (*rest, item) if owed else rest
        is_apart = after.is_apart
        if is_apart and rest:
            # What is apart stays in its order: only its two ends have met the item.
            ends = rest[0].note, rest[-1].note if owed else ""
            is_apart = item.note not in ends
        if not is_apart:
            waiting = spaced(waiting, item)
            is_apart = all(one.note != other.note for one, other in pairwise(waiting))
        place = self.position if self.position < len(self.queue) else -1
        done = (*self.done, Done(graded, item, owed, place))
        settled = self.settled + (not owed) if self.is_own else _settled(done)
        return after._replace(owed=waiting, done=done, settled=settled, is_apart=is_apart)

    def skip(self) -> "Session":
        """The session without the card that is up (it was graded elsewhere, or set aside)."""
        if self.position < len(self.queue):
            back = self.back
            if back is not None and back.place == self.position:
                return self._replace(position=self.position + 1, back=back.rest)
            return self._replace(position=self.position + 1)
        if self.owed:
            return self._replace(owed=self.owed[1:])
        return self._replace(put_off=self.put_off[1:])

    def postpone(self) -> "Session":
        """The session in which the card that is up comes last."""
        item = self.up
        assert item is not None
        after = self.skip()
        return after._replace(put_off=(*after.put_off, item), is_own=False)

    def origin(self, undone: Entry) -> str:
        """Where a grade came from, if not from here; of an action it is not told."""
        is_here = any(each.entry.uid == undone.uid for each in self.done)
        return "" if is_here or undone.event in ACTIONS else ", from another review session"

    def put_back(self, item: Item, uid: str) -> "Session":
        """The session after the grade `uid` was undone: its card is up again."""
        if self.is_own and self.done and self.done[-1].entry.uid == uid:
            return self._put_back_latest(item)
        rest = _without(tuple(self._waiting()), item)
        done = tuple(done for done in self.done if done.entry.uid != uid)
        return self._replace(
            queue=(item, *rest),
            position=0,
            owed=_without(self.owed, item),
            put_off=_without(self.put_off, item),
            done=done,
            settled=_settled(done),
            is_apart=False,
            is_own=False,
            back=None,
        )

    def _waiting(self) -> Iterator[Item]:
        """The rest of the queue, each card as it was put back."""
        back = self.back
        for place in range(self.position, len(self.queue)):
            if back is not None and back.place == place:
                yield back.item
                back = back.rest
            else:
                yield self.queue[place]

    def _put_back_latest(self, item: Item) -> "Session":
        """The same for the grade that was given last: all is as it was before it."""
        undone = self.done[-1]
        position, back, owed, is_apart = self.position, self.back, self.owed, self.is_apart
        if undone.owed:
            is_last = bool(owed) and owed[-1].card == item.card
            owed = owed[:-1] if is_last else _without(owed, item)
            is_apart = is_apart and is_last
        if undone.place < 0:
            is_apart = is_apart and (not owed or owed[0].note != item.note)
            owed = (item, *owed)
        else:
            position = undone.place
            if self.queue[position] != item:
                back = Back(position, item, back)
        return self._replace(
            position=position,
            owed=owed,
            done=self.done[:-1],
            settled=self.settled - (not undone.owed),
            is_apart=is_apart,
            back=back,
        )

    def summary(self) -> "Summary":
        """How the review session went."""
        recalled = [done.entry.quality >= PASSED for done in self.done if done.recalled]
        return Summary(
            cards=len({done.item.card for done in self.done}),
            grades=len(self.done),
            new=sum(done.item.new and done.entry.event.counts for done in self.done),
            seconds=sum(done.entry.seconds for done in self.done),
            recalled=sum(recalled),
            asked=len(recalled),
        )


class Summary(NamedTuple):
    """A finished review session in figures; retention is `recalled` of `asked`."""

    cards: int
    grades: int
    new: int
    seconds: float
    recalled: int
    asked: int


def _settled(done: Sequence[Done]) -> int:
    """How many cards need not be asked again, by the latest grade of each."""
    owed = {each.item.card: each.owed for each in done}
    return sum(not again for again in owed.values())


def _without(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    return tuple(other for other in items if other.card != item.card)


class OfNote(Protocol):
    """What belongs to a note."""

    @property
    def note(self) -> str:
        """What siblings have in common."""


Sibling = TypeVar("Sibling", bound=OfNote)


def spaced(items: Sequence[Sibling], after: OfNote | None = None) -> tuple[Sibling, ...]:
    """The items in their order, siblings kept apart wherever any order can keep them apart.

    `after` is the item that comes before them all.
    """
    left = Counter(item.note for item in items)
    last = after.note if after is not None else ""
    crowded = {note for note, count in left.items() if count > 1 or note == last}
    if not crowded:
        return tuple(items)
    most = max(left[note] for note in crowded)
    waiting: deque[Sibling] = deque()  # passed over because a sibling had just been asked
    rest = deque(items)
    result: list[Sibling] = []
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
    items: deque[Sibling], last: str, pressing: str | None, passed: deque[Sibling] | None = None
) -> Sibling | None:
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
