"""The list of exercises, and an exercise's screen: sizes, clicks and hostile text."""

import json
import subprocess
import sys

import pytest
from textual.widgets import Input

from tests.learner import Learner, questions
from tests.patience import PATIENCE
from tests.tui.exercising import (
    LINE,
    SQUARE,
    answer,
    right,
    trying,
)
from tests.tui.seat import seated
from tests.tui.test_hostile import HOSTILE, MARKUP, steering


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


@pytest.mark.parametrize("size", [(60, 12), (60, 20), (80, 24), (120, 40)])
async def test_the_step_that_is_up_stays_in_sight_at_every_size(
    learner: Learner, size: tuple[int, int]
) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3, size=size) as seat:
        for text in right(seat):
            await answer(seat, "x" if "x" in text else "[0, 77]" if "[" in text else "1234")
            assert "✗" in seat.text
            await answer(seat, text)
        assert seat.text.count("▸ 2 Hard" if size[1] < 18 else "suggested") == 1
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
