"""What widgets ask of their screen, and screens of the app."""

from dataclasses import dataclass

from textual.message import Message

READING = "Reading your decks…"  # until it is known which


@dataclass
class Do(Message):
    """Something was clicked that does what a key does: run this action of the screen."""

    action: str


@dataclass
class Home(Message):
    """Go back to the home screen."""


@dataclass
class Review(Message):
    """Begin a sitting of these decks, or of all."""

    decks: tuple[str, ...] = ()


@dataclass
class LookThrough(Message):
    """Show every card of a deck."""

    deck: str


@dataclass
class SelfCheck(Message):
    """Ask a deck's self-check questions as one set."""

    deck: str


@dataclass
class Exercises(Message):
    """List the exercises, beginning with those of a deck."""

    deck: str = ""


@dataclass
class TryIt(Message):
    """Try an exercise, at the level it has come to or at another."""

    exercise: str
    level: int | None = None
    seed: int | None = None


@dataclass
class Progress(Message):
    """Show how it has gone, and what comes."""


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
