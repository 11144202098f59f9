"""The screens that home opens, one a row: home's keys, key bar and help and the palette show these.

To add a screen, write its file, with a function that opens it, and add its row.
"""

from enum import Enum, auto
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.binding import Binding
from textual.screen import Screen

if TYPE_CHECKING:
    from tutor.tui.study_worker import StudyWorker


# Of the app, so that it works on every screen; home shows it.
SETTINGS = Binding(
    "comma", "settings", "settings", show=False, tooltip="See and change your settings"
)


class Needs(Enum):
    """What must be there before a screen can be opened."""

    NOTHING = auto()  # it reads the decks itself: who types ahead need not wait for the figures
    FIGURES = auto()
    DECK = auto()  # the deck that is chosen
    DECK_ON = auto()  # the same, and it is on
    FAULTS = auto()  # something to say of deck files


class Item(NamedTuple):
    """A row. `opener` is module:function in tutor.tui.screens; it takes the deck that is chosen."""

    name: str
    keys: str
    label: str
    tooltip: str
    opener: str
    needs: Needs
    show: bool = True

    @property
    def action(self) -> str:
        """What its key, a click and the palette do."""
        return f"open({self.name!r})"

    @property
    def binding(self) -> Binding:
        """Its keys on the home screen."""
        return Binding(self.keys, self.action, self.label, show=self.show, tooltip=self.tooltip)

    def load(self) -> ModuleType:
        """Its file, imported now."""
        return import_module(f"tutor.tui.screens.{self.opener.partition(':')[0]}")

    async def open(self, worker: "StudyWorker", deck: str) -> Screen[Any]:
        """The screen, its file imported now; a TutorError says why it cannot be shown."""
        opened = getattr(self.load(), self.opener.partition(":")[2])
        screen: Screen[Any] = await opened(worker, deck)
        return screen


MENU = (
    Item(
        "review",
        "space,r",
        "review all",
        "Review the cards that are due, then new cards",
        "review:review_all",
        Needs.NOTHING,
    ),
    Item(
        "review_deck",
        "enter",
        "review deck",
        "Review only the chosen deck",
        "review:review_deck",
        Needs.DECK_ON,
    ),
    Item(
        "kinds",
        "K",
        "one kind",
        "Review the cards of one kind: flashcards, self-check or exercises",
        "kinds:choose_kind",
        Needs.FIGURES,
        show=False,
    ),
    Item(
        "look",
        "l",
        "look through",
        "Look through the cards of the chosen deck",
        "look:look_through",
        Needs.DECK,
    ),
    Item(
        "browse",
        "b,slash",
        "browse",
        "Search and sort the cards of all decks",
        "browse:browse",
        Needs.NOTHING,
    ),
    Item(
        "self_check",
        "c",
        "self-check",
        "The self-check questions of the chosen deck",
        "self_check:self_check",
        Needs.DECK,
    ),
    Item(
        "exercises",
        "x",
        "exercises",
        "Solve an exercise with new numbers",
        "exercises:list_exercises",
        Needs.DECK,
    ),
    Item(
        "add",
        "A,a",
        "add",
        "Add a card to the chosen deck, or to another",
        "add_card:add_card",
        Needs.NOTHING,
    ),
    Item(
        "progress",
        "p",
        "progress",
        "Your progress, as charts and numbers",
        "progress:show_progress",
        Needs.NOTHING,
    ),
    Item(
        "print",
        "P",
        "print",
        "Print the chosen deck, one card a page",
        "printing:print_deck",
        Needs.DECK,
        show=False,
    ),
    Item(
        "upcoming",
        "w",
        "what comes when",
        "What is due today and next, and why",
        "upcoming:show_upcoming",
        Needs.FIGURES,
    ),
    Item(
        "settings",
        "comma",
        SETTINGS.description,
        SETTINGS.tooltip,
        "settings_screen:show_settings",
        Needs.NOTHING,
    ),
    Item(
        "more",
        "m",
        "more",
        "More to study: the week's mistakes, or a search to cram",
        "more:show_more",
        Needs.FIGURES,
        show=False,
    ),
    Item(
        "catching_up",
        "B",
        "catch up",
        "After days away: take what is due in days of some more minutes, or end that",
        "catching_up:show_catching_up",
        Needs.FIGURES,
        show=False,
    ),
    Item(
        "limits",
        "L",
        "limits",
        "How many new cards, reviews and minutes this day may hold",
        "limits:show_limits",
        Needs.FIGURES,
        show=False,
    ),
    Item(
        "faults",
        "f",
        "faults",
        "The faults in deck files, and how to correct them",
        "faults:show_faults",
        Needs.FAULTS,
    ),
)
BY_NAME = {item.name: item for item in MENU}
