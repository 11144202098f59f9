"""A deck's self-check: its questions as one set, with a score at the end; nothing is scheduled."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.card import Card
from tutor.core.text import counted
from tutor.errors import TutorError
from tutor.study.changes import Changes
from tutor.tui.card_text import in_a_row
from tutor.tui.card_view import CardView, checklist
from tutor.tui.checklist import Checklist
from tutor.tui.line import Line
from tutor.tui.screens.card_screen import REVEAL, CardScreen, Phase
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.buttons import Button

SAME = Checklist(("My answer says the same.",))  # what can be ticked where no key points are given


class Score(NamedTuple):
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

    HELP = (
        "Answer each question in your head, on paper or in the field before you show the answer. "
        "Then tick the key points you had. At the end you see how many you had. The schedule does "
        "not change, so you can do this as often as you like."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        REVEAL,
        Binding("space,enter", "next", "next question", tooltip="After ticking: the next question"),
        Binding("space,enter", "retry", "try again"),
        Binding("space,enter", "leave", "home"),
        Binding("r", "restart", "once more", tooltip="Answer the questions once more"),
        Binding("escape,q", "home", "home", tooltip="Leave the self-check"),
    ]
    WHEN = {  # noqa: RUF012
        **CardScreen.WHEN,
        "next": {Phase.ANSWER},
        "restart": {Phase.CLOSED},
    }

    def __init__(self, worker: StudyWorker, deck: str) -> None:
        super().__init__(worker)
        self.deck = deck
        self.cards: list[Card] = []
        self.scores: list[Score] = []

    def on_mount(self) -> None:
        """Fetch the questions."""
        super().on_mount()
        self.action_retry()

    @work
    async def action_retry(self) -> None:
        """Fetch the questions and ask the first."""
        try:
            self.cards = await self.worker.do(self.worker.study.decks.self_check, self.deck)
        except TutorError as error:
            self._stuck(error)
            return
        await self.action_restart()

    async def action_restart(self) -> None:
        """Begin with the first question."""
        self.scores = []
        await self._ask()

    async def action_next(self) -> None:
        """Note what was ticked and go on."""
        assert self.view is not None
        done = self.view.checklist
        self.scores.append(Score(self.view.card, len(done.ticked), len(done.points)))
        await self._ask()

    async def _ask(self) -> None:
        done = len(self.scores)
        self.bar.about = (self.deck, "self-check", "not graded")
        self.bar.count(done, len(self.cards) - done)
        if done == len(self.cards):
            self.view = None
            self.pane.show(partial(score_lines, self.scores))
            self.buttons.buttons = (
                Button("Home", "leave", "space", "the schedule stays as it is"),
                Button("Once more", "restart", "r", "from the first question"),
            )
            self.phase = Phase.CLOSED
        else:
            card = self.cards[done]
            notation = self.worker.study.settings.notation
            await self.show(CardView(card, notation, writable=True, checklist=self.points(card)))

    def points(self, card: Card) -> Checklist:
        """Its key points, or whether the answer says the same."""
        points = checklist(card)
        return points if points.points else SAME

    async def reread(self, changes: Changes) -> None:
        """Ask the questions as their files have them now."""
        for at, card in enumerate(self.cards):
            now = await self.ask(self.worker.study.decks.card, card.id)
            self.cards[at] = now or card
        done = len(self.scores)
        if self.phase in (Phase.QUESTION, Phase.ANSWER) and done < len(self.cards):
            self.show_again(self.cards[done])

    def watch_view(self, before: CardView | None, view: CardView | None) -> None:
        """Once revealed, one can go on."""
        super().watch_view(before, view)
        if view is not None and view.revealed:
            after = len(self.cards) - len(self.scores) - 1
            remark = f"{after} after this one" if after else "then the result"
            self.buttons.buttons = (Button("Next question", "next", "space", remark),)


def score_lines(scores: Sequence[Score], width: int, height: int) -> list[Line]:
    """The score in words, question by question."""
    if not scores:
        return [Line(Content("This deck has no self-check questions."))]
    right = sum(score.is_right for score in scores)
    ticked, wanted = sum(score.ticked for score in scores), sum(score.points for score in scores)
    drawn = [
        Content(f"{right} of {counted(len(scores), 'question')} fully right.").stylize("bold"),
        Content(f"{ticked} of {counted(wanted, 'key point')}.").stylize("$text-muted"),
        Content(""),
        *(_row(score, width).truncate(width, ellipsis=True) for score in scores),
    ]
    return [Line(content) for content in drawn]


def _row(score: Score, width: int) -> Content:
    mark = ("✓ ", "bold $success") if score.is_right else "  "
    question = in_a_row(score.card, width)
    return Content.assemble(mark, f"{score.ticked} of {score.points}  ", question)


async def self_check(worker: StudyWorker, deck: str) -> SelfCheckScreen:
    """The self-check questions of the deck."""
    return SelfCheckScreen(worker, deck)
