"""The text of a deck or of the learner: the one place where it is shown."""

from textual.content import Content
from textual.widgets import Static

from tutor.core.text import harmless

LONGEST = 20_000  # characters; laying out more would hold up the screen


def set_text(text: str) -> Content:
    """The text as it was typed, harmless, and never read as markup."""
    if len(text) <= LONGEST:
        return Content(harmless(text))
    left = f"\n\n… and {len(text) - LONGEST:,} more characters, in the deck's file."
    return Content.assemble(harmless(text[:LONGEST]), (left, "$text-muted"))


class CardText(Static):
    """A question, an answer or a key point."""

    DEFAULT_CSS = "CardText { height: auto; }"

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(set_text(text), id=id)

    def show(self, text: str) -> None:
        """Show another text."""
        self.update(set_text(text))
