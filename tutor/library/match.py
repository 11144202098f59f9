"""Cards as found, matched to the cards last seen, so that a corrected card keeps its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tutor.core.card import CardId
from tutor.library.parsed import ParsedCard


class Origin(StrEnum):
    """How a card came by its id."""

    SAME = "same"
    REWORDED = "reworded"  # its text changed, its history stays
    NEW = "new"
    RIVALS = "rivals"  # new, though like a vanished card: there were several candidates


@dataclass(frozen=True, slots=True)
class Known:
    """A card as last seen."""

    id: CardId
    given: str
    identity: str
    wording: str
    question: str
    answer: str
    placed: bool  # whether it stands in a deck file other than those now read


@dataclass(frozen=True, slots=True)
class Match:
    """A card as found, and the id it goes by."""

    card: ParsedCard
    id: CardId
    origin: Origin


def match(found: Sequence[ParsedCard], known: Sequence[Known]) -> list[Match]:
    """The id of each card found, in the same order."""
    return [Match(card, CardId(card.given or card.identity), Origin.NEW) for card in found]
