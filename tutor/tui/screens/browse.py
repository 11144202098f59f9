"""Browse: every card of all decks, searched and sorted, with its text and its history."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Input

from tutor.core.actions import Action
from tutor.core.card import Card
from tutor.core.text import counted
from tutor.errors import TutorError
from tutor.search.list_columns import Column
from tutor.search.search_error import SearchError
from tutor.study import Study
from tutor.study.changes import Changes
from tutor.tui import messages
from tutor.tui.card_text import quoted
from tutor.tui.card_view import CardView, lines
from tutor.tui.found_cards import Order, found_cards, read_rows
from tutor.tui.line import Line
from tutor.tui.screens.card_list_screen import OF_ITS_TEXT, OF_THE_CARD, CardListScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.found_list import (
    COLUMNS,
    NEAR,
    USUAL,
    FoundHeading,
    FoundList,
    ReadRows,
)
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.query_field import SHOWN, QueryField, QueryHint
from tutor.tui.widgets.top_bar import TopBar

LEAST_READ = 24  # rows after a search, before it is known how many there is room for


class BrowseScreen(CardListScreen):
    """A search, what it finds, and beside or below it the card that is chosen."""

    AUTO_FOCUS = "QueryField"
    HELP = (
        "Every card of all decks. Nothing here is graded; cards can be set aside, which u undoes. "
        "A search finds cards:"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", tooltip="Type a search"),
        *OF_THE_CARD,
        Binding("x", "mark", "mark", tooltip="Mark the card, or take the mark off"),
        Binding("X", "mark_all", "mark all", show=False, tooltip="Mark all that is found, or none"),
        Binding("right_square_bracket", "sort(1)", "sort", tooltip="Sort by the next column"),
        Binding("left_square_bracket", "sort(-1)", "Sort", show=False, tooltip="By the one before"),
        Binding("r", "reverse", "Reverse", show=False, tooltip="Sort in the other direction"),
        Binding("c", "columns", "columns", tooltip="Choose the columns"),
        *OF_ITS_TEXT,
        Binding("escape,q", "back", "back", tooltip="Back to the list; go home"),
    ]

    NEEDS_A_CARD = CardListScreen.NEEDS_A_CARD | {"mark", "mark_all"}

    hint = getters.query_one(QueryHint)
    heading = getters.query_one(FoundHeading)
    list = getters.query_one(FoundList)
    field = getters.query_one(QueryField)

    def __init__(self, worker: StudyWorker) -> None:
        super().__init__(worker)
        self.columns: Sequence[Column] = USUAL
        self.by = Column.DECK
        self.is_reversed = False
        self.revealed = True
        self.error: SearchError | None = None
        self.completed: tuple[Sequence[str], str] = ((), "")  # how a search can go on, and which
        # What the list had when something was done with a card: it stays until the next search.
        self.kept: set[int] = set()
        self.warned = False  # that no card that is marked is in sight

    def compose(self) -> ComposeResult:
        """The search, the list and the card."""
        yield TopBar()
        with Container(id="both"):
            with Vertical(id="left"):
                yield QueryField(self.complete)
                yield QueryHint()
                yield FoundHeading()
                yield FoundList()
            yield Pane()
        yield self.notice
        yield KeyBar()

    def on_mount(self) -> None:
        """Find every card."""
        self.bar.about = ("Browse",)
        self.bar.tally = "loading…"
        self.find()

    @work(exclusive=True, group="find")
    async def find(self, chosen: int | None = None) -> None:
        """Show what the search finds; what it found before stays while it cannot be read."""
        study, search, shown = self.worker.study, self.field.value, self.list
        study.find.stop()
        try:
            await self.worker.open_decks()
            shown.day = study.day
            order = Order(search, self.by, self.is_reversed, chosen, {*self.kept}, shown.numbers)
            known, reach = shown.rows, max(shown.size.height, LEAST_READ)
            found = await self.worker.do(found_cards, study, order, known, reach, shown.row_layout)
        except TutorError as error:
            self.notice.say(str(error))
            self.has_come = True
            return
        if found is None:
            return
        had_error, self.error = self.error, found if isinstance(found, SearchError) else None
        if isinstance(found, SearchError):
            self.hint.refuse(found)
            self.hint.add_class(SHOWN)
        else:
            self.hint.set_class(self.field.has_focus, SHOWN)
            if not search[-1:].strip():
                self.hint.begin()
            elif had_error:  # what can be typed next may have come while it still stood there
                self.hint.tell(*self.completed)
            if shown.marked:
                shown.marked.intersection_update(found.numbers)
            shown.take(found.read)
            shown.show(found.numbers, found.cursor)
            self.kept.intersection_update(found.kept)
            self._choose()
        self.heading.show(self.columns, self.by, is_reversed=self.is_reversed)
        self.has_come = True
        self.post_message(messages.Arrived())
        self.call_after_refresh(self.worker.settle)

    @work(exclusive=True, group="rows")
    async def read(self, index: int) -> None:
        """Read the rows near one, and set them, which takes longer than to paint them."""
        numbers, layout = self.list.around(index, NEAR), self.list.row_layout
        read = await self.ask(read_rows, self.worker.study, numbers, layout)
        self.list.take(read or ReadRows(numbers, (), layout, ()))
        self._choose()

    async def complete(self, search: str) -> Sequence[str]:
        """How the search may go on, which is also shown below it."""
        try:
            found = await self.worker.do(self.worker.study.find.completions, search)
        except TutorError:  # it goes on without
            return ()
        self.completed = found, search
        if self.error is None:
            self.hint.tell(*self.completed)
        return found

    def count_here(self) -> int:
        """All that is marked, or the card that is chosen."""
        return len(self.list.marked) or 1

    @property
    def looks_suspended(self) -> bool:
        """Whether all of them are, as far as they are read."""
        if (number := self.list.number) is None:
            return False
        rows = map(self.list.rows.get, self.list.marked or (number,))
        return all(row is not None and row.state.is_suspended for row in rows)

    async def is_suspended(self, card: Card) -> bool:
        """What the line below the title says of the marked cards; of one, what is recorded."""
        return self.looks_suspended if self.list.marked else await super().is_suspended(card)

    async def action_act(self, event: str) -> None:
        """Do one thing; with marked cards that are not in sight at the second try."""
        if self.list.marked and not self.list.sees_marked and not self.warned:
            self.warned = True
            meant = counted(len(self.list.marked), "card")
            self.tell(f"This is about {meant} marked out of sight. The same key again does it.")
            return
        await super().action_act(event)

    async def act(self, card: Card, action: Action) -> None:
        """Do it with all that is marked, or else with this card, as one action."""
        self.tell(
            await self.worker.do(_acted, self.worker.study, card, action, {*self.list.marked})
        )

    async def after_action(self) -> None:
        """Show the cards as they stand now."""
        self.refind()

    async def reread(self, changes: Changes) -> None:
        """Show the cards as their files have them now, the cursor on the same one."""
        if self.has_come:
            self.refind()

    def refind(self) -> None:
        """Search again: cards may be other than they were."""
        if (number := self.list.number) is not None:
            self.kept |= {number, *self.list.marked}
        self.list.forget()
        self.find(number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a search is being typed there is no need to begin one."""
        if action == "search" and self.field.has_focus:
            return False
        return super().check_action(action, parameters)

    def help(self) -> str:
        """With the language of searches."""
        from tutor.search.language import LANGUAGE

        return f"{self.HELP}\n\n{LANGUAGE}"

    def action_reveal(self) -> None:
        """Hide the answers, or show them."""
        assert self.view is not None
        self.revealed = not self.revealed
        self.view = self.view._replace(revealed=self.revealed)

    def action_search(self) -> None:
        """Type a search."""
        self.field.focus()
        self.hint.add_class(SHOWN)

    def action_back(self) -> None:
        """From the search to the list; from there home."""
        if self.field.has_focus:
            self._to_list()
        else:
            self.post_message(messages.Home())

    def action_mark(self) -> None:
        """Mark the card, or take the mark off, and go on to the next."""
        number = self.list.number
        assert number is not None
        self.list.marked ^= {number}
        self.list.refresh_lines(self.list.cursor)
        self.list.action_move(1)
        self._choose()

    def action_mark_all(self) -> None:
        """Mark all that is found, or none."""
        every = set(self.list.numbers)
        self.list.marked = set() if self.list.marked >= every else every
        self.list.refresh()
        self._choose()

    def action_sort(self, steps: int) -> None:
        """Sort by the next column of those that are shown, or by the one before."""
        ways = (Column.QUESTION, *self.columns)
        at = ways.index(self.by) if self.by in ways else 0
        self._sort(ways[(at + steps) % len(ways)], is_reversed=False)

    def action_reverse(self) -> None:
        """Sort in the other direction."""
        self._sort(self.by, is_reversed=not self.is_reversed)

    def action_columns(self) -> None:
        """Choose the columns."""
        from tutor.tui.screens.columns import ColumnsSheet

        sheet = ColumnsSheet(self.columns)

        def chosen(_: object) -> None:
            self.columns = sheet.chosen
            self.list.show_columns(self.columns)
            self.heading.show(self.columns, self.by, is_reversed=self.is_reversed)

        self.app.push_screen(sheet, chosen)

    def on_found_heading_clicked(self, message: FoundHeading.Clicked) -> None:
        """Sort by a column, or in the other direction if it is sorted by that."""
        same = message.column is self.by
        self._sort(message.column, is_reversed=same and not self.is_reversed)

    def on_found_list_wanted(self, message: FoundList.Wanted) -> None:
        """Read the rows that are in sight."""
        self.read(message.index)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Search while typing; what was told is no news any more."""
        message.stop()
        self.notice.forget()
        self.kept = set()
        self.find()

    def on_input_submitted(self) -> None:
        """Back to the list of what was found, unless the search cannot be read."""
        if self.error is None:
            self._to_list()

    def on_row_list_moved(self) -> None:
        """Show the card that is chosen."""
        if (row := self.list.chosen) is not None:
            self.pass_to(row.card)
        self._choose()

    def watch_view(self, view: CardView | None) -> None:
        """Show the card, or that there is none."""
        if view is not None or self.has_come:
            self.call_after_refresh(self._show, view)

    def _show(self, view: CardView | None) -> None:
        """Show it after what the key did is painted, unless another is chosen by then."""
        if view is self.view:
            self.pane.show(partial(lines, view) if view else _nothing)

    def _to_list(self) -> None:
        self.list.focus()
        self.hint.set_class(self.error is not None, SHOWN)

    def _sort(self, by: Column, *, is_reversed: bool) -> None:
        self.by, self.is_reversed = by, is_reversed
        self.heading.show(self.columns, by, is_reversed=is_reversed)
        self.find(self.list.number)

    def _choose(self) -> None:
        """Show the card under the cursor, once it is read."""
        count, row = self.list.count, self.list.chosen
        marked = len(self.list.marked)
        self.warned = False
        self.say_where(
            self.list.cursor, count, f" · {counted(marked, 'card')} marked" * bool(marked)
        )
        if row is None:
            self.bar.about = ("Browse",)
            if not count:
                self.view = None
                self.pane.show(_nothing)
            elif self.list.number not in self.list.rows:
                self.list.want(self.list.cursor)
            return
        self.list.look_ahead()
        self.bar.about = ("Browse", row.card.deck, COLUMNS[Column.FILE][1](row, 0))
        if self.view is None or row.card != self.view.card:
            notation = self.worker.study.settings.notation
            self.view = CardView(row.card, notation, revealed=self.revealed)


async def browse(worker: StudyWorker, deck: str) -> BrowseScreen:
    """Every card of all decks."""
    return BrowseScreen(worker)


def _acted(study: Study, card: Card, action: Action, marked: Collection[int]) -> str:
    cards = study.find.ids_of(marked) if marked else [card.id]
    acted = study.aside.act(cards, *action)
    only = study.decks.card(cards[0]) if len(cards) == 1 else None
    which = quoted(only) if only is not None else counted(len(cards), "marked card")
    return f"{study.aside.told(*action, acted, which)} u undoes it."


def _nothing(width: int, height: int) -> list[Line]:
    return [Line(Content("No card matches this search."))]
