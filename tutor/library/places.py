"""Where cards stood in their files, and where they stand: what left a place, what came there."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from tutor.core.card import CardId

_Card = TypeVar("_Card")


class Stood(NamedTuple):
    """A card in a file as it was last read, and the note it belonged to."""

    card: CardId
    note: str


class Order(NamedTuple):
    """The cards of each file as it was last read, and how many each changed file has now."""

    before: Mapping[str, Sequence[Stood]] = MappingProxyType({})
    after: Sequence[tuple[str, int]] = ()


class Arrival(NamedTuple):
    """A card as found: its place among all found, its note, and its id if that is known by now."""

    place: int
    note: str
    id: CardId | None


class Gap(NamedTuple):
    """What stood between two cards that are still there, and what stands there now."""

    gone: tuple[Stood, ...]
    arrived: tuple[Arrival, ...]

    @property
    def is_one_for_one(self) -> bool:
        """Whether one note or question went, and one came."""
        return (
            len({card.note for card in self.gone}) == len({card.note for card in self.arrived}) == 1
        )


def gaps(order: Order, found: Sequence[Arrival], vanished: Container[CardId]) -> list[Gap]:
    """Every place that a vanished card left and a card without an id came to."""
    rest = iter(found)
    now = {path: list(islice(rest, count)) for path, count in order.after}
    moved = {
        card.card: path for path, cards in order.before.items() if path not in now for card in cards
    }
    result = []
    for path, here in now.items():
        if all(arrival.id for arrival in here):
            continue
        was = order.before.get(path) or order.before.get(_renamed(here, moved), ())
        stood, stands = {card.card for card in was}, {arrival.id for arrival in here}
        left = _between(
            (card, card.card if card.card in stands else None, card.card in vanished)
            for card in was
        )
        came = _between(
            (arrival, arrival.id if arrival.id in stood else None, arrival.id is None)
            for arrival in here
        )
        result += [
            Gap(tuple(gone), tuple(arrivals))
            for place, gone in left.items()
            if (arrivals := came.get(place))
        ]
    return result


def _renamed(here: Iterable[Arrival], stood: Mapping[CardId, str]) -> str:
    """The file that is gone in which most cards of a new file stood, or ""."""
    shared = Counter(path for arrival in here if (path := stood.get(arrival.id or CardId(""))))
    return max(shared, key=lambda path: shared[path], default="")


def _between(
    cards: Iterable[tuple[_Card, CardId | None, bool]],
) -> dict[tuple[CardId | None, CardId | None], list[_Card]]:
    """The cards that are asked for, by the cards that stayed before and after them."""
    places: dict[tuple[CardId | None, CardId | None], list[_Card]] = defaultdict(list)
    before: CardId | None = None
    wanted: list[_Card] = []
    for card, stayed, is_wanted in cards:
        if stayed is not None:
            places[before, stayed] += wanted
            before, wanted = stayed, []
        elif is_wanted:
            wanted.append(card)
    places[before, None] += wanted
    return {place: found for place, found in places.items() if found}
