"""A list of cards, and beside or below it the one that is chosen: its keys and its text."""

from abc import abstractmethod
from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from tutor.core.card import Card
from tutor.tui import messages
from tutor.tui.card_view import CardView
from tutor.tui.screens.aside_keys import ASIDE, BURY, SUSPEND, UNDO, AsideKeys, line_keys
from tutor.tui.screens.editing import ADD, EDIT, OPEN
from tutor.tui.screens.shown_card import ShownCard
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.search_field import SearchField
from tutor.tui.widgets.top_bar import TopBar

OF_THE_CARD: tuple[BindingType, ...] = (
    Binding("space,enter", "reveal", "show or hide answer", tooltip="Show or hide the answer"),
    Binding("i", "history", "history", tooltip="The card's grades and intervals, and the reasons"),
    *(EDIT, ADD, OPEN, ASIDE, BURY, SUSPEND, UNDO),
)
OF_ITS_TEXT: tuple[BindingType, ...] = (
    Binding("ctrl+up", "scroll(-1)", "Text up", show=False, tooltip="Scroll the card up"),
    Binding("ctrl+down", "scroll(1)", "Text down", show=False, tooltip="Scroll the card down"),
)


class CardListScreen(ShownCard, AsideKeys[None]):
    """A subclass has the list, and sets `view` to what is shown of the card that is chosen."""

    CSS_PATH = "card_list_screen.tcss"
    NEEDS_A_CARD: ClassVar[frozenset[str]] = frozenset({"reveal", "history", "set_aside", "act"})

    view: reactive[CardView | None] = reactive(None, repaint=False, bindings=True)
    has_come = False
    _count = 0

    bar = getters.query_one(TopBar)
    pane = getters.query_one(Pane)

    def waits_for(self, key: str) -> bool:
        """Until the cards are there, every key is for them."""
        return not self.has_come

    def on_descendant_focus(self) -> None:
        """In a search, keys are letters."""
        self._offer_keys()

    @property
    @abstractmethod
    def looks_suspended(self) -> bool:
        """Whether what the keys are about is suspended, as far as the screen knows."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a card there is no answer and no history."""
        if action in self.NEEDS_A_CARD:
            return self.view is not None
        return super().check_action(action, parameters)

    def pass_to(self, card: Card | None) -> None:
        """The cursor is on this card: what was told of the one before is no news any more."""
        if card is not None and self.view is not None and card.id != self.view.card.id:
            self.notice.forget()

    def say_where(self, cursor: int, count: int, note: str = "") -> None:
        """Say on which card of how many the cursor is."""
        self.bar.tally = (f"{cursor + 1:,} of {count:,}" if count else "no cards") + note
        self.bar.share = (cursor + 1) / count if count else 0.0
        self._count = count
        self._offer_keys()

    async def action_history(self) -> None:
        """Tell the card's history, and why it is due when it is."""
        from tutor.tui.screens.card_page import CardSheet, card_page

        assert self.view is not None
        page = await self.ask(card_page, self.worker.study, self.view.card)
        if page is not None:
            self.app.push_screen(CardSheet(self.worker, page))

    def action_scroll(self, rows: int) -> None:
        """Scroll the card's text."""
        self.pane.scroll_by(rows)

    async def on_do(self, message: messages.Do) -> None:
        """A click on the card shows or hides its answer."""
        await self.run_action(message.action)

    async def on_row_list_chosen(self) -> None:
        """So does a second click in the list."""
        await self.run_action("reveal")

    def _offer_keys(self) -> None:
        """Offer what can be done with the cards, unless a search is being typed."""
        is_typed = isinstance(self.focused, SearchField)
        shown = (*line_keys(is_suspended=self.looks_suspended), UNDO)
        self.bar.keys = () if is_typed or not self._count else shown
