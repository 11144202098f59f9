"""What a review and a self-check have in common: a card that is shown, answered and turned over."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from tutor.core.card import Card
from tutor.errors import TutorError
from tutor.tui import messages
from tutor.tui.card_view import CardView, checklist, cursor_lines, in_sight, lines
from tutor.tui.checklist import Checklist
from tutor.tui.line import ROOMY
from tutor.tui.screens.editing import ADD, EDIT, OPEN
from tutor.tui.screens.shown_card import ShownCard
from tutor.tui.scrolling_screen import ScrollingScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.buttons import Button, Buttons
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from tutor.tui.widgets.answer_field import AnswerField

# A key that is bound again in a subclass is bound there alone, so those name this one too.
REVEAL = Binding("space,enter", "reveal", "show answer", tooltip="Show the answer")
WRITE = Binding("a", "write", "write", tooltip="Write your answer; esc leaves the field")


class Phase(Enum):
    """Where it stands; each phase has its own keys."""

    OPENING = auto()  # the cards are being fetched
    QUESTION = auto()
    ANSWER = auto()
    CLOSED = auto()  # nothing is left
    STUCK = auto()  # the next card could not be fetched
    LEFT = auto()


class CardScreen(ScrollingScreen, ShownCard):
    """Asks cards. A subclass says which come, and what is done with each."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        REVEAL,
        WRITE,
        Binding("x", "tick", "tick", tooltip="Tick or untick a key point"),
        EDIT,
        ADD,
        OPEN,
    ]
    # In which phases an action can be taken; those not named, always.
    WHEN: ClassVar[Mapping[str, set[Phase]]] = {
        "reveal": {Phase.QUESTION},
        "write": {Phase.QUESTION},
        "tick": {Phase.ANSWER},
        "edit": {Phase.QUESTION, Phase.ANSWER},
        "retry": {Phase.STUCK},
        "leave": {Phase.CLOSED},
    }

    phase = reactive(Phase.OPENING, repaint=False, bindings=True)

    def __init__(self, worker: StudyWorker) -> None:
        super().__init__(worker)
        # Named, not looked up: they are written to also while the screen is being left.
        self.bar, self.pane, self.buttons = TopBar(), Pane(), Buttons()
        self.field: AnswerField | None = None  # there from the first answer that is written

    def compose(self) -> ComposeResult:
        """The same few widgets for every card; none of them moves when it is turned over."""
        yield from (self.bar, self.pane, self.notice, self.buttons, KeyBar())

    def on_mount(self) -> None:
        """Tell what is being read, if anything is."""
        self.bar.about = (messages.READING,)
        self.watch(self.app, "reading", self._reading, init=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each phase has its own keys."""
        if action in self.WHEN and self.phase not in self.WHEN[action]:
            return False
        match action:
            case "reveal":
                return self.view is not None and not self.view.revealed
            case "write":
                return self.view is not None and self.view.can_be_written
            case "tick":
                return self.view is not None and self.view.can_be_ticked
        return super().check_action(action, parameters)

    def after_paint(self, call: Callable[[], object]) -> None:
        """Call once the card as it is now is on the screen; what a key shows comes first."""
        # The pane asks the screen for its paint first, and only then is the screen asked to call.
        self.pane.call_next(self.call_after_refresh, call)

    def watch_view(self, before: CardView | None, view: CardView | None) -> None:
        """Show the card as it is now, from the top if it is another."""
        if view is not None:
            self.on_resize()
            same = before is not None and before.card is view.card
            self.pane.show(partial(lines, view), keep_place=same, wanted=partial(in_sight, view))

    def on_resize(self) -> None:
        """Where there is little room, only the key bar says what to do with a question."""
        if self.view is not None:
            display = self.size.height >= ROOMY or self.view.revealed
            if display != self.buttons.display:  # else all would be laid out again
                self.buttons.display = display

    def waits_for(self, key: str) -> bool:
        """Until the first card is there, every key is for it."""
        return self.phase is Phase.OPENING

    def watch_phase(self, phase: Phase) -> None:
        """Take the keys that were typed before."""
        if phase is not Phase.OPENING:
            self.post_message(messages.Arrived())

    async def on_key(self, event: events.Key) -> None:
        """Keys typed so soon after the one for the field that it was not there yet are the field's.

        They have come here for want of it, and would reveal and grade cards.
        """
        field = self.focused
        if field is not None and field.check_consume_key(event.key, event.character):
            field.post_message(events.Key(event.key, event.character))
        elif event.key == WRITE.key and self.check_action(WRITE.action, ()):
            await self.action_write()
        else:
            return
        event.stop()

    def on_descendant_focus(self) -> None:
        """While an answer is being written, another key shows the model answer."""
        self._offer()

    def on_descendant_blur(self) -> None:
        """The screen has its keys back."""
        self._offer()

    async def show(self, view: CardView) -> None:
        """Show a card's question."""
        self._put_field_away()
        self.view = view
        self.phase = Phase.QUESTION
        self.after_paint(self.follow)
        if view.card.is_typed and view.can_be_written:
            self.call_after_refresh(self.action_write)

    def show_again(self, card: Card | None) -> None:
        """Show the card that is up as its file has it now; one that is gone stays until the next.

        What was ticked stays so, while the key points are the same.
        """
        view = self.view
        if view is None or card is None or card == view.card:
            return
        same_points = card.key_points == view.card.key_points and card.kind is view.card.kind
        points = view.checklist if same_points else self.points(card)
        self.view = view._replace(card=card, checklist=points)
        self.refresh_bindings()
        if not view.revealed:
            self.after_paint(self.follow)

    def points(self, card: Card) -> Checklist:
        """What can be ticked of a card."""
        return checklist(card)

    def follow(self) -> None:
        """What can follow a question: its button, and its answer, set while one is thinking."""
        self._offer()
        region = self.pane.inner
        if self.view is not None and not self.view.revealed and region.width > 0:
            lines(self.view._replace(revealed=True), region.width, region.height)  # are kept

    def button(self) -> Button:
        """What one does with a question."""
        key = "space" if self.focused is None else "^r"
        return Button("Show the answer", "reveal", key, "try to recall it first")

    def action_reveal(self) -> None:
        """Next the card over; it can be graded once its answer is on the screen."""
        assert self.view is not None
        self.view = self.view._replace(revealed=True, written=self._written())
        self.after_paint(self._revealed)  # a key typed before that judges nothing

    async def action_write(self) -> None:
        """Go into the field for an answer."""
        from tutor.tui.widgets.answer_field import AnswerField

        assert self.view is not None
        if self.field is None:
            self.field = AnswerField()
            await self.mount(self.field, after=self.pane)
        elif not self.view.writing:
            self.field.clear()
        if self.view.can_be_written:  # it may have been turned over meanwhile
            self.view = self.view._replace(writing=True)
            self.field.display = True
            self.set_focus(self.field)
        else:
            self._put_field_away()

    def action_tick(self, point: int | None = None) -> None:
        """Tick the key point that was clicked, or the one under the cursor once it is in sight."""
        assert self.view is not None
        y = self._cursor_line(self.view)
        if point is None and y is not None and not self.pane.is_in_sight(y):
            self.pane.show_line(y)
            return
        self.view = self.view.tick(self.view.checklist.cursor if point is None else point)
        self.refresh_bindings()  # space gives another grade now

    def action_scroll(self, rows: int) -> None:
        """Up or down: through the text, or among the key points once they are in sight."""
        view = self.view
        y = self._cursor_line(view) if view is not None else None
        if view is None or y is None or self.pane.is_below(y) or view.move(rows) == view:
            self.pane.scroll_by(rows)
        else:
            self.view = view.move(rows)

    def action_home(self) -> None:
        """Leave; a key that was typed once too often leaves nothing else."""
        if self.phase is not Phase.LEFT:
            self.phase = Phase.LEFT
            self.post_message(messages.Home())

    def action_leave(self) -> None:
        """Leave when it is over."""
        self.action_home()

    async def on_do(self, message: messages.Do) -> None:
        """A click does what a key does."""
        await self.run_action(message.action)

    def _written(self) -> str:
        """What the learner wrote; the field has served, and goes."""
        self._put_field_away()
        writing = self.view is not None and self.view.writing
        return self.field.text.strip() if self.field is not None and writing else ""

    def _put_field_away(self) -> None:
        if self.field is not None:
            self.set_focus(None)
            self.field.display = False

    def _revealed(self) -> None:
        if self.view is not None and self.view.revealed and self.phase is Phase.QUESTION:
            self.phase = Phase.ANSWER

    def _offer(self) -> None:
        if self.view is not None and not self.view.revealed:
            self.buttons.buttons = (self.button(),)

    def _cursor_line(self, view: CardView) -> int | None:
        """The last line of the key point under the cursor, if there is one."""
        region = self.pane.inner
        return max(cursor_lines(view, lines(view, region.width, region.height)), default=None)

    def _stuck(self, error: TutorError) -> None:
        self.notice.say(str(error))
        if self.phase is Phase.OPENING:
            self.bar.about = ("Could not open",)
        self.buttons.buttons = (Button("Try again", "retry", "space"),)
        self.phase = Phase.STUCK

    def _reading(self, reading: str) -> None:
        if self.phase is Phase.OPENING:
            self.bar.about = (reading,)
