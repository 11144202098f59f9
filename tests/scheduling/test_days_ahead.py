"""The minutes of the next days, against every course that a card's grades can take."""

import json
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner, questions
from tutor.core.card import CardId
from tutor.core.kind import Kind
from tutor.core.limits import Limits
from tutor.core.memory import Memory
from tutor.core.pace import Pace
from tutor.core.session import Item
from tutor.core.today import minutes, today
from tutor.scheduling.days_ahead import DAYS, Stock, days_ahead
from tutor.scheduling.sm2 import SM2

DAY = 740_000
NO_LIMIT = Limits(100, 100, 100)
ALWAYS_GOOD = {
    Kind.FLASHCARDS: Pace(30, 0, 0, 0),
    Kind.SELF_CHECK: Pace(60, 0, 0, 0),
    Kind.EXERCISES: Pace(600, 0, 0, 0),
}


def ahead(
    stock: Iterable[Stock] = (),
    new: Sequence[Sequence[Kind]] = (),
    paces: dict[Kind, Pace] = ALWAYS_GOOD,
    limits: Limits = NO_LIMIT,
) -> tuple[int, ...]:
    """The days after DAY, on which these kinds of cards are new day by day."""
    days = iter(new)

    def next_new(day: int, _: Limits, asked: Sequence[Item]) -> list[Item]:
        return [Item(CardId(""), "", kind, new=True) for kind in next(days, ())]

    found = days_ahead(SM2(), DAY, stock, next_new, limits, limits, paces, DAYS)
    return tuple(minutes(each.seconds) for each in found)[1:]


AGAIN, HARD = Fraction(1, 4), Fraction(1, 8)
GOOD = 1 - AGAIN - HARD


def times_asked(after_hard: int | None) -> Sequence[Fraction]:
    """How often a new card is asked on each of eight days: every course of grades is followed.

    Good and, unless `after_hard` says how many repetitions count then, Hard lead to 1 day, 6 days
    and over a week; all else to 1 day.
    """
    asked = [Fraction(0)] * 8
    courses = [(0, 0, Fraction(1))]  # day, passed in a row, share
    while courses:
        day, passed, share = courses.pop()
        if day > 7:
            continue
        asked[day] += share
        later = day + (1, 6, 15)[min(passed, 2)]
        courses.append((later, passed + 1, share * GOOD))
        courses.append((day + 1, 0, share * AGAIN))
        if after_hard is None:
            courses.append((later, passed + 1, share * HARD))
        else:
            courses.append((day + 1, after_hard, share * HARD))
    return asked


def test_an_exercise_is_asked_as_often_as_its_grades_say_in_the_mean() -> None:
    pace = Pace(600, float(AGAIN), float(HARD), 0)
    found = ahead(new=[[Kind.EXERCISES]], paces={**ALWAYS_GOOD, Kind.EXERCISES: pace})
    assert found == tuple(math.ceil(10 * count) for count in times_asked(after_hard=1)[1:])


def test_a_card_is_asked_so_too_with_its_repeats_of_the_same_day() -> None:
    pace = Pace(600, float(AGAIN), float(HARD), float(AGAIN + HARD))
    found = ahead(new=[[Kind.FLASHCARDS]], paces={**ALWAYS_GOOD, Kind.FLASHCARDS: pace})
    each = 10 * (1 + AGAIN + HARD)
    assert found == tuple(math.ceil(each * count) for count in times_asked(after_hard=None)[1:])


def test_what_is_due_comes_on_its_day_and_what_is_late_today() -> None:
    def known(due: int) -> Memory:
        return Memory(due, 20, 250, 3, 0, DAY - 99, due - 20, 4)

    stock = [Stock(Kind.SELF_CHECK, known(DAY + days), 2) for days in (-3, 0, 1, 4, 7)]
    assert ahead(stock) == (2, 0, 0, 2, 0, 0, 2)


