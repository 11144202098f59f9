"""A message that stays until the next thing succeeds, or for some seconds if it is news."""

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tutor.core.text import harmless

NEWS_STAYS = 20.0  # seconds


class Notice(Static):
    """Hidden while there is nothing to say."""

    DEFAULT_CSS = """
    Notice {
        display: none;
        height: auto;
        max-height: 6;
        padding: 0 1;
        border-left: solid $error;
        background: $panel;
        &.-news { border-left: solid $primary; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._hides: Timer | None = None

    def say(self, text: str) -> None:
        """Show what went wrong; nothing hides it, and leaves news in sight."""
        if not text and (not self.display or self._hides is not None):
            return  # nothing to hide, and no new layout for it
        self._show(Content.assemble(("! ", "bold $error"), harmless(text)), bool(text))

    def tell(self, text: str) -> None:
        """Show news, for a while."""
        self._show(Content(harmless(text)), bool(text))
        self.add_class("-news")
        self._hides = self.set_timer(NEWS_STAYS, self._hide)

    def forget(self) -> None:
        """Hide news: something else goes on."""
        if self._hides is not None:
            self._hide()

    def clear(self) -> None:
        """Hide whatever it is: what it was about is over."""
        if self.display:
            self._hide()

    def _hide(self) -> None:
        self._show(Content(""), shown=False)

    def _show(self, content: Content, shown: bool) -> None:
        if self._hides is not None:
            self._hides.stop()
            self._hides = None
        self.remove_class("-news")
        self.display = shown
        self.update(content)
