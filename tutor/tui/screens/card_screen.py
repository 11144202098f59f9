"""What a review and a self-check have in common: a card that is shown, answered and turned over."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import ClassVar, ParamSpec, TypeVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from tutor.errors import TutorError
from tutor.tui import messages
from tutor.tui.desk import Desk
from tutor.tui.face import ROOMY, Face, cursor_line, lines
from tutor.tui.widgets.buttons import Button, Buttons
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.pane import Pane
from tutor.tui.widgets.top_bar import TopBar

P = ParamSpec("P")
T = TypeVar("T")

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


class CardScreen(Screen[None]):
    """Asks cards. A subclass says which come, and what is done with each."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        REVEAL,
        WRITE,
        Binding("x", "tick", "tick", tooltip="Tick the key point you had, or untick it"),
        Binding("up,k", "step(-1)", "Up", show=False, tooltip="Up: a key point, or the text"),
        Binding("down,j", "step(1)", "Down", show=False, tooltip="Down: a key point, or the text"),
        Binding("pageup", "page(-1)", "Page up", show=False, tooltip="Scroll the card up"),
        Binding("pagedown", "page(1)", "Page down", show=False, tooltip="Scroll the card down"),
    ]
    # In which phases an action can be taken; those not named, always.
    WHEN: ClassVar[Mapping[str, set[Phase]]] = {
        "reveal": {Phase.QUESTION},
        "write": {Phase.QUESTION},
        "tick": {Phase.ANSWER},
        "retry": {Phase.STUCK},
        "leave": {Phase.CLOSED},
    }

    phase = reactive(Phase.OPENING, repaint=False, bindings=True)
    face: reactive[Face | None] = reactive(None, repaint=False)

    bar = getters.query_one(TopBar)
    pane = getters.query_one(Pane)
    notice = getters.query_one(Notice)
    buttons = getters.query_one(Buttons)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """The same few widgets for every card; none of them moves when it is turned over."""
        yield TopBar()
        yield Pane()
        yield Notice()
        yield Buttons()
        yield KeyBar()

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
                return self.face is not None and not self.face.revealed
            case "write":
                return self.face is not None and self.face.can_be_written
            case "tick":
                return self.face is not None and self.face.can_be_ticked
        return True

    def watch_face(self, before: Face | None, face: Face | None) -> None:
        """Show the card as it is now, from the top if it is another."""
        if face is not None:
            # Where there is little room, the key bar alone tells how to see the answer.
            self.buttons.display = self.size.height >= ROOMY or not face.is_being_written
            same = before is not None and before.card is face.card
            drawn = self.pane.show(partial(lines, face), keep_place=same)
            moved = before is not None and before.revealed and face.revealed
            if moved and (line := cursor_line(face, drawn)) is not None:
                self.pane.show_line(line)

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
        self._offer_to_reveal()

    def on_descendant_blur(self) -> None:
        """The screen has its keys back."""
        self._offer_to_reveal()

    async def show(self, face: Face) -> None:
        """Show a card's question."""
        if self.face is not None and self.face.writing:
            await self.query("AnswerField").remove()
        self.face = face
        self.phase = Phase.QUESTION
        self._offer_to_reveal()

    def action_reveal(self) -> None:
        """Turn the card over; it can be graded once its answer is on the screen."""
        assert self.face is not None
        self.face = replace(self.face, revealed=True, written=self._written())
        self.call_after_refresh(self._revealed)  # a key typed before that judges nothing

    async def action_write(self) -> None:
        """Go into the field for an answer."""
        from tutor.tui.widgets.answer_field import AnswerField

        assert self.face is not None
        self.face = replace(self.face, writing=True)
        if not self.query(AnswerField):
            await self.mount(AnswerField(), after=self.pane)
        self.set_focus(self.query_one(AnswerField))

    def action_tick(self, point: int | None = None) -> None:
        """Tick a key point: the one under the cursor, or the one that was clicked."""
        assert self.face is not None
        self.face = self.face.tick(self.face.cursor if point is None else point)
        self.refresh_bindings()  # space gives another grade now

    def action_step(self, rows: int) -> None:
        """Up or down: among the key points if there are any, else through the text."""
        if self.face is not None and self.face.can_be_ticked:
            self.face = self.face.move(rows)
        else:
            self.pane.scroll_by(rows)

    def action_page(self, pages: int) -> None:
        """Scroll the card."""
        self.pane.page_by(pages)

    def action_home(self) -> None:
        """Leave."""
        self.post_message(messages.Home())

    def action_leave(self) -> None:
        """Leave when it is over."""
        self.action_home()

    async def on_do(self, message: messages.Do) -> None:
        """A click does what a key does."""
        await self.run_action(message.action)

    async def attempt(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What the study answers; if it cannot, say why, change nothing, and answer None."""
        try:
            return await self.desk.do(call, *args, **kwargs)
        except TutorError as error:
            self.notice.say(str(error))
            return None

    def _written(self) -> str:
        """What the learner wrote; the field has served, and goes."""
        if self.face is None or not self.face.writing:
            return ""
        from tutor.tui.widgets.answer_field import AnswerField

        field = self.query_one(AnswerField)
        self.set_focus(None)
        field.remove()
        return field.text.strip()

    def _revealed(self) -> None:
        if self.face is not None and self.face.revealed and self.phase is Phase.QUESTION:
            self.phase = Phase.ANSWER

    def _offer_to_reveal(self) -> None:
        if self.face is not None and not self.face.revealed:
            key = "space" if self.focused is None else "^r"
            self.buttons.buttons = (Button("Show the answer", "reveal", key, "recall it first"),)

    def _stuck(self, error: TutorError) -> None:
        self.notice.say(str(error))
        if self.phase is Phase.OPENING:
            self.bar.about = ("Not opened",)
        self.buttons.buttons = (Button("Try again", "retry", "space"),)
        self.phase = Phase.STUCK

    def _reading(self, reading: str) -> None:
        if self.phase is Phase.OPENING:
            self.bar.about = (reading,)
