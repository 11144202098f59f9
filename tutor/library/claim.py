"""A card as found in search of its id, and a card as last seen that may be it."""

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
    UNDECIDED = "undecided"  # new, though it may be a card that vanished


def written(card: CardId) -> str:
    """How a card's id is written in an id comment: without the tilde of those that no one chose."""
    return card.removeprefix("~")


@dataclass(frozen=True, slots=True)
class Known:
    """A card as last seen."""

    id: CardId
    given: str
    identity: str
    wording: str
    question: str
    answer: str
    placed: bool  # whether it is in a deck file other than those now read
    graded: bool = True  # whether it has a history to keep
    is_undecided: bool = False  # whether it may be a card that has one

    @property
    def names(self) -> tuple[str, ...]:
        """What an author can call it by in an id comment, also if that comment is gone."""
        own = written(self.id)
        return (own, self.given) if self.given not in ("", own) else (own,)


@dataclass(slots=True, eq=False)
class Claim:
    """A card in search of its id: one found card, or several that are exact duplicates."""

    card: ParsedCard
    id: CardId | None = None
    origin: Origin = Origin.NEW
    keeps_history: bool = False
    candidates: tuple[CardId, ...] = ()  # the vanished cards it may be, if that is undecided

    @property
    def is_open(self) -> bool:
        """Whether nothing is known of it yet."""
        return self.id is None and self.origin is Origin.NEW

    def may_be(self, known: Known) -> bool:
        """Whether no given id forbids it."""
        return not known.given or not self.card.given or self.card.given in known.names

    def take(self, known: Known) -> None:
        """Be this card from now on."""
        self.id = known.id
        self.origin = Origin.SAME if self.card.wording == known.wording else Origin.REWORDED
        self.keeps_history = known.graded


def claims(found: Sequence[ParsedCard]) -> tuple[list[Claim], list[Claim]]:
    """The claims, and for each card its own: the same wording is one, unless the ids differ."""
    distinct: list[Claim] = []
    claim_of: list[Claim] = []
    by_wording: dict[str, list[Claim]] = {}
    for card in found:
        alike = by_wording.setdefault(card.wording, [])
        for claim in alike:
            if not card.given or claim.card.given in ("", card.given):
                if card.given:
                    claim.card = card
                break
        else:
            claim = Claim(card)
            alike.append(claim)
            distinct.append(claim)
        claim_of.append(claim)
    return distinct, claim_of
