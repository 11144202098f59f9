"""Limits of a day: what is left out stays due, in order, and is said; home and commands agree."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import MORNING, Learner, questions
from tests.scheduling.test_days_ahead import EXERCISE
from tests.tui.seat import seated
from tutor.core.card import CardId
from tutor.settings import Settings, load
from tutor.study import Study

TOMORROW = "2026-12-02T09:00"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Sixty cards in two decks, all due on this day."""
    learner = Learner(tmp_path, new_a_day=10)
    learner.write("one.md", questions(*(f"one {number}" for number in range(40))))
    learner.write("two.md", questions(*(f"two {number}" for number in range(20))))
    return learner


def grade_all(learner: Learner, seconds: float, exercise_seconds: float = 600.0) -> None:
    """Every card was graded Good yesterday, in so many seconds."""
    with learner.opens() as study, learner.writes() as writer:
        at = round(MORNING.timestamp() * 1000)
        for card in study.decks.cards():
            taken = exercise_seconds if card.kind.is_drawn else seconds
            writer.grade(card.id, 4, at, study.day, taken, "", card.kind)
    learner.sleep()


def order(study: Study, count: int = 0) -> Sequence[CardId]:
    """The cards of a review session, so many of them graded Good in half a minute."""
    session = study.review.begin()
    cards = [item.card for item in session.queue]
    for _ in range(count):
        session, asked = study.review.ask(session)
        assert asked is not None
        session = study.review.grade(session, 4, 30.0)
    return cards


def order_of_cards(study: Study) -> Sequence[CardId]:
    return [card.id for card in study.decks.cards(["one", "two"])]


def held(study: Study) -> tuple[int, int, int]:
    today = study.schedule.today()
    return today.due, today.new, today.left


def test_what_is_left_out_stays_due_and_comes_in_the_same_order(learner: Learner) -> None:
    grade_all(learner, 30)
    with learner.opens() as study:
        every = order(study)
        study.days.change_today("reviews", 25)
        assert held(study) == (25, 0, 35)
        assert order(study, 10) == every[:25]
        assert held(study) == (15, 0, 35)
        assert study.schedule.next_due() == (study.day + 1, 35)  # those graded come in six days
        study.days.change_today("reviews", 30)
        assert order(study, 20) == every[10:30]
        assert held(study) == (0, 0, 30)
        assert study.review.begin().up is None
        study.days.as_usual()
        assert held(study) == (30, 0, 0)
        study.days.change_today("reviews", 30)
    learner.sleep()
    with learner.opens() as study:  # for that day only
        assert held(study) == (30, 0, 0)


def test_a_deck_has_limits_of_its_own_beside_those_of_all(learner: Learner) -> None:
    with learner.opens() as study:
        study.days.change_today("new", 3, "TWO")
        assert held(study) == (0, 10, 0)
        assert [count.new for count in study.schedule.by_deck()] == [10, 3]
        files = [item.file for item in study.review.begin().queue]
        assert sorted(files.count(file) for file in set(files)) == [3, 7]
        study.days.change_today("new", 0, "one")
        assert held(study) == (0, 3, 0)
    grade_all(learner, 30)
    with learner.opens() as study:
        study.days.change_today("reviews", 4, "two")
        assert held(study) == (44, 0, 16)
        assert [count.due for count in study.schedule.by_deck()] == [40, 4]


