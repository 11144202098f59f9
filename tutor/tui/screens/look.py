"""Looking through a deck: every card in a list, any of them revealed; nothing is scheduled."""

from collections.abc import Sequence, Set
from functools import partial
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Input

from tutor.core.card import Card, CardId
from tutor.study.changes import Changes
from tutor.tui import messages
from tutor.tui.card_view import CardView, lines
from tutor.tui.line import Line
from tutor.tui.screens.card_list_screen import OF_ITS_TEXT, OF_THE_CARD, CardListScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.card_list import CardList
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.search_field import SearchField
from tutor.tui.widgets.top_bar import TopBar


class LookScreen(CardListScreen):
    """A list, and beside or below it the card that is chosen."""

    AUTO_FOCUS = "CardList"
    HELP = (
        "Every card of the deck. Choose one, and try to answer it before you show the answer. "
        "Nothing here is graded, and the schedule does not change."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *OF_THE_CARD,
        Binding("slash", "search", "search", tooltip="Show only cards that contain some words"),
        *OF_ITS_TEXT,
        Binding("escape,q", "back", "back", tooltip="End the search; go home"),
    ]

    REVEALED: ClassVar[bool] = False  # whether the cards come with their answers

    list = getters.query_one(CardList)
    words = getters.query_one(SearchField)

    def __init__(self, worker: StudyWorker, deck: str) -> None:
        super().__init__(worker)
        self.deck = deck
        self.cards: Sequence[Card] = ()
        self.suspended: Set[CardId] = frozenset()

    def compose(self) -> ComposeResult:
        """The list and the card."""
        yield TopBar()
        with Container(id="both"):
            with Vertical(id="left"):
                yield SearchField()
                yield CardList()
            yield Pane()
        yield self.notice
        yield KeyBar()

    def on_mount(self) -> None:
        """Fetch the cards."""
        self.bar.about = (self.deck, "look through")
        self.bar.tally = "loading…"
        self.words.display = False
        self.fetch()

    @work
    async def fetch(self) -> None:
        """Every card of the deck."""
        cards = await self.ask(self.cards_now)
        self.suspended = await self.ask(self.worker.study.aside.suspended) or frozenset()
        self.has_come = True
        if cards is not None:
            self.cards = cards
            self.list.show(cards)
            self._choose()
            self.post_message(messages.Arrived())

    @work(exclusive=True)
    async def find(self, words: str) -> None:
        """Show only the cards that contain these words."""
        self.list.show(await self.worker.do(matching, self.cards, words))
        self._choose()

    async def reread(self, changes: Changes) -> None:
        """Show the cards as their files have them now, the cursor on the same one."""
        cards = await self.ask(self.cards_now)
        if cards is None or not self.has_come:
            return
        before = self.view
        self.cards = cards
        shown = matching(cards, self.words.value) if self.words.display else cards
        self.list.show(shown, before.card.id if before is not None else None)
        self._choose()
        if before is not None and self.view is not None and self.view.card.id == before.card.id:
            self.view = self.view._replace(revealed=before.revealed)

    async def after_action(self) -> None:
        """Offer what can be done with the card as it stands now."""
        self.suspended = await self.ask(self.worker.study.aside.suspended) or frozenset()
        self._choose()

    @property
    def looks_suspended(self) -> bool:
        """Whether the card that is chosen is."""
        return self.list.chosen is not None and self.list.chosen.id in self.suspended

    def deck_here(self) -> str:
        """The deck that is looked through."""
        return self.view.card.deck if self.view is not None else self.deck

    def cards_now(self) -> Sequence[Card]:
        """Every card of the deck, as the store has it."""
        return self.worker.study.decks.cards([self.deck])

    def action_reveal(self) -> None:
        """Next the card over, or back."""
        assert self.view is not None
        self.view = self.view._replace(revealed=not self.view.revealed)

    def action_search(self) -> None:
        """Ask for words to look for."""
        self.words.display = True
        self.words.focus()

    async def action_back(self) -> None:
        """End the search if there is one; else go home."""
        if self.words.display:
            self.words.clear()
            self.words.display = False
            self.list.focus()
        else:
            self.post_message(messages.Home())

    def on_input_changed(self, message: Input.Changed) -> None:
        """Search while typing."""
        self.find(message.value)

    def on_input_submitted(self) -> None:
        """Back to the list of what was found."""
        self.list.focus()

    def on_row_list_moved(self) -> None:
        """Show the card that is chosen."""
        self.pass_to(self.list.chosen)
        self._choose()

    def watch_view(self, view: CardView | None) -> None:
        """Show the card, or that there is none."""
        self.pane.show(partial(lines, view) if view else _nothing)

    def _choose(self) -> None:
        card = self.list.chosen
        self.say_where(self.list.cursor, len(self.list.cards))
        if card is None:
            self.view = None
        elif self.view is None or card is not self.view.card:
            self.view = CardView(card, self.worker.study.settings.notation, revealed=self.REVEALED)


async def look_through(worker: StudyWorker, deck: str) -> LookScreen:
    """Every card of the deck."""
    return LookScreen(worker, deck)


def _nothing(width: int, height: int) -> list[Line]:
    return [Line(Content("No card contains these words."))]


def matching(cards: Sequence[Card], words: str) -> list[Card]:
    """The cards that contain the words, whatever their case."""
    wanted = words.casefold()
    return [
        card
        for card in cards
        if wanted in card.question.casefold() or wanted in card.answer.casefold()
    ]
