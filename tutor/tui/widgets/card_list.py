"""The cards of a deck, one a row."""

from collections.abc import Sequence

from textual.content import Content

from tutor.core.card import Card, CardId
from tutor.tui.card_text import in_a_row
from tutor.tui.widgets.row_list import RowList


class CardList(RowList):
    """Every card by its question."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: Sequence[Card] = ()

    def show(self, cards: Sequence[Card], chosen: CardId | None = None) -> None:
        """Show these cards, the cursor on the one that is named, or else on the first."""
        at = 0
        if chosen is not None:
            found = (index for index, card in enumerate(cards) if card.id == chosen)
            at = next(found, self.cursor)
        self.cards = cards
        self.count = len(cards)
        self.cursor = at
        self.refresh()

    @property
    def chosen(self) -> Card | None:
        """The card under the cursor."""
        return self.cards[self.cursor] if self.cards else None

    def row(self, index: int, width: int) -> Content:
        """A card's row; what does not fit is not even made."""
        return in_a_row(self.cards[index], width)
