"""Cards as found, matched to the cards last seen, so that a corrected card keeps its history."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count, islice

from tutor.core.card import CardId
from tutor.library.likeness import comparable, nearly_same, same_answer
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
    placed: bool  # whether it is in a deck file other than those now read


@dataclass(frozen=True, slots=True)
class Match:
    """A card as found, and the id it goes by."""

    card: ParsedCard
    id: CardId
    origin: Origin


def match(found: Sequence[ParsedCard], known: Sequence[Known]) -> list[Match]:
    """The id of each card found, in the same order.

    A card is known by its given id; else by what it asks and answers; else by what it asks; else,
    among the cards that vanished, by its likeness to one, if neither of the two has a rival. What
    remains is new. Exact duplicates are one card, and a given id stays with its card.
    """
    claims, claim_of = _claims(found)
    matching = _Matching(claims, known)
    matching.by_given_and_wording()
    matching.by_given_and_identity()
    matching.by_given()
    matching.by_wording()
    matching.by_identity()
    matching.by_likeness()
    matching.name_the_new()
    return [
        Match(card, claim.id, claim.origin) for card, claim in zip(found, claim_of, strict=True)
    ]


_NONE = CardId("")


@dataclass(slots=True, eq=False)
class _Claim:
    """A card in search of its id: one found card, or several that are exact duplicates."""

    card: ParsedCard
    id: CardId = _NONE
    origin: Origin = Origin.NEW

    def may_be(self, known: Known) -> bool:
        """Whether no given id forbids it."""
        return not known.given or not self.card.given or known.given == self.card.given


def _given(known: Known) -> str:
    """The id its author gave it, also if the comment that says so is gone, or ""."""
    return known.given or ("" if known.id.startswith("~") else known.id)


def _claims(found: Sequence[ParsedCard]) -> tuple[list[_Claim], list[_Claim]]:
    """The claims, and for each card its own: the same wording is one, unless the ids differ."""
    claims: list[_Claim] = []
    claim_of: list[_Claim] = []
    by_wording: dict[str, list[_Claim]] = {}
    for card in found:
        alike = by_wording.setdefault(card.wording, [])
        for claim in alike:
            if not card.given or claim.card.given in ("", card.given):
                if card.given:
                    claim.card = card
                break
        else:
            claim = _Claim(card)
            alike.append(claim)
            claims.append(claim)
        claim_of.append(claim)
    return claims, claim_of


class _Matching:
    """The rules, one after the other; each looks only at what the ones before it left."""

    def __init__(self, claims: list[_Claim], known: Sequence[Known]) -> None:
        self._claims = claims
        self._known = known
        self._open = claims
        self._claimed: set[CardId] = set()
        self._contested: set[CardId] = set()  # by rivals

    def by_given_and_wording(self) -> None:
        """The same given id, question and answer, also if the known card is elsewhere now."""
        owners = [known for known in self._known if _given(known)]
        self._pair(self._given_an_id(), owners, lambda given, card: (given, card.wording))

    def by_given_and_identity(self) -> None:
        """The same given id and question: which of several cards that were given one id it is."""
        self._pair(
            self._given_an_id(), self._unplaced(), lambda given, card: (given, card.identity)
        )

    def by_given(self) -> None:
        """The same given id, whatever the card asks by now."""
        self._pair(self._given_an_id(), self._unplaced(), lambda given, _: given)

    def by_wording(self) -> None:
        """The same question and answer: the same card, here or in another file."""
        self._close()
        owners = defaultdict(list)
        for known in self._known:
            owners[known.wording].append(known)
        for claim in self._open:
            possible = [
                known
                for known in owners.get(claim.card.wording, ())
                if known.id not in self._claimed and claim.may_be(known)
            ]
            if possible:
                self._claim(claim, max(possible, key=lambda k: k.given == claim.card.given))
        self._close()

    def by_identity(self) -> None:
        """The same question: the same card with its answer corrected, if no other asks it too."""
        self._pair(self._open, self._vanished(), lambda _, card: card.identity)
        self._close()

    def by_likeness(self) -> None:
        """A card that vanished and a new one that is like it, if neither has a rival."""
        for alike in (same_answer, nearly_same):
            claims, vanished = self._open, self._vanished()
            if not claims or not vanished:
                return
            ones = [comparable(claim.card.question, claim.card.answer) for claim in claims]
            others = [comparable(known.question, known.answer) for known in vanished]
            pairs = [(claims[one], vanished[other]) for one, other in alike(ones, others)]
            self._settle([(claim, known) for claim, known in pairs if claim.may_be(known)])

    def name_the_new(self) -> None:
        """Give each card that is left an id that no other has."""
        taken = {known.id for known in self._known} | {claim.id for claim in self._claims}
        for claim in self._claims:
            if not claim.id:
                card = claim.card
                more = (f"{card.wording}-{number}" for number in count(2))
                names = chain((card.given, card.identity, card.wording), more)
                claim.id = next(CardId(name) for name in names if name and name not in taken)
                taken.add(claim.id)

    def _given_an_id(self) -> list[_Claim]:
        return [claim for claim in self._claims if claim.card.given]

    def _unplaced(self) -> list[Known]:
        """The known cards with a given id that are in no file other than those read."""
        return [known for known in self._known if _given(known) and not known.placed]

    def _vanished(self) -> list[Known]:
        """The known cards that are in no file any more, as far as is known by now."""
        gone = self._claimed | self._contested
        return [known for known in self._known if not known.placed and known.id not in gone]

    def _claim(self, claim: _Claim, known: Known) -> None:
        claim.id = known.id
        claim.origin = Origin.SAME if claim.card.wording == known.wording else Origin.REWORDED
        self._claimed.add(known.id)

    def _close(self) -> None:
        """Go on with the cards that have found no id, and no rivals."""
        self._open = [c for c in self._open if not c.id and c.origin is Origin.NEW]

    def _pair(
        self,
        claims: Iterable[_Claim],
        owners: Iterable[Known],
        key: Callable[[str, ParsedCard | Known], Hashable],
    ) -> None:
        """Match a claim and a known card that have a key, of given id and card, to themselves."""
        seekers: dict[Hashable, list[_Claim]] = defaultdict(list)
        for claim in claims:
            if not claim.id:
                seekers[key(claim.card.given, claim.card)].append(claim)
        sought: dict[Hashable, list[Known]] = defaultdict(list)
        for known in owners:
            if known.id not in self._claimed:
                sought[key(_given(known), known)].append(known)
        for shared, ones in seekers.items():
            pairs = (
                (claim, known)
                for claim in ones
                for known in sought.get(shared, ())
                if claim.may_be(known)
            )
            if len(first_two := list(islice(pairs, 2))) == 1:
                self._claim(*first_two[0])

    def _settle(self, pairs: Sequence[tuple[_Claim, Known]]) -> None:
        """Match the pairs of which neither is in another pair; the others are rivals."""
        claimed = Counter(id(claim) for claim, _ in pairs)
        wanted = Counter(known.id for _, known in pairs)
        for claim, known in pairs:
            if claimed[id(claim)] == 1 and wanted[known.id] == 1:
                self._claim(claim, known)
            else:
                claim.origin = Origin.RIVALS
                self._contested.add(known.id)
        self._close()
