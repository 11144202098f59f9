"""The settings: each with its value, what it is and what another would do, changed and saved."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tutor.core.text import counted, one_line
from tutor.errors import TutorError
from tutor.setting_text import as_typed, typed
from tutor.settings import TABLE, Setting, Settings, written
from tutor.study.own_settings import Draft, OwnSettings, effects, own_settings, save
from tutor.tui import messages, theme
from tutor.tui.card_text import set_text
from tutor.tui.study_screen import StudyScreen
from tutor.tui.study_worker import StudyWorker
from tutor.tui.widgets.card_field import CardLine
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.setting_list import SettingList
from tutor.tui.widgets.top_bar import TopBar

_USUAL = Settings()
_SAMPLE = r"$$p_X(x) = \frac{p_Z(z)}{|\det A|}$$"
_OF_DECKS = {"decks_off", "deck"}
_BREAK = 10  # cells that a line may lose where it breaks
_SAID = {"capitals", "words"}  # of formulas, where these are in words


class SettingsScreen(StudyScreen[None]):
    """A list of the settings, and below it the one that is chosen."""

    AUTO_FOCUS = "SettingList"
    CSS_PATH = "settings_screen.tcss"
    HELP = (
        "Your settings. Choose one and change it; below the list you see what it would do. Nothing "
        "is changed before you save it, and then the comments and the order of your file stay."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "type", "change", tooltip="Type another value, or take the next one"),
        Binding("plus,equals_sign,right", "step(1)", "more", tooltip="One more, or the next one"),
        Binding("minus,left", "step(-1)", "less", tooltip="One less, or the one before"),
        Binding("d", "usual", "default", tooltip="Take it back to its default"),
        Binding("u", "undo", "undo", tooltip="Forget the change of this setting"),
        Binding("s,ctrl+s", "save", "save", tooltip="Save what you changed"),
        Binding("enter", "take", "take", priority=True, tooltip="Take the value that is typed"),
        Binding("escape", "end", "as before", priority=True, tooltip="Leave the value as it was"),
        Binding("escape,q,comma", "leave", "back", tooltip="Go back"),
    ]

    typing = reactive(False, repaint=False, bindings=True, toggle_class="-typing")

    bar = getters.query_one(TopBar)
    table = getters.query_one(SettingList)
    about = getters.query_one("#about", Static)
    field = getters.query_one("#value", CardLine)

    def __init__(self, worker: StudyWorker) -> None:
        super().__init__(worker)
        self.draft: Draft | None = None
        self.before: Draft | None = None  # the same, when typing began
        self.has_decks = False
        self.warned = False
        self.theme_before = ""

    def compose(self) -> ComposeResult:
        """The list, what is to be said of the chosen one, and where its value is typed."""
        yield TopBar()
        yield SettingList()
        with Vertical(id="below"):
            yield Static(id="about")
            yield CardLine("", id="value")
            yield self.notice
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint first, then read."""
        self.bar.about = ("Settings",)
        self.theme_before = self.app.theme
        self.table.styles.max_height = len(TABLE)  # what is said of one is close below
        self.field.select_on_focus = False  # the digit that began it stays
        self.call_after_refresh(self.load)

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Read the file, then the decks, by which it is said what a change would do."""
        try:
            self._take_in(await self.worker.do(own_settings, self.worker.study))
            self.post_message(messages.Arrived())
            await self.worker.open_decks()
        except TutorError as error:
            self.notice.say(str(error))
            return
        self.has_decks = True
        self.look()

    def waits_for(self, key: str) -> bool:
        """Until the settings are there, every key is for them."""
        return self.draft is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is nothing for is not offered."""
        if action in ("take", "end"):
            return self.typing
        if self.typing:
            return action in ("save",)
        if action in ("type", "step", "usual", "undo", "save") and self.draft is None:
            return False
        match action:
            case "step":
                return bool(self._row.values)
            case "usual":
                return self._draft.can_be_default(self._chosen)
            case "undo":
                return self._chosen in self._draft.changes
            case "save":
                return bool(self._draft.changes)
        return True

    def on_row_list_moved(self) -> None:
        """Say what the chosen one is."""
        if self.draft is not None:
            self.look()
            self.refresh_bindings()

    def on_row_list_chosen(self) -> None:
        """A second click changes it."""
        if not self.typing and self.draft is not None:
            self.action_type()

    def on_key(self, event: events.Key) -> None:
        """A digit begins to type a number; the next one may come before the field has the focus."""
        is_digit = event.character is not None and event.character in "0123456789"
        if is_digit and self.typing and not self.field.has_focus:
            self.field.insert_text_at_cursor(str(event.character))
            event.stop()
        elif (
            is_digit
            and not self.typing
            and self.draft is not None
            and isinstance(self._row.values, range)
        ):
            self._begin(str(event.character))
            event.stop()

    def on_input_changed(self) -> None:
        """Check the value as it is typed."""
        if not self.typing:
            return
        try:
            value = typed(self._chosen, self.field.value, self._draft.own.folder)
        except TutorError as error:
            self._show(self.before)
            self.notice.say(str(error))
        else:
            self.notice.say("")
            self._show(self._draft.change(self._chosen, value))

    def action_type(self) -> None:
        """Type another value; of a few the next one is taken."""
        if self._row.values and not isinstance(self._row.values, range):
            self.action_step(1)
        else:
            self._begin(as_typed(self._value))

    def action_take(self) -> None:
        """Take the typed value; one that cannot be stays to be corrected."""
        if self._is_typed_well:
            self._end()

    def action_end(self) -> None:
        """Leave the value as it was."""
        self.notice.say("")
        self._end()
        self._show(self.before)

    def action_step(self, steps: int) -> None:
        """The next value, or the one before: round and round where they are a few."""
        values = self._row.choices(self._draft.own.folder)
        place = values.index(self._value) + steps
        if isinstance(values, range):
            place = max(0, min(place, len(values) - 1))
        self._show(self._draft.change(self._chosen, values[place % len(values)]))

    def action_usual(self) -> None:
        """Take the default."""
        self._show(self._draft.change(self._chosen, None))

    def action_undo(self) -> None:
        """Leave the chosen one as it is in the file."""
        self._show(self._draft.undo(self._chosen))

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Write what is changed to the file."""
        if self.typing and not self._is_typed_well:
            return
        self._end()
        changes = self._draft.changes
        later = [name for name in changes if not TABLE[name].at_once]
        own = await self.ask(save, self.worker.study, changes)
        if own is None:
            return
        self.theme_before = self.app.theme
        self._take_in(own)
        self.look()
        where = "for this run" if own.path is None else f"in {one_line(own.path.name)}"
        at = f" {', '.join(later)} holds from the next start on." if later else ""
        if not own.faults:
            self.notice.tell(f"Saved {where}.{at}")

    def action_leave(self) -> None:
        """Go back; what is changed and not saved is warned of once."""
        if self.may_leave():
            self.app.theme = self.theme_before
            self.dismiss()

    def may_leave(self) -> bool:
        """Whether nothing is unsaved, or the learner was warned; if neither, warn now."""
        changes = self.draft.changes if self.draft is not None else ()
        if self.warned or not changes:
            return True
        self.warned = True
        self.notice.say(
            f"{counted(len(changes), 'change')} not saved yet. s saves; esc leaves without."
        )
        return False

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Say what the chosen one is, and what its change would do."""
        name, draft = self._chosen, self._draft
        said: list[str] = []
        if name in draft.changes and self.has_decks:
            try:
                said = await self.worker.do(effects, self.worker.study, name, draft.settings)
            except TutorError as error:
                said = [str(error)]
        lines = [Content(one_line(each)).stylize("$accent") for each in said]
        facts, sample = self._facts(), self._sample(draft.settings)
        decks = self._decks(facts)
        self.about.update(Content("\n").join([*facts, *decks, *lines, *sample]))

    def _facts(self) -> list[Content]:
        """What the chosen one is, what it can be, and where its value comes from."""
        name, usual = self._chosen, getattr(_USUAL, self._chosen)
        meaning, allowed = self._row.meaning, self._row.allowed
        is_usual = getattr(self._draft.own.settings, name) == usual
        default = "" if is_usual else f"Default: {written(usual)}. "
        facts = [
            Content(f"{meaning[:1].upper()}{meaning[1:]}.").stylize("bold"),
            Content(f"{allowed[:1].upper()}{allowed[1:]}."),
        ]
        if not self.typing:  # then there is less room
            source = f"{default}{self._draft.own.source(name)}"
            facts.append(Content(source).stylize("$text-muted"))
        return facts

    def _decks(self, above: Sequence[Content]) -> list[Content]:
        """The names that can be typed, as far as there is room below what is above them."""
        if self._chosen not in _OF_DECKS or not self.has_decks:
            return []
        names = ", ".join(one_line(deck.name) for deck in self.worker.study.decks.shelf.decks)
        width, height = self.about.content_size
        rows = sum(len(each.wrap(max(1, width))) for each in above)
        room = max(width, (height - rows) * (width - _BREAK))
        return [Content(f"Decks: {names}").stylize("$text-muted").truncate(room, ellipsis=True)]

    def _sample(self, settings: Settings) -> list[Content]:
        """A formula as it would be shown."""
        notation = settings.notation
        if self._chosen != "maths" and self._chosen not in _SAID:
            return []
        if self._chosen in _SAID:
            notation = notation._replace(maths="words")
        width = max(20, self.about.content_size.width)
        return [*set_text(_SAMPLE, width, notation)]

    def _begin(self, text: str) -> None:
        self.before = self.draft
        self.field.border_title = self._chosen
        self.field.value = text
        self.typing = True
        self.field.focus()
        self.field.cursor_position = len(text)
        self.on_input_changed()
        self.call_after_refresh(self.look)  # there is less room now

    def _end(self) -> None:
        if self.typing:
            self.typing = False
            self.table.focus()

    @property
    def _is_typed_well(self) -> bool:
        try:
            typed(self._chosen, self.field.value, self._draft.own.folder)
        except TutorError as error:
            self.notice.say(str(error))
            return False
        return True

    def _show(self, draft: Draft | None) -> None:
        """Show a draft; a changed theme at once."""
        assert draft is not None
        self.draft = draft
        self.warned = False
        is_other = "theme" in draft.changes
        self.app.theme = self._themed(draft) if is_other else self.theme_before
        self.table.show(draft)
        self.look()
        self.refresh_bindings()

    def _themed(self, draft: Draft) -> str:
        """The name of the theme that a draft has; what is wrong with one's own is said."""
        wanted, folder = draft.settings.theme, draft.own.folder
        own = None
        if wanted not in TABLE["theme"].values and folder is not None:
            from tutor.tui.own_themes import own_theme

            own, faults = own_theme(folder, wanted)
            self.app.register_theme(own)
            self.notice.say(str(faults[0]) if faults else "")
        return theme.choose(os.environ, self.app.console.color_system, wanted, own)

    def _take_in(self, own: OwnSettings) -> None:
        if own.path is not None:
            self.bar.about = ("Settings", one_line(str(own.path)))
        self._show(Draft(own))
        if own.faults:
            more = f" ({len(own.faults) - 1} more)" if len(own.faults) > 1 else ""
            said, _, _ = str(own.faults[0]).partition(" The settings: ")  # they are listed above
            self.notice.say(f"{said}{more}")

    @property
    def _chosen(self) -> str:
        return self.table.chosen

    @property
    def _row(self) -> Setting:
        return TABLE[self._chosen]

    @property
    def _draft(self) -> Draft:
        assert self.draft is not None
        return self.draft

    @property
    def _value(self) -> object:
        return self._draft.value(self._chosen)


async def show_settings(worker: StudyWorker, deck: str) -> SettingsScreen:
    """The settings; they wait for no deck."""
    return SettingsScreen(worker)
