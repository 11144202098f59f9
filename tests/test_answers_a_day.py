"""How many answers were given on a day, and the streak of days in a row."""

from pathlib import Path

import pytest

from tests.learner import Learner, questions, up


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def test_the_streak_counts_days_in_a_row(learner: Learner) -> None:
    learner.write("deck.md", questions(*"abcdef"))
    learner.new_a_day = 1
    for days, expected in [(0, 1), (1, 2), (1, 3), (2, 1)]:
        learner.sleep(days)
        with learner.opens() as study:
            session, _ = up(study, study.review.begin())
            study.review.grade(session, 4, 1.0)
        with learner.opens() as study:
            assert study.history.streak() == expected
    learner.sleep()
    with learner.opens() as study:
        assert study.history.streak() == 1  # today is not over


def test_the_answers_of_a_day_count_each_grade_at_once(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    with learner.opens() as study, learner.opens() as other:
        session = study.review.begin()
        for count in (1, 2):
            session, _ = up(study, session)
            session = study.review.grade(session, 4, 1.0)
            assert study.history.answers(0) == {study.day: count}
            assert other.history.answers(0) == {study.day: count}
        study.review.undo(session)
        assert study.history.answers(study.day) == {study.day: 1}
        assert study.history.answers(study.day + 1) == {}
