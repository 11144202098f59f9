"""The minutes of the next days, foreseen from what is due, what is new and the learner's pace."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tutor.core.card import CardId
from tutor.core.grade import Grade
from tutor.core.kind import Kind
from tutor.core.limits import FULL_DAY, Limits
from tutor.core.memory import Memory
from tutor.core.pace import Pace
from tutor.core.session import Item
from tutor.core.today import minutes
from tutor.scheduling.scheduler import Scheduler

DAYS = 7


class Stock(NamedTuple):
    """Cards of one kind that are alike in what they remember."""

    kind: Kind
    memory: Memory
    cards: float  # how many, or how many to expect


def minutes_ahead(
    scheduler: Scheduler,
    day: int,
    stock: Iterable[Stock],
    new: Callable[[Limits, Sequence[Item]], Iterable[Item]],
    left: Limits,
    limits: Limits,
    paces: Mapping[Kind, Pace],
) -> tuple[int, ...]:
    """The expected minutes of each of the next days, if all of today's work is done.

    `stock` has the cards due within that time; `new` gives the new cards of one day after another,
    as far as its limits allow and what else it asks leaves time. `left` is what is left of today's
    limits. Each card is taken to be graded as its kind was until now: it comes back as often as its
    shares of Again, Hard and Good say, which need not be a whole number of times.
    """
    due: dict[int, list[Stock]] = defaultdict(list)
    for each in stock:
        due[max(day, each.memory.due)].append(each)
    found = []
    for date in range(day, day + DAYS + 1):
        room = left if date == day else limits
        seconds = 0.0
        cards_alone = sum(
            each.cards * paces[each.kind].expected_seconds
            for each in due[date]
            if not each.kind.is_drawn
        )
        most = (FULL_DAY - cards_alone) // paces[Kind.EXERCISES].expected_seconds
        exercises = float(max(0, min(room.exercises, max(1, most))))
        asked: list[Stock] = []
        for each in due.pop(date, ()):
            cards = each.cards
            if each.kind.is_drawn:
                cards = min(cards, exercises)
                exercises -= cards
                if cards < each.cards:
                    due[date + 1].append(each._replace(cards=each.cards - cards))
            asked.append(each._replace(cards=cards))
        already = [
            Item(CardId(""), "", each.kind) for each in asked for _ in range(round(each.cards))
        ]
        begun = new(room._replace(exercises=round(exercises)), already)
        asked += (Stock(item.kind, scheduler.new, 1) for item in begun)
        for each in asked:
            seconds += each.cards * paces[each.kind].expected_seconds
            for after in _graded(scheduler, each, date, paces[each.kind]):
                if after.memory.due <= day + DAYS:
                    due[after.memory.due].append(after)
        found.append(minutes(seconds))
    return tuple(found[1:])


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