@pytest.mark.parametrize("seconds", [46, 47, 48, 7, 115])
def test_a_day_in_minutes_ends_with_the_card_of_which_at_least_half_fits(
    learner: Learner, seconds: int
) -> None:
    grade_all(learner, seconds)
    with learner.opens() as study:
        study.days.change_today("minutes", 20)
        asked = min(60, (2 * 20 * 60 + seconds) // (2 * seconds))  # to the nearest whole number
        assert held(study) == (asked, 0, 60 - asked)
        assert study.review.begin().left == asked
        study.days.change_today("minutes", 1)
        assert held(study)[0] == max(1, (2 * 60 + seconds) // (2 * seconds))


def test_what_was_done_counts_and_what_is_new_comes_while_there_is_time(learner: Learner) -> None:
    with learner.opens() as study, learner.writes() as writer:
        at = round(MORNING.timestamp() * 1000)
        for card in study.decks.cards(["two"]):
            writer.grade(card.id, 4, at, study.day, 30.0)
    learner.sleep()
    with learner.opens() as study:
        study.days.change_today("minutes", 12)  # 20 that are due, and four new ones
        assert held(study) == (20, 4, 0)
        assert study.schedule.today().is_full
        order(study, 15)
        assert held(study) == (5, 4, 0)
        study.days.change_today("minutes", 9)
        assert held(study) == (3, 0, 2)


def test_an_exercise_without_room_leaves_it_to_cards(learner: Learner) -> None:
    learner.write("three.toml", EXERCISE.format(id="try"))
    with learner.opens() as study, learner.writes() as writer:  # it is the most overdue
        (exercise,) = study.decks.cards(["three"])
        at = round(MORNING.timestamp() * 1000)
        writer.grade(exercise.id, 4, at, study.day - 2, 60.0, "", exercise.kind)
    with learner.opens() as study, learner.writes() as writer:
        for card in study.decks.cards(["one", "two"]):
            writer.grade(card.id, 4, at, study.day, 30.0)
    learner.sleep()
    with learner.opens() as study:  # it takes seven minutes, until there are five grades
        study.days.change_today("minutes", 3)
        assert (held(study), order(study)) == ((1, 0, 60), [exercise.id])  # one item on any day
        with learner.writes() as writer:
            writer.grade(order_of_cards(study)[0], 4, at + 1, study.day, 30.0)
        assert held(study) == (5, 0, 55)
        study.days.change_today("minutes", 5)
        assert (held(study), order(study)) == ((1, 0, 59), [exercise.id])


def test_the_limits_hold_at_the_prompt_and_are_said(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(questions(*(f"card {number}" for number in range(12))))
    tutor("review", "--plain", typed="\n3\n" * 12)
    said = tutor("limits", "--reviews", "5", now=TOMORROW).stdout
    assert "reviews: 5 today, else no limit\n" in said
    line = "5 due, 0 new, about 1 min; 7 more are due; your limit for today is reached"
    assert tutor("today", now=TOMORROW).stdout.startswith(line)
    facts = json.loads(tutor("limits", "--json", now=TOMORROW).stdout)
    assert facts["reviews"] == {"usual": None, "today": 5}
    assert (facts["due"], facts["left"]) == (5, 7)
    done = tutor("review", "--plain", typed="\n3\n" * 12, now=TOMORROW).stdout
    assert "5 cards, 5 grades" in done
    assert "7 more are due; your limit for today is reached. `tutor limits` raises it." in done
    assert tutor("today", now=TOMORROW).stdout.startswith("nothing more for today; 7 more are due")
    assert tutor("doctor", now=TOMORROW).returncode == 0
    assert tutor("limits", "--reset", now=TOMORROW).stdout.startswith("new cards: 20 a day\n")
    assert json.loads(tutor("today", "--json", now=TOMORROW).stdout)["due"] == 7


def test_for_good_they_are_lines_of_the_settings(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(questions(*(f"card {number}" for number in range(12))))
    path = tutor.folder / "config" / "tutor" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[deck."Deck"] # few\nnew_a_day = 9 # for now\n\n[deck.other]\nnew_a_day = 1\n')
    assert json.loads(tutor("today", "--json").stdout)["new"] == 9
    said = tutor("limits", "--deck", "deck", "--new", "4", "--for-good").stdout
    assert "Deck: new cards: 4 a day\n" in said
    assert "# few" in path.read_text()
    tutor("limits", "--minutes", "15", "--for-good")
    settings = load(path).settings
    assert settings == Settings(
        minutes_a_day=15, deck={"Deck": {"new_a_day": 4}, "other": {"new_a_day": 1}}
    )
    assert json.loads(tutor("today", "--json").stdout)["new"] == 4
    path.write_text('theme = \n[deck."Deck"]\nnew_a_day = 2\n')  # a fault costs its own line
    assert json.loads(tutor("today", "--json").stdout)["new"] == 2
    path.write_text('[deck."Deck"]\nnew_a_day = -2\n')
    faulty = tutor("today", "--json")
    assert json.loads(faulty.stdout)["new"] == 12
    assert "settings.toml:1: deck must be tables" in faulty.stderr + tutor("limits").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--new", "-1"), "--new takes a whole number from 0 to 9999"),
        (("--minutes", "1440"), "--minutes takes a whole number from 0 to 1439"),
        (("--deck", "deck", "--minutes", "5"), "--minutes is of all decks"),
        (("--deck", "deck"), "--deck needs"),
        (("--for-good",), "--for-good needs"),
        (("--reset", "--new", "5"), "--reset takes back"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(
    tutor: Command, words: tuple[str, ...], said: str
) -> None:
    done = tutor("limits", *words)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize("value", ["", "[", "{}", "[1,2]", "[0,0,0,0,0,[-1,0,0,{}]]", "[" * 9_000])
def test_a_decision_that_cannot_be_read_is_none(learner: Learner, value: str) -> None:
    with learner.opens() as study:
        study.days.change_today("new", 1)
    with closing(sqlite3.connect(learner.database)) as connection, connection:
        connection.execute("UPDATE about SET value = ? WHERE name = 'days'", (value,))
    with learner.opens() as study:
        assert held(study) == (0, 10, 0)


@pytest.mark.parametrize(
    ("today", "deck"),
    [(None, ""), (3, ""), (0, ""), (13, ""), (0, "one")],  # new cards for today only
)
@pytest.mark.parametrize("own", [{}, {"one": {"new_a_day": 1}, "two": {"new_a_day": 2}}])
def test_the_next_days_are_expected_to_begin_what_they_then_begin(
    learner: Learner, today: int | None, deck: str, own: dict[str, dict[str, int]]
) -> None:
    settings = Settings(10, deck=own)
    with learner.opens(settings=settings) as study:
        order(study, len(study.review.begin().queue))
        if today is not None:
            study.days.change_today("new", today, deck)
        order(study, len(study.review.begin().queue))
        evening = [load.minutes for load in study.schedule.loads(6)]
    learner.sleep()
    with learner.opens(settings=settings) as study:
        morning = [load.minutes for load in study.schedule.loads(5)]
    assert evening[1:] == morning
    assert all(morning)


async def test_on_home_the_limits_are_changed_with_keys(learner: Learner) -> None:
    grade_all(learner, 30)
    async with seated(learner) as seat:
        await seat.press("L", "down", "plus")
        assert "Reviews 50 today; else no limit" in seat.text
        assert "10 more are due; your limit for today is reached." in seat.text
        await seat.press("minus", "minus", "escape")
        assert "30 due" in seat.text
        assert "30 more are due; your limit for today is reached; L raises it." in seat.text
        await seat.press("w")
        assert "30 more are due; your limit for today is reached." in seat.text
        await seat.press("escape", "L", "down", "backspace", "escape")
        assert "60 due" in seat.text


async def test_a_limit_can_be_typed_and_what_is_typed_can_be_left(learner: Learner) -> None:
    grade_all(learner, 30)
    async with seated(learner, size=(60, 20)) as seat:
        await seat.press("L")
        assert "comes first when there is room" in seat.text
        assert "g for good" in seat.text
        await seat.press("down")
        await seat.press_at_once(*"25")
        await seat.press("enter")
        assert "5 more are due" in seat.text
        assert "g for good" in seat.text
        assert "Reviews 25 today; else no limit" in seat.text
        await seat.press(*"1x2345", "enter")
        assert "A limit is a whole number from 0 to 9,999." in seat.text
        await seat.press("escape")
        assert "Reviews 25 today; else no limit" in seat.text
        assert "whole number" not in seat.text
        await seat.press("escape")
        assert "25 due" in seat.text
