"""Where a cloze hides its part, and its text with that part put back."""

from typing import NamedTuple

from tutor.core.card import Card
from tutor.library.wording import hashed, normalised

HOLE = "[…]"


class Cloze(NamedTuple):
    """A note around one hidden part: what stands before it, the part, what stands after it."""

    before: str
    part: str
    after: str

    @property
    def filled(self) -> str:
        """The note with the part in brackets."""
        return f"{self.before}[{self.part}]{self.after}"


def cloze(card: Card) -> Cloze | None:
    """A card's question around what it hides; None if the card is no cloze.

    A question may show the same three signs elsewhere: the hole is where the answer restores the
    note that the card's name for it is made from.
    """
    at = card.question.find(HOLE)
    while at >= 0:
        before, after = card.question[:at], card.question[at + len(HOLE) :]
        for part in (card.answer, f" {card.answer}", f"{card.answer} ", f" {card.answer} "):
            if hashed("note", normalised(before + part + after)) == card.note:
                return Cloze(before, card.answer, after)
        at = card.question.find(HOLE, at + 1)
    return None
