"""A screen that shows a card: what its keys for editing, media and formulas are about."""

from collections.abc import Sequence

from textual.reactive import reactive

from tutor.core.card import Card, Macros
from tutor.library.card_pictures import named
from tutor.tui.card_view import CardView, texts
from tutor.tui.screens.editing import Place
from tutor.tui.screens.editing_screen import EditingScreen
from tutor.tui.screens.formula_screen import FormulaScreen


class ShownCard(EditingScreen[None], FormulaScreen[None]):
    """`view` is what is shown; None while there is no card."""

    view: reactive[CardView | None] = reactive(None, repaint=False)

    def card_here(self) -> Card | None:
        """The card that is shown."""
        return self.view.card if self.view is not None else None

    def place(self) -> Place | None:
        """Where it stands."""
        return Place.of(self.view.card) if self.view is not None else None

    def media(self) -> tuple[Card, bool] | None:
        """The card, if what is shown of it names pictures or sounds."""
        view = self.view
        if view is None or not named(view.card, revealed=view.revealed):
            return None
        return view.card, view.revealed

    def texts(self) -> tuple[Sequence[str], Macros]:
        """The card as it is shown."""
        return (texts(self.view), self.view.card.macros) if self.view is not None else ((), ())

    def deck_here(self) -> str:
        """Its deck."""
        return self.view.card.deck if self.view is not None else ""
