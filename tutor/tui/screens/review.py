"""A sitting: one card after another, each revealed and graded, and a summary at the end."""

import time
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from tutor.core.card import Card, Kind
from tutor.core.session import Session
from tutor.core.sm2 import Grade
from tutor.errors import TutorError
from tutor.study import Asked
from tutor.tui import messages
from tutor.tui.desk import Desk
from tutor.tui.screens.card_screen import REVEAL, CardScreen, Phase
from tutor.tui.widgets.card_panel import CardPanel
from tutor.tui.widgets.closing import Closing, closing
from tutor.tui.widgets.grades import Grades
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.key_points import KeyPoints, suggest
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.top_bar import TopBar
from tutor.tui.widgets.wide_button import WideButton
from tutor.tui.words import ONE

_ACCEPT = "Once it shows: grade it Good, or as suggested"


class ReviewScreen(CardScreen):
    """Show what the session asks; record a grade before the next card is shown."""

    HELP = (
        "Answer in your head, on paper or in the field; then look, and say how well you knew it. "
        "Under each grade stands when the card would come back. What scored below Good is asked "
        "again before the end; leave whenever you like: what is owed today stays owed today. "
        "Every grade is on disk before the next card appears."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        REVEAL,
        Binding("space,enter", "accept(1)", "Again", tooltip=_ACCEPT),
        Binding("space,enter", "accept(2)", "Hard", tooltip=_ACCEPT),
        Binding("space,enter", "accept(3)", "Good", tooltip=_ACCEPT),
        Binding("space,enter", "retry", "try again"),
        Binding("space,enter", "leave", "home"),
        Binding("1", "grade(1)", "Again", show=False, tooltip="Again: not known"),
        Binding("2", "grade(2)", "Hard", show=False, tooltip="Hard: known with effort"),
        Binding("3", "grade(3)", "Good", show=False, tooltip="Good: known"),
        Binding("4", "grade(4)", "Easy", show=False, tooltip="Easy: known at once"),
        Binding("u", "undo", "undo", tooltip="Undo today's latest grade, even after a restart"),
        Binding("w", "why", "why today?", tooltip="Derive the card's schedule from its own log"),
        Binding(
            "escape",
            "home",
            "home",
            key_display="esc",
            tooltip="Leave; what is owed today stays owed",
        ),
    ]

    WHEN: ClassVar[Mapping[str, set[Phase]]] = {
        **CardScreen.WHEN,
        "accept": {Phase.ANSWER},
        "grade": {Phase.ANSWER},
        "why": {Phase.QUESTION, Phase.ANSWER},
        "undo": {Phase.QUESTION, Phase.ANSWER, Phase.CLOSED},
    }

    suggested: reactive[Grade | None] = reactive(None, bindings=True)

    grades = getters.query_one(Grades)
    closing = getters.query_one(Closing)

    def __init__(self, desk: Desk, decks: Sequence[str] = (), limit: int | None = None) -> None:
        super().__init__(desk)
        self.decks = tuple(decks)
        self.limit = limit
        self.session = Session()
        self.asked: Asked | None = None
        self.since = 0.0
        self.begun = False

    def compose(self) -> ComposeResult:
        """The same widgets for the whole sitting."""
        yield TopBar()
        yield CardPanel(writable=True)
        yield Closing()
        yield Notice()
        yield WideButton("Show the answer", "space", "reveal")
        yield Grades()
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint first, then open the decks."""
        super().on_mount()
        self.call_after_refresh(self.begin)

    @work
    async def begin(self) -> None:
        """Draw up the sitting and ask its first card."""
        study = self.desk.study
        try:
            await self.desk.open_decks()
        except TutorError as error:
            self._stuck(error)
            return
        try:
            study.shelf.files(self.decks)
        except TutorError as error:
            self.post_message(messages.Unknown(str(error)))
            return
        try:
            self.session = await self.desk.do(study.sit, self.decks, self.limit)
        except TutorError as error:
            self._stuck(error)
            return
        self.begun = True
        await self._ask()
        self.call_after_refresh(self.desk.settle)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space gives one grade: the one suggested, else Good."""
        if action == "accept" and parameters != (self.suggested or Grade.GOOD,):
            return False
        return super().check_action(action, parameters)

    async def action_grade(self, number: int) -> None:
        """Record a grade; only when it is on disk does the next card appear."""
        seconds = time.monotonic() - self.since
        grade, quality = self.desk.study.grade, Grade(number).quality
        if (graded := await self.attempt(grade, self.session, quality, seconds)) is not None:
            self.session = graded
            await self._ask()

    async def action_accept(self, number: int) -> None:
        """Give the grade that is suggested."""
        await self.action_grade(number)

    async def action_undo(self) -> None:
        """Take today's latest grade back; its card is up again."""
        if (undone := await self.attempt(self.desk.study.undo, self.session)) is not None:
            self.session = undone
            await self._ask()

    async def action_why(self) -> None:
        """Show why the card is asked today."""
        from tutor.tui.screens.why import WhySheet

        assert self.asked is not None
        if (why := await self.attempt(self.desk.study.why, self.asked.card)) is not None:
            self.app.push_screen(WhySheet(why))

    async def action_retry(self) -> None:
        """Try again what failed."""
        self.notice.say("")
        if self.begun:
            await self._ask()
        else:
            self.phase = Phase.OPENING
            self.begin()

    def on_key_points_ticked(self, message: KeyPoints.Ticked) -> None:
        """The ticks suggest a grade; the learner decides."""
        self.suggested = suggest(message.ticked, message.points)

    def watch_suggested(self, suggested: Grade | None) -> None:
        """Say so on its button."""
        self.grades.suggested = suggested

    async def _ask(self) -> None:
        """Show the card that is up, or how the sitting went."""
        study = self.desk.study
        try:
            self.session, asked = await self.desk.do(study.ask, self.session)
            facts = await self.desk.do(closing, study, self.session) if asked is None else None
        except TutorError as error:
            self._stuck(error)
            return
        self.notice.say("")
        self.asked = asked
        self.bar.count(self.session.settled, self.session.left)
        if asked is None:
            assert facts is not None
            self.closing.show(facts)
            self.bar.about = ("The sitting is over",)
            self.phase = Phase.CLOSED
            return
        again = ["again"] if asked.is_repeat else ["new"] if asked.memory.is_new else []
        self.bar.about = (asked.card.deck, ONE[asked.card.kind], *again)
        self.suggested = None
        self.grades.show(asked.choices, asked.day)
        await self.panel.show(asked.card, _points(asked.card))
        self.phase = Phase.QUESTION
        self.since = time.monotonic()


def _points(card: Card) -> tuple[str, ...]:
    """What can be ticked: the key points of a self-check question."""
    return card.key_points if card.kind is Kind.SELF_CHECK else ()
