"""What a day asks: chosen from what is due and what is new, twins on different days."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.core.session import Item

TwinsOf = Callable[[CardId], Collection[CardId]]
Cost = Callable[[Kind], float]  # the expected seconds of a card


class Begun(NamedTuple):
    """What was graded on this day, and what follows from it."""

    graded: Sequence[Item] = ()
    notes: Collection[str] = ()  # of which a card was first graded today
    resting: Collection[CardId] = ()  # twins of what was graded today


class Chosen(NamedTuple):
    """What is asked today: what is due, what is new and the repeats; and what waits."""

    due: list[Item]  # of those of which it had to be decided
    new: list[Item]
    owed: list[Item]
    others: Mapping[Kind, int] = MappingProxyType({})  # how many more are due
    late: Sequence[Item] = ()  # due, but twins, and waiting for the next day
    later: Sequence[Item] = ()  # new, but twins, and waiting for the next day
    over: Sequence[Item] = ()  # exercises that are due, but for which the day has no room
    is_full: bool = False  # something new waits, because the day takes long enough
    left: Sequence[Item] = ()  # due, and beyond the learner's own limits of a day

    @property
    def due_by_kind(self) -> Counter[Kind]:
        """How many are due, repeats included."""
        found = Counter(self.others)
        found.update(item.kind for item in (*self.due, *self.owed))
        return found

    def with_twins(self, limits: Limits) -> "Chosen":
        """The same with the twins, as far as the day has room."""
        taken = [*self.due, *self.new]
        more: list[Item] = []
        for item in (*self.late, *self.later):
            if limits.less([*taken, *more]).allow(item):
                more.append(item._replace(anyway=True))
        late = [item for item in more if not item.new]
        new = [item for item in more if item.new]
        return self._replace(due=[*self.due, *late], new=[*self.new, *new], late=(), later=())


def choose(
    others: Mapping[Kind, int],
    due: Iterable[Item],
    new: Sequence[Iterator[Item]],
    owed: list[Item],
    limits: Limits,
    begun: Begun,
    twins_of: TwinsOf,
    cost: Cost,
    closed: set[int] | None = None,
) -> Chosen:
    """The day's work, in order; the lists of new cards take turns while there is room.

    `others` are due and asked whatever else is: no exercises, and without twins, on a day without
    limits of reviews and of minutes.

    `limits` is what is left of the day's. A note has one new card a day. A twin of what was graded
    today, or is asked before it, waits for the next day. On a day with an exercise, a second one
    and what is new wait once the day is full; where the day has a limit in minutes, so does
    everything. `closed` is told the files of which nothing new is taken any more.
    """
    due = list(due)
    kind_of_time = _Limited if limits.minutes else _Time
    time = kind_of_time(cost, [*begun.graded], others, due, limits.full_day)
    choosing = _Choosing(limits, begun, twins_of, time, set() if closed is None else closed)
    asked = [item for item in due if choosing.take_due(item)]
    late, choosing.waiting = choosing.waiting, []
    fresh: list[Item] = []
    turns = list(new)
    while turns and choosing.limits.new > 0:
        for turn in list(turns):
            item = next((item for item in turn if choosing.take_new(item)), None)
            if item is None:
                turns.remove(turn)
                continue
            fresh.append(item)
            if choosing.limits.new < 1:
                break
    waiting, over = choosing.waiting, choosing.over
    return Chosen(asked, fresh, owed, others, late, waiting, over, choosing.is_full, choosing.left)


def holds_only_twins(chosen: Chosen, begun: Begun, twins_of: TwinsOf) -> bool:
    """Whether the day holds nothing but twins of cards that wait, of all that was and is asked."""
    waiting = () if chosen.others else (*chosen.late, *chosen.later)
    twins = {twin for item in waiting for twin in twins_of(item.card)}
    day = chain(begun.graded, chosen.owed, chosen.due, chosen.new)
    return bool(waiting) and all(item.card in twins for item in day)


class _Time:
    """How long the day is expected to take; nothing is counted until it has an exercise."""

    def __init__(
        self,
        cost: Cost,
        graded: list[Item],
        others: Mapping[Kind, int],
        due: Sequence[Item],
        full_day: float,
    ) -> None:
        self._cost = cost
        self._taken = graded
        self._others = others
        self._due = due
        self._full_day = full_day
        self._kinds: Counter[Kind] | None = None
        self.has_exercise = any(item.kind.is_drawn for item in graded)

    def add(self, item: Item) -> None:
        """Count a new card, or an exercise; cards that are due count from the start."""
        if not (item.new or item.kind.is_drawn):
            return
        self.has_exercise = self.has_exercise or item.kind.is_drawn
        if self._kinds is None:
            self._taken.append(item)
        else:
            self._kinds[item.kind] += 1

    def has_room_for(self, item: Item) -> bool:
        """Cards that are due, and the first exercise that is: always; only with one is a day full.

        All else waits if it would make the day too long.
        """
        if not (item.new or item.kind.is_drawn):
            return True
        if not (self.has_exercise or (item.kind.is_drawn and item.new)):
            return True
        if self._kinds is None:
            cards = (item for item in self._due if not item.kind.is_drawn)
            self._kinds = Counter(self._others)
            self._kinds.update(item.kind for item in (*self._taken, *cards))
        seconds = sum(self._cost(kind) * count for kind, count in self._kinds.items())
        return seconds + self._cost(item.kind) <= self._full_day


class _Limited(_Time):
    """A day in minutes: all that is asked counts, and the first item is asked on any day."""

    def __init__(
        self,
        cost: Cost,
        graded: list[Item],
        others: Mapping[Kind, int],
        due: Sequence[Item],
        full_day: float,
    ) -> None:
        super().__init__(cost, graded, others, due, full_day)
        self._seconds = sum(cost(item.kind) for item in graded)
        self._is_empty = not graded

    def add(self, item: Item) -> None:
        """Count any item."""
        self._seconds += self._cost(item.kind)
        self._is_empty = False

    def has_room_for(self, item: Item) -> bool:
        """Whether at least half of it fits."""
        return self._is_empty or self._full_day - self._seconds >= self._cost(item.kind) / 2


class _Choosing:
    """Cards taken one after another, while there is room, none of them a twin of another."""

    def __init__(
        self, limits: Limits, begun: Begun, twins_of: TwinsOf, time: _Time, closed: set[int]
    ) -> None:
        self.limits = limits
        self._time = time
        self._notes = set(begun.notes)
        self._resting = set(begun.resting)
        self._twins_of = twins_of
        self._closed = closed
        self._is_over = False  # the time of the day is used up
        self.waiting: list[Item] = []
        self.over: list[Item] = []
        self.left: list[Item] = []
        self.is_full = False

    def take_due(self, item: Item) -> bool:
        """Whether a card that is due is asked today; if not, it stays due."""
        is_exercise = item.kind.is_drawn
        if is_exercise and not self.limits.allow_kind(item.kind, is_new=False):
            self.over.append(item)
            return False
        if self._is_over or not self.limits.allow_number(item):
            self.left.append(item)
            return False
        if item.card in self._resting:
            self.waiting.append(item)
            return False
        if not self._time.has_room_for(item):
            # Shorter cards may still have room where an exercise has none.
            (self.over if is_exercise and not self.limits.minutes else self.left).append(item)
            self._is_over = not is_exercise
            return False
        self._take(item)
        return True

    def take_new(self, item: Item) -> bool:
        """Whether a new card is asked today: the first of its note, and no twin."""
        if item.note in self._notes or not self.limits.allow_kind(item.kind, is_new=True):
            return False
        if not self.limits.allow_number(item):
            self._closed.update(*(room.files for room in self.limits.rooms if room.new < 1))
            return False
        if item.card in self._resting:
            self.waiting.append(item)
            return False
        if self._is_over or not self._time.has_room_for(item):
            self.is_full = True
            if not item.kind.is_drawn:
                self.limits = self.limits._replace(new=0)  # nor for any other new card
            return False
        self._take(item)
        self._notes.add(item.note)
        return True

    def _take(self, item: Item) -> None:
        if item.new or item.kind.is_drawn or self.limits.counts_reviews:
            self.limits = self.limits.less_one(item)
        self._time.add(item)
        self._resting.update(self._twins_of(item.card))
