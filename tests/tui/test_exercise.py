"""An exercise on the screen: typed, judged, helped, left, graded, practised, and in a review."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input

from tests.learner import Learner, questions
from tests.patience import PATIENCE
from tests.tui.seat import Seat, running, seated
from tests.tui.stores import FullDisk
from tests.tui.test_hostile import HOSTILE, MARKUP, steering
from tutor.core.log import Entry, Event
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.screens.exercise import ExerciseScreen
from tutor.tui.screens.exercises import ExercisesScreen
from tutor.tui.study_worker import StudyWorker

LINE = """
[[exercise]]
id = "affine-uniform"
title = "A stretch and a shift"
minutes = 7
base = "uniform(0, 1)"
transform = "affine(a, b)"
steps = ["inverse", "support", "derivative", "density", "total-mass"]
worked = { a = 4, b = 2 }
cards = { density = "dilution" }

[[exercise.level]]
draw = { a = { from = 2, to = 9 }, b = { from = 1, to = 9 } }

[[exercise.level]]
draw = { a = { from = -9, to = 9 }, b = { from = -9, to = 9 } }
"""
SQUARE = """
[[exercise]]
id = "linear-square"
title = "A linear map of the unit square"
minutes = 8
base = "unit_square"
transform = "linear(A)"
steps = ["determinant", "meaning"]

[[exercise.level]]
draw = { A = { from = 0, to = 4, det = { from = 2, to = 12 } } }
"""
CARDS = '---\ntags = ["dilution"]\n---\n' + questions("dilution")


@asynccontextmanager
async def trying(
    learner: Learner,
    exercise: str = "affine-uniform",
    size: tuple[int, int] = (80, 24),
    store: Callable[[Path], Database] = Database,
    **opened: Any,
) -> AsyncIterator[Seat]:
    """The program as `tutor try` opens it, past the worked example if there is one."""

    def first(worker: StudyWorker) -> Screen[Any]:
        if exercise:
            return ExerciseScreen(worker, exercise, **opened)
        return ExercisesScreen(worker, **opened)

    database = store(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    async with running(TutorApp(lambda: study, first), database, size) as seat:
        await seat.settle()
        if "worked example" in seat.text:
            await seat.press("space")
        yield seat


async def answer(seat: Seat, *answers: object) -> None:
    """Give each answer, and enter."""
    for text in answers:
        field = seat.app.screen.focused
        assert isinstance(field, Input)
        field.post_message(events.Paste(str(text)))
        await seat.press("enter")


def numbers(seat: Seat) -> tuple[Fraction, Fraction]:
    """The problem's a and b."""
    screen = seat.app.screen
    assert isinstance(screen, ExerciseScreen)
    assert screen.posed is not None
    drawn = screen.posed.problem.drawn
    return Fraction(str(drawn["a"])), Fraction(str(drawn["b"]))


def right(seat: Seat) -> list[str]:
    """What is right for x = a z + b with a > 0 and z uniform on [0, 1]."""
    a, b = numbers(seat)
    return [f"(x - {b})/{a}", f"[{b}, {a + b}]", f"{a}", f"1/{a}", "1"]


def log(learner: Learner) -> list[Entry]:
    with learner.opens() as study:
        return [e for card in study.exercises.all() for e in study.history.entries(card.id)]


def attempt(entry: Entry) -> dict[str, Any]:
    found = json.loads(entry.detail)
    assert isinstance(found, dict)
    return found


