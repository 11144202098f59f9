"""The app: which screen is shown, the colours, and the keys that work everywhere."""

import os
import sys
from asyncio import get_running_loop
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual import events, work
from textual.actions import SkipAction
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen

from tutor.core.text import harmless, one_line
from tutor.ending import ENDS
from tutor.errors import TutorError
from tutor.tui import messages, theme
from tutor.tui.early_keys import EarlyKeys
from tutor.tui.line import ROOMY
from tutor.tui.menu import SETTINGS
from tutor.tui.study_screen import StudyScreen, show_changes
from tutor.tui.study_worker import StudyWorker

if TYPE_CHECKING:
    from textual.theme import Theme

    from tutor.study import Study

LOOKS_AGAIN = 2.0  # seconds between two looks whether deck files changed
KEYS = {"enter": "enter", "escape": "esc"}
# What moves about in a screen is no command.
MOVES = {"move", "page", "first", "last", "step", "scroll", "more", "command_palette"}
_QUIT = "Quit tutor"
LOOKS_FOR_TERMINAL = 2.0  # seconds between looks whether the terminal is still there


@runtime_checkable
class Unrecorded(Protocol):
    """A screen that may hold what is not on disk yet."""

    def may_leave(self) -> bool:
        """Whether leaving loses nothing, or the learner was warned; if neither, warn now."""


@runtime_checkable
class HasCommands(Protocol):
    """A screen that offers more in the palette than its keys do."""

    def commands(self) -> Iterable[SystemCommand]:
        """What it offers now."""


