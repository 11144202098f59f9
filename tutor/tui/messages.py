"""What widgets ask of their screen, and screens of the app."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from tutor.core.card import Card

if TYPE_CHECKING:
    from tutor.core.kind import Kind
    from tutor.study.more import More

READING = "Reading your decks…"  # until it is known which


class Do(Message):
    """Something was clicked that does what a key does: run this action of the screen."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class Arrived(Message):
    """What a screen waited for is there: keys that were typed before can be given to it."""


class Begins(Message):
    """There is no history yet: it may be said what this is."""


class Related(Message):
    """Show the cards about what went wrong."""

    def __init__(self, cards: Sequence[Card]) -> None:
        super().__init__()
        self.cards = cards


class Study(Message):
    """Begin a review session in place of the sheet that offers it.

    It asks what need not be due, if `more` says so, and one kind of card, if `kind` names one.
    """

    def __init__(self, more: "More | None" = None, kind: "Kind | None" = None) -> None:
        super().__init__()
        self.more = more
        self.kind = kind


class Home(Message):
    """Go back to the home screen."""


class Unknown(Message):
    """A deck or an exercise was asked for that there is not."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Reading(Message):
    """A deck file is being read; `share` of it, 0 to 1, is done."""

    def __init__(self, path: str, share: float) -> None:
        super().__init__()
        self.path = path
        self.share = share


class Failed(Message):
    """Something that runs beside the screens went wrong."""

    def __init__(self, title: str, reason: str) -> None:
        super().__init__()
        self.title = title
        self.reason = reason
