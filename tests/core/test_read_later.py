"""A long list of which only what is reached is read, and a queue that is one."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_session import graded
from tutor.core.card import CardId
from tutor.core.read_later import Place, ReadLater
from tutor.core.session import Item, Session


class Shelf:
    """Reads items by their places, as many at once as it likes, and notes which were read."""

    def __init__(self, together: int = 1) -> None:
        self.read: list[Place] = []
        self._together = together

    def __call__(self, places: Sequence[Place]) -> list[Item]:
        few = places[: self._together]
        self.read += few
        return [Item(CardId(f"card {number}"), f"note {number}") for number, _ in few]


def test_what_is_reached_is_read_once_and_the_rest_never() -> None:
    shelf = Shelf()
    things = ReadLater([(3, 0), (1, 0), (2, 0)], shelf)
    assert len(things) == 3
    assert things[1].card == things[1].card == "card 1"
    assert things[-1].card == "card 2"
    assert things[:2][1].card == "card 1"
    assert shelf.read == [(1, 0), (2, 0)]


def test_some_that_follow_are_read_with_what_is_reached() -> None:
    shelf = Shelf(together=3)
    other = Item(CardId("other"), "other")
    things: ReadLater[Item] = ReadLater([(5, 0), (3, 0), other, (1, 0), (2, 0), (4, 0)], shelf)
    assert [things[place].card for place in (1, 2, 3, 4)] == ["card 3", "other", "card 1", "card 2"]
    assert shelf.read == [(3, 0), (1, 0), (2, 0)]
    assert [thing.card for thing in things] == [
        *("card 5", "card 3", "other", "card 1", "card 2", "card 4")
    ]
    assert sorted(shelf.read)[-2:] == [(4, 0), (5, 0)]


@given(st.lists(st.sampled_from(["again", "good", "undo"]), max_size=25), st.integers(1, 4))
def test_a_queue_that_is_read_later_is_as_one_that_was_read(
    moves: list[str], together: int
) -> None:
    places = [(number, 0) for number in range(6)]
    later = Session(ReadLater(places, Shelf(together)))
    now = Session(tuple(Shelf(len(places))(places)))
    for move in moves:
        if move == "undo" and now.done:
            undone = now.done[-1]
            item = undone.item._replace(anyway=True)
            later = later.put_back(item, undone.entry.uid)
            now = now.put_back(item, undone.entry.uid)
        elif move != "undo" and now.up is not None:
            entry = graded(now, 1 if move == "again" else 4).done[-1].graded
            later, now = (each.grade(entry, owed=move == "again") for each in (later, now))
        assert later.up == now.up
        assert (later.left, later.owed, later.settled) == (now.left, now.owed, now.settled)
        assert later._replace(queue=()) == now._replace(queue=())
