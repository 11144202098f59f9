"""The palette of all commands, with what is behind it dim as behind a sheet."""

from rich.console import RenderableType
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.widgets import Button, Input

from tutor.tui.screens.over import dimmed
from tutor.tui.study_screen import LeftOnce


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's own, which has a ground of its own where colours do not blend.

    A command is done once, though it is chosen by a double click.
    """

    def render(self) -> RenderableType:
        """What is behind."""
        return dimmed(super().render(), self.app)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, and choose no more."""
        self.call_next(setattr, self, "_selected_command", None)
        return super().dismiss(result)

    def _select_or_command(self, event: Input.Submitted | Button.Pressed | None = None) -> None:
        if self.is_active:
            super()._select_or_command(event)
