"""The keys for a card's text, and where it stands."""

from typing import NamedTuple

from textual.binding import Binding

from tutor.core.card import Card

ADD = Binding("A", "add", "add a card", show=False, tooltip="Add a card to this deck")
OPEN = Binding("o", "open_media", "picture", tooltip="Open its pictures and sounds")
EDIT = Binding("e,f4", "edit", "edit", tooltip="Edit its text in your editor")


class Place(NamedTuple):
    """A line of a deck file; 0 is the file as a whole."""

    path: str
    line: int

    @classmethod
    def of(cls, card: Card) -> "Place":
        """Where a card stands."""
        return cls(card.path, card.line)
