"""The decks, one a row: what is due, what is new, and how many cards there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tutor.tui.widgets.row_list import MARK, RowList

if TYPE_CHECKING:
    from tutor.core.today import Count
    from tutor.library.shelf import Deck

COLUMN = 8
LOAD, SPARK = 20, 7  # cells for what is due in seven days, and for its small columns
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

    has_load = reactive(False)

    def render(self) -> RenderResult:
        """As wide as the rows of the list."""
        width = self.content_size.width - 2 * len(MARK)
        week = f"{'next 7 days':>{LOAD}}" * self.has_load
        return " " * len(MARK) + columns(width - len(week), "Decks", "due", "new", "all") + week


class DeckList(RowList):
    """Every deck with its counts."""

    def __init__(self) -> None:
        super().__init__()
        self.decks: Sequence[tuple[Deck, Count]] = ()
        self.load: Mapping[str, Sequence[int]] = {}  # of each deck, where there is room for it

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
        figures.append(f"{deck.cards:,}")
        if not self.load:
            return columns(width, deck.name, *figures)
        return columns(width - LOAD, deck.name, *figures) + self._week(deck)

    def _week(self, deck: Deck) -> Content:
        """How many cards are due in seven days, and on which of them."""
        from tutor.tui.widgets.outlook import spark

        counts = self.load.get(deck.name, ())
        most = max((count for each in self.load.values() for count in each), default=0)
        said = f"{sum(counts):,}" if any(counts) else NOTHING[0]
        small = Content(spark(counts, most)).highlight_regex("[▁-█]+", style="$primary")
        small = small.highlight_regex("·", style=QUIET)
        return Content.assemble(
            (f"{said:>{LOAD - SPARK - 1}}", QUIET * (said in NOTHING)), " ", small
        ).pad_right(SPARK - len(counts))
