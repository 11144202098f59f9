"""A deck's self-check: its questions as one set, with a score at the end; nothing is scheduled."""

from dataclasses import dataclass
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.core.card import Card
from tutor.core.text import one_line
from tutor.errors import TutorError
from tutor.tui.desk import Desk
from tutor.tui.screens.card_screen import REVEAL, CardScreen, Phase
from tutor.tui.widgets.card_panel import CardPanel
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.top_bar import TopBar
from tutor.tui.widgets.wide_button import WideButton
from tutor.tui.words import counted

SAME = ("My answer says the same.",)  # what can be ticked where no key points are given


@dataclass(frozen=True, slots=True)
class Score:
    """How many of a question's key points were ticked."""

    card: Card
    ticked: int
    points: int

    @property
    def is_right(self) -> bool:
        """Whether none was missing."""
        return self.ticked == self.points


class SelfCheckScreen(CardScreen):
    """One question after another, then the score."""

    CSS_PATH = "self_check.tcss"
    HELP = (
        "Answer each question in your head, on paper or in the field, before you look; then tick "
        "the key points you had. At the end you see what was missing. The schedule is left alone, "
        "so take it as often as you like."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        REVEAL,
        Binding("space,enter", "next", "next question", tooltip="Then go on to the next question"),
        Binding("space,enter", "retry", "try again"),
        Binding("space,enter", "leave", "home"),
        Binding("r", "restart", "once more", tooltip="Take the self-check once more"),
        Binding("escape", "home", "home", tooltip="Leave the self-check"),
    ]
    WHEN = {  # noqa: RUF012
        **CardScreen.WHEN,
        "next": {Phase.ANSWER},
        "restart": {Phase.CLOSED},
    }

    score = getters.query_one("#score", VerticalScroll)

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self.deck = deck
        self.cards: list[Card] = []
        self.scores: list[Score] = []

    def compose(self) -> ComposeResult:
        """The same widgets for the whole set."""
        yield TopBar()
        yield CardPanel(writable=True)
        with VerticalScroll(id="score"):
            yield Static()
        yield Notice()
        yield WideButton("Show the answer", "space", "reveal")
        yield WideButton("Go on", "space", "next")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fetch the questions."""
        super().on_mount()
        self.action_retry()

    @work
    async def action_retry(self) -> None:
        """Fetch the questions and ask the first."""
        try:
            self.cards = await self.desk.do(self.desk.study.self_check, self.deck)
        except TutorError as error:
            self._stuck(error)
            return
        await self.action_restart()

    async def action_restart(self) -> None:
        """Begin with the first question."""
        self.scores = []
        self.set_focus(None)
        await self._ask()

    async def action_next(self) -> None:
        """Note what was ticked and go on."""
        card, points = self.cards[len(self.scores)], self.panel.key_points
        self.scores.append(Score(card, points.ticked, len(points.points)))
        await self._ask()

    async def _ask(self) -> None:
        done = len(self.scores)
        self.bar.about = (self.deck, "self-check")
        self.bar.count(done, len(self.cards) - done)
        if done == len(self.cards):
            self.score.query_one(Static).update(told(self.scores))
            self.phase = Phase.CLOSED
            self.score.focus()
        else:
            card = self.cards[done]
            await self.panel.show(card, card.key_points or SAME)
            self.phase = Phase.QUESTION


def told(scores: list[Score]) -> Content:
    """The score in words, question by question."""
    if not scores:
        return Content("This deck has no self-check questions.")
    right = sum(score.is_right for score in scores)
    ticked, points = sum(score.ticked for score in scores), sum(score.points for score in scores)
    lines = [
        Content(f"{right} of {counted(len(scores), 'question')} fully right.").stylize("bold"),
        Content(f"{ticked} of {counted(points, 'key point')}.").stylize("$text-muted"),
        Content(""),
    ]
    for score in scores:
        mark = ("✓", "bold $success") if score.is_right else ("·", "bold $warning")
        figures = f" {score.ticked} of {score.points}  "
        lines.append(Content.assemble(mark, figures, one_line(score.card.question)))
    return Content("\n").join(lines)
