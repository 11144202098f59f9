"""What a review and a self-check have in common: a card that is shown, answered and turned over."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import ClassVar, ParamSpec, TypeVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from tutor.errors import TutorError
from tutor.tui import messages
from tutor.tui.desk import Desk
from tutor.tui.widgets.card_panel import CardPanel
from tutor.tui.widgets.notice import Notice
from tutor.tui.widgets.top_bar import TopBar

P = ParamSpec("P")
T = TypeVar("T")

# A key that is bound again in a subclass is bound there alone, so those name this one too.
REVEAL = Binding("space,enter", "reveal", "show answer", tooltip="Show the answer")


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
        Binding("a", "write", "write", tooltip="Write your answer; esc leaves the field"),
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

    phase = reactive(Phase.OPENING, bindings=True)

    bar = getters.query_one(TopBar)
    panel = getters.query_one(CardPanel)
    notice = getters.query_one(Notice)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def on_mount(self) -> None:
        """Tell what is being read, if anything is."""
        self.watch(self.app, "reading", self._reading)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each phase has its own keys."""
        if action in self.WHEN and self.phase not in self.WHEN[action]:
            return False
        match action:
            case "write":
                return self.panel.can_be_answered
            case "tick":
                return self.panel.has_points
        return True

    def action_reveal(self) -> None:
        """Turn the card over."""
        self.set_focus(None)
        self.panel.revealed = True
        self.phase = Phase.ANSWER

    async def action_write(self) -> None:
        """Go into the field for an answer."""
        await self.panel.write()

    def action_tick(self) -> None:
        """Tick the key point under the cursor."""
        self.panel.key_points.toggle()

    def action_step(self, rows: int) -> None:
        """Go up or down in the card."""
        self.panel.step(rows)

    def action_page(self, pages: int) -> None:
        """Scroll the card."""
        self.panel.page(pages)

    def action_home(self) -> None:
        """Leave."""
        self.post_message(messages.Home())

    def action_leave(self) -> None:
        """Leave when it is over."""
        self.action_home()

    async def on_do(self, message: messages.Do) -> None:
        """A click does what a key does."""
        await self.run_action(message.action)

    def watch_phase(self, phase: Phase) -> None:
        """Show what belongs to the phase."""
        for each in Phase:
            self.set_class(each is phase, f"-{each.name.lower()}")

    async def attempt(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What the study answers; if it cannot, say why, change nothing, and answer None."""
        try:
            return await self.desk.do(call, *args, **kwargs)
        except TutorError as error:
            self.notice.say(str(error))
            return None

    def _stuck(self, error: TutorError) -> None:
        self.notice.say(str(error))
        self.phase = Phase.STUCK

    def _reading(self, reading: str) -> None:
        if self.phase is Phase.OPENING:
            self.bar.about = (reading,)
