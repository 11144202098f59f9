"""The place to type words to look for."""

from textual import events
from textual.widgets import Input

from tutor.core.text import one_line

LONGEST = 200


class SearchField(Input):
    """A line of input that takes in nothing harmful."""

    DEFAULT_CSS = """
    SearchField, SearchField:focus {
        height: 3; padding: 0 1;
        border: round $border;
        background: $background;
    }
    SearchField:focus { border: round $primary; }
    """

    def __init__(self) -> None:
        super().__init__(
            placeholder="Search: enter goes to the list, esc ends it", max_length=LONGEST
        )

    async def _on_key(self, event: events.Key) -> None:
        """The key that begins a search is no part of it."""
        if event.character == "/" and not self.value:
            event.stop()
            event.prevent_default()  # else Textual calls the handler of the class below

    def _on_paste(self, event: events.Paste) -> None:
        # Textual then calls the handler of the class this one is made from.
        event.text = one_line(event.text[:LONGEST])
