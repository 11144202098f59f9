"""Progress: a page of pictures, each with what it means, of the deck, the period and the tag."""

import asyncio
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.suggester import SuggestFromList
from textual.widgets import Input

from tutor.core.text import counted, one_line
from tutor.errors import TutorError
from tutor.progress import to_text
from tutor.progress.chart import Figure
from tutor.progress.figures import one_by_one
from tutor.study import Study
from tutor.study.history import local_time
from tutor.tui import messages
from tutor.tui.line import Line
from tutor.tui.scrolling_screen import ScrollingScreen
from tutor.tui.study_screen import StudyScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.search_field import SearchField
from tutor.tui.widgets.top_bar import TopBar
from tutor.width import cut

PERIODS = {"all time": 0, "30 days": 30, "90 days": 90, "a year": 365}
WIDEST = 100  # a wider picture says no more
NARROWEST = 20
A_MOMENT = 0.05  # seconds between one look at what is counted so far and the next
NONE = r" 0$"  # a bar that there is nothing to draw for
INK = r"[▁-▐░▒▓╱╲├─┤●◆◉]+"  # what of a picture is drawn, not written


def gather(
    study: Study,
    deck: str,
    days: int,
    tag: str,
    show: Callable[[tuple[Figure, ...]], bool],
) -> tuple[tuple[Figure, ...], int]:
    """Every figure of a deck (or all), a tag and the latest days, and of how many cards.

    What is counted so far is handed to `show` as time goes on, until that says to stop.
    """
    since = study.day - days + 1 if days else 0
    shown = 0.0
    counted: tuple[Figure, ...] = ()
    with study.history.look_back([deck] if deck else [], tag, since) as found:
        for figure in one_by_one(found, local_time):
            counted += (figure,)
            if perf_counter() - shown > A_MOMENT:
                if not show(counted):
                    break
                shown = perf_counter()
        return counted, sum(found.collection.stages.values())


