"""An undo takes back the latest grade that stands, whatever the program knows of it or not."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.learner import Learner, questions
from tests.store.test_constant_work import steps
from tutor.core.card import CardId
from tutor.core.log import Event
from tutor.errors import TutorError
from tutor.store.writer import Writer

AT = 2_000_000_000_000


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta", "gamma", "delta"))
    return learner


def _nothing(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    pass


def _practice(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    writer.practise(card, 4, AT + 5, day, 1.0)


def _practice_taken_back(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    writer.undo_practice(writer.practise(card, 4, AT + 5, day, 1.0).entry, AT + 6, day)


def _counting(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    writer.catch_up()


def _another_reading(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    learner.write("deck.md", questions("alpha", "gamma", "delta"))
    learner.write("other.md", questions("alpha", "gamma", "epsilon"))
    with learner.opens():
        pass


def _another_program_and_its_undo(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    with learner.writes() as other:
        other.grade(card, 1, AT + 5, day, 1.0)
        other.undo(AT + 6, day)


def _another_program(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    with learner.writes() as other:
        other.grade(card, 1, AT + 5, day, 1.0)


def _own_action(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    writer.act([card], Event.RESET, 0, AT + 5, day)


def _a_grade_of_yesterday(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    writer.grade(card, 4, AT + 5, day - 1, 1.0)


def _a_clock_that_went_back(learner: Learner, writer: Writer, card: CardId, day: int) -> None:
    writer.grade(card, 1, 5, day - 1, 1.0)


@pytest.mark.parametrize(
    "meanwhile",
    [
        *(_nothing, _practice, _practice_taken_back, _counting, _another_reading),
        *(_another_program_and_its_undo, _a_grade_of_yesterday, _a_clock_that_went_back),
    ],
)
def test_undos_end_where_the_grades_began(
    learner: Learner, meanwhile: Callable[[Learner, Writer, CardId, int], None]
) -> None:
    with learner.opens() as study, learner.writes() as writer:
        day, cards = study.day, [card.id for card in study.decks.cards()]
        for card, quality in zip(cards, (4, 1, 3), strict=False):
            writer.grade(card, quality, AT - 10**9, day - 9, 1.0)  # delta is new
        given = [writer.grade(card, 4, AT, day, 1.0) for card in (*cards, cards[1])]
        meanwhile(learner, writer, cards[0], day)
        for graded in reversed(given):
            undone = writer.undo(AT + 9, day)
            assert undone is not None
            assert undone.entry == graded.entry
            if meanwhile is not _a_clock_that_went_back or graded.entry.card != cards[0]:
                assert undone.memory == writer.queries.memory(graded.entry.card)
        assert writer.undo(AT + 9, day) is None
        if meanwhile is _nothing:
            assert writer.queries.memory(cards[3]).is_new
    proof = learner.proof()
    assert proof.holds, proof


@pytest.mark.parametrize(
    "meanwhile",
    [
        *(_nothing, _practice, _counting, _another_reading, _another_program, _own_action),
        *(_another_program_and_its_undo, _a_grade_of_yesterday, _a_clock_that_went_back),
    ],
)
def test_a_grade_goes_by_how_its_card_stands_then_not_by_how_it_was_asked(
    learner: Learner, meanwhile: Callable[[Learner, Writer, CardId, int], None]
) -> None:
    with learner.opens() as study, learner.writes() as writer:
        day, (first, second, *_) = study.day, [card.id for card in study.decks.cards()]
        for card in (first, second):
            writer.grade(card, 4, AT - 10**9, day - 9, 1.0)
        writer.grade(first, 4, AT, day, 1.0)
        assert writer.queries.asked(second, day, study.decks.shelf.names) is not None
        meanwhile(learner, writer, second, day)
        with learner.writes() as other:
            stands = other.queries.memory(second)
        graded = writer.grade(second, 4, AT + 20, day, 1.0)
        again = writer.grade(second, 3, AT + 30, day, 1.0)
        assert (graded.before, again.before) == (stands, graded.after)
    assert learner.proof().holds


def test_an_action_in_between_is_undone_in_its_turn(learner: Learner) -> None:
    with learner.opens() as study, learner.writes() as writer:
        day, cards = study.day, [card.id for card in study.decks.cards()]
        first = writer.grade(cards[0], 4, AT, day, 1.0)
        writer.act(cards[:2], Event.RESET, 0, AT + 1, day)
        second = writer.grade(cards[0], 1, AT + 2, day, 1.0)  # as a new card
        undone = [writer.undo(AT + 3, day) for _ in range(4)]
    kinds = [each and (each.entry.event, each.entry.card) for each in undone]
    assert kinds[0] == (Event.SCHEDULED, second.entry.card)
    assert kinds[1] is not None
    assert kinds[1][0] is Event.RESET
    assert kinds[2:] == [(Event.SCHEDULED, first.entry.card), None]
    assert learner.proof().holds


class _Failing:
    """A connection of which no commit succeeds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if statement == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return self._connection.execute(statement, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@pytest.mark.parametrize("failing", ["grade", "undo"])
def test_what_could_not_be_written_is_not_taken_for_written(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    with learner.opens() as study, learner.writes() as writer:
        day, cards = study.day, [card.id for card in study.decks.cards()]
        given = [writer.grade(card, 4, AT, day, 1.0) for card in cards[:3]]
        with monkeypatch.context() as patch:
            patch.setattr(writer, "_connection", _Failing(writer._connection))
            with pytest.raises(TutorError, match="Nothing was changed"):
                writer.undo(AT, day) if failing == "undo" else writer.grade(
                    cards[3], 4, AT, day, 1.0
                )
        for graded in reversed(given):
            undone = writer.undo(AT + 9, day)
            assert undone is not None
            assert undone.entry == graded.entry
    assert learner.proof().holds


def test_undoing_a_grade_just_given_reads_no_log_however_long_it_is(learner: Learner) -> None:
    with learner.opens() as study, steps(study) as counted:
        (long, short, *_) = [card.id for card in study.decks.cards()]
        with study._learner.store.writing() as writer:
            for number in range(40):
                writer.grade(long, 1, AT + number, study.day - 50 + number, 1.0)
            writer.grade(short, 1, AT, study.day - 20, 1.0)

            def taken(card: CardId) -> int:
                writer.grade(card, 4, AT + 99, study.day, 1.0)
                return counted(lambda: writer.undo(AT + 100, study.day))

            assert abs(taken(long) - taken(short)) < 10
    assert learner.proof().holds
