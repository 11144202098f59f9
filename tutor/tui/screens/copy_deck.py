"""What to do with a bundled deck that is to be edited: copy it, or leave it."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.text import one_line
from tutor.paths import bundled_decks
from tutor.tui.screens.sheet import Sheet


class CopySheet(Sheet):
    """Asks; its answer is whether the deck is to be copied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "copy and edit", tooltip="Copy the deck into your folder and edit it"),
        Binding("escape,enter,space,q", "dismiss", "leave it", tooltip="Leave the deck as it is"),
    ]

    def __init__(self, path: str, own: Path) -> None:
        deck = Path(path).relative_to(bundled_decks().resolve()).parts[0]
        said = (
            f"The deck {one_line(deck)} comes with tutor. An update would replace what you write "
            "into it.\n\n"
            "Press c to copy it into the folder of your decks and edit the copy. From then on the "
            "copy is read in its place; the cards keep their history.\n\n"
            f"Your decks: {one_line(str(own))}"
        )
        super().__init__("Edit a bundled deck", Content(said))

    def action_copy(self) -> None:
        """Copy it."""
        self.dismiss(True)
