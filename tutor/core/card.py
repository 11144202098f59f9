"""What there is to learn: cards, and how they are named."""

from typing import NamedTuple, NewType

from tutor.core.kind import Kind

CardId = NewType("CardId", str)
Macros = tuple[tuple[str, str], ...]  # commands of the deck's own for its formulas: name, meaning


TYPED = ",typed"  # a tag that no author can give: its answer is to be typed, and compared


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

    @property
    def is_typed(self) -> bool:
        """Whether its answer is to be typed, and compared."""
        return TYPED in self.tags
