"""A message that stays until the next thing succeeds."""

from textual.content import Content
from textual.widgets import Static

from tutor.core.text import harmless


class Notice(Static):
    """Hidden while there is nothing to say."""

    DEFAULT_CSS = """
    Notice {
        display: none;
        height: auto;
        max-height: 6;
        padding: 0 1;
        border-left: thick $error;
        background: $panel;
    }
    """

    def say(self, text: str) -> None:
        """Show what went wrong; nothing hides it."""
        if not (text or self.display):
            return  # nothing to hide, and no new layout for it
        self.display = bool(text)
        self.update(Content.assemble(("! ", "bold $error"), harmless(text)))
