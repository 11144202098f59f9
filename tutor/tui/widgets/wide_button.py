"""A button across the card, in the place where the grades will be."""

from textual.content import Content
from textual.widgets import Static

from tutor.tui.messages import Do


class WideButton(Static):
    """Says what a key does; a click does it too."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WideButton {
        height: 4;
        text-align: center;
        border: round $border;
        &:hover { border: round $primary; background: $panel; }
    }
    """

    def __init__(self, label: str, key: str, action: str) -> None:
        super().__init__(
            Content.assemble((label, "bold"), "\n", (key, "$text-muted")), id=f"do-{action}"
        )
        self.action = action

    def on_click(self) -> None:
        """Ask for it."""
        self.post_message(Do(self.action))
