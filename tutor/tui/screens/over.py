"""A screen that lies over another, which shows dimmed behind it."""

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.screen import ModalScreen, ScreenResultType

from tutor.tui.study_screen import LeftOnce

_DIM = Style(dim=True)


class OverScreen(ModalScreen[ScreenResultType], LeftOnce[ScreenResultType]):
    """Its styles blend that into the background; in the colours of the terminal it is dim."""

    def render(self) -> RenderableType:
        """What is behind."""
        return dimmed(super().render(), self.app)


def dimmed(behind: RenderableType, app: App[object]) -> RenderableType:
    """What is behind a screen, dim where its styles cannot blend it into the background."""
    return _Dimmed(behind) if app.native_ansi_color else behind


class _Dimmed:
    def __init__(self, drawn: RenderableType) -> None:
        self.drawn = drawn

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from Segment.apply_style(console.render(self.drawn, options), post_style=_DIM)
