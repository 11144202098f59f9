"""A long list of which only what is reached is read, and a queue that is one."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_session import graded
from tutor.core.card import CardId
from tutor.core.read_later import Place, ReadLater, replaced
from tutor.core.session import Item, Session


class Shelf:
    """Reads an item by its place, and notes which were read."""

    def __init__(self) -> None:
        self.read: list[Place] = []

    def __call__(self, place: Place) -> Item:
        self.read.append(place)
        return Item(CardId(f"card {place[0]}"), f"note {place[0]}")


def test_what_is_reached_is_read_once_and_the_rest_never() -> None:
    shelf = Shelf()
    things = ReadLater([(3, 0), (1, 0), (2, 0)], shelf)
    assert len(things) == 3
    assert things[1].card == things[1].card == "card 1"
    assert things[-1].card == "card 2"
    assert things[:2][1].card == "card 1"
    assert shelf.read == [(1, 0), (2, 0)]


def test_a_thing_in_another_place_is_as_it_was_given() -> None:
    shelf = Shelf()
    other = Item(CardId("other"), "other")
    things = replaced(ReadLater([(3, 0), (1, 0)], shelf), 0, other)
    assert things[0] is other
    assert shelf.read == []
    assert replaced((1, 2, 3), 1, 9) == (1, 9, 3)


@given(st.lists(st.sampled_from(["again", "good", "undo"]), max_size=25))
def test_a_queue_that_is_read_later_is_as_one_that_was_read(moves: list[str]) -> None:
    places = [(number, 0) for number in range(6)]
    later, now = Session(ReadLater(places, Shelf())), Session(tuple(map(Shelf(), places)))
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
