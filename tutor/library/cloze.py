"""Where a cloze hides its part, and its text with that part put back."""

from typing import NamedTuple

from tutor.core.card import Card
from tutor.library.wording import hashed, normalised

HOLE = "[…]"

_PAIRS = (("(", ")"), ("[", "]"))  # after a backslash, around a formula


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
    if at < 0 or card.kind.is_drawn or card.note == hashed(normalised(card.question)):
        return None
    last = card.question.rfind(HOLE)
    while at >= 0:
        before, after = card.question[:at], card.question[at + len(HOLE) :]
        for part in _spellings(card.answer):
            if at == last or hashed("note", normalised(before + part + after)) == card.note:
                return Cloze(before, _inside(before, card.answer), after)
        at = card.question.find(HOLE, at + 1)
    return None


def _spellings(answer: str) -> tuple[str, ...]:
    """How a part may be written in its note, where blanks may stand around it."""
    return answer, f" {answer}", f"{answer} ", f" {answer} "


def _inside(before: str, answer: str) -> str:
    """A part of code or maths without signs of its own, where the note has them around it."""
    sign = answer[:1]
    if sign not in ("`", "$") or answer[-1:] != sign or len(answer) < 3:
        return answer
    paragraph = before if "```" in before else before[before.rfind("\n\n") + 1 :]
    is_latex = any(before.rfind("\\" + one) > before.rfind("\\" + other) for one, other in _PAIRS)
    is_inside = paragraph.count(sign) % 2 == 1 or (sign == "$" and is_latex)
    return answer[1:-1] if is_inside else answer
