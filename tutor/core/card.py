"""What there is to learn: cards, and how they are named."""

from typing import NamedTuple, NewType

from tutor.core.kind import Kind

CardId = NewType("CardId", str)
Macros = tuple[tuple[str, str], ...]  # commands of the deck's own for its formulas: name, meaning


class Card(NamedTuple):
    """One thing to be asked. Cards that share a `note` are siblings (the parts of one cloze)."""

    id: CardId
    kind: Kind
    note: str
    question: str
    answer: str
    key_points: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    macros: Macros = ()
    deck: str = ""
    path: str = ""
    line: int = 0
