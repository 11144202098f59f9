"""Leaving: by which keys, and that nothing unrecorded is lost unasked."""

import asyncio
import os
import signal
import sys
import time

import pytest
from textual.widgets import Input

from tests.command import Command
from tests.learner import Learner, questions
from tests.patience import PATIENCE
from tests.tui.exercising import LINE, SQUARE, answer, log, trying
from tests.tui.seat import CHECK, Seat, seated
from tutor.library.shelf import Deck
from tutor.study.decks import Decks
from tutor.tui.widgets.key_bar import KeyBar

WARNING = "This attempt is not recorded yet. Press esc to leave it, or ^q to quit."


KEYS = pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])


@KEYS
async def test_leaving_amid_an_exercise_warns_first(learner: Learner, key: str) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await answer(seat, "x + 1000")
        await seat.press(key)
        assert WARNING in seat.text
        assert not is_over(seat)
        await seat.press("f1")
        assert WARNING not in seat.text
        await seat.press(key)
        assert WARNING in seat.text
        seat.app.simulate_key(key)
        while not is_over(seat):
            await seat.pilot.pause(0.01)
    assert log(learner) == []


@KEYS
async def test_the_warning_is_seen_whatever_lies_over_the_exercise(
    learner: Learner, key: str
) -> None:
    learner.write("deck/try-it.toml", SQUARE)
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "f3", "escape", "question_mark")
        assert seat.shown == "HelpSheet"
        await seat.press(key)
        assert seat.shown == "ReviewExercise"
        assert WARNING in seat.text
        assert not is_over(seat)


@KEYS
async def test_where_nothing_is_lost_one_leaves_at_once(learner: Learner, key: str) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        seat.app.simulate_key(key)
        while not is_over(seat):
            await seat.pilot.pause(0.01)


async def test_leaving_a_new_attempt_warns_again(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.press("f3", "f3", "f3", "f3", "f3", "escape", "1", "n")
        await seat.type("x")
        await seat.press("ctrl+q")
        assert WARNING in seat.text
        assert not is_over(seat)


async def test_the_key_that_leaves_copies_where_text_is_chosen(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    async with trying(learner, level=1, seed=3) as seat:
        await seat.type("abc")
        field = seat.app.screen.focused
        assert isinstance(field, Input)
        field.select_all()
        await seat.press("ctrl+c")
        assert seat.app.clipboard == "abc"
        assert WARNING not in seat.text


async def test_q_goes_back_where_nothing_is_typed(learner: Learner) -> None:
    learner.write("deck/cards.md", questions("alpha", "quince"))
    learner.write("deck/check.md", CHECK + questions("beta"))
    learner.write("deck/try-it.toml", LINE)
    async with seated(learner) as seat:
        await seat.press("l", "slash", "q")
        assert "1 of 1" in seat.text
        await seat.press("enter", "q", "q")
        assert seat.shown == "HomeScreen"
        await seat.press("c", "q")
        assert seat.shown == "HomeScreen"
        await seat.press("x", "enter", "q")
        assert seat.shown == "ExercisesScreen"
        await seat.press("q")
        assert seat.shown == "HomeScreen"


@pytest.mark.parametrize("exercise", [LINE, SQUARE])
async def test_the_shell_is_a_key_away_also_from_a_field(
    learner: Learner, exercise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.write("deck/try-it.toml", exercise)
    async with trying(learner, "", level=1, seed=3) as seat:
        await seat.press("enter", "space", "f3")  # a line to type on, or a field
        assert seat.app.screen.focused is not None
        suspended: list[str] = []
        monkeypatch.setattr(seat.app, "action_suspend_process", lambda: suspended.append("once"))
        await seat.press("ctrl+z")
        assert suspended == ["once"]


async def test_help_lists_every_key_once(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, size=(90, 80)) as seat:
        await seat.press("question_mark")
        assert seat.text.count("^q") == 1
        assert "^q ^c Quit tutor" in seat.text
        assert "command prompt" not in seat.text


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_program_whose_terminal_was_closed_ends(tutor: Command) -> None:
    # It is not the terminal that controls its session: no signal tells it.
    from tests.benchmarks.terminal import Terminal

    own = ("--db", str(tutor.database), "--decks", str(tutor.decks))
    terminal = Terminal([sys.executable, "-m", "tutor", *own], tutor.environment)
    terminal.until("Each grade is saved at once", PATIENCE)
    terminal.hang_up()
    assert terminal.process.wait(PATIENCE) == 0


@pytest.mark.skipif(os.name != "posix", reason="needs signals and a pseudo-terminal")
def test_a_program_that_is_ended_leaves_the_terminal_as_it_was(tutor: Command) -> None:
    from tests.benchmarks.terminal import Terminal

    own = ("--db", str(tutor.database), "--decks", str(tutor.decks))
    terminal = Terminal([sys.executable, "-m", "tutor", *own], tutor.environment)
    terminal.until("Each grade is saved at once", PATIENCE)
    terminal.process.send_signal(signal.SIGTERM)
    for mode in ("?1049l", "?1000l", "?25h"):  # the other screen, the mouse, the cursor
        terminal.until(f"\x1b[{mode}", PATIENCE)
    assert terminal.process.wait(PATIENCE) == 128 + signal.SIGTERM
    terminal.hang_up()


async def test_what_is_still_being_read_for_a_screen_that_is_left_ends_with_it(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.write("greek.md", questions("alpha"))
    about = Decks.about
    async with seated(learner) as seat:
        home = seat.app.screen

        def late(decks: Decks, deck: Deck) -> str:
            given_up = time.monotonic() + PATIENCE
            while home.query("#about") and time.monotonic() < given_up:
                time.sleep(0.001)
            return about(decks, deck)

        async def linger(_: KeyBar) -> None:
            await asyncio.sleep(0.1)

        monkeypatch.setattr(Decks, "about", late)
        monkeypatch.setattr(KeyBar, "on_unmount", linger, raising=False)
        seat.app.screen.describe()  # type: ignore[attr-defined]
        await seat.pilot.pause(0)
    # What a worker had failed with would have been raised by now.


def is_over(seat: Seat) -> bool:
    """Whether the program was asked to end."""
    return seat.app.return_code is not None
