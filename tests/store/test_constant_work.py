"""A grade, its undo and the next card take as many steps late in a session as at its start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.learner import Learner, questions, up
from tutor.core.card import CardId
from tutor.store.writer import Writer
from tutor.study import Study

MANY = 150


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path, new_a_day=2 * MANY)
    learner.write("deck.md", questions(*(f"card {number}" for number in range(2 * MANY))))
    return learner


@contextmanager
def steps(study: Study) -> Iterator[Callable[[Callable[[], object]], int]]:
    """Counts the steps that SQLite's machine takes for a piece of work."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    def count(work: Callable[[], object]) -> int:
        before = taken
        work()
        return taken - before

    with study._learner.store.writing() as writer:
        writer._connection.set_progress_handler(step, 1)
        yield count
        writer._connection.set_progress_handler(None, 0)


def test_a_grade_and_an_undo_take_as_many_steps_late_as_early(learner: Learner) -> None:
    with learner.opens() as study, steps(study) as counted:
        session, asked = study.review.ask(study.review.begin())
        introduced = []

        def grade() -> None:
            nonlocal session, asked
            assert asked is not None
            session, asked = study.review.ask(study.review.grade(session, 1, 1.0))

        def undo() -> None:
            nonlocal session
            session, _ = study.review.undo(session)
            session, _ = up(study, session)

        for number in range(MANY):
            taken = counted(grade)
            # Before a new card is asked, those that were new today are counted: 3 steps each.
            introduced.append(taken - 3 * number)
        assert max(introduced[-20:]) <= 1.3 * max(introduced[10:30])
        taken_back = [counted(undo) for _ in range(MANY - 1)]
        assert max(taken_back[-20:]) <= 1.3 * max(taken_back[10:30])
        assert max(taken_back[10:30]) <= 1.3 * max(taken_back[-20:])


def test_undo_takes_back_the_latest_that_stands_whoever_gave_it(learner: Learner) -> None:
    """Also of another program, in between undos of this one."""
    with learner.opens() as here, learner.opens() as there:
        cards = [card.id for card in here.decks.cards()]
        given: list[str] = []
        with (
            here._learner.store.writing() as ours,
            there._learner.store.writing() as theirs,
        ):

            def grade(writer: Writer, card: CardId) -> None:
                at = 1_000_000 + len(given)
                given.append(writer.grade(card, 4, at, here.day, 1.0).entry.uid)

            for card in cards[:4]:
                grade(ours, card)
            assert _undone(ours, here.day) == given.pop()
            assert _undone(theirs, here.day) == given.pop()
            grade(theirs, cards[5])
            assert _undone(ours, here.day) == given.pop()
            assert _undone(ours, here.day) == given.pop()
            ours.practise(cards[6], 4, 1_000_000, here.day, 1.0)
            grade(ours, cards[7])
            grade(theirs, cards[8])
            assert [_undone(ours, here.day) for _ in range(4)] == [*reversed(given), ""]
            assert _undone(theirs, here.day) == ""
    assert learner.proof().holds


def _undone(writer: Writer, day: int) -> str:
    found = writer.undo(2_000_000, day)
    return found[0].uid if found else ""
