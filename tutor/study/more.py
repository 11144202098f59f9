"""More to study when nothing is due: what a search finds, or the week's mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zlib import crc32

from tutor.core.session import Item

if TYPE_CHECKING:
    from tutor.study.decks import Decks
    from tutor.study.learner import Learner

AHEAD = 20  # cards, unless it is said how many


class More(Protocol):
    """What is asked though it is not due."""

    def items(self, learner: Learner, decks: Decks, names: Sequence[str]) -> list[Item]:
        """The cards of the decks by name, or of all that are on, in the order of asking."""


class Ahead(NamedTuple):
    """What comes due soonest, without exercises: the schedule counts the days that passed."""

    cards: int = AHEAD

    def items(self, learner: Learner, decks: Decks, names: Sequence[str]) -> list[Item]:
        """The cards, the one that is due first at the head."""
        with learner.store.reading() as queries:
            found = queries.more(decks.shelf.asked(names), learner.day).ahead(self.cards)
        return [item._replace(ahead=True) for item in found]

    def why_none(self, learner: Learner, decks: Decks) -> str:
        """Why there are none, in a few words."""
        with learner.store.reading() as queries:
            is_done = queries.more(decks.shelf.asked(()), learner.day).has_done_some()
        return "all due later were done today" if is_done else "nothing is due later"


class Cram(NamedTuple):
    """What a search finds, mixed: practice, which leaves the schedule alone."""

    search: str

    def items(self, learner: Learner, decks: Decks, names: Sequence[str]) -> list[Item]:
        """The cards; a SearchError says what is wrong with the search."""
        from tutor.study.finding import Finding

        found = Finding(learner, decks).ids(self.search)
        with learner.store.reading() as queries:
            items = queries.more(decks.shelf.asked(names), learner.day).of(found)
        items = [item._replace(practice=True) for item in items]
        return sorted(items, key=lambda item: crc32(item.card.encode(), learner.day))


MISTAKES = Cram("rated:7:again")  # the week's
