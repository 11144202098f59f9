"""The history: one card's log, and the progress that the whole log shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tutor.core.card import CardId
from tutor.core.log import Entry
from tutor.study.decks import Decks
from tutor.study.learner import Learner

if TYPE_CHECKING:
    from tutor.progress.progress import Progress


def local_time(at: int) -> str:
    """An instant in milliseconds on this machine's clock: Mon 23 Nov, 09:00."""
    return time.strftime("%a %d %b, %H:%M", time.localtime(at / 1000))


def local_hour(instant: int) -> int:
    """The hour on this machine's clock at an instant, in seconds since 1970."""
    return time.localtime(instant).tm_hour


class History:
    """What the learner did."""

    def __init__(self, learner: Learner, decks: Decks) -> None:
        self._learner = learner
        self._decks = decks

    def entries(self, card: CardId) -> list[Entry]:
        """One card's whole log, in folding order."""
        with self._learner.store.reading() as queries:
            return queries.entries(card)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever recorded."""
        with self._learner.store.reading() as queries:
            return not queries.has_entries()

    def others(self) -> int:
        """A number that changes when another program writes to the history."""
        with self._learner.store.reading() as queries:
            return queries.others()

    def streak(self) -> int:
        """How many learning days in a row were used."""
        with self._learner.store.reading() as queries:
            return queries.streak(self._learner.day, self._learner.settings.limits.is_off)

    def answers(self, since: int) -> dict[int, int]:
        """How many answers were given on each day since this one."""
        from tutor.progress.progress import Choice

        with self._learner.store.counting(Choice(self._decks.shelf.files()), since) as counting:
            return {day: answers for day, (answers, _) in counting.days().items()}

    @contextmanager
    def look_back(
        self,
        decks: Sequence[str] = (),
        tag: str = "",
        since: int = 0,
        hour_of: Callable[[int], int] = local_hour,
        cards: Collection[int] | None = None,
    ) -> Iterator[Progress]:
        """Progress of the decks by name (all unless named), the tag and the days from `since`.

        Of some `cards`, if they are named by their numbers.

        Within the block a part is counted when it is first asked for; afterwards those remain.
        """
        from tutor.progress.progress import Choice, Progress

        learner, shelf = self._learner, self._decks.shelf
        whole = not decks and not tag and cards is None
        chosen_cards = None if cards is None else tuple(sorted(cards))
        choice = Choice(shelf.files(decks), tag, chosen_cards, whole)
        chosen = tuple(shelf.deck(name).name for name in decks)
        with learner.store.counting(choice, since) as counting:
            yield Progress(
                counting,
                learner.scheduler,
                learner.day,
                since,
                chosen,
                tag,
                shelf.names,
                hour_of,
                learner.settings.limits.is_off,
                learner.settings.leech_from,
            )

    def progress(
        self,
        decks: Sequence[str] = (),
        tag: str = "",
        since: int = 0,
        hour_of: Callable[[int], int] = local_hour,
        cards: Collection[int] | None = None,
    ) -> Progress:
        """The same, all of it counted."""
        with self.look_back(decks, tag, since, hour_of, cards) as found:
            found.count()
        return found
