"""The palette of all commands, with what is behind it dim as behind a sheet."""

from rich.console import RenderableType
from textual.command import CommandPalette

from tutor.tui.screens.over import dimmed


class Palette(CommandPalette):
    """Textual's own, which has a ground of its own where colours do not blend."""

    def render(self) -> RenderableType:
        """What is behind."""
        return dimmed(super().render(), self.app)
