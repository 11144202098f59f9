"""The minutes of the next days, foreseen from what is due, what is new and the learner's pace."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.grade import Grade
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.core.memory import Memory
from tutor.core.pace import Pace
from tutor.core.session import Item
from tutor.scheduling.scheduler import Scheduler

DAYS = 7  # of which the minutes are shown before a new exercise begins


New = Callable[[int, Limits, Sequence[Item]], Iterable[Item]]  # of a day


class Stock(NamedTuple):
    """Cards of one kind that are alike in what they remember."""

    kind: Kind
    memory: Memory
    cards: float  # how many, or how many to expect


class Expected(NamedTuple):
    """What a day is expected to take, and how many cards (no exercises) have no room on it."""

    seconds: float
    left: float


def days_ahead(
    scheduler: Scheduler,
    day: int,
    stock: Iterable[Stock],
    new: New,
    left: Limits,
    limits: Limits,
    paces: Mapping[Kind, Pace],
    days: int,
    spent: float = 0.0,
) -> Iterator[Expected]:
    """Today and each of so many days after it, as they are expected.

    `stock` has the cards due within that time. `left` is what is left of today's limits, of which
    `spent` seconds are used. Each card is taken to be graded as its kind was until now: it comes
    back as often as its shares of Again, Hard and Good say, which need not be a whole number of
    times. `new` gives the new cards of one day after another, as far as its limits allow and what
    else it asks leaves time.
    """
    due: dict[int, _Stocks] = defaultdict(_Stocks)
    for each in stock:
        due[max(day, each.memory.due)].add(each)
    for date in range(day, day + days + 1):
        room = left if date == day else _on(limits, date)
        today = due.pop(date, _Stocks())
        asked, waiting = _with_room(today, room, paces, spent if date == day else 0.0)
        for each in waiting:
            due[date + 1].add(each)
        exercises = sum(each.cards for each in asked if each.kind.is_drawn)
        already = [
            Item(CardId(""), "", each.kind) for each in asked for _ in range(round(each.cards))
        ]
        left_for_new = room._replace(exercises=round(room.exercises - exercises))
        is_full = bool(limits.minutes) and any(not each.kind.is_drawn for each in waiting)
        begun = () if is_full else new(date, left_for_new, already)
        asked += (Stock(item.kind, scheduler.new, 1) for item in begun)
        for each in asked:
            for after in _graded(scheduler, each, date, paces[each.kind]):
                if after.memory.due <= day + days:
                    due[after.memory.due].add(after)
        seconds = sum(each.cards * paces[each.kind].expected_seconds for each in asked)
        yield Expected(seconds, sum(each.cards for each in waiting if not each.kind.is_drawn))


def _on(limits: Limits, day: int) -> Limits:
    """The limits of a later day; on a day off nothing is expected to be done."""
    room = limits.on(day)
    return room._replace(reviews=0) if limits.is_off(day) else room


class _Stocks(dict[tuple[Kind, int, int, int], Stock]):
    """What is due on one day; cards that will go on alike are counted together."""

    def add(self, more: Stock) -> None:
        """Some more cards."""
        memory = more.memory
        key = more.kind, memory.interval, memory.ease, memory.repetitions
        known = self.get(key)
        cards = more.cards + (known.cards if known else 0.0)
        self[key] = (known or more)._replace(cards=cards)


def _with_room(
    due: _Stocks, room: Limits, paces: Mapping[Kind, Pace], spent: float
) -> tuple[list[Stock], list[Stock]]:
    """What of this is asked on a day with this room, and what waits for the next one."""
    cards_alone = sum(
        each.cards * paces[each.kind].expected_seconds
        for each in due.values()
        if not each.kind.is_drawn
    )
    most = (room.full_day - spent - cards_alone) // paces[Kind.EXERCISES].expected_seconds
    exercises = float(max(0, min(room.exercises, max(1, most))))
    reviews = float(max(0, room.reviews))
    seconds = max(0.0, 60.0 * room.minutes - spent) if room.minutes else math.inf
    asked, waiting = [], []
    for each in due.values():
        cost = paces[each.kind].expected_seconds
        cards = min(each.cards, reviews, seconds / cost)
        if each.kind.is_drawn:
            cards = min(cards, exercises)
            exercises -= cards
        reviews -= cards
        seconds -= cards * cost
        asked.append(each._replace(cards=cards))
        if cards < each.cards:
            waiting.append(each._replace(cards=each.cards - cards))
    return asked, waiting


def _graded(scheduler: Scheduler, each: Stock, day: int, pace: Pace) -> Iterator[Stock]:
    """The cards after a review on this day, by what they were graded."""
    choices = scheduler.choices(each.memory, day, each.kind)
    shares = {
        Grade.AGAIN: pace.failed,
        Grade.HARD: pace.hard,
        Grade.GOOD: 1 - pace.failed - pace.hard,
    }
    for grade, share in shares.items():
        if share > 0:
            yield Stock(each.kind, choices[grade], each.cards * share)
