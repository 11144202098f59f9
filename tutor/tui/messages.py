"""What widgets ask of their screen, and screens of the app."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from tutor.core.card import Card

READING = "Reading your decks…"  # until it is known which


@dataclass
class Do(Message):
    """Something was clicked that does what a key does: run this action of the screen."""

    action: str


@dataclass
class Arrived(Message):
    """What a screen waited for is there: keys that were typed before can be given to it."""


@dataclass
class Related(Message):
    """Show the cards about what went wrong."""

    cards: Sequence[Card]


@dataclass
class Home(Message):
    """Go back to the home screen."""


@dataclass
class Unknown(Message):
    """A deck or an exercise was asked for that there is not."""

    reason: str


@dataclass
class Reading(Message):
    """A deck file is being read; `share` of it, 0 to 1, is done."""

    path: str
    share: float


@dataclass
class Failed(Message):
    """Something that runs beside the screens went wrong."""

    title: str
    reason: str
