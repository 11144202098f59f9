"""A deck file, taken apart into its cards; what is wrong with it is told, never raised."""

from collections.abc import Callable
from dataclasses import dataclass

from tutor.core.card import Kind
from tutor.library.fault import Fault
from tutor.library.scan import DeckFile

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class ParsedCard:
    """A card as its file has it, before it is matched to a card with a history."""

    kind: Kind
    given: str  # the id the author gave, or ""
    note: str  # shared by siblings
    identity: str  # of what is asked
    wording: str  # of what is asked and answered
    question: str
    answer: str
    key_points: tuple[str, ...]
    tags: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a deck file holds; `notes` are worth saying, and no fault."""

    name: str  # the front matter's, or ""
    cards: tuple[ParsedCard, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


def parse(data: bytes, path: str, progress: Progress | None = None) -> ParsedFile:
    """The cards in a file's bytes; `progress` hears how far it is, and may raise to stop."""
    return ParsedFile("", (), (), ())


def read(file: DeckFile, progress: Progress | None = None) -> ParsedFile:
    """The cards of a file; one that cannot be read is a fault."""
    return ParsedFile("", (), (), ())
