"""How much a day may hold at most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # the settings, which have these limits, need not wait for it
    from tutor.core.kind import Kind
    from tutor.core.session import Item


# Seconds: of a day with an exercise, before what is new and a second exercise wait.
FULL_DAY = 35 * 60.0
NO_LIMIT = 1_000_000_000


class DeckLimits(NamedTuple):
    """How many new cards and reviews of one deck a day may hold; None: as many as of all decks."""

    new: int | None = None
    reviews: int | None = None


class Room(NamedTuple):
    """What a day has left for the cards of one deck, by its files."""

    files: Collection[int]
    new: int
    reviews: int

    def less(self, graded: Iterable[Item]) -> Room:
        """What is left when these were graded, each once."""
        here = [item.new for item in graded if item.file in self.files]
        return self._replace(
            new=self.new - sum(here), reviews=self.reviews - (len(here) - sum(here))
        )

    def allows(self, item: Item) -> bool:
        """Whether there is room for one more card."""
        return item.file not in self.files or (self.new if item.new else self.reviews) > 0


class Deck(Protocol):
    """A deck, as far as its limits are concerned."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def files(self) -> Collection[int]:
        """Its files, by their numbers."""


class TodayOnly(NamedTuple):
    """The limits that the learner changed for one day; None: as on any day."""

    new: int | None = None
    reviews: int | None = None
    minutes: int | None = None
    by_deck: Mapping[str, DeckLimits] = {}


class Limits(NamedTuple):
    """How many new cards, new exercises, exercises in all, reviews and minutes a day may hold."""

    new: int = 20  # exercises included
    new_exercises: int = 1
    exercises: int = 2
    reviews: int = NO_LIMIT
    minutes: int = 0  # 0: no limit; of the whole day, whatever was done
    by_deck: Mapping[str, DeckLimits] = {}  # by name
    decks: Sequence[Deck] = ()  # all there are, where these are known
    rooms: tuple[Room, ...] = ()  # what the day has left for those that have limits
    days_off: tuple[tuple[int, int], ...] = ()  # the first and the last day of each holiday

    def is_off(self, day: int) -> bool:
        """Whether it is a day off."""
        return any(first <= day <= last for first, last in self.days_off)

    def on(self, day: int) -> Limits:
        """The limits of this day: a day off begins nothing and has no exercises."""
        return self._replace(new=0, exercises=0) if self.is_off(day) else self

    @property
    def full_day(self) -> float:
        """The seconds after which what is new waits."""
        return 60.0 * self.minutes or FULL_DAY

    @property
    def counts_due(self) -> bool:
        """Whether something that is due may be left out, other than an exercise."""
        return bool(self.minutes) or self.counts_reviews

    @property
    def counts_reviews(self) -> bool:
        """Whether reviews have any limit."""
        return self.reviews < NO_LIMIT // 2 or bool(self.rooms)

    def changed(self, today: TodayOnly) -> Limits:
        """The limits of a day for which the learner changed some."""
        by_deck = dict(self.by_deck)
        for name, given in today.by_deck.items():
            usual = by_deck.get(name, DeckLimits())
            by_deck[name] = DeckLimits(
                usual.new if given.new is None else given.new,
                usual.reviews if given.reviews is None else given.reviews,
            )
        return self._replace(
            new=self.new if today.new is None else today.new,
            reviews=self.reviews if today.reviews is None else today.reviews,
            minutes=self.minutes if today.minutes is None else today.minutes,
            by_deck=by_deck,
        )

    def of(self, decks: Sequence[Deck]) -> Limits:
        """The same, where these are the decks."""
        return self._replace(decks=decks)

    def in_files(self) -> Limits:
        """The same, with room for the decks that have limits of their own."""
        by_deck = {name.casefold(): own for name, own in self.by_deck.items()}
        rooms = [
            Room(
                frozenset(deck.files),
                NO_LIMIT if own.new is None else own.new,
                NO_LIMIT if own.reviews is None else own.reviews,
            )
            for deck in (self.decks if by_deck else ())
            if (own := by_deck.get(deck.name.casefold())) is not None
        ]
        return self._replace(rooms=tuple(rooms))

    def less(self, graded: Iterable[Item]) -> Limits:
        """What is left when these were graded, each once."""
        done = list(graded)
        exercises = [item for item in done if item.kind.is_drawn]
        new = sum(item.new for item in done)
        return self._replace(
            new=self.new - new,
            new_exercises=self.new_exercises - sum(item.new for item in exercises),
            exercises=self.exercises - len(exercises),
            reviews=self.reviews - (len(done) - new),
            rooms=tuple(room.less(done) for room in self.rooms),
        )

    def less_one(self, item: Item) -> Limits:
        """The same for one more."""
        is_new, is_exercise = item.new, item.kind.is_drawn
        return self._replace(
            new=self.new - is_new,
            new_exercises=self.new_exercises - (is_new and is_exercise),
            exercises=self.exercises - is_exercise,
            reviews=self.reviews - (not is_new),
            rooms=tuple(room.less((item,)) for room in self.rooms) if self.rooms else (),
        )

    def allow(self, item: Item) -> bool:
        """Whether there is room for one more card."""
        return self.allow_kind(item.kind, is_new=item.new) and self.allow_number(item)

    def allow_kind(self, kind: Kind, *, is_new: bool) -> bool:
        """Whether there is room for one more exercise, if it is one."""
        return not kind.is_drawn or (self.exercises > 0 and (not is_new or self.new_exercises > 0))

    def allow_number(self, item: Item) -> bool:
        """Whether there is room for one more card of any kind."""
        if (self.new if item.new else self.reviews) < 1:
            return False
        return all(room.allows(item) for room in self.rooms)
