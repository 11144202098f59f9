"""Home: what today holds, the decks, and what one can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.reactive import reactive
from textual.widgets import Static

from tutor.core.text import counted, one_line
from tutor.errors import TutorError
from tutor.tui import messages
from tutor.tui.menu import BY_NAME, MENU, Needs
from tutor.tui.study_screen import StudyScreen
from tutor.tui.widgets.deck_list import DeckHeading, DeckList
from tutor.tui.widgets.head import Head
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.today_panel import TodayPanel

if TYPE_CHECKING:
    from tutor.core.fault import Fault
    from tutor.core.today import Count, Today
    from tutor.library.shelf import Deck, Shelf
    from tutor.study import Study
    from tutor.study.catching_up import Backlog
    from tutor.study.changes import Changes
    from tutor.study.schedule import NewToday


class Figures(NamedTuple):
    """What the home screen shows."""

    day: int
    others: int  # changes when another program writes to the history
    today: Today
    streak: int
    next: tuple[int, int] | None
    decks: tuple[tuple[Deck, Count], ...]
    shelf: Shelf
    setting_faults: tuple[Fault, ...]
    is_first: bool  # there is no history yet
    new_cards: NewToday | None  # where the decks' new cards are more than the day's, or it has none
    backlog: Backlog | None  # on the first day back, until the learner has answered


def gather(study: Study) -> Figures:
    """Read the figures from the store."""
    others = study.history.others()  # first: what is written meanwhile is shown at the next look
    work, shelf = study.schedule.today(), study.decks.shelf
    counts = study.schedule.by_deck()
    adds_up = 0 < work.new == sum(count.new for count in counts)
    return Figures(
        day=study.day,
        others=others,
        today=work,
        streak=study.history.streak(),
        next=study.schedule.next_due(),
        decks=tuple(zip(shelf.decks, counts, strict=True)),
        shelf=shelf,
        new_cards=None if adds_up or work.is_off else study.schedule.new_cards(),
        setting_faults=study.setting_faults,
        is_first=study.history.is_empty,
        backlog=study.catching_up.offered(),
    )


AROUND = 6  # columns beside the text
WIDE, HIGH = 110, 36  # the least screen that shows the year and the week
_REREAD = "Read the decks again"


class HomeScreen(StudyScreen[None]):
    """Shows the figures once they are there; everything starts from here."""

    AUTO_FOCUS = "DeckList"
    HELP = (
        "What is due today. Review it in all decks or in one. You can also look through a deck, or "
        "answer its self-check questions, at any time: that does not change the schedule."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(item.binding for item in MENU),
        Binding(
            "o",
            "switch",
            "on or off",
            tooltip="Switch the chosen deck on or off; off asks nothing and keeps its history",
        ),
        Binding("n", "take", "new deck", tooltip="Switch on the deck that came with this version"),
        Binding("f5", "retry", "try again", tooltip=_REREAD),
        Binding("f5", "reread", "Read again", show=False, tooltip=_REREAD),
        Binding("q", "app.quit", "quit", tooltip="Quit; everything is saved"),
    ]

    figures: reactive[Figures | None] = reactive(None, repaint=False, bindings=True)
    failed = reactive(False, repaint=False, bindings=True)

    head = getters.query_one(Head)
    panel = getters.query_one(TodayPanel)
    heading = getters.query_one(DeckHeading)
    decks = getters.query_one(DeckList)
    about = getters.query_one("#about", Static)
    notes = getters.query_one("#notes", Static)

    def compose(self) -> ComposeResult:
        """What is there before anything is read."""
        yield Head()
        yield TodayPanel()
        yield DeckHeading()
        yield DeckList()
        yield Static(id="about")
        yield self.notice
        yield Static(id="notes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint first, then read."""
        self.heading.display = False
        self.watch(self.app, "reading", self._reading, init=False)

    def on_screen_resume(self) -> None:
        """Show how things are now, also on coming back."""
        self.call_after_refresh(self.load)

    @work(exclusive=True)
    async def load(self, *, again: bool = False) -> None:
        """Read the decks if need be, then the figures."""
        try:
            await self.worker.open_decks(again=again)
            self.figures = await self.worker.do(gather, self.worker.study)
        except TutorError as error:
            self.notice.say(str(error))
            if self.figures is None:
                self.panel.wait("Your decks could not be read.")
            self.failed = True
            return
        self.failed = False
        self.notice.say("")
        self.call_after_refresh(self.worker.settle, BY_NAME["browse"].load)

    def waits_for(self, key: str) -> bool:
        """Until the decks are read, only what needs none of them can be begun."""
        at_once = {
            each for item in MENU if item.needs is Needs.NOTHING for each in item.keys.split(",")
        }
        return self.figures is None and not self.failed and key not in at_once

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is nothing for is not offered."""
        match action:
            case "open":
                return self._can_open(BY_NAME[str(parameters[0])].needs)
            case "switch":
                return self._can_open(Needs.DECK)
            case "take":
                return self.figures is not None and bool(self.figures.shelf.offered)
            case "retry":
                return self.failed
        return True

    async def reread(self, changes: Changes) -> None:
        """Show how things are now."""
        if self.is_current:
            self.load()

    async def look_again(self) -> None:
        """Show how things are if another program has graded, or another day has begun."""
        shown, study = self.figures, self.worker.study
        if shown is None or self.failed:
            return
        now = await self.ask(lambda: (study.day, study.history.others()))
        if now not in (None, (shown.day, shown.others)):
            self.load()

    def watch_figures(self, figures: Figures | None) -> None:
        """Show the figures."""
        if figures is None:
            return
        shelf = figures.shelf
        cards = sum(deck.cards for deck in shelf.decks)
        self.head.show(figures.day, figures.streak)
        self.panel.show(figures.today, figures.next, figures.day, cards)
        if shelf.decks and not shelf.on:
            self.panel.wait("Every deck is off. o switches the chosen one on.")
        self.decks.show(figures.decks)
        self.heading.display = bool(shelf.decks)
        self.post_message(messages.Arrived())
        self.look_ahead()
        self.describe()
        if figures.is_first:
            self.post_message(messages.Begins())
        self.say_notes()
        if figures.backlog is not None and self.is_current:
            from tutor.tui.screens.catching_up import CatchingUpSheet

            self.app.push_screen(CatchingUpSheet(self.worker, figures.backlog))

    def say_notes(self) -> None:
        """Say what else there is to say; where lines are cut, whole clauses of it."""
        if self.figures is not None:
            lines = _notes(self.figures, self.worker.study.decks.roots)
            if self.has_class("-narrow"):
                lines = [_clauses(line, self.size.width - AROUND) for line in lines]
            self.notes.update(Content("\n".join(lines)))

    def on_resize(self, event: Resize) -> None:
        """The year and the week are there where there is room for them."""
        self.call_after_refresh(self.say_notes)
        room = event.size.width >= WIDE and event.size.height >= HIGH
        if room != self.has_class("-outlook"):
            self.set_class(room, "-outlook")
            self.look_ahead()

    @work(exclusive=True, group="ahead")
    async def look_ahead(self) -> None:
        """Show the year, the next days and what each deck has in them."""
        room = self.has_class("-outlook")
        if room:
            from tutor.tui.widgets.outlook import Outlook, look_ahead

            found = self.query(Outlook)
            outlook = found.first() if found else Outlook()
            if not found:
                await self.mount(outlook, after=self.decks)
            if self.figures is None:
                return
            due = {deck.name: count.due for deck, count in self.figures.decks}
            outlook.ahead = await self.ask(
                look_ahead, self.worker.study, self.figures.today.due, due
            )
            self.decks.load = outlook.ahead.load if outlook.ahead is not None else {}
        else:
            self.decks.load = {}
        self.heading.has_load = bool(self.decks.load)
        self.decks.refresh()

    @work(exclusive=True, group="about")
    async def describe(self) -> None:
        """Say what the chosen deck is about."""
        if (deck := self.decks.chosen) is not None:
            said = await self.ask(self.worker.study.decks.about, deck)
            self.about.update(Content(said or ""))

    def action_retry(self) -> None:
        """Read the decks again after it failed."""
        self.panel.wait(messages.READING)
        self.load(again=True)

    def action_reread(self) -> None:
        """Read the decks again."""
        self.load(again=True)

    async def action_switch(self) -> None:
        """Switch the chosen deck on or off."""
        if (chosen := self.decks.chosen) is not None:
            await self._switch(chosen, on=not chosen.is_on)

    async def action_take(self) -> None:
        """Switch on the deck that is offered."""
        assert self.figures is not None
        await self._switch(self.figures.shelf.offered[0], on=True)

    async def _switch(self, deck: Deck, *, on: bool) -> None:
        study = self.worker.study
        if await self.ask(study.decks.switch, deck.name, on=on) is None:
            return
        figures = await self.ask(gather, study)
        if figures is not None:
            self.figures = figures
            self.notice.say("")

    async def action_open(self, name: str) -> None:
        """Open a screen of the menu."""
        chosen = self.decks.chosen
        try:
            screen = await BY_NAME[name].open(self.worker, chosen.name if chosen else "")
        except TutorError as error:
            self.notice.say(str(error))
            return
        self.app.push_screen(screen)

    async def on_do(self, message: messages.Do) -> None:
        """A click on the day's work begins it."""
        await self.run_action(message.action)

    def on_row_list_moved(self) -> None:
        """A deck that is off cannot be reviewed."""
        self.refresh_bindings()
        self.describe()

    async def on_row_list_chosen(self) -> None:
        """A second click on a deck reviews it."""
        await self.run_action(BY_NAME["review_deck"].action)

    def _can_open(self, needs: Needs) -> bool:
        figures = self.figures
        match needs:
            case Needs.NOTHING:
                return figures is not None or not self.failed
            case Needs.FIGURES:
                return figures is not None
            case Needs.DECK:
                return figures is not None and bool(figures.decks)
            case Needs.DECK_ON:
                return figures is not None and bool(self.decks.chosen and self.decks.chosen.is_on)
            case Needs.FAULTS:
                return figures is not None and bool(figures.shelf.faults or figures.shelf.notes)

    def _reading(self, reading: str) -> None:
        if self.figures is None:
            self.panel.wait(reading)


