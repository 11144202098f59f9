"""A card the other way round: its answer asks for its question."""

from tutor.library.parsed import ParsedCard
from tutor.library.wording import hashed


def reverse(card: ParsedCard, asks: str, answers: str) -> ParsedCard:
    """The sibling that is asked in reverse; with an id it is known by that id whatever changes."""
    return card._replace(
        given="",
        identity=hashed("reverse", card.given or answers),
        wording=hashed("reverse", asks, answers),
        question=card.answer,
        answer=card.question,
        key_points=(),
        twins=(),
    )
