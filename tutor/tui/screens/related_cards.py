"""The cards about what went wrong, each with its answer."""

from collections.abc import Sequence

from textual import work

from tutor.core.card import Card
from tutor.tui.screens.look import LookScreen
from tutor.tui.study_worker import StudyWorker


class RelatedCardsScreen(LookScreen):
    """Looking through these cards alone, one after another; their answers show."""

    HELP = "Cards about what went wrong: first those that explain your mistakes. Nothing is graded."

    def __init__(self, worker: StudyWorker, cards: Sequence[Card]) -> None:
        super().__init__(worker, "What went wrong")
        self.cards = cards
        self.has_come = True

    @work
    async def fetch(self) -> None:
        """They are there already."""
        self.list.show(self.cards)
        self._choose()

    def cards_now(self) -> Sequence[Card]:
        """These cards as their files have them now; those that are gone stay as they were."""
        decks = self.worker.study.decks
        return [decks.card(card.id) or card for card in self.cards]

    def _choose(self) -> None:
        before = self.view
        super()._choose()
        if self.view is not None and (before is None or before.card is not self.view.card):
            self.view = self.view._replace(revealed=True)