class ProgressScreen(ScrollingScreen, StudyScreen[None]):
    """The figures are counted in a thread and appear one by one, those one looks at first.

    Those before them stay until what is counted reaches the figure that is in sight.
    """

    AUTO_FOCUS = ""
    HELP = (
        "Your progress, and what is due next. The sentence under each title explains the chart; n "
        "shows its numbers. Choose a deck, a period or a tag to see only those cards."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "numbers", "numbers", tooltip="Numbers or charts"),
        Binding("d", "deck", "deck", tooltip="The next deck, or all decks"),
        Binding(
            "s", "period", "period", tooltip="The next period: all time, 30 days, 90 days, a year"
        ),
        Binding("g", "tag", "tag", tooltip="Only cards with a tag"),
        Binding("right", "step(1)", "next", tooltip="The next chart"),
        Binding("left", "step(-1)", "Back", show=False, tooltip="The previous chart"),
        Binding("space", "page(1)", "Page down", show=False, tooltip="A page down"),
        Binding("escape", "no_tag", "all tags", tooltip="All cards again, tagged or not"),
        Binding("escape,q", "home", "home", tooltip="Go home"),
    ]

    figures: reactive[tuple[Figure, ...]] = reactive((), repaint=False, bindings=True)
    numbers = reactive(False, repaint=False, init=False)
    asking = reactive(False, repaint=False, init=False, bindings=True)

    bar = getters.query_one(TopBar)
    field = getters.query_one(SearchField)
    pane = getters.query_one(Pane)

    def __init__(self, worker: StudyWorker) -> None:
        super().__init__(worker)
        self.deck = ""
        self.period = next(iter(PERIODS))
        self.wanted = ""  # the tag
        self.starts: Sequence[int] = (0,)  # the line each figure begins on

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        yield TopBar()
        yield SearchField()
        yield Pane()
        yield self.notice
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint first, then count."""
        self.field.display = False
        self.field.placeholder = "A tag, then enter"
        self.watch(self.pane, "scroll_y", self._scrolled)
        self.call_after_refresh(self.load)

    @work(exclusive=True)
    async def load(self) -> None:
        """Count what is chosen."""
        tags = [f"tagged {one_line(self.wanted)[:24]}"] if self.wanted else []
        self.bar.about = (one_line(self.deck) or "All decks", "progress", self.period, *tags)
        self.bar.tally = "counting…"
        loop, stopped = asyncio.get_running_loop(), threading.Event()

        def show(counted: tuple[Figure, ...]) -> bool:
            if not stopped.is_set():
                loop.call_soon_threadsafe(take, counted)
            return not stopped.is_set()

        def take(counted: tuple[Figure, ...]) -> None:
            if not stopped.is_set() and self.is_attached and len(counted) > self._place:
                self.figures = counted

        study, days = self.worker.study, PERIODS[self.period]
        try:
            await self.worker.open_decks()
            figures, cards = await self.worker.do(gather, study, self.deck, days, self.wanted, show)
            if not self.is_attached:
                return  # the screen was left meanwhile
            self.figures = figures
        except TutorError as error:
            self.notice.say(str(error))
            self.bar.tally = ""
            return
        finally:
            stopped.set()
        self.bar.tally = counted(cards, "card")
        none = bool(self.wanted) and not cards
        self.notice.say(f"No card here has the tag {one_line(self.wanted)!r}." if none else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before anything is counted there is nothing to switch."""
        match action:
            case "numbers" | "step":
                return bool(self.figures)
            case "no_tag" | "home":
                return self.asking == (action == "no_tag")
        return super().check_action(action, parameters)

    def watch_figures(self) -> None:
        """Show them where the others stood."""
        self._show()

    def watch_numbers(self) -> None:
        """Show the same figure in the other way."""
        self._show()

    def action_numbers(self) -> None:
        """Numbers for pictures, or back."""
        self.numbers = not self.numbers

    def action_deck(self) -> None:
        """The next deck; after the last, all of them."""
        self.deck = _after(
            self.deck, ["", *(deck.name for deck in self.worker.study.decks.shelf.decks)]
        )
        self.load()

    def action_period(self) -> None:
        """The next period."""
        self.period = _after(self.period, list(PERIODS))
        self.load()

    def action_tag(self) -> None:
        """Ask for a tag."""
        self.asking = True
        self.field.focus()
        self.suggest()

    @work(exclusive=True, group="tags")
    async def suggest(self) -> None:
        """Tell which tags there are; what is typed is completed from them."""
        try:
            await self.worker.open_decks()
            chosen = [self.deck] if self.deck else []
            tags = list(map(one_line, await self.worker.do(self.worker.study.decks.tags, chosen)))
        except TutorError as error:
            self.notice.say(str(error))
            return
        self.field.suggester = SuggestFromList(tags, case_sensitive=False)
        self.field.placeholder = (
            f"A tag, then enter: {', '.join(tags)}" if tags else "No card here has a tag."
        )

    def watch_asking(self) -> None:
        """The field is there while a tag is asked for, or chosen."""
        self.field.display = self.asking

    def action_step(self, figures: int) -> None:
        """Go to the next figure, or to the one before."""
        place = max(0, min(self._place + figures, len(self.starts) - 1))
        self._go_to(self.starts[place])

    def action_no_tag(self) -> None:
        """Show all cards again."""
        self.field.clear()
        self._choose_tag("")

    def action_home(self) -> None:
        """Go home."""
        self.post_message(messages.Home())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Show the cards with this tag."""
        self._choose_tag(message.value.strip())

    async def on_do(self, message: messages.Do) -> None:
        """A click on a picture shows its numbers, and back."""
        await self.run_action(message.action)

    def _choose_tag(self, tag: str) -> None:
        self.asking = bool(tag)
        self.set_focus(None)
        if tag != self.wanted:
            self.wanted = tag
            self.load()

    def _show(self) -> None:
        place = self._place
        self.pane.show(self._drawn, keep_place=True)
        self._go_to(self.starts[min(place, len(self.starts) - 1)])
        self._scrolled()

    def _drawn(self, width: int, height: int) -> list[Line]:
        drawn: list[Line] = []
        starts = []
        for figure in self.figures:
            starts.append(len(drawn))
            drawn += lines(figure, max(NARROWEST, min(width - 1, WIDEST)), numbers=self.numbers)
        self.starts = starts or (0,)
        return drawn

    def _go_to(self, line: int) -> None:
        self.pane.scroll_by(line - self.pane.scroll_offset.y)

    def _scrolled(self) -> None:
        height = self.pane.inner.height
        seen = self.pane.scroll_offset.y + height
        self.bar.share = min(1.0, seen / max(1, len(self.pane.drawn)))

    @property
    def _place(self) -> int:
        """Which figure is at the top of what is in sight."""
        return max(0, bisect_right(self.starts, self.pane.scroll_offset.y) - 1)


def lines(figure: Figure, width: int, *, numbers: bool) -> Iterator[Line]:
    """A figure as it stands on the page: title, sentence, and its picture or its numbers."""
    drawn = [Content(row) for row in to_text.wrapped(figure.meaning, width)]
    if numbers:
        head, *rows = map(Content, to_text.table(figure, width) or [""])
        drawn += [Content(""), head.stylize("$text-muted"), *rows]
    elif rows := [Content(row) for row in to_text.rows(figure.chart, width)]:
        inked = (row.highlight_regex(INK, style="$primary") for row in rows)
        drawn += [Content(""), *(row.highlight_regex(NONE, style="$text-muted") for row in inked)]
    for content in (Content(cut(figure.title, width)).stylize("bold"), *drawn, Content("")):
        yield Line(content, "numbers")


def _after(chosen: str, names: Sequence[str]) -> str:
    """The name after this one, the first after the last."""
    return names[(names.index(chosen) + 1) % len(names)] if chosen in names else names[0]


async def show_progress(worker: StudyWorker, deck: str) -> ProgressScreen:
    """The figures of all decks."""
    return ProgressScreen(worker)
