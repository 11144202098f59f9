"""What one without a history is told, on the screen and line by line; nobody else is."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events

from tests.command import Command
from tests.learner import Learner, questions
from tests.tui.seat import Seat, running
from tutor.core.welcome import LINE_BY_LINE, ON_SCREEN
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp


@asynccontextmanager
async def started(learner: Learner, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Seat]:
    """The program as it is started without arguments."""
    database = Database(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    async with running(TutorApp(lambda: study, greets=True), database, size) as seat:
        await seat.settle()
        yield seat


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_four_lines_are_shown_and_any_key_goes_on_and_is_not_lost(
    learner: Learner, size: tuple[int, int]
) -> None:
    learner.write("greek.md", questions("alpha"))
    async with started(learner, size) as seat:
        if size[0] < 80:  # the sheet is as wide as the screen
            assert " ".join(ON_SCREEN) in seat.text
        else:
            assert all(any(line in row for row in seat.rows) for line in ON_SCREEN)
        await seat.press("l")
        assert seat.shown == "LookScreen"
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_a_click_and_the_keys_that_close_it_do_nothing_else(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha"))
    for go_on in ("click", "escape", "enter", "space"):
        async with started(learner) as seat:
            assert seat.shown == "WelcomeSheet"
            if go_on == "click":
                await seat.click(ON_SCREEN[0])
            else:
                await seat.press(go_on)
            assert seat.shown == "HomeScreen"
            assert "1 new" in seat.text


async def test_keys_right_after_the_one_that_closes_it_are_not_lost(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha"))
    async with started(learner) as seat:
        for _ in range(3):
            seat.app.post_message(events.Key("space", " "))
        await seat.until("The answer to alpha.")
    async with started(learner) as seat:
        seat.app.post_message(events.Key("l", "l"))
        seat.app.post_message(events.Key("space", " "))
        await seat.until("The answer to alpha.")
        assert seat.shown == "LookScreen"


async def test_with_a_grade_in_the_history_home_is_shown_as_ever(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha", "beta"))
    with learner.opens() as study:
        session, _ = study.review.ask(study.review.begin())
        study.review.grade(session, 4, 1.0)
    async with started(learner) as seat:
        assert seat.shown == "HomeScreen"


def test_line_by_line_the_same_is_said_to_who_types(tutor: Command) -> None:
    pytest.importorskip("pty")
    from tests.benchmarks.terminal import Terminal

    own = ("--db", str(tutor.database), "--decks", str(tutor.decks))
    words = [sys.executable, "-m", "tutor", *own, "review", "--plain"]
    terminal = Terminal(words, tutor.environment)
    try:
        terminal.until("Card 1 of 2")
        for line in LINE_BY_LINE:
            assert line.encode() in terminal.seen
    finally:
        terminal.close()
    assert LINE_BY_LINE[0] not in tutor("review", "--plain").stdout  # a script needs no greeting
