"""An exercise in a review: asked, graded once, repeated, undone, and left."""

from textual import events

from tests.learner import Learner, questions, up
from tests.tui.exercising import (
    CARDS,
    LINE,
    SQUARE,
    answer,
    attempt,
    log,
    numbers,
    right,
    suggested,
    to_the_finished,
    trying,
)
from tests.tui.seat import seated
from tests.tui.stores import FullDisk
from tutor.core.log import Event
from tutor.settings import Settings


async def test_a_review_asks_exercises_goes_on_and_offers_cards(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    learner.write("deck/cards.md", CARDS)
    async with seated(learner, review=[]) as seat:
        if "flashcard" in seat.text:
            await seat.press("space", "3")
        assert "exercise · new" in seat.text
        assert "Solve it" in seat.text
        await seat.press("space", "space")
        a, _ = numbers(seat)
        await answer(seat, *right(seat)[:3], a)
        await seat.press("ctrl+n")
        await answer(seat, a * a)
        await seat.press("4")
        if "flashcard" in seat.text:
            await seat.press("space", "3")
        assert "2 done" in seat.text
        assert "Cards about what went wrong; c shows them" in seat.text
        assert "What is dilution?" in seat.text
        await seat.press("c")
        assert seat.shown == "RelatedCardsScreen"
        assert "The answer to dilution." in seat.text
        await seat.press("escape")
        assert "All done for today." in seat.text
    assert learner.proof().wrong == ()


async def test_keys_pressed_too_often_grade_once(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    learner.write("deck/zebra.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        if "flashcard" in seat.text:
            await seat.press("space", "3")
        await seat.press("space", "space", "f3", "f3", "f3", "f3", "f3")
        for _ in range(5):
            seat.app.post_message(events.Key("2", "2"))
        await seat.settle()
    assert [entry.quality for entry in log(learner)] == [3]


async def test_in_a_review_an_exercise_below_good_waits_for_tomorrow_and_is_undone(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "space", "f3", "f3", "f3", "f3", "f3")
        assert "1 d" in seat.text
        assert "today, then" not in seat.text
        await seat.press("space")
        assert "All done for today." in seat.text
        await seat.press("u")
        assert seat.shown == "ReviewExercise"
        await seat.press("escape", "escape")
        assert "exercise · new" in seat.text
        assert "space solve it" in seat.text
        assert "0 of 1 done · 1 left" in seat.text
    events = [entry.event for entry in log(learner)]
    assert events[:2] == [Event.SCHEDULED, Event.UNDO]
    assert learner.proof().wrong == ()


async def test_an_exercise_whose_burying_is_undone_is_up_as_it_was(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner, review=[]) as seat:
        before = [row for row in seat.rows if "Solve it" in row or "exercise · new" in row]
        await seat.press("minus", "u")
        assert seat.shown == "ReviewScreen"
        assert [r for r in seat.rows if "Solve it" in r or "exercise · new" in r] == before
        assert "Undone: Buried until tomorrow" in seat.text


def finished(rows: list[str]) -> tuple[list[str], list[str]]:
    """The worked solution, without its heading, and what stands below it.

    The solution has a line less where the keys took one more before.
    """
    rows = [row[:74].rstrip() for row in rows]  # without the scrollbar
    start = next(y for y, row in enumerate(rows) if "right at the first try" in row)
    end = next(y for y, row in enumerate(rows) if row.startswith(" ╰"))
    return rows[start + 1 : end], [row for row in rows[end:] if row]


async def test_an_undone_grade_leaves_the_finished_exercise_to_be_graded(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "space")
        drawn, answers = numbers(seat), right(seat)
        a = drawn[0]
        await answer(seat, "x + 1000", answers[0])
        await seat.press("f1")
        await answer(seat, *answers[1:3], a)
        await seat.press("ctrl+n", "f3")
        before = seat.rows
        assert "✗ x + 1000" in seat.text
        await seat.press("1", "u")
        await to_the_finished(seat)
        assert "✗ x + 1000" in seat.text
        assert "Grade undone: give a new one." in seat.text
        assert numbers(seat) == drawn
        solution, below = finished(seat.rows)
        solution_before, below_before = finished(before)
        both = min(len(solution), len(solution_before))
        assert both > 10
        assert solution[:both] == solution_before[:both]
        assert below == below_before
        await seat.press("4", "u")
        await to_the_finished(seat)
        await seat.press("3")
        assert "All done for today." in seat.text
    assert [e.quality for e in log(learner) if e.event is Event.SCHEDULED] == [1, 5, 4]
    first, *others = (attempt(e)["steps"] for e in log(learner) if e.event is Event.SCHEDULED)
    assert others == [first, first]
    assert [step["outcome"] for step in first] == ["mended", "helped", "right", "missed", "shown"]
    assert learner.proof().wrong == ()


async def test_an_answer_in_words_is_there_after_an_undo_and_a_restart(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "f3")
        await seat.type("mine")
        await seat.press("ctrl+r", "x", "space", "1", "escape")
    async with seated(learner, review=[]) as seat:
        await seat.press("u")
        await to_the_finished(seat)
        assert "› mine" in seat.text
        assert "some key points missing" in seat.text
        assert suggested(seat) == 0
        await seat.press("escape")
        assert "not recorded yet" in seat.text


async def test_after_an_undo_an_exercise_that_changed_starts_again(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "space", "f3", "f3", "f3", "f3", "f3", "3", "u")
    learner.write("deck/try-it.toml", LINE.replace(', "total-mass"', ""))
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        assert "step 1 of 4" in seat.text


async def test_a_grade_undone_yesterday_is_not_asked_for_today(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "space", "f3", "f3", "f3", "f3", "f3", "3", "u")
    learner.sleep()
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        assert "step 1 of 5" in seat.text


async def test_an_exercise_that_is_left_in_a_review_is_still_up(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner, review=[]) as seat:
        await seat.click("Solve it")
        await seat.press("space", "f1", "escape", "escape")
        assert seat.shown == "ReviewScreen"
        assert "Solve it" in seat.text
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
    assert log(learner) == []


async def test_a_grade_that_cannot_be_recorded_keeps_the_attempt(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3, store=FullDisk) as seat:
        await answer(seat, *right(seat))
        await seat.press("space")
        assert "The disk is full. Nothing was changed." in seat.text
        assert suggested(seat) == 3


async def test_the_exercise_about_a_card_helps_with_a_leech(learner: Learner) -> None:
    learner.write("deck/1.toml", LINE)
    tagged = questions("alpha").rstrip() + "\n<!-- tags: inverse -->\n"
    learner.write("deck/2.md", tagged + questions("beta"))
    for quality in (4, 1):  # learned, and forgotten on the next day
        with learner.opens() as study:
            session, asked = up(study, study.review.begin())
            while asked.card.question != "What is alpha?":
                session, asked = up(study, session.skip())
            study.review.grade(session, quality, 1.0)
        learner.sleep(1)
    async with seated(learner, review=[], settings=Settings(leech_lapses=1)) as seat:
        assert "! Forgotten 1 time: rewrite (e), split (A), exercise (X), suspend (@)." in seat.text
        await seat.press("X")
        assert seat.shown == "ExerciseBeside"
        assert "Uniform" in seat.text
        await seat.press("u")
        assert "Nothing to undo here: u in a review session takes the last grade" in seat.text
        await seat.press("escape")
        assert "What is alpha?" in seat.text
        await seat.press("space", "3")
        while "What is beta?" not in seat.text:
            await seat.press("s", "s")
        await seat.press("X")
        assert "No exercise of this deck is about this card." in seat.text


async def test_an_exercise_can_be_done_once_more_at_once_as_practice(learner: Learner) -> None:
    learner.write("deck/1.toml", LINE)
    learner.write("deck/2.md", questions("alpha"))
    async with seated(learner, review=[], size=(100, 30)) as seat:
        if "flashcard" in seat.text:
            assert "once more now" not in seat.text
            await seat.press("space", "3")
        await seat.press("space", "space", "f3", "f3", "f3", "f3", "f3", "1")
        if "flashcard" in seat.text:
            assert "comes back tomorrow; n does it once more now" in seat.text
            await seat.press("n")
            await seat.press("escape")
            assert "What is alpha?" in seat.text
            await seat.press("space", "3")
        assert "Once more now" in seat.text
        await seat.press("n")
        assert seat.shown == "ExerciseBeside"
        await seat.press("f3", "f3", "f3", "f3", "f3", "3")
        assert "Recorded as practice" in seat.text
        await seat.press("escape")
        assert seat.shown == "ReviewScreen"
        assert "All done for today." in seat.text
        await seat.press("question_mark")
        assert "once more, with new numbers: practice" in seat.text
    first, again = [entry for entry in log(learner) if entry.detail]
    assert (first.event, again.event) == (Event.SCHEDULED, Event.PRACTICE)
    assert attempt(first)["parameters"] != attempt(again)["parameters"]
    assert attempt(first)["level"] == attempt(again)["level"]
