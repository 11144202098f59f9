"""A day with an exercise is not filled without end: what is new, and a second exercise, wait."""

from pathlib import Path

import pytest

from tests.learner import MORNING, Learner, questions
from tests.scheduling.test_days_ahead import EXERCISE
from tests.simulated_year import Days, Steady, faults, live
from tutor.core.kind import Kind
from tutor.core.limits import FULL_DAY
from tutor.study import Study
from tutor.tui.screens.upcoming import UpcomingSheet, upcoming

MANY = [f"{number:03}" for number in range(150)]


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Everything new is graded on the first day: 150 cards and three exercises."""
    learner = Learner(tmp_path, new_a_day=1_000)
    learner.write("cards.md", questions(*MANY))
    learner.write("try.toml", "".join(EXERCISE.format(id=f"try-{number}") for number in range(3)))
    return learner


def grade(learner: Learner, cards: int, seconds: float, exercises: int = 3) -> None:
    """So many cards are graded Good, in so many seconds each, and exercises in ten minutes."""
    with learner.opens() as study, learner.writes() as writer:
        at = round(MORNING.timestamp() * 1000)
        left = {Kind.FLASHCARDS: cards, Kind.EXERCISES: exercises}
        for card in study.decks.cards():
            if left[card.kind]:
                left[card.kind] -= 1
                taken = 600.0 if card.kind.is_drawn else seconds
                writer.grade(card.id, 4, at, study.day, taken, "", card.kind)


def held(study: Study) -> tuple[int, int, int]:
    """Cards that are due, exercises that are due, and what is new on this day."""
    today = study.schedule.today()
    return (today.by_kind[Kind.FLASHCARDS].due, today.by_kind[Kind.EXERCISES].due, today.new)


@pytest.mark.parametrize(
    ("cards", "exercises", "new"),
    [
        # Every card takes half a minute; an exercise, of which there are few grades, seven minutes.
        (42, 2, 0),  # 21 minutes and two exercises: full
        (44, 1, 12),  # 22: a second one is too much, but 6 minutes are left
        (56, 1, 0),  # 28: with one exercise full
        (149, 1, 0),  # much more than is wanted; what is due is asked all the same
    ],
)
def test_a_second_exercise_and_what_is_new_wait_once_the_day_is_full(
    learner: Learner, cards: int, exercises: int, new: int
) -> None:
    grade(learner, cards, 30)
    learner.sleep()
    with learner.opens() as study:
        assert held(study) == (cards, exercises, new)
        assert study.review.begin().left == cards + exercises + new
        said = str(UpcomingSheet(upcoming(study)).text)
        assert f"{new or 'no'} more for today. With its exercise the day takes about 35" in said


def test_without_an_exercise_only_the_number_of_new_cards_is_limited(learner: Learner) -> None:
    (learner.decks / "try.toml").unlink()
    grade(learner, 100, 30)
    learner.sleep()
    with learner.opens() as study:
        assert held(study) == (100, 0, 50)


def test_a_new_exercise_waits_for_a_day_that_has_room(learner: Learner) -> None:
    grade(learner, 100, 30, exercises=0)
    learner.sleep()
    with learner.opens() as study:  # 50 minutes of cards
        assert held(study) == (100, 0, 50)
        assert study.schedule.today().by_kind[Kind.EXERCISES].new == 0


def test_three_weeks_of_both_decks_ask_what_is_known_and_not_too_much(tmp_path: Path) -> None:
    year = live(tmp_path, Days(Steady(0.75)), seed=1, length=21)
    assert list(faults(year)) == []
    assert max(year.minutes.values()) > FULL_DAY / 60 - 5  # which the limit has kept short
    parts = {each.part for each in year.asked}
    assert parts == set(range(6))
