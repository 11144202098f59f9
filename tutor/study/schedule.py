"""The schedule: what is due today and later, and why a card is due when it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from tutor.core.card import Card, CardId
from tutor.core.limits import Limits
from tutor.core.memory import Memory
from tutor.core.today import Count, Today, minutes
from tutor.scheduling.explain import Reason, conclusion, reasons
from tutor.settings import Settings
from tutor.study.decks import Decks
from tutor.study.learner import Learner
from tutor.study.loads import Load


class Why(NamedTuple):
    """A card's schedule derived from its log."""

    card: Card
    reasons: tuple[Reason, ...]
    conclusion: str


class NewToday(NamedTuple):
    """How many new cards this day may begin, how many are begun, and whether others wait."""

    begun: int
    most: int
    waits: bool

    @property
    def said(self) -> str:
        """The numbers in a sentence without its full stop."""
        if self.begun > self.most:
            return f"{self.begun} new cards are started, and today may have {self.most} of them"
        return f"{self.begun} of today's {self.most} new cards are started"


class Waiting(NamedTuple):
    """A deck of which new cards wait though today has room for more, and how many it has."""

    deck: str
    today: int  # those that a review of it alone asks today
    new: int


class Schedule:
    """When the cards of the open decks are due."""

    def __init__(self, learner: Learner, decks: Decks) -> None:
        self._learner = learner
        self._decks = decks

    def today(self) -> Today:
        """What this day holds."""
        learner = self._learner
        shelf = self._decks.shelf
        with learner.store.reading() as queries:
            found = queries.today(shelf.files(), learner.day, self._limits)
            decided = queries.decided()
        if found.catching_up and not (found.due or found.left or decided.until):
            with learner.store.writing() as writer:  # all is cleared: from tomorrow on as usual
                writer.decide(decided._replace(until=learner.day))
        return found._replace(offered=[deck.name for deck in shelf.offered])

    def tomorrow(self, settings: Settings) -> Today:
        """What the next day would hold under these settings, if today nothing more is done."""
        learner, files = self._learner, self._decks.files_without(settings.decks_off)
        with learner.store.reading() as queries:
            return queries.today(
                files,
                learner.day + 1,
                settings.limits.of(self._decks.shelf.decks),
                looks_ahead=False,
            )

    def loads(self, days: int) -> list[Load]:
        """What today and so many days after it are expected to take."""
        learner, files = self._learner, self._decks.shelf.files()
        with learner.store.reading() as queries:
            work = queries.work(files, learner.day, self._limits)
            chosen = work.of(files)
            kinds = chosen.due_by_kind + Counter(item.kind for item in chosen.new)
            today = sum(work.paces[kind].expected_seconds * kinds[kind] for kind in kinds)
            later = [each.seconds for each in [*work.ahead(files, chosen, days)][1:]]
        is_off = learner.settings.limits.is_off
        return [
            Load(day, minutes(seconds), is_off(day))
            for day, seconds in enumerate([today, *later], learner.day)
        ]

    def count(self, only: Mapping[CardId, int] | None) -> Count:
        """What a review session of these cards alone asks on this day; None for all cards."""
        learner, files = self._learner, self._decks.shelf.files()
        with learner.store.reading() as queries:
            chosen = queries.work(files, learner.day, self._limits, only=only).of(files)
        return Count(chosen.due_by_kind.total(), len(chosen.new))

    def by_deck(self) -> list[Count]:
        """For each deck, what a review session of it alone asks on this day; if off, nothing."""
        learner = self._learner
        decks = [deck.files if deck.is_on else () for deck in self._decks.shelf.decks]
        with learner.store.reading() as queries:
            return queries.counts(decks, learner.day, self._limits)

    @property
    def _limits(self) -> Limits:
        return self._learner.settings.limits.of(self._decks.shelf.decks)

    def load(self, days: int) -> dict[str, list[int]]:
        """Of each deck that is on, how many cards are due on this day and on those after it."""
        learner, shelf = self._learner, self._decks.shelf
        found = {deck.name: [0] * days for deck in shelf.decks if deck.is_on}
        with learner.store.reading() as queries:
            for file, ahead, cards in queries.load(shelf.files(), learner.day, days):
                found[shelf.names[file]][ahead] += cards
        return found

    def new_cards(self) -> NewToday:
        """How many new cards this day may begin, and how many were first graded today."""
        learner, files = self._learner, self._decks.shelf.files()
        with learner.store.reading() as queries:
            most = queries.decided().limits(self._limits, learner.day).new
            waits = queries.has_new(files, learner.day)
            return NewToday(queries.introduced(learner.day), most, waits)

    def waiting(self) -> list[Waiting]:
        """The decks whose new cards come on different days: alike, parts of a note, exercises."""
        learner, shelf = self._learner, self._decks.shelf
        found: list[Waiting] = []
        with learner.store.reading() as queries:
            limits = queries.decided().limits(self._limits, learner.day)
            room = limits.new - queries.introduced(learner.day)
            if room < 1:
                return found
            own = {name.casefold() for name in limits.by_deck}
            work = queries.work(shelf.files(), learner.day, self._limits)
            for deck in shelf.decks:
                if not deck.is_on or deck.name.casefold() in own:
                    continue
                new = queries.new(deck.files, learner.day)
                chosen = work.of(deck.files) if new else None
                if chosen and not chosen.is_full and len(chosen.new) < min(room, new):
                    found.append(Waiting(deck.name, len(chosen.new), new))
        return found

    def next_due(self) -> tuple[int, int] | None:
        """The next later day on which cards are due, and how many."""
        learner, files = self._learner, self._decks.shelf.files()
        with learner.store.reading() as queries:
            chosen = queries.work(files, learner.day, self._limits).of(files)
            return queries.next_due(files, learner.day, [*chosen.late, *chosen.over, *chosen.left])

    def memory(self, card: CardId) -> Memory:
        """How well a card is known, and when it is due."""
        with self._learner.store.reading() as queries:
            return queries.memory(card)

    def why(self, card: Card) -> Why:
        """Why a card is due when it is, from its own log."""
        learner = self._learner
        with learner.store.reading() as queries:
            entries, memory = queries.entries(card.id), queries.memory(card.id)
            state, agains = queries.state(card.id), queries.agains(card.id, learner.day)
        return Why(
            card,
            tuple(reasons(learner.scheduler, entries)),
            conclusion(learner.scheduler, memory, learner.day, card.kind, state, agains),
        )
