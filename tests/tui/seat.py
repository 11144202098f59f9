"""A seat at the program: presses keys, reads the screen as text."""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from rich.segment import Segment
from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tests.learner import Learner
from tests.patience import PATIENCE
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.screens.review import ReviewScreen
from tutor.tui.study_worker import StudyWorker

ROUNDS = 4
CHECK = '---\nkind = "self-check"\n---\n'


def rows(app: App[Any]) -> list[str]:
    """The screen as text, row by row."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


class Seat:
    """The running program and whoever sits at it."""

    def __init__(self, app: TutorApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each having its whole effect."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than any of them has its effect."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
        await self.settle()

    async def type(self, text: str) -> None:
        """Type letters and spaces."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def click(self, text: str, times: int = 1) -> None:
        """Click on what is written on the screen."""
        y = next(y for y, row in enumerate(self.rows) if text in row)
        assert await self.pilot.click(offset=(self.rows[y].index(text) + 1, y), times=times)
        await self.settle()

    async def command(self, title: str) -> None:
        """Choose a command of the palette by its name."""
        await self.press("ctrl+p")
        await self.type(title)
        await self.press("enter")

    async def settle(self) -> None:
        """Wait until nothing more happens: a message may lead to another, and to a worker."""
        for _ in range(ROUNDS):
            await self.pilot.pause(0)
            with suppress(WorkerCancelled):  # a search gives way to the next letter's
                await self.app.workers.wait_for_complete()
        await self.pilot.pause(0)

    async def until(self, text: str) -> None:
        """Wait until this is on the screen, while a worker is kept from its end."""
        given_up = time.monotonic() + PATIENCE
        while text not in self.text:
            assert time.monotonic() < given_up, self.text
            await self.pilot.pause(0.01)

    @property
    def rows(self) -> list[str]:
        """The screen as text, row by row; what lies under a sheet is not in it."""
        return rows(self.app)

    @property
    def segments(self) -> list[Segment]:
        """The screen as pieces of text, each in one style."""
        return [piece for strip in self.app.screen._compositor.render_strips() for piece in strip]

    @property
    def text(self) -> str:
        """The screen as words, its rows joined and runs of space folded."""
        drawn = str.maketrans("", "", "▔▁▂▃▄▅▆▇█│╭╮╰╯─━")
        return " ".join(" ".join(self.rows).translate(drawn).split())

    @property
    def shown(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def running(
    app: TutorApp, database: Database, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Seat]:
    """A program and its database, until the program is left and the database closed."""
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Seat(app, pilot)
        await app.worker.settled()
    finally:
        database.close()


@asynccontextmanager
async def seated(
    learner: Learner,
    review: Sequence[str] | None = None,
    limit: int | None = None,
    size: tuple[int, int] = (80, 24),
    theme: str = "tutor-night",
    store: Callable[[Path], Database] = Database,
    settings: Settings | None = None,
) -> AsyncIterator[Seat]:
    """The program, opened on home or in a review session, until it is left."""

    def first(worker: StudyWorker) -> ReviewScreen:
        return ReviewScreen(worker, review or (), limit)

    database = store(learner.database)
    wanted = settings or Settings(learner.new_a_day)
    study = Study(database, [learner.decks], lambda: learner.now, wanted)
    app = TutorApp(lambda: study, None if review is None else first)
    app.theme = theme
    async with running(app, database, size) as seat:
        await seat.settle()
        yield seat
