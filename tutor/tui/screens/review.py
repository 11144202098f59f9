"""A review session: one card after another, each revealed and graded, and a summary at the end."""

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tutor.core.actions import Action
from tutor.core.card import Card
from tutor.core.grade import Grade
from tutor.core.log import Event
from tutor.errors import TutorError
from tutor.study import Asked
from tutor.tui import messages
from tutor.tui.card_view import CardView
from tutor.tui.grade_buttons import grade_buttons
from tutor.tui.next_card import (
    Next,
    after_action,
    after_grade,
    after_undo,
    first_card,
    next_card,
)
from tutor.tui.only_some import Only, every_card
from tutor.tui.screens.aside_keys import ASIDE, BURY, SUSPEND, AsideKeys, line_keys
from tutor.tui.screens.card_screen import REVEAL, Phase
from tutor.tui.screens.exercise_keys import CARDS, EXERCISE, ONCE_MORE, WORK, ExerciseKeys
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.buttons import Button

if TYPE_CHECKING:
    from tutor.study.changes import Changes
    from tutor.study.more import More

_ACCEPT = "When the answer shows: grade it Good, or as suggested"


class ReviewScreen(ExerciseKeys, AsideKeys[None]):
    """Show what the session asks; record a grade before the next card is shown."""

    HELP = (
        "Answer in your head, on paper or in the field. Then show the answer, and grade how well "
        "you knew it. Under each grade you see when the card will come back. A card that is graded "
        "below Good is asked again before the end, an exercise tomorrow. You can leave at any "
        "time: the cards that are left stay due. Every grade is saved before the next card appears."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        REVEAL,
        WORK,
        Binding("space,enter", "accept(1)", "Again", tooltip=_ACCEPT),
        Binding("space,enter", "accept(2)", "Hard", tooltip=_ACCEPT),
        Binding("space,enter", "accept(3)", "Good", tooltip=_ACCEPT),
        Binding("space,enter", "retry", "try again"),
        Binding("space,enter", "leave", "home"),
        Binding("1", "grade(1)", "Again", show=False, tooltip="Again: not known"),
        Binding("2", "grade(2)", "Hard", show=False, tooltip="Hard: known with effort"),
        Binding("3", "grade(3)", "Good", show=False, tooltip="Good: known"),
        Binding("4", "grade(4)", "Easy", show=False, tooltip="Easy: known at once"),
        ONCE_MORE,
        Binding("u", "undo", "undo", tooltip="Undo today's latest grade, even after a restart"),
        ASIDE,
        BURY,
        SUSPEND,
        EXERCISE,
        Binding("w", "why", "why today?", tooltip="Explain the card's schedule from its log"),
        Binding(
            "m", "study_more", "more", tooltip="At the end: more to study, though nothing is due"
        ),
        CARDS,
        Binding("escape,q", "home", "home", tooltip="Leave; the cards that are left stay due"),
    ]

    WHEN: ClassVar[Mapping[str, set[Phase]]] = {
        **ExerciseKeys.WHEN,
        "accept": {Phase.ANSWER},
        "grade": {Phase.ANSWER},
        "study_more": {Phase.CLOSED},
        "why": {Phase.QUESTION, Phase.ANSWER},
        "set_aside": {Phase.QUESTION, Phase.ANSWER},
        "act": {Phase.QUESTION, Phase.ANSWER},
        "undo": {Phase.QUESTION, Phase.ANSWER, Phase.CLOSED},
    }

    def __init__(
        self,
        worker: StudyWorker,
        decks: Sequence[str] = (),
        limit: int | None = None,
        only: Only = every_card,
        more: "More | None" = None,
    ) -> None:
        super().__init__(worker)
        self.only = only
        self.more = more  # what is asked though it is not due
        self.decks = tuple(decks)
        self.limit = limit
        self.has_begun = False

    def on_mount(self) -> None:
        """Paint first, then open the decks."""
        super().on_mount()
        self.call_after_refresh(self.begin)

    @work
    async def begin(self) -> None:
        """Begin the review session and ask its first card."""
        try:
            await self.worker.open_decks()
            if not self._decks_are_there:
                return
            first = await self.worker.do(
                first_card, self.worker.study, self.decks, self.limit, self.only, self.more
            )
        except TutorError as error:
            self._stuck(error)
            if self.only is not every_card:  # what the command line asks for may not be there
                self.post_message(messages.Unknown(str(error)))
            return
        self.has_begun = True
        await self._take(first)
        self.call_after_refresh(self.worker.settle)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space gives one grade: the one suggested, else Good."""
        suggested = (self.view and self.view.suggested) or Grade.GOOD
        if action == "accept" and parameters != (suggested,):
            return False
        return super().check_action(action, parameters)

    async def action_study_more(self) -> None:
        """More to study."""
        from tutor.tui.screens.more import show_more

        self.app.push_screen(await show_more(self.worker, ""))

    async def action_grade(self, number: int) -> None:
        """Record a grade; only when it is on disk does the next card appear."""
        quality, seconds = Grade(number).quality, time.monotonic() - self.since
        study, session, asked = self.worker.study, self.session, self.asked
        assert asked is not None
        await self.go_on(await self.ask(after_grade, study, session, asked, quality, seconds))

    async def action_accept(self, number: int) -> None:
        """Give the grade that is suggested."""
        await self.action_grade(number)

    async def action_undo(self) -> None:
        """Take today's latest grade back; its card is up again, an exercise at its end."""
        now = await self.ask(after_undo, self.worker.study, self.session)
        await self.go_on(now)
        if now is not None and now.is_ungraded and self._is_exercise:
            self.action_work()

    def card_here(self) -> Card | None:
        """The card that is up."""
        return self.asked.card if self.asked is not None else None

    async def act(self, card: Card, action: Action) -> None:
        """Do it, and go on; a card that was flagged stays as it is."""
        study, asked = self.worker.study, self.asked
        if asked is None or asked.card.id != card.id:
            return
        if action.event is Event.FLAG:
            await super().act(card, action)
            self.asked = asked._replace(state=asked.state._replace(flag=action.value or 0))
            self.follow()
            return
        await self.go_on(await self.ask(after_action, study, self.session, *action))

    async def action_why(self) -> None:
        """Show why the card is asked today."""
        from tutor.tui.screens.why import WhySheet

        assert self.asked is not None
        if (why := await self.ask(self.worker.study.schedule.why, self.asked.card)) is not None:
            self.app.push_screen(WhySheet(why))

    async def action_retry(self) -> None:
        """Try again what failed."""
        self.notice.say("")
        if self.has_begun:
            await self._take(await self.ask(next_card, self.worker.study, self.session))
        else:
            self.phase = Phase.OPENING
            self.begin()

    async def reread(self, changes: "Changes") -> None:
        """Show the card that is up as its file has it now."""
        asked = self.asked
        if asked is None or self.phase not in (Phase.QUESTION, Phase.ANSWER):
            return
        card = await self.ask(self.worker.study.decks.card, asked.card.id)
        if card is not None and asked is self.asked:
            self.asked = asked._replace(card=card)
            self.show_again(card)

    async def after_edit(self) -> None:
        """Ask the next card if this one is gone."""
        asked = self.asked
        if asked is not None and self.phase in (Phase.QUESTION, Phase.ANSWER):
            card = await self.ask(self.worker.study.decks.card, asked.card.id)
            if card is None and asked is self.asked:
                await self._take(await self.ask(next_card, self.worker.study, self.session))

    def pass_over(self, seconds: float) -> None:
        """The editor's time is not the card's."""
        self.since += seconds

    def watch_view(self, before: CardView | None, view: CardView | None) -> None:
        """The ticks suggest a grade; the learner decides."""
        super().watch_view(before, view)
        if view is not None and view.revealed:
            self.after_paint(self._offer_grades)

    def watch_phase(self, phase: Phase) -> None:
        """Offer what can be done with a card while there is one."""
        super().watch_phase(phase)
        shown = line_keys(is_suspended=self.asked is not None and self.asked.state.is_suspended)
        self.bar.keys = shown if phase in self.WHEN["set_aside"] else ()

    def follow(self) -> None:
        """How far one is can follow the question too."""
        super().follow()
        if (asked := self.asked) is not None:
            again = ["again"] if asked.is_repeat else ["new"] if asked.memory.is_new else []
            again += ["practice"] * asked.item.practice + ["ahead"] * asked.item.ahead
            again += ["leech"] * asked.is_leech
            flag = [f"flag {asked.state.flag}"] if asked.state.flag else []
            self.bar.about = (asked.card.deck, asked.card.kind.name_of_one, *again, *flag)
            self.bar.count(self.session.settled, self.session.left)

    def _offer_grades(self) -> None:
        if self.view is not None and self.view.revealed and self.asked is not None:
            self.buttons.buttons = grade_buttons(self.asked, self.view.suggested)

    def tell(self, said: str, *, is_fault: bool = False) -> None:
        """Say it in the notice; what was done before is no news any more."""
        if said and not self.bar.news.startswith("! "):
            self.bar.news = ""
        super().tell(said, is_fault=is_fault)

    async def go_on(self, now: Next | None) -> None:
        """Show what comes after a grade, an action or an undo."""
        if now is not None:
            self.notice.forget()
        await self._take(now)

    async def _take(self, now: Next | None) -> None:
        """Show the card that is up, or how the session went; without an answer, all stays."""
        if now is None:
            return
        self.session, self.asked = now.session, now.asked
        if now.asked is None:
            self.bar.count(now.session.settled, now.session.left)
        if now.error is not None:
            self._stuck(now.error)
            return
        self.notice.say(now.news)
        self.bar.news = now.done or now.helps
        if now.asked is not None:
            await self._show_asked(now.asked)
        elif now.over is not None:
            from tutor.tui.review_summary import lines

            self.bar.about = ("Review finished",)
            self.view = None
            self.pane.show(partial(lines, now.over, self.worked.cards(self.session)))
            more = Button("Once more now", "once_more", "n", "new numbers; practice")
            home = Button("Home", "leave", "space", "every grade is saved")
            self.buttons.buttons = (home, more) if self.worked.latest(self.session) else (home,)
            self.phase = Phase.CLOSED

    async def _show_asked(self, asked: Asked) -> None:
        notation = self.worker.study.settings.notation
        writable = not self._is_exercise
        await self.show(
            CardView(asked.card, notation, writable=writable, checklist=self.points(asked.card))
        )
        self.refresh_bindings()  # another kind of card has other keys, in the same phase
        self.since = time.monotonic()

    @property
    def _decks_are_there(self) -> bool:
        """Whether the decks asked for exist; if not, the app says so."""
        try:
            self.worker.study.decks.shelf.files(self.decks)
        except TutorError as error:
            self.post_message(messages.Unknown(str(error)))
            return False
        return True


async def review_all(worker: StudyWorker, deck: str) -> ReviewScreen:
    """A review session of all decks."""
    return ReviewScreen(worker)


async def review_deck(worker: StudyWorker, deck: str) -> ReviewScreen:
    """A review session of the deck."""
    return ReviewScreen(worker, (deck,))
