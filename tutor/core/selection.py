"""What a day asks: chosen from what is due and what is new, twins on different days."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.limits import FULL_DAY, Limits
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
) -> Chosen:
    """The day's work, in order; the lists of new cards take turns while there is room.

    `others` are due and asked whatever else is: no exercises, and without twins.

    `limits` is what is left of the day's. A note has one new card a day. A twin of what was graded
    today, or is asked before it, waits for the next day. On a day with an exercise, a second one
    and what is new wait once the day is full.
    """
    due = list(due)
    choosing = _Choosing(limits, begun, twins_of, _Time(cost, [*begun.graded], others, due))
    asked = [item for item in due if choosing.take(item)]
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
    return Chosen(asked, fresh, owed, others, late, waiting, over, choosing.is_full)


def holds_only_twins(chosen: Chosen, begun: Begun, twins_of: TwinsOf) -> bool:
    """Whether the day holds nothing but twins of cards that wait, of all that was and is asked."""
    waiting = () if chosen.others else (*chosen.late, *chosen.later)
    twins = {twin for item in waiting for twin in twins_of(item.card)}
    day = chain(begun.graded, chosen.owed, chosen.due, chosen.new)
    return bool(waiting) and all(item.card in twins for item in day)


class _Time:
    """How long the day is expected to take; nothing is counted until it has an exercise."""

    def __init__(
        self, cost: Cost, graded: list[Item], others: Mapping[Kind, int], due: Sequence[Item]
    ) -> None:
        self._cost = cost
        self._taken = graded
        self._others = others
        self._due = due
        self._kinds: Counter[Kind] | None = None
        self.has_exercise = any(item.kind.is_drawn for item in graded)

    def add(self, item: Item) -> None:
        """Count a new card, or an exercise; cards that are due count from the start."""
        self.has_exercise = self.has_exercise or item.kind.is_drawn
        if self._kinds is None:
            self._taken.append(item)
        else:
            self._kinds[item.kind] += 1

    def is_over_with(self, item: Item) -> bool:
        """Whether the day would be too long with this."""
        if self._kinds is None:
            cards = (item for item in self._due if not item.kind.is_drawn)
            self._kinds = Counter(self._others)
            self._kinds.update(item.kind for item in (*self._taken, *cards))
        seconds = sum(self._cost(kind) * count for kind, count in self._kinds.items())
        return seconds + self._cost(item.kind) > FULL_DAY


class _Choosing:
    """Cards taken one after another, while there is room, none of them a twin of another."""

    def __init__(self, limits: Limits, begun: Begun, twins_of: TwinsOf, time: _Time) -> None:
        self.limits = limits
        self._time = time
        self._notes = set(begun.notes)
        self._resting = set(begun.resting)
        self._twins_of = twins_of
        self.waiting: list[Item] = []
        self.over: list[Item] = []
        self.is_full = False

    def take(self, item: Item) -> bool:
        """Whether a card is asked today; if not, it waits."""
        if item.kind.is_drawn and not (self.limits.allow(item) and self._has_time_for(item)):
            self.over += [item] * (not item.new)
            return False
        if item.card in self._resting:
            self.waiting.append(item)
            return False
        if item.new and not self._has_time_for(item):
            self.limits = self.limits._replace(new=0)  # nor for any other new card
            return False
        if item.new or item.kind.is_drawn:
            new, exercises, both = item.new, item.kind.is_drawn, item.new and item.kind.is_drawn
            left = self.limits
            self.limits = Limits(
                left.new - new, left.new_exercises - both, left.exercises - exercises
            )
            self._time.add(item)
        self._resting.update(self._twins_of(item.card))
        return True

    def _has_time_for(self, item: Item) -> bool:
        """The first exercise is asked on any day if it is due; only with one a day can be full."""
        is_bound = self._time.has_exercise or (item.kind.is_drawn and item.new)
        if not (is_bound and self._time.is_over_with(item)):
            return True
        self.is_full = self.is_full or item.new
        return False

    def take_new(self, item: Item) -> bool:
        """Whether a new card is asked today: the first of its note, and no twin."""
        if item.note in self._notes:
            return False
        is_taken = self.take(item)
        if is_taken:
            self._notes.add(item.note)
        return is_taken
