"""The way back after days away: what is due in days of some more minutes, until it is cleared."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tutor.core.decided import Decided
from tutor.core.limits import NO_LIMIT, Limits
from tutor.core.text import counted
from tutor.core.today import minutes
from tutor.errors import TutorError
from tutor.study.decks import Decks
from tutor.study.learner import Learner
from tutor.study.loads import Load

if TYPE_CHECKING:
    from tutor.scheduling.days_ahead import Expected
    from tutor.store.day_work import DayWork
    from tutor.store.queries import Queries

FACTORS = (1.5, 2.5)  # of the usual minutes
AWAY = 3  # days without an answer, from which on it is offered
USUAL = 20  # minutes, where too few days were studied to say
_FEW, _LATEST = 3, 28  # days
_LEAST = 5  # minutes
_DRAWN = 8  # days
_LONGEST = 60  # days that are looked ahead


class Offer(NamedTuple):
    """Days of so many minutes until what is due is cleared."""

    factor: float
    minutes: int
    loads: tuple[Load, ...]  # the days it takes, or the first of very many
    is_cleared: bool  # within the days that are looked ahead

    @property
    def shown(self) -> Sequence[Load]:
        """The days that are drawn: all, or the first of many."""
        return self.loads[:_DRAWN]

    @property
    def days(self) -> str:
        """How many days it takes, in words."""
        if self.is_cleared:
            return counted(len(self.loads), "day")
        return f"more than {_LONGEST} days"


class Backlog(NamedTuple):
    """What is due after days away, and the ways to take it."""

    away: int  # days without an answer before this one; days off are not counted
    due: int
    minutes: int
    usual: int  # minutes of a day
    catching_up: int  # minutes of a day, where it is on; else 0
    offers: tuple[Offer, ...]

    @property
    def said(self) -> str:
        """What happened, in a sentence or two."""
        away = f"You were away for {counted(self.away, 'day')}. " if self.away else ""
        are = "card is" if self.due == 1 else "cards are"
        return (
            f"{away}{self.due:,} {are} due, about {self.minutes:,} min. Your days usually take "
            f"about {self.usual:,} min."
        )


class CatchingUp:
    """Offered after days away, on until what is due is cleared, ended at any time."""

    def __init__(self, learner: Learner, decks: Decks) -> None:
        self._learner = learner
        self._decks = decks

    def offered(self) -> Backlog | None:
        """The backlog if the learner comes back to much of it and has not answered today."""
        day = self._learner.day
        with self._learner.store.reading() as queries:
            decided = queries.decided()
            if decided.is_catching_up(day) or decided.answered == day:
                return None
            if self._away(queries) < AWAY:
                return None
        found = self.backlog()
        return found if found.minutes > FACTORS[0] * found.usual else None

    def backlog(self) -> Backlog:
        """What is due, and how long it takes to clear it."""
        learner = self._learner
        with learner.store.reading() as queries:
            decided = queries.decided()
            is_on = decided.is_catching_up(learner.day)
            usual = self._usual(queries)
            everything = self._limits._replace(
                new=0, minutes=0, reviews=NO_LIMIT, by_deck={}, days_off=()
            )
            work = self._work(queries, everything)
            kinds = work.of(self._files).due_by_kind
            seconds = sum(work.paces[kind].expected_seconds * kinds[kind] for kind in kinds)
            wanted = [(factor, math.ceil(factor * usual)) for factor in FACTORS]
            if is_on:
                wanted = [(0.0, decided.minutes)]
            offers = [
                self._offer(queries, factor, most) for factor, most in wanted if kinds.total()
            ]
            return Backlog(
                self._away(queries),
                kinds.total(),
                minutes(seconds),
                usual,
                decided.minutes if is_on else 0,
                tuple(offers),
            )

    def minutes(self, factor: float) -> int:
        """So many times the usual minutes of a day."""
        with self._learner.store.reading() as queries:
            return math.ceil(factor * self._usual(queries))

    def begin(self, minutes_a_day: int) -> None:
        """Days of so many minutes from now on, until what is due is cleared."""
        self._decide(since=self._learner.day, minutes=minutes_a_day, until=0)

    def take_all(self) -> None:
        """No limit on this day, and no offer."""
        with self._learner.store.writing() as writer:
            decided = writer.queries.decided()
            today = decided.on(self._learner.day)._replace(reviews=NO_LIMIT, minutes=0)
            writer.decide(
                decided._replace(
                    since=0,
                    day=self._learner.day,
                    today_only=today,
                    answered=self._learner.day,
                )
            )

    def later(self) -> None:
        """No offer on this day."""
        self._decide()

    def end(self) -> None:
        """Back to usual days."""
        with self._learner.store.reading() as queries:
            if not queries.decided().is_catching_up(self._learner.day):
                raise TutorError("You are not catching up: your days are as usual.")
        self._decide(since=0, minutes=0, until=0)

    def _decide(self, **changes: int) -> None:
        with self._learner.store.writing() as writer:
            decided = writer.queries.decided()
            numbers = decided._asdict() | changes | {"answered": self._learner.day}
            writer.decide(Decided(**numbers))

    def _offer(self, queries: Queries, factor: float, most: int) -> Offer:
        day, usual = self._learner.day, self._limits
        work = self._work(queries, usual._replace(minutes=most))
        expected = work.ahead(self._files, work.of(self._files), _LONGEST)
        found = list(_until_cleared(expected))
        is_cleared = found[-1].left < 0.5
        loads = [
            Load(date, minutes(each.seconds), usual.is_off(date))
            for date, each in enumerate(found, day)
        ]
        return Offer(factor, most, tuple(loads), is_cleared)

    def _work(self, queries: Queries, limits: Limits) -> DayWork:
        return queries.work(self._files, self._learner.day, limits, decided=Decided())

    def _usual(self, queries: Queries) -> int:
        if self._learner.settings.minutes_a_day:
            return self._learner.settings.minutes_a_day
        latest = queries.minutes_before(self._learner.day, _LATEST)
        return max(_LEAST, math.ceil(median(latest))) if len(latest) >= _FEW else USUAL

    def _away(self, queries: Queries) -> int:
        day = self._learner.day
        last = queries.last_studied(day)
        if last is None:
            return 0
        return sum(not self._limits.is_off(each) for each in range(last + 1, day))

    @property
    def _files(self) -> Sequence[int]:
        return self._decks.shelf.files()

    @property
    def _limits(self) -> Limits:
        return self._learner.settings.limits.of(self._decks.shelf.decks)


def _until_cleared(expected: Iterator[Expected]) -> Iterator[Expected]:
    """The days up to the first on which nothing that is due is left."""
    for each in islice(expected, _LONGEST):
        yield each
        if each.left < 0.5:
            return
