"""Where a cloze hides its part, and its text with that part put back."""

import re
from typing import NamedTuple

from tutor.core.card import Card

HOLE = "[…]"
BETWEEN = "; "  # parts that are hidden together, in the answer

_HINT = re.compile(r" \([^\n]*?\)")  # as it stands after a hole
_PAIRS = (("(", ")"), ("[", "]"))  # after a backslash, around a formula


class Cloze(NamedTuple):
    """A note around its first hidden part: what stands before it, the part, what stands after it.

    The other parts that are hidden with it stand in brackets in what follows.
    """

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
    if at < 0 or card.kind.is_drawn or _is_named(card, card.question):
        return None
    last = card.question.rfind(HOLE)
    while at >= 0:
        before, after = card.question[:at], card.question[at + len(HOLE) :]
        hint = _HINT.match(after)
        for rest in (after, after[hint.end() :]) if hint else (after,):
            for part in _spellings(card.answer):
                if _is_named(card, "note", before + part + rest):
                    return Cloze(before, _inside(before, card.answer), rest)
        if at == last:
            return _group(card) or Cloze(before, _inside(before, card.answer), after)
        at = card.question.find(HOLE, at + 1)
    return None


def _group(card: Card) -> Cloze | None:
    """Several parts that are hidden together, put back each in its place."""
    parts = card.answer.split(BETWEEN)
    pieces = card.question.split(HOLE)
    if len(parts) < 2 or len(parts) != len(pieces) - 1:
        return None
    for texts in (pieces, [pieces[0], *(_HINT.sub("", piece, count=1) for piece in pieces[1:])]):
        whole = "".join(text + part for text, part in zip(texts, [*parts, ""], strict=True))
        if _is_named(card, "note", whole):
            others = zip(parts[1:], texts[2:], strict=True)
            after = texts[1] + "".join(f"[{part}]{text}" for part, text in others)
            return Cloze(texts[0], parts[0], after)
    return None


def _is_named(card: Card, *texts: str) -> bool:
    """Whether the card's name for its note is made from these."""
    from tutor.library.wording import hashed, normalised  # only where something is hidden

    return hashed(*map(normalised, texts)) == card.note


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
