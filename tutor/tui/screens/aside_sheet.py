"""What can be done with a card without grading it, each with its key; a flag, another due day."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tutor.core.actions import WHEN, WHEN_SHORT, Action, day_named, standing_now
from tutor.core.card_state import CardState
from tutor.core.log import FLAGS, Event
from tutor.tui.screens.sheet import Sheet

_ROWS = {
    Event.SKIP: ("s", "skip: asked last today"),
    Event.BURY: ("-", "bury: not asked before tomorrow"),
    Event.SUSPEND: ("@", "suspend: not asked until you resume it"),
    Event.RESUME: ("r", "resume: asked again when it is due"),
    Event.FLAG: ("1 … 7", "flag: mark the card; 0 takes the mark off"),
    Event.RESCHEDULE: ("d", "due day: interval and ease factor stay"),
    Event.RESET: ("n", "reset: new again; your history stays"),
}


class AsideSheet(Sheet):
    """What was chosen is in `chosen` when it closes with True."""

    DEFAULT_CSS = """
    AsideSheet Input {
        display: none; margin-top: 1; border: round $primary; border-title-color: $foreground;
    }
    AsideSheet Input:focus { border: round $primary; }
    AsideSheet Input.-asked { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "choose('skip')", "skip", tooltip="Ask it last today"),
        Binding("minus", "choose('bury')", "bury", tooltip="Do not ask it before tomorrow"),
        Binding("at", "choose('suspend')", "suspend", tooltip="Do not ask it until you resume it"),
        Binding("r", "choose('resume')", "resume", tooltip="Ask it again when it is due"),
        *(
            Binding(
                *(str(flag), f"choose('flag', {flag})", "flag"),
                show=flag == 1,
                key_display="1…7" if flag == 1 else None,
                tooltip="Flag the card; 0 takes the flag off",
            )
            for flag in FLAGS
        ),
        # At once, so that what follows is typed into the field.
        Binding("d", "due", "due day", tooltip="Make it due on another day", priority=True),
        Binding("n", "choose('reset')", "reset", tooltip="Make it new again"),
        Binding("escape,q", "dismiss", "close", tooltip="Close"),
    ]

    def __init__(self, state: CardState, day: int, *, is_new: bool, count: int = 1) -> None:
        self.state = state
        self.day = day
        self.is_new = is_new
        self.count = count
        rows = [
            Content.assemble((f"{key:<7}", "bold"), what)
            for event, (key, what) in _ROWS.items()
            if self._changes(event)
        ]
        now = Content(f"Now: {standing_now(state, day)}.")
        if count > 1:
            now = Content(f"For all {count} marked cards.").stylize("bold")
        new = "A new card has no due day yet, and nothing to reset. " if is_new else ""
        new *= count == 1
        undo = Content(f"{new}u undoes each of them.").stylize("$text-muted")
        super().__init__(
            "Set aside", Content("\n").join([now, Content(""), *rows, Content(""), undo])
        )
        self.chosen: Action | None = None
        self.field = Input(placeholder=WHEN_SHORT, select_on_focus=False)
        self.field.border_title = "Due day; enter takes it"

    def below(self) -> ComposeResult:
        """The field for a day."""
        yield self.field

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what changes something."""
        if self.field.has_class("-asked") and action in ("choose", "due"):
            return False  # also of letters that come before the field has the focus
        if action == "due":
            return self._changes(Event.RESCHEDULE)
        if action == "choose":
            return self._changes(Event(str(parameters[0])))
        return super().check_action(action, parameters)

    def _changes(self, event: Event) -> bool:
        if self.count > 1:
            return True  # of some of them
        match event:
            case Event.RESUME:
                return self.state.until > self.day or self.state.skipped == self.day
            case Event.SUSPEND:
                return not self.state.is_suspended
            case Event.BURY:
                return self.state.until <= self.day
            case Event.RESCHEDULE | Event.RESET:
                return not self.is_new
        return True

    def action_choose(self, event: str, value: int | None = None) -> None:
        """This is to be done."""
        self.chosen = Action(Event(event), value)
        self.dismiss(True)

    def action_due(self) -> None:
        """Ask for the day."""
        self.query_one("#text").display = False  # a small screen has room for one of them
        self.field.add_class("-asked")
        self.field.focus()

    def on_key(self, event: events.Key) -> None:
        """What was typed of a day before the field had the focus goes into it."""
        if self.field.has_class("-asked") and event.is_printable and event.character is not None:
            event.stop()
            self.field.insert_text_at_cursor(event.character)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the day, or say what can be written."""
        message.stop()
        day = day_named(message.value, self.day)
        if day is None:
            self.notify(f"Write {WHEN}.", severity="warning", markup=False)
            return
        self.chosen = Action(Event.RESCHEDULE, day)
        self.dismiss(True)
