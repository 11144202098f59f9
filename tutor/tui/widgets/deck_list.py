"""The decks, one a row: what is due, what is new, and how many cards there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tutor.tui.widgets.row_list import MARK, RowList

if TYPE_CHECKING:
    from tutor.core.today import Count
    from tutor.library.shelf import Deck

COLUMN = 8
NOTHING = ("–", "0")  # a zero, which is quiet
QUIET = "$text-muted"


def columns(width: int, name: str, *figures: str) -> Content:
    """A name on the left, figures right-aligned in columns."""
    room = max(0, width - COLUMN * len(figures))
    numbers = [(f"{figure:>{COLUMN}}", QUIET * (figure in NOTHING)) for figure in figures]
    return Content.assemble(Content(name).truncate(room, ellipsis=True, pad=True), *numbers)


class DeckHeading(Widget):
    """What the columns are."""

    DEFAULT_CSS = "DeckHeading { height: 1; color: $text-muted; }"

    def render(self) -> RenderResult:
        """As wide as the rows of the list."""
        width = self.content_size.width - 2 * len(MARK)
        return " " * len(MARK) + columns(width, "Decks", "due", "new", "all")


class DeckList(RowList):
    """Every deck with its counts."""

    def __init__(self) -> None:
        super().__init__()
        self.decks: Sequence[tuple[Deck, Count]] = ()

    def show(self, decks: Sequence[tuple[Deck, Count]]) -> None:
        """Show these decks; the cursor stays where it is."""
        self.decks = decks
        self.count = len(decks)
        self.refresh()

    @property
    def chosen(self) -> Deck | None:
        """The deck under the cursor."""
        return self.decks[self.cursor][0] if self.decks else None

    def row(self, index: int, width: int) -> Content:
        """A deck's row."""
        deck, count = self.decks[index]
        figures = [f"{number:,}" if number else "–" for number in (count.due, count.new)]
        if not deck.is_on:
            figures[0] = deck.state.value
        return columns(width, deck.name, *figures, f"{deck.cards:,}")
