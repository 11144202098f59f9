"""The cards that belong to the steps that went wrong, each with its answer."""

from collections.abc import Sequence
from dataclasses import replace

from textual import work

from tutor.core.card import Card
from tutor.tui.desk import Desk
from tutor.tui.screens.look import LookScreen


class LookAgainScreen(LookScreen):
    """Looking through these cards alone, one after another; their answers show."""

    HELP = "The cards that belong to the steps that went wrong. Nothing here is graded."

    def __init__(self, desk: Desk, cards: Sequence[Card]) -> None:
        super().__init__(desk, "What went wrong")
        self.cards = cards

    @work
    async def fetch(self) -> None:
        """They are there already."""
        self.list.show(self.cards)
        self._choose()

    def _choose(self) -> None:
        before = self.face
        super()._choose()
        if self.face is not None and (before is None or before.card is not self.face.card):
            self.face = replace(self.face, revealed=True)
