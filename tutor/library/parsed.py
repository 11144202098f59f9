"""What a deck file holds, before its cards are matched to cards with a history."""

from typing import NamedTuple

from tutor.core.card import Macros
from tutor.core.fault import Fault
from tutor.core.kind import Kind


class Named(NamedTuple):
    """The id of another card, and the line that names it."""

    id: str
    line: int


class ParsedCard(NamedTuple):
    """A card as its file has it."""

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
    own_tags: tuple[str, ...] = ()  # those that the front matter does not give
    twins: tuple[Named, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether it is a hidden part of a note."""
        return self.note != self.identity and not self.kind.is_drawn


class ParsedFile(NamedTuple):
    """The cards of a file, what is wrong with it, and what is worth a note and no fault."""

    name: str  # the front matter's, or ""
    cards: tuple[ParsedCard, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    macros: Macros = ()
    was_read: bool = True  # False where the file could not be opened, and is to be tried again
