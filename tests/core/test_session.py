"""A review session's queue: what comes when, what comes back, what is kept apart."""

from itertools import count, pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from tutor.core.card import CardId
from tutor.core.log import Entry, Event, Graded
from tutor.core.memory import Memory
from tutor.core.session import Item, Session, spaced

NEW = Memory()
_UIDS = count()


def items(notes: str) -> tuple[Item, ...]:
    """One item a letter; the same letter, the same note."""
    return tuple(Item(CardId(f"{note}{place}"), note) for place, note in enumerate(notes))


def graded(session: Session, quality: int) -> Session:
    assert session.up is not None
    entry = Entry(f"{next(_UIDS)}", "", 0, 1, session.up.card, Event.SCHEDULED, quality, 1.0)
    return session.grade(Graded(entry, NEW, NEW), owed=quality < 4)


def apart(order: tuple[Item, ...], after: Item | None = None) -> bool:
    """Whether no two neighbours are siblings."""
    line = (after, *order) if after is not None else order
    return all(a.note != b.note for a, b in pairwise(line))


@given(st.text("abc", max_size=7), st.sampled_from([None, "a", "z"]))
def test_siblings_are_kept_apart_wherever_any_order_can(notes: str, before: str | None) -> None:
    queue = items(notes)
    after = Item(CardId("before"), before) if before else None
    arranged = spaced(queue, after)
    assert sorted(item.card for item in arranged) == sorted(item.card for item in queue)
    if any(apart(order, after) for order in permutations(queue)):
        assert apart(arranged, after)


@given(st.text("abcdefghij", max_size=60))
def test_siblings_keep_their_own_order(notes: str) -> None:
    arranged = spaced(items(notes))
    for note in set(notes):
        ours = [item for item in arranged if item.note == note]
        assert ours == sorted(ours, key=lambda item: int(item.card[1:]))


def test_a_queue_without_siblings_keeps_its_order() -> None:
    assert spaced(items("abcdef")) == items("abcdef")


def test_what_scored_below_good_comes_back_after_the_others() -> None:
    session = Session(items("ab"))
    a, b = session.queue
    session = graded(session, 3)
    assert session.up == b
    session = graded(session, 4)
    assert session.up == a
    session = graded(session, 1)
    assert session.up == a  # alone: at once
    assert graded(session, 4).up is None


@given(st.text("abc", min_size=1, max_size=8), st.lists(st.integers(0, 5), max_size=40))
def test_a_review_session_ends_when_every_card_scored_good(notes: str, grades: list[int]) -> None:
    session = Session(spaced(items(notes)))
    latest: dict[CardId, int] = {}
    for quality in [*grades, *([4] * 60)]:
        if session.up is None:
            break
        latest[session.up.card] = quality
        session = graded(session, quality)
    assert session.up is None
    assert len(latest) == len(notes)
    assert all(quality >= 4 for quality in latest.values())
    assert session.settled == len(notes)


def test_an_undone_card_is_up_again_and_owes_nothing_twice() -> None:
    session = graded(Session(items("abc")), 1)
    back = session.put_back(session.done[-1].item, session.done[-1].entry.uid)
    assert back.up == items("abc")[0]
    assert back.owed == ()
    assert back.done == ()
    assert [item.note for item in back.queue] == ["a", "b", "c"]


def test_what_was_undone_comes_again_as_it_was_put_back() -> None:
    session, known = Session(items("abcd")), items("abcd")
    for _ in range(3):
        session = graded(session, 4)
    for _ in range(2):
        undone = session.done[-1]
        session = session.put_back(undone.item._replace(anyway=True), undone.entry.uid)
    again = [item._replace(anyway=True) for item in known]
    earlier = session.done[0]
    other = session.put_back(earlier.item, "of another program")
    assert other.up == earlier.item
    assert [*other.queue[other.position :]] == [known[0], again[1], again[2], known[3]]
    for expected in (again[1], again[2], known[3]):
        assert session.up == expected
        session = graded(session, 4)
    assert session.up is None


def recounted(session: Session) -> int:
    """How many cards are done with, by the latest grade of each."""
    latest = {done.item.card: done.owed for done in session.done}
    return sum(not owed for owed in latest.values())


@given(
    st.text("abcd", min_size=1, max_size=8),
    st.lists(st.sampled_from(["again", "good", "skip", "undo", "undo another"]), max_size=30),
)
def test_whatever_is_graded_and_undone_the_session_holds_each_card_once_and_counts_right(
    notes: str, moves: list[str]
) -> None:
    session, skipped = Session(spaced(items(notes))), set[Item]()
    for move in moves:
        waiting = {*session.queue[session.position :], *session.owed}
        up = session.up
        if move.startswith("undo"):
            if not session.done:
                continue
            undone = session.done[0 if move == "undo another" else -1]
            before, session = session, session.put_back(undone.item, undone.entry.uid)
            assert session.up == undone.item
            assert undone not in session.done
            assert len(session.done) == len(before.done) - 1
            now = {*session.queue[session.position :], *session.owed}
            # One that was graded elsewhere may be back: it is passed over again when it is up.
            assert {*waiting, undone.item} <= now <= {*waiting, undone.item, *skipped}
        elif up is None:
            break
        elif move == "skip":
            skipped.add(up)
            session = session.skip()
        else:
            session = graded(session, 1 if move == "again" else 4)
            owed = session.owed
            assert owed == spaced(owed, up) or not apart(owed, up)
            assert (up in owed) == (move == "again")
        assert session.settled == recounted(session)
        assert apart(session.owed) or not session.is_apart
        assert session.left == len(session.queue) - session.position + len(session.owed)
        cards = [item.card for item in (*session.queue[session.position :], *session.owed)]
        assert len(cards) == len(set(cards))


@given(st.text("abcde", max_size=12), st.text("abcde", min_size=1, max_size=12))
def test_what_is_owed_is_spaced_as_if_all_of_it_were_arranged_at_each_grade(
    owed: str, notes: str
) -> None:
    known = Session(spaced(items(notes)), owed=spaced(items(owed)))
    expected = known.owed
    for place, item in enumerate(known.queue):
        known = graded(known, (1, 4, 3)[place % 3])
        expected = spaced((*expected, item) if place % 3 != 1 else expected, item)
        assert known.owed == expected


def test_the_summary_counts_cards_grades_time_and_retention() -> None:
    session = Session(items("abc"))
    for quality, recalled in [(4, True), (1, True), (5, False), (4, False)]:
        assert session.up is not None
        event = Event.SCHEDULED if session.position < 3 else Event.REPEAT
        entry = Entry(f"{len(session.done)}", "", 0, 1, session.up.card, event, quality, 2.0)
        before = NEW._replace(last=1) if recalled else NEW
        session = session.grade(Graded(entry, before, before), owed=quality < 4)
    summary = session.summary()
    assert (summary.cards, summary.grades, summary.seconds) == (3, 4, 8.0)
    assert (summary.recalled, summary.asked) == (1, 2)
