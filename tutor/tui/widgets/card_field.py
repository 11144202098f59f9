"""The places to type a card: a few lines for its texts, one for its deck and tags."""

from textual import events
from textual.widgets import Input, TextArea

from tutor.core.text import harmless, one_line

LONGEST = 10_000  # characters
LONGEST_LINE = 500


class CardField(TextArea):
    """A text area that takes in nothing harmful."""

    DEFAULT_CSS = """
    CardField, CardField:focus {
        height: auto; min-height: 3; max-height: 7;
        padding: 0 1;
        border: round $border;
        border-title-color: $text-muted;
        background: $surface;
    }
    CardField:focus { border: round $primary; }
    """

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.border_title = title

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Enter is a new line here."""
        return key == "enter" or super().check_consume_key(key, character)

    async def _on_paste(self, event: events.Paste) -> None:
        # Textual then calls the handler of the class this one is made from.
        room = max(0, LONGEST - len(self.text))
        event.text = harmless(event.text.replace("\r\n", "\n").replace("\r", "\n")[:room])


class CardLine(Input):
    """A line of input that takes in nothing harmful."""

    DEFAULT_CSS = """
    CardLine, CardLine:focus {
        height: 3; padding: 0 1;
        border: round $border;
        border-title-color: $text-muted;
        background: $surface;
    }
    CardLine:focus { border: round $primary; }
    """

    def __init__(self, title: str, *, id: str, value: str = "") -> None:
        super().__init__(value, id=id, max_length=LONGEST_LINE)
        self.border_title = title

    def _on_paste(self, event: events.Paste) -> None:
        # Textual then calls the handler of the class this one is made from.
        event.text = one_line(event.text[:LONGEST_LINE])