def test_exercises_beyond_the_limit_come_on_the_days_after() -> None:
    known = Memory(DAY, 20, 250, 3, 0, DAY - 99, DAY - 20, 4)
    limits = Limits(20, 1, 2)
    assert ahead([Stock(Kind.EXERCISES, known, 5)], limits=limits) == (20, 10, 0, 0, 0, 0, 0)


def test_new_cards_of_the_next_days_are_counted() -> None:
    # The first one is asked again after 1 and 6 days, the second after 1 day.
    new = [[Kind.EXERCISES], [Kind.EXERCISES, Kind.SELF_CHECK]]
    assert ahead(new=new) == (21, 11, 0, 0, 0, 0, 10)


@pytest.mark.parametrize("kind", Kind)
def test_the_minutes_of_today_count_the_repeats_to_be_expected(kind: Kind) -> None:
    paces = {each: Pace(30, 0.2, 0.1, 0.5) for each in Kind}
    found = today({kind: 6}, {kind: 2}, paces)
    assert (found.minutes, found.repeats) == (6, 4)  # 8 cards and 4 repeats of half a minute


EXERCISE = """[[exercise]]
id = "{id}"
title = "{id}"
minutes = 7
base = "uniform(0, 1)"
transform = "affine(a, b)"
worked = {{ a = 4, b = 2 }}
steps = ["inverse", "density"]
[[exercise.level]]
draw = {{ a = {{ from = 2, to = 9 }}, b = {{ from = 1, to = 9 }} }}
"""


def test_the_line_counts_repeats_and_shows_the_next_days_before_an_exercise_begins(
    tmp_path: Path, tutor: Command
) -> None:
    (tutor.decks / "deck.md").write_text(questions(*map(str, range(10))))
    learner = Learner(tmp_path)
    tutor.database = learner.database
    with learner.opens() as study:
        session = study.review.begin()
        for quality in (1, 3, 1, 3, 4, 4, 4, 5, 4, 4):  # 4 of 10 below Good, 30 s each
            session, asked = study.review.ask(session)
            assert asked is not None
            session = study.review.grade(session, quality, 30)
    learner.write("try.toml", EXERCISE.format(id="one") + EXERCISE.format(id="two"))
    now = "2026-12-02T09:00"
    found = json.loads(tutor("today", "--json", now=now).stdout)
    # 10 cards are due: 5 min, 4 repeats: 2 min, and an exercise, of which nothing is known: 7 min.
    assert (found["due"], found["new"], found["minutes"]) == (10, 1, 14)
    assert found["repeats"] == 4
    days = [day["date"] for day in found["next_days"]]
    assert days == [f"2026-12-0{number}" for number in range(3, 10)]
    minutes = [day["minutes"] for day in found["next_days"]]
    assert minutes[0] >= 14  # both exercises
    listed = ", ".join(map(str, minutes))
    line = tutor("today", now=now).stdout
    assert line == f"10 due, 1 new, about 14 min; from tomorrow {listed} min a day\n"


def test_no_next_days_are_shown_where_no_exercise_begins(tutor: Command) -> None:
    assert json.loads(tutor("today", "--json").stdout)["next_days"] == []


def test_new_cards_that_are_buried_are_expected_again_from_tomorrow_on(tutor: Command) -> None:
    names = [*map(str, range(12))]
    lines = [f"Q: {name}? <!-- id: card-{name} -->\nA: {name}\n" for name in names]
    (tutor.decks / "deck.md").write_text("\n".join(lines))

    def expected() -> list[int]:
        found = json.loads(tutor("holidays", "--json").stdout)["next_days"]
        return [day["minutes"] for day in found[:2]]

    assert expected()[0] > 0
    assert tutor("bury", *(f"card-{name}" for name in names)).returncode == 0
    assert expected()[0] == 0
    assert expected()[1] > 0
    assert tutor("suspend", *(f"card-{name}" for name in names)).returncode == 0
    assert expected() == [0, 0]
