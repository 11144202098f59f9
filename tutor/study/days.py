"""Days: how much one may hold, for this day only or for good."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tutor.core.limits import NO_LIMIT, DeckLimits, Limits, TodayOnly
from tutor.errors import TutorError
from tutor.settings import load
from tutor.study.decks import Decks
from tutor.study.learner import Learner

NUMBERS = ("new", "reviews", "minutes")  # what has a limit, as fields of Limits
SETTINGS = {"new": "new_a_day", "reviews": "reviews_a_day", "minutes": "minutes_a_day"}
LARGEST = {"new": 9_999, "reviews": 9_999, "minutes": 1_439}


class Limit(NamedTuple):
    """How much of something a day may hold, usually and on this day; None: no limit."""

    usual: int | None
    today: int | None


class DayLimits(NamedTuple):
    """The limits of this day, in all and of single decks, by the names in `NUMBERS`."""

    all: dict[str, Limit]
    by_deck: dict[str, dict[str, Limit]]
    is_off: bool  # it is a day off


class Days:
    """What the learner decides about days; nothing of it changes the log or a schedule."""

    def __init__(self, learner: Learner, decks: Decks, settings_file: Path | None) -> None:
        self._learner = learner
        self._decks = decks
        self._settings_file = settings_file

    def limits(self) -> DayLimits:
        """How much this day may hold."""
        learner = self._learner
        usual = learner.settings.limits
        with learner.store.reading() as queries:
            today = queries.decided().limits(usual, learner.day)
        names = dict.fromkeys((*usual.by_deck, *today.by_deck))
        return DayLimits(
            {name: Limit(_shown(usual, name), _shown(today, name)) for name in NUMBERS},
            {
                deck: {
                    name: Limit(_own(usual, deck, name), _own(today, deck, name))
                    for name in NUMBERS[:2]
                }
                for deck in names
            },
            usual.is_off(learner.day),
        )

    def change_today(self, name: str, number: int | None, deck: str = "") -> None:
        """Set a limit for this day only, of all decks or of one; None: as on any day."""
        if number == 0 and name == "reviews":
            number = NO_LIMIT
        with self._learner.store.writing() as writer:
            decided = writer.queries.decided()
            only = decided.on(self._learner.day)
            if not deck:
                only = TodayOnly(**{**only._asdict(), name: number})
            else:
                known = self._decks.shelf.deck(deck).name
                own = only.by_deck.get(known, DeckLimits())._replace(**{name: number})
                by_deck = {**only.by_deck, known: own}
                if own == DeckLimits():
                    del by_deck[known]
                only = only._replace(by_deck=by_deck)
            writer.decide(decided._replace(day=self._learner.day, today_only=only))

    def as_usual(self) -> None:
        """Take back what was changed for this day only."""
        with self._learner.store.writing() as writer:
            writer.decide(writer.queries.decided()._replace(day=0, today_only=TodayOnly()))

    def change(self, name: str, number: int | None, deck: str = "") -> None:
        """Set a limit for good, in the settings; None: its default, or that of all decks."""
        from tutor.settings_file import change, change_of_deck

        if self._settings_file is None:
            raise TutorError("There is no settings file to change.")
        if deck:
            known = self._decks.shelf.deck(deck).name
            change_of_deck(self._settings_file, known, SETTINGS[name], number)
        else:
            change(self._settings_file, {SETTINGS[name]: number})
        self._learner.settings = load(self._settings_file).settings
        self.change_today(name, None, deck)


def _shown(limits: Limits, name: str) -> int | None:
    number: int = getattr(limits, name)
    if name == "minutes":
        return number or None
    return None if number >= NO_LIMIT else number


def _own(limits: Limits, deck: str, name: str) -> int | None:
    number: int | None = getattr(limits.by_deck.get(deck, DeckLimits()), name)
    return None if number is None or number >= NO_LIMIT else number
