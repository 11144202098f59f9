"""A review of one kind of card, and what home says of cards that are set aside."""

import pytest

from tests.learner import Learner, questions
from tests.tui.exercising import LINE
from tests.tui.seat import CHECK, seated
from tutor.core.kind import Kind
from tutor.core.log import Event
from tutor.settings import Settings


@pytest.fixture
def three(learner: Learner) -> Learner:
    """Three flashcards, two self-check questions and an exercise."""
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    learner.write("check.md", CHECK + questions("delta", "epsilon"))
    learner.write("deck/try-it.toml", LINE)
    return learner


async def test_each_kind_has_its_count_and_its_review(three: Learner) -> None:
    async with seated(three) as seat:
        await seat.press("K")
        for row in ("All kinds 6 new", "Flashcards 3 new", "Self-check 2 new", "Exercises 1 new"):
            assert row in seat.text
        await seat.press("down", "enter")
        await seat.until("0 of 3 done · 3 left")
        assert "What is alpha?" in seat.text
        await seat.press("space", "3", "escape", "K", "down", "down", "space")
        await seat.until("0 of 2 done · 2 left")
        assert "What is delta?" in seat.text
        await seat.press("escape", "K")
        assert "All kinds 5 new" in seat.text
        assert "Flashcards 2 new" in seat.text
        await seat.press("enter")
        await seat.until("0 of 5 done · 5 left")
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_by_mouse(three: Learner) -> None:
    async with seated(three, size=(60, 12)) as seat:
        await seat.press("K")
        await seat.click("Self-check", times=2)
        await seat.until("0 of 2 done · 2 left")


async def test_a_kind_of_which_nothing_is_due_is_told(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("K", "end")
        assert "Exercises none" in seat.text
        await seat.press("enter")
        assert seat.shown == "KindSheet"
        assert "Exercises: nothing is due." in seat.text
        await seat.press("up", "up")
        assert "nothing is due" not in seat.text
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_an_exercise_left_out_stays_due_and_does_not_block(three: Learner) -> None:
    with three.opens() as study:
        (exercise,) = study.exercises.all()
        study.exercises.record(exercise, 5, 60.0, "")
        due = study.schedule.memory(exercise.id).due
        three.sleep(due - study.day)
    async with seated(three) as seat:
        await seat.press("K")
        assert "Exercises 1 due" in seat.text
        await seat.press("down", "enter")
        for left in (3, 2, 1):
            await seat.until(f"· {left} left")
            await seat.press("space", "3")
        assert "Left today 1 due, 2 new" in seat.text
        await seat.press("escape", "K")
        assert "Flashcards none" in seat.text
        assert "Exercises 1 due" in seat.text


async def test_under_a_limit_a_kind_alone_has_the_whole_limit(three: Learner) -> None:
    async with seated(three, settings=Settings(2)) as seat:
        await seat.press("K")
        for row in ("All kinds 2 new", "Flashcards 2 new", "Self-check 2 new", "Exercises 1 new"):
            assert row in seat.text
        await seat.press("down", "down", "enter")
        await seat.until("0 of 2 done · 2 left")


async def test_home_says_how_many_cards_are_set_aside(three: Learner) -> None:
    with three.opens() as study:
        *_, first, second, third = (c.id for c in study.decks.cards() if c.kind is Kind.FLASHCARDS)
    async with seated(three) as seat:
        assert "Not asked" not in seat.text
    with three.opens() as study:
        study.aside.act([first, second], Event.SUSPEND)
    async with seated(three) as seat:
        said = "Not asked: 2 suspended; b lists them: is:suspended."
        assert said in seat.text
    with three.opens() as study:
        study.aside.act([third], Event.BURY)
    async with seated(three) as seat:
        said = "Not asked: 2 suspended, 1 buried; b lists them: is:suspended, is:buried."
        assert said in seat.text
        await seat.press("b")
        await seat.type("is:buried")
        assert "gamma" in seat.text
        assert "alpha" not in seat.text
    three.sleep()
    async with seated(three) as seat:
        assert "Not asked: 2 suspended;" in seat.text