def _set_aside(today: Today) -> str:
    """How many cards are not asked because the learner set them aside, and how to see them."""
    if not today.set_aside:
        return ""
    some = {"suspended": today.suspended, "buried": today.buried}
    searches = ", ".join(f"is:{name}" for name, count in some.items() if count)
    key = BY_NAME["browse"].keys[0]
    return f"Not asked: {today.set_aside}; {key} lists them: {searches}."


def _new_cards(figures: Figures) -> str:
    """Why the decks' new cards do not add up to those of the day, or why there are none."""
    today, new = figures.today, figures.new_cards
    if new is None or not (today.new or (new.waits and new.begun >= new.most)):
        return ""
    key = BY_NAME["limits"].keys
    if not today.new:
        return f"No more new cards today: {new.said}; {key} raises it."
    why = ""
    if today.new == new.most - new.begun:
        why = f": {new.said}" if new.begun else f", the most that a day begins ({key} raises it)"
    return f"All decks together have {today.new:,} new{why}; a deck's row is a review of it alone."


def _clauses(line: str, room: int) -> str:
    """As many clauses of a line as there is room for, or the line to be cut."""
    if len(line) <= room or line.startswith("!") or "\n" in line:
        return line
    ends = [mark.start() for mark in re.finditer(r"; |, | \(", line) if mark.start() < room]
    return f"{line[: ends[-1]]}." if ends else line


def _notes(figures: Figures, roots: Sequence[Path]) -> list[str]:
    """What else there is to say: faults, notes, where decks go."""
    shelf = figures.shelf
    lines = []
    if not shelf.decks:
        places = "\n".join(f"  {one_line(str(root))}" for root in roots)
        lines.append(f"No decks here. A deck is a Markdown file with Q: and A: lines, in\n{places}")
    lines += [
        f"New: the deck {one_line(deck.name)}, {counted(deck.cards, 'card')}; n switches it on."
        for deck in shelf.offered[:1]
    ]
    lines += [f"! {fault}" for fault in figures.setting_faults[:2]]
    if (more := len(figures.setting_faults) - 2) > 0:
        lines.append(
            f"! and {counted(more, 'more fault')} in the settings; `tutor today` lists all."
        )
    if shelf.faults:
        lines.append(f"! {counted(len(shelf.faults), 'fault')} in deck files; f lists them.")
    if new := _new_cards(figures):
        lines.append(new)
    if aside := _set_aside(figures.today):
        lines.append(aside)
    lines += shelf.notes[:2]
    if len(shelf.notes) > 2:
        lines.append(f"and {counted(len(shelf.notes) - 2, 'more note')}; f lists them.")
    return lines
