"""A seat at the program: presses keys, reads the screen as text."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from tests.learner import Learner
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp

CHECK = '---\nkind = "self-check"\n---\n'


class Seat:
    """The running program and whoever sits at it."""

    def __init__(self, app: TutorApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each having its whole effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type letters and spaces."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))

    async def click(self, selector: str, offset: tuple[int, int] = (3, 0), times: int = 1) -> None:
        """Click into a widget."""
        assert await self.pilot.click(selector, offset=offset, times=times)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing more happens."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def rows(self) -> list[str]:
        """The screen as text, row by row; what lies under a sheet is not in it."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """The screen as words, its rows joined and runs of space folded."""
        drawn = str.maketrans("", "", "▊▎▔▁│╭╮╰╯─━")
        return " ".join(" ".join(self.rows).translate(drawn).split())

    @property
    def shown(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def seated(
    learner: Learner,
    review: Sequence[str] | None = None,
    limit: int | None = None,
    size: tuple[int, int] = (80, 24),
    theme: str = "tutor-night",
    store: Callable[[Path], Database] = Database,
) -> AsyncIterator[Seat]:
    """The program, opened on home or in a sitting, until it is left."""
    database = store(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings(learner.new_a_day))
    app = TutorApp(study, review=review, limit=limit)
    app.theme = theme
    try:
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot)
            await seat.settle()
            yield seat
            await app.desk.settled()
    finally:
        database.close()