class TutorApp(App[None]):
    """Opens on home, or on another first screen. Nothing is read before the first paint."""

    TITLE = "tutor"
    CSS_PATH = "tutor.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-narrow"),
        (72, "-normal"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (ROOMY, "-short"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f9", "help", "help", tooltip="Show this help"),
        Binding("ctrl+p", "command_palette", "Commands", show=False, tooltip="All commands"),
        Binding(
            "t",
            "opposite_theme",
            "Light or dark",
            show=False,
            tooltip="Switch between light and dark colours",
        ),
        SETTINGS,
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, tooltip=_QUIT),
        Binding("ctrl+c", "interrupt", "Quit", show=False, priority=True, tooltip=_QUIT),
        Binding(
            "ctrl+z",
            "suspend_process",
            "To the shell",
            show=False,
            priority=True,
            tooltip="Go to the shell; the command fg comes back",
        ),
    ]

    reading = reactive(messages.READING, repaint=False)

    def __init__(
        self,
        open_study: "Callable[[], Study]",
        first: "Callable[[StudyWorker], Screen[Any]] | None" = None,
        colours: str = "auto",
        own_theme: "Theme | None" = None,
        greets: bool = False,
    ) -> None:
        # Without colour everything is said in the terminal's own, of which none is then sent.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.worker = StudyWorker(open_study, self.post_message)
        self.first = first or _home
        self.greets = greets  # one who has no history
        self.early = EarlyKeys(self)
        for each in (*theme.THEMES, *filter(None, [own_theme])):
            self.register_theme(each)
        system = self.console.color_system
        self._begin_with(theme.choose(os.environ, system, colours, own_theme))

    async def on_event(self, event: events.Event) -> None:
        """A key that is typed before what it is meant for is there is kept for that."""
        if isinstance(event, events.Key) and self.early.keep(event):
            return
        await super().on_event(event)

    def on_arrived(self) -> None:
        """What was waited for is there."""
        self.early.give()

    def on_mount(self) -> None:
        """Look now and then whether the decks and the terminal are as they were."""
        self.set_interval(LOOKS_AGAIN, self.look_again)
        if not (self.is_headless or self.is_web or os.environ.get("TEXTUAL_DRIVER")):
            self.set_interval(LOOKS_FOR_TERMINAL, self._leave_without_terminal)
            with suppress(NotImplementedError):  # on Windows
                for number in ENDS:
                    get_running_loop().add_signal_handler(number, partial(self._end, number))

    def _end(self, number: int) -> None:
        """Leave the terminal as it was found, though the program is ended from outside."""
        self.exit(return_code=128 + number)

    def _leave_without_terminal(self) -> None:
        """End where the terminal was closed and no signal said so: nobody can see or type.

        Every grade is on disk. Textual would read the end of its input over and over.
        """
        if sys.__stdin__ is None or not sys.__stdin__.isatty():
            self.exit()

    def get_default_screen(self) -> Screen[Any]:
        """The first screen, in place of Textual's empty one; its size is known to its styles."""
        screen = self.first(self.worker)
        width, height = self.size
        for size, points in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            # Its styles are worked out once, when it is registered.
            screen.add_class(max(point for point in points if point[0] <= size)[1], update=False)
        self._load_screen_css(screen)  # as of any screen that is pushed
        screen._push_result_callback(self, None)  # so that home can take its place
        return screen

    def on_unmount(self) -> None:
        """Leaving waits for nothing that runs beside the screens."""
        self.worker.leave()

    @work(exclusive=True, group="look again")
    async def look_again(self) -> None:
        """Read the decks again if their files changed, and say what is different."""
        try:
            changes = await self.worker.look_again()
        except TutorError as error:
            self.on_failed(messages.Failed("The decks were not read again", str(error)))
            return
        if changes is not None:
            await show_changes(self.screen_stack, changes)
            if changes.any:
                self._tell(str(changes))
        elif isinstance(self.screen, StudyScreen):
            await self.screen.look_again()

    def _tell(self, said: str) -> None:
        if isinstance(self.screen, StudyScreen):
            self.screen.notice.tell(said)
        else:
            self.notify(harmless(said), timeout=15, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: whatever the screen's keys do now, and the themes."""
        titles = set()
        for node, binding, enabled, tooltip in screen.active_bindings.values():
            title = _capital(binding.description)
            moves = binding.action.partition("(")[0] in MOVES
            if enabled and tooltip and title not in titles and not moves:
                titles.add(title)
                run = partial(self.run_action, binding.action, node)
                yield SystemCommand(title, tooltip, run)
        if isinstance(screen, HasCommands):
            yield from (each for each in screen.commands() if each.title not in titles)
        said = "Choose the colours until you leave; the settings keep others"
        yield SystemCommand("Theme", said, self.action_choose_theme)

    def get_key_display(self, binding: Binding) -> str:
        """Keys by the names that stand on them."""
        return KEYS.get(binding.key) or super().get_key_display(binding)

    def action_help(self) -> None:
        """What the screen is for, and its keys."""
        from tutor.tui.screens.help import HelpSheet

        if not isinstance(self.screen, HelpSheet):
            nodes = [node for node in (self.screen, self.screen.focused, self) if node is not None]
            own = self.screen.help() if isinstance(self.screen, StudyScreen) else self.screen.HELP
            self.push_screen(HelpSheet(own or "", nodes))

    async def action_quit(self) -> None:
        """Leave; a screen that would lose something comes to the top and says so first."""
        for screen in self.screen_stack:
            if isinstance(screen, Unrecorded) and not screen.may_leave():
                while self.screen is not screen:
                    await self.pop_screen()
                return
        self.exit()

    async def action_interrupt(self) -> None:
        """Leave too, as any terminal user expects; but what text is chosen is copied."""
        if self.screen.get_selected_text() or getattr(self.focused, "selected_text", ""):
            raise SkipAction
        await self.action_quit()

    @work(exclusive=True, group="themes")
    async def action_choose_theme(self) -> None:
        """Choose from the themes, the learner's own among them."""
        from tutor.tui.own_themes import own_themes

        with suppress(TutorError):  # without them there are the others
            for each in await self.worker.do(own_themes, self.worker.study.settings_file):
                self.register_theme(each)
        self.search_themes()

    def action_opposite_theme(self) -> None:
        """Dark for light, light for dark."""
        self.theme = theme.opposite(self.theme, dark=self.current_theme.dark)

    def action_command_palette(self) -> None:
        """Show all commands."""
        from tutor.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_settings(self) -> None:
        """Open the settings, over any screen but a sheet."""
        from tutor.tui.screens.settings_screen import SettingsScreen

        if not isinstance(self.screen, ModalScreen | SettingsScreen):
            self.push_screen(SettingsScreen(self.worker))

    def on_begins(self) -> None:
        """Say once what this is, unless the learner is on the way already."""
        if not self.greets or len(self.screen_stack) > 1 or self.early.holds_any:
            return
        from tutor.tui.screens.welcome_sheet import WelcomeSheet

        self.greets = False
        self.push_screen(WelcomeSheet(), self._go_on)

    def _go_on(self, key: events.Key | None) -> None:
        if key is not None:
            self.post_message(events.Key(key.key, key.character))

    def on_related(self, message: messages.Related) -> None:
        """Show them over the screen that asked."""
        from tutor.tui.screens.related_cards import RelatedCardsScreen

        self.push_screen(RelatedCardsScreen(self.worker, message.cards))

    def on_study(self, message: messages.Study) -> None:
        """Begin it, in place of the sheet that is on top."""
        from tutor.tui.only_some import every_card, of_kind
        from tutor.tui.screens.review import ReviewScreen

        only = every_card if message.kind is None else of_kind(message.kind)
        self.switch_screen(ReviewScreen(self.worker, only=only, more=message.more))

    def on_home(self) -> None:
        """Back to the home screen, which is not there yet if another screen came first."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.switch_screen(_home(self.worker))

    def on_unknown(self, message: messages.Unknown) -> None:
        """A deck or exercise named on the command line that there is not."""
        if len(self.screen_stack) == 1:
            self.exit(return_code=1, message=f"tutor: {harmless(message.reason)}")

    def on_reading(self, message: messages.Reading) -> None:
        """Tell how far a large file is read."""
        self.reading = f"Reading {one_line(Path(message.path).name)[:50]} {message.share:.0%}"

    def on_failed(self, message: messages.Failed) -> None:
        """Tell what went wrong beside the screens; nothing else stops for it."""
        self.notify(
            harmless(message.reason),
            title=message.title,
            severity="warning",
            timeout=15,
            markup=False,
        )

    def _begin_with(self, name: str) -> None:
        """The theme from the start: set later, every style would be worked out twice."""
        self.set_reactive(TutorApp.theme, name)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)


def _home(worker: StudyWorker) -> Screen[Any]:
    from tutor.tui.screens.home import HomeScreen

    return HomeScreen(worker)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