async def test_right_at_once_is_easy_and_on_disk_with_all_that_was_typed(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        answers = right(seat)
        assert "0 min of about 7" in seat.text
        for number, text in enumerate(answers, 1):
            assert f"step {number} of 5" in seat.text
            await answer(seat, text)
        assert "Every step right at the first try." in seat.text
        assert suggested(seat) == 3
        assert "space Easy" in seat.text
        await seat.press("space")
        assert "Recorded: Easy. Due again tomorrow." in seat.text
    (entry,) = log(learner)
    assert (entry.event, entry.quality) == (Event.SCHEDULED, 5)
    logged = attempt(entry)
    assert (logged["exercise"], logged["level"], logged["seed"]) == ("affine-uniform", 1, 3)
    assert [step["typed"] for step in logged["steps"]] == [[text] for text in answers]
    assert learner.proof().wrong == ()


async def test_the_first_attempt_opens_with_the_worked_example(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner) as seat:
        await seat.press("x", "enter")
        assert "a worked example" in seat.text
        assert "f(z) = 4z + 2" in seat.text
        assert "f⁻¹(x) = (x − 2)/4" in seat.text
        assert "Now with new numbers" in seat.text
        await seat.click("Now with new numbers")
        assert "step 1 of 5" in seat.text


async def test_keys_go_to_the_field_and_the_answer_is_judged_by_what_it_means(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        a, b = numbers(seat)
        await seat.pilot.press(*f"x/{a}-{b}/{a}", "enter")
        await seat.settle()
        assert f"› x/{a}-{b}/{a} ✓ right" in seat.text
        assert "step 2 of 5" in seat.text


async def test_a_wrong_answer_is_named_and_what_follows_from_it_is_right(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        a, b = numbers(seat)
        await answer(seat, *right(seat)[:3], a)  # a, where 1/a is right
        assert f"› {a} ✗ multiply instead of divide" in seat.text
        # a on an interval of length a
        assert f"your density integrates to {a * a} over [{b}, {a + b}]" in seat.text
        assert "step 4 of 5" in seat.text
        await seat.press("ctrl+n")
        assert "step 5 of 5" in seat.text
        await answer(seat, a * a)
        assert "4 of 5 steps right at the first try." in seat.text
        assert suggested(seat) == 1
        await seat.press("pagedown")
        yours = " ".join(row[52:].strip("▎│▁▂▃▄▅▆▇ ") for row in seat.rows)
        assert "multiply instead of divide kept" in " ".join(yours.split())
        assert f"✓ {a * a} right, based on your density" in " ".join(yours.split())
        await seat.press("p")
        assert seat.shown == "PictureScreen"
        assert f"yours: density {a} on [{b}, {a + b}], mass {a * a}" in seat.text
        await seat.press("p", "pageup")
        assert "4 of 5 steps right at the first try." in seat.text
        await seat.press("space")
    (entry,) = log(learner)
    assert entry.quality == 3
    steps = {step["name"]: step for step in attempt(entry)["steps"]}
    assert steps["density"]["outcome"] == "missed"
    assert steps["total-mass"]["outcome"] == "right"


async def test_one_mistake_that_is_corrected_is_good(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, "x + 1000")
        assert "✗ not right" in seat.text
        assert "^n keep and go on" in seat.text
        await seat.press("up")  # brings it back
        field = seat.app.screen.focused
        assert isinstance(field, Input)
        assert field.value == "x + 1000"
        field.clear()
        await answer(seat, *right(seat))
        assert suggested(seat) == 2
        assert "✗ x + 1000" in seat.text
        assert "corrected" in seat.text


async def test_what_cannot_be_read_does_not_count_and_has_a_caret_under_it(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, "(x - 2)/4)")
        typed = next(y for y, row in enumerate(seat.rows) if "(x - 2)/4)" in row)
        column = seat.rows[typed].index("(x - 2)/4)") + len("(x - 2)/4")
        assert seat.rows[typed + 1].rstrip("│ ").endswith("^")
        assert seat.rows[typed + 1].index("^") == column
        assert "This does not count." in seat.text
        assert "keep and go on" not in seat.text
        await seat.press("backspace")
        assert "This does not count." not in seat.text
        field = seat.app.screen.focused
        assert isinstance(field, Input)
        field.clear()
        await answer(seat, *right(seat))
        assert "Every step right at the first try." in seat.text
        assert suggested(seat) == 3


async def test_a_caret_far_along_a_long_answer_is_seen(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, "x" + "+1" * 60 + "+$" + "+1" * 20)
        (at,) = [y for y, row in enumerate(seat.rows) if "^" in row and "│" in row]
        assert seat.rows[at - 1][seat.rows[at].index("^")] == "$"


async def test_help_comes_in_three_strengths_and_is_logged(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("f1")
        assert "hint Undo what f does to z" in seat.text
        await seat.press("f1")
        assert seat.text.count("hint Undo") == 1
        await seat.press("f2")
        assert "rule x = az + b is undone by" in seat.text
        await seat.press("f3")
        assert "worked x = 7z + 9 gives x − 9 = 7z" in seat.text
        assert "step 2 of 5" in seat.text
        await answer(seat, *right(seat)[1:])
        assert suggested(seat) == 0
        assert "solution shown" in seat.text
        await seat.press("3")  # the learner decides
        assert "Recorded: Good." in seat.text
    (entry,) = log(learner)
    assert entry.quality == 4
    assert attempt(entry)["steps"][0]["help"] == [1, 2, 3]


async def test_help_alone_makes_it_hard(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("ctrl+t")
        await answer(seat, *right(seat))
        assert suggested(seat) == 1
        assert "with the hint" in seat.text


async def test_what_is_not_due_is_practice_and_does_not_change_the_schedule(
    learner: Learner,
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, *right(seat))
        await seat.press("space")
        first = numbers(seat)
        with learner.opens() as study:
            before = study.schedule.memory(study.exercises.find().id)
        await seat.press("n")
        assert "step 1 of 5" in seat.text
        assert numbers(seat) != first
        await answer(seat, *right(seat))
        assert "so this is practice: the schedule does not change" in seat.text
        assert seat.text.count("practice") == 5  # and on every button
        await seat.press("1")
        assert "Recorded as practice; the schedule does not change." in seat.text
    with learner.opens() as study:
        assert study.schedule.memory(study.exercises.find().id) == before
    assert [entry.event for entry in log(learner)] == [Event.SCHEDULED, Event.PRACTICE]


async def test_after_it_come_the_next_the_same_or_another_level(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        first = numbers(seat)
        await answer(seat, *right(seat))
        await seat.press("space")
        assert "Level up" in seat.text
        assert "Level down" not in seat.text
        await seat.press("s")
        assert numbers(seat) == first
        await answer(seat, *right(seat))
        await seat.press("space", "minus")  # there is none below
        assert "Recorded" in seat.text
        await seat.click("Level up")
        assert "level 2 · step 1 of 5" in seat.text
        await seat.press("f3", "f3", "f3", "f3", "f3", "space")
        assert "Level down" in seat.text
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_leaving_asks_only_if_something_would_be_lost(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner) as seat:
        await seat.press("x", "enter", "space", "escape")
        assert seat.shown == "ExercisesScreen"
        await seat.press("enter", "space", "f1", "escape")
        assert "This attempt is not recorded yet. Press the key again to leave it." in seat.text
        await seat.press("f2")
        assert "not recorded yet" not in seat.text
        await seat.press("escape", "escape")
        assert seat.shown == "ExercisesScreen"
        await seat.press("enter", "space", "x", "escape")  # typed, though not yet checked
        assert "not recorded yet" in seat.text
        await seat.press("escape")
        assert seat.shown == "ExercisesScreen"
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
    assert log(learner) == []


async def test_what_is_owed_today_is_said_to_be_due_today(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("f3", "f3", "f3", "f3", "f3")
        assert "today, then 1 d" in seat.text
        await seat.press("1")
        assert "Recorded: Again. Due again today, then tomorrow." in seat.text
        await seat.press("escape")
        assert "1 due" in seat.text


async def test_the_end_of_a_solution_is_a_key_away(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("f3", "f3", "f3", "f3", "f3", "G")
        assert "X = f(Z): density" in seat.text
        await seat.press("home")
        assert "0 of 5 steps right at the first try." in seat.text
        await seat.press("end")
        assert "X = f(Z): density" in seat.text


async def test_the_keys_say_how_an_answer_in_words_is_checked(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with trying(learner, "linear-square", level=1, seed=0) as seat:
        assert "enter check" in seat.text
        await seat.press("f3", "o", "enter", "o")  # another line
        assert "^r check" in seat.text
        await seat.press("ctrl+r")
        assert "yours o" in seat.text


async def test_an_answer_in_words_is_checked_against_key_points(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with trying(learner, "linear-square", level=1, seed=0) as seat:
        await seat.press("f3")
        await seat.type("it stretches")
        await seat.press("ctrl+r")
        assert "yours it stretches" in seat.text
        assert "answer f sends the unit square" in seat.text
        assert "▸ [ ] the unit square goes to a parallelogram" in seat.text
        await seat.press("x", "down", "x")
        assert seat.text.count("[x]") == 2
        await seat.press("space")
        assert "some key points missing" in seat.text
        await seat.press("space")
    (entry,) = log(learner)
    meaning = attempt(entry)["steps"][1]
    assert (meaning["typed"], meaning["outcome"]) == (["it stretches"], "mended")


async def test_words_can_stay_in_the_head_and_points_be_clicked(learner: Learner) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with trying(learner, "linear-square", level=1, seed=0) as seat:
        await seat.press("f3", "escape", "space")
        while "[ ]" in seat.text:
            await seat.click("[ ]")
        assert seat.text.count("[x]") == 3
        await seat.click("Next step")
        await seat.press("down", "down")
        assert "(nothing written)" in seat.text
        assert "every key point" in seat.text


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


async def test_in_a_review_an_exercise_is_repeated_and_undone(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "space", "f3", "f3", "f3", "f3", "f3")
        assert "today, then 1 d" in seat.text
        await seat.press("space")
        assert "exercise · again" in seat.text
        assert "0 of 1 done · 1 left" in seat.text
        await seat.press("space")
        await answer(seat, *right(seat))
        await seat.press("space")
        assert "All done for today." in seat.text
        await seat.press("u")
        assert seat.shown == "ReviewExercise"
        await seat.press("escape", "escape")
        assert "exercise · again" in seat.text
        assert "space solve it" in seat.text
        assert "0 of 1 done · 1 left" in seat.text
    events = [entry.event for entry in log(learner)]
    assert events[:2] == [Event.SCHEDULED, Event.REPEAT]
    assert learner.proof().wrong == ()


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
        # All but what the heading says, and the scrollbar's steps.
        assert [row[:74] for row in seat.rows[5:]] == [row[:74] for row in before[5:]]
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


async def test_the_list_shows_levels_problems_and_when(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    learner.write("other/try-it.toml", SQUARE)
    async with seated(learner) as seat:
        await seat.press("down", "x")
        assert "▸ A linear map of the unit square" in seat.text  # of the chosen deck
        assert "A stretch and a shift 1 of 2 72 new" in seat.text  # 8 slopes, 9 shifts
        await seat.press("down", "plus")
        assert "A stretch and a shift 2 of 2" in seat.text
        await seat.press("enter", "space")
        assert "level 2 · step 1 of 5" in seat.text


async def test_the_command_line_opens_the_list_or_says_what_there_is(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, "") as seat:
        assert seat.shown == "ExercisesScreen"
        await seat.click("A stretch and a shift", times=2)
        assert seat.shown == "ExerciseScreen"
    for wanted in ({"exercise": "nonsense"}, {"exercise": "affine-uniform", "level": 9}):
        async with trying(learner, **wanted) as seat:
            assert seat.app.return_code == 1


async def test_a_deck_without_exercises_says_so(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("x")
        assert "There are no exercises in these decks." in seat.text
        await seat.press("enter", "escape")
        assert seat.shown == "HomeScreen"


async def test_help_can_be_clicked_and_a_click_beside_the_field_keeps_it(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.click("Solve x")
        assert isinstance(seat.app.screen.focused, Input)
        await seat.click("hint")
        assert "hint Undo what f does to z" in seat.text


async def test_nothing_typed_or_written_in_a_deck_steers_the_terminal(learner: Learner) -> None:
    title = json.dumps(MARKUP)
    learner.write("deck/try-it.toml", LINE.replace('"A stretch and a shift"', title))
    async with trying(learner, level=1, seed=3, size=(120, 40)) as seat:
        assert "[b]bold[/b]" in seat.text
        for text in (HOSTILE, "9**9**9**9", "(" * 100_000, "x.__class__", "", "1e999", "\x00"):
            await answer(seat, text)
            assert "This does not count." in seat.text or "✗" in seat.text, text
            assert steering(seat) == []
            field = seat.app.screen.focused
            assert isinstance(field, Input)
            field.clear()
        assert "step 1 of 5" in seat.text
        for _ in range(5):
            await seat.press("f3")
        assert steering(seat) == []
        await seat.press("space", "escape", "x")
        assert steering(seat) == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_step_that_is_up_stays_in_sight_at_every_size(
    learner: Learner, size: tuple[int, int]
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3, size=size) as seat:
        for text in right(seat):
            await answer(seat, "x" if "x" in text else "[0, 77]" if "[" in text else "1234")
            assert "✗" in seat.text
            await answer(seat, text)
        assert seat.text.count("suggested") == 1
        await seat.pilot.resize_terminal(80, 24)
        await seat.settle()
        await seat.press("p")
        assert "X = f(Z): density 1/7 on [9, 16], mass 1" in seat.text


async def test_a_complaint_does_not_hide_the_question_it_is_about(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3, size=(60, 20)) as seat:
        await answer(seat, *right(seat)[:4], "(1")
        assert "is never closed" in seat.text
        assert "length times density?" in seat.text
        await seat.pilot.resize_terminal(80, 18)
        await seat.settle()
        assert "length times density?" in seat.text


def test_the_screen_brings_no_arrays_until_a_problem_is_drawn() -> None:
    code = (
        "import sys, tutor.tui.screens.exercise, tutor.tui.screens.exercises\n"
        "assert 'numpy' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr


async def to_the_finished(seat: Seat) -> None:
    """After an undo: the page on which the exercise is graded."""
    assert seat.shown == "ReviewExercise"
    assert "suggested" in seat.text


def suggested(seat: Seat) -> int:
    """Which of the four buttons is marked."""
    (row,) = [row for row in seat.rows if "suggested" in row]
    return row.index("suggested") * 4 // len(row)
