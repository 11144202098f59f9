"""Cards as found, matched to the cards last seen, so that a corrected card keeps its history."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

from tutor.core.card import CardId
from tutor.library.as_read import as_read
from tutor.library.claim import Claim, Known, Origin, claims
from tutor.library.likeness import nearly_same, same_answer
from tutor.library.parsed import ParsedCard
from tutor.library.places import Arrival, Gap, Order, gaps
from tutor.library.resemblance import Pair, agreeing, alike, is_closest, ranked, weak

__all__ = ["Known", "Match", "Order", "Origin", "match"]


@dataclass(frozen=True, slots=True)
class Match:
    """A card as found, the id it goes by, and the vanished cards it may be if it is undecided."""

    card: ParsedCard
    id: CardId
    origin: Origin
    keeps_history: bool = False
    candidates: tuple[CardId, ...] = ()


def match(
    found: Sequence[ParsedCard],
    known: Sequence[Known],
    order: Order | None = None,
    bundled: Sequence[bool] = (),
) -> list[Match]:
    """The id of each card found, in the same order; `bundled` says which come with the program.

    A card is known by its given id; else by what it asks and answers; else by what it asks, as
    spelled or as read; else, among the cards that vanished, by its place or by its likeness to one,
    if neither of the two has a rival. What remains is new, and undecided if it may be a card with a
    history that vanished. Exact duplicates are one card, and a given id stays with its card. Of new
    cards with one given id, a bundled one leaves it to the learner's own.
    """
    distinct, claim_of = claims(found)
    matching = _Matching(distinct, known, claim_of, order, bundled)
    matching.by_given_and_wording()
    matching.by_given_and_identity()
    matching.by_given()
    matching.by_wording()
    matching.by_identity()
    matching.by_reading()
    if matching.compare():
        matching.by_place()
        matching.by_likeness()
        matching.by_place()
        matching.note_the_undecided()
    matching.name_the_new()
    return [
        Match(card, claim.id or CardId(""), claim.origin, claim.keeps_history, claim.candidates)
        for card, claim in zip(found, claim_of, strict=True)
    ]


class _Matching:
    """The rules, one after the other; each looks only at what the ones before it left."""

    def __init__(
        self,
        distinct: list[Claim],
        known: Sequence[Known],
        claim_of: Sequence[Claim],
        order: Order | None,
        bundled: Sequence[bool],
    ) -> None:
        self._claims = distinct
        self._known = known
        self._claim_of = claim_of
        self._order = order
        self._bundled = {
            id(claim) for claim, is_so in zip(claim_of, bundled, strict=False) if is_so
        }
        self._claimed: set[CardId] = set()
        self._contested: set[CardId] = set()  # by rivals
        self._alike: list[list[Pair]] = []  # by rule, what is most surely one card first
        self._rivals: list[Pair] = []  # too unsure, but in the way of others
        self._unsure: list[Pair] = []

    def by_given_and_wording(self) -> None:
        """The same given id, question and answer, also if the known card is elsewhere now."""
        self._pair(self._given_an_id(), self._known, lambda given, card: (given, card.wording))

    def by_given_and_identity(self) -> None:
        """The same given id and question: which of several cards that were given one id it is."""
        unplaced = [known for known in self._known if not known.placed]
        self._pair(self._given_an_id(), unplaced, lambda given, card: (given, card.identity))

    def by_given(self) -> None:
        """The same given id, whatever the card asks by now."""
        unplaced = [known for known in self._known if not known.placed]
        self._pair(self._given_an_id(), unplaced, lambda given, _: given)

    def by_wording(self) -> None:
        """The same question and answer: the same card, here or in another file."""
        owners = defaultdict(list)
        for known in self._known:
            owners[known.wording].append(known)
        for claim in self._open():
            possible = [
                known
                for known in owners.get(claim.card.wording, ())
                if known.id not in self._claimed and claim.may_be(known)
            ]
            if possible:
                given = claim.card.given
                self._claim(claim, max(possible, key=lambda k: (k.given == given, k.graded)))

    def by_identity(self) -> None:
        """The same question: the same card with its answer corrected, if no other asks it too."""
        self._pair(self._open(), self._vanished(), lambda _, card: card.identity)

    def by_reading(self) -> None:
        """The same question, and best the same answer, as they read: formulas spelled otherwise."""
        if self._open() and self._vanished():
            for key in (_read_whole, _read_question):
                self._pair(self._open(), self._vanished(), key)

    def compare(self) -> bool:
        """Find out which cards are alike, if any are left to compare."""
        ones, others = self._open(), self._vanished()
        if not ones or not others:
            return False
        came: dict[int, int] = {}
        went: dict[CardId, int] = {}
        for number, gap in enumerate(self._gaps()):
            came |= {id(self._claim_of[arrival.place]): number for arrival in gap.arrived}
            went |= {gone.card: number for gone in gap.gone}

        def is_here(claim: Claim, known: Known) -> bool:
            place = came.get(id(claim), -1)
            return self._order is None or place == went.get(known.id)

        found = [alike(rule, ones, others, is_here) for rule in (same_answer, nearly_same)]
        self._alike = [*(each.sure for each in found), *(each.other for each in found)]
        self._rivals = [pair for each in found for pair in each.rivals]
        self._unsure = [*self._rivals, *(pair for each in found for pair in each.unsure)]
        return True

    def by_place(self) -> None:
        """One went from a place, one came there, and what they answer agrees.

        Not if a card elsewhere is as much like one of the two as they are like each other.
        """
        by_id = {known.id: known for known in self._vanished()}
        of_claim: dict[int, list[Pair]] = defaultdict(list)
        of_known: dict[CardId, list[Pair]] = defaultdict(list)
        for pair in self._still_open(chain(*self._alike, self._rivals)):
            of_claim[id(pair[0])].append(pair)
            of_known[pair[1].id].append(pair)
        for gap in self._gaps():
            if not gap.is_one_for_one:
                continue
            came = {arrival.place: self._claim_of[arrival.place] for arrival in gap.arrived}
            went = [by_id[gone.card] for gone in gap.gone if gone.card in by_id]
            ours, theirs = set(map(id, came.values())), {known.id for known in went}
            for claim, known in agreeing(list(came.values()), went):
                rivals = [
                    pair
                    for pair in (*of_claim[id(claim)], *of_known[known.id])
                    if (id(pair[0]) in ours) != (pair[1].id in theirs)
                ]
                if claim.is_open and is_closest((claim, known), rivals):
                    self._claim(claim, known)

    def by_likeness(self) -> None:
        """A card that vanished and a new one that is like it, if neither has a rival."""
        for pairs in self._alike:
            self._settle(self._still_open(pairs))

    def note_the_undecided(self) -> None:
        """Say of each card that is left which vanished cards with a history it may be.

        One that has another given id than the card of the same question, which stood there, is
        new; but the id may be mistyped.
        """
        graded = {
            known.id: known
            for known in self._known
            if (known.graded or known.is_undecided) and not known.placed
        }
        for known_id in self._claimed:
            graded.pop(known_id, None)
        left = [claim for claim in self._claims if claim.id is None]
        before = self._order.before if self._order else {}
        stood = {gone.card for cards in before.values() for gone in cards}
        here = [known for known in graded.values() if known.id in stood]
        pairs = [*chain.from_iterable(self._alike), *weak(left, here)]
        pairs += [(claim, known) for claim, known in self._unsure if known.id in stood]
        for gap in self._gaps():
            for arrival in islice(gap.arrived, 100):
                claim = self._claim_of[arrival.place]
                gone = (graded.get(each.card) for each in islice(gap.gone, 20))
                pairs += [(claim, known) for known in gone if known is not None]
        may_be: dict[int, dict[CardId, Pair]] = defaultdict(dict)
        for claim, known in pairs:
            is_possible = claim.may_be(known) or claim.card.question == known.question
            if claim.id is None and known.id in graded and is_possible:
                may_be[id(claim)][known.id] = claim, known
        for claim in left:
            found = ranked(list(may_be[id(claim)].values()))
            claim.candidates = tuple(known.id for _, known in found[:3])
            claim.origin = Origin.UNDECIDED if found else Origin.NEW

    def name_the_new(self) -> None:
        """Give each card that is left an id that no other has."""
        taken = {known.id for known in self._known} | {claim.id for claim in self._claims}
        for claim in sorted(self._claims, key=lambda claim: id(claim) in self._bundled):
            if claim.id is None:
                card = claim.card
                more = (f"{card.wording}-{number}" for number in count(2))
                names = chain((card.given, card.identity, card.wording), more)
                claim.id = next(CardId(name) for name in names if name and name not in taken)
                taken.add(claim.id)

    def _given_an_id(self) -> list[Claim]:
        return [claim for claim in self._claims if claim.card.given]

    def _open(self) -> list[Claim]:
        """The cards that have found no id, and no rivals."""
        return [claim for claim in self._claims if claim.is_open]

    def _vanished(self) -> list[Known]:
        """The known cards that are in no file any more, as far as is known by now."""
        gone = self._claimed | self._contested
        return [known for known in self._known if not known.placed and known.id not in gone]

    def _gaps(self) -> list[Gap]:
        found = [
            Arrival(place, claim.card.note, claim.id) for place, claim in enumerate(self._claim_of)
        ]
        vanished = {known.id for known in self._known if not known.placed} - self._claimed
        return gaps(self._order, found, vanished) if self._order else []

    def _claim(self, claim: Claim, known: Known) -> None:
        claim.take(known)
        self._claimed.add(known.id)

    def _still_open(self, pairs: Iterable[Pair]) -> list[Pair]:
        gone = self._claimed | self._contested
        return [pair for pair in pairs if pair[0].is_open and pair[1].id not in gone]

    def _pair(
        self,
        seeking: Iterable[Claim],
        owners: Iterable[Known],
        key: Callable[[str, ParsedCard | Known], Hashable],
    ) -> None:
        """Match a claim and a known card that have a key, of given id and card, to themselves."""
        seekers: dict[Hashable, list[Claim]] = defaultdict(list)
        for claim in seeking:
            if claim.id is None:
                seekers[key(claim.card.given, claim.card)].append(claim)
        sought: dict[Hashable, dict[CardId, Known]] = defaultdict(dict)
        for known in owners:
            if known.id not in self._claimed:
                for name in known.names:
                    sought[key(name, known)][known.id] = known
        for shared, ones in seekers.items():
            pairs = (
                (claim, known)
                for claim in ones
                for known in (sought[shared].values() if shared in sought else ())
                if claim.may_be(known)
            )
            if len(first_two := list(islice(pairs, 2))) == 1:
                self._claim(*first_two[0])

    def _settle(self, pairs: Sequence[Pair]) -> None:
        """Match the pairs of which neither is in another pair; the others are rivals."""
        rivals = self._still_open(self._rivals)
        all_pairs = {(id(claim), known.id) for claim, known in (*pairs, *rivals)}
        claimed = Counter(claim for claim, _ in all_pairs)
        wanted = Counter(known for _, known in all_pairs)
        for claim, known in pairs:
            if claimed[id(claim)] == 1 and wanted[known.id] == 1:
                self._claim(claim, known)
            else:
                claim.origin = Origin.UNDECIDED
                self._contested.add(known.id)


def _read_whole(_: str, card: ParsedCard | Known) -> Hashable:
    return as_read(card.question), as_read(card.answer)


def _read_question(_: str, card: ParsedCard | Known) -> Hashable:
    return as_read(card.question)
