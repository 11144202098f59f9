"""The README's pictures: the program's own screens, after a simulated year of study.

`python -m tests.pictures [FOLDER]` draws them again, into docs/pictures unless a folder is given.
"""

import argparse
import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.widgets import Input

from tests.learner import questions
from tests.screen_svg import svg
from tests.simulation import SimulatedLearner
from tests.tui.seat import Seat, seated
from tutor.core.card import Card
from tutor.core.grade import PASSED
from tutor.exercises.attempt import HINT, WORKED, begin
from tutor.study import Study
from tutor.tui.screens.exercise import ExerciseScreen
from tutor.tui.screens.review import ReviewScreen
from tutor.tui.theme import NIGHT, PAPER

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
SEED = 5
COLUMNS = 80
THEMES = {"dark": NIGHT, "light": PAPER}

BUNDLED = ROOT / "decks" / "change-of-variables"
TAKEN_UP = 120  # the day on which the bundled deck is
OTHERS = {0: "linear-algebra", 50: "probability", 200: "inequalities", 335: "distributions"}
CARDS = 70  # in each of those


class Student(SimulatedLearner):
    """Takes up one deck after another, the bundled one among them, and does its exercises."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, SEED, new_a_day=2)

    def begin(self) -> None:
        """There is nothing before the first day."""

    def turn(self, day: int, days: int) -> None:
        """Take up a deck. Of those that are not bundled, only the names come into a picture."""
        if day == TAKEN_UP:
            shutil.copytree(BUNDLED, self.decks / BUNDLED.name)
        if day in OTHERS:
            name = OTHERS[day]
            cards = questions(*(f"no. {number} of {name}" for number in range(CARDS)))
            self.write(f"{name}.md", cards)

    def work(self, study: Study, card: Card, quality: int, seconds: float) -> tuple[int, str]:
        """Draw a problem and answer its steps, some of them by a mistake that they invite."""
        attempt = begin(study.exercises.problem(card))
        right = 0.9 if quality >= PASSED else 0.6
        while (up := attempt.up) is not None:
            chance = self.chance.random()
            if up.slips or chance < right:
                attempt, _ = attempt.answer(up.step.answer)
            elif chance < right + 0.05:
                attempt, _ = attempt.help(WORKED if quality < PASSED else HINT)
            elif up.step.mistakes:
                attempt, _ = attempt.answer(self.chance.choice(up.step.mistakes).answer)
        return attempt.proposed.quality, json.dumps(attempt.as_json(seconds))


@dataclass(frozen=True, slots=True)
class Scene:
    """How many rows the terminal has, and what is done there until the picture is taken."""

    rows: int
    act: Callable[[Student, Seat], Awaitable[None]]
    is_new: bool = False  # of a learner who begins, and not after a year


async def card(student: Student, seat: Seat) -> None:
    """The first card that a new learner is asked, with its answer."""
    seat.app.push_screen(ReviewScreen(seat.app.worker, (BUNDLED.name,)))
    await seat.settle()
    assert "The change-of-variables formula in several dimensions" in seat.text
    await seat.press("space")


async def answer(student: Student, seat: Seat) -> None:
    """The fourth step of an exercise answered wrongly."""
    # A = [[4, 3], [0, 2]]
    seat.app.push_screen(ExerciseScreen(seat.app.worker, "linear-square", level=1, seed=10))
    await seat.settle()
    await _answer(seat, "8")
    await seat.press("escape", "space", *["x", "down"] * 3, "space")  # every key point was there
    await _answer(seat, "1/8", "(0, 0), (4, 3), (4, 5), (0, 2)")


async def drawn(student: Student, seat: Seat) -> None:
    """The picture of that exercise."""
    await answer(student, seat)
    await seat.press("ctrl+n")
    await _answer(seat, "8", "1")
    await seat.press("p")


async def progress(student: Student, seat: Seat) -> None:
    """The top of the Progress screen."""
    await seat.press("p")


async def retention(student: Student, seat: Seat) -> None:
    """What is remembered."""
    await seat.press("p", *["right"] * 3)


SCENES = {
    "answer": Scene(34, answer),
    "drawn": Scene(28, drawn),
    "progress": Scene(33, progress),
    "retention": Scene(53, retention),
    "card": Scene(26, card, is_new=True),
}


async def taken(student: Student, name: str) -> AsyncIterator[tuple[str, str]]:
    """A scene's pictures, each with its file's name: in the dark and by day."""
    scene = SCENES[name]
    async with seated(student, size=(COLUMNS, scene.rows)) as seat:
        await scene.act(student, seat)
        if isinstance(seat.app.focused, Input):
            seat.app.focused.cursor_blink = False
        for kind, theme in THEMES.items():
            seat.app.theme = theme.name
            await seat.settle()
            strips = seat.app.screen._compositor.render_strips()
            background, border = str(theme.background), theme.variables["border"]
            yield f"{name}-{kind}.svg", svg(strips, background, border)


async def take(folder: Path) -> None:
    """Every picture, of the evening after the same year."""
    with TemporaryDirectory() as temporary:
        student = Student(Path(temporary))
        student.live()
        (Path(temporary) / "new").mkdir()
        beginner = Student(Path(temporary) / "new")
        beginner.turn(TAKEN_UP, TAKEN_UP)
        for name, scene in SCENES.items():
            async for file, picture in taken(beginner if scene.is_new else student, name):
                (folder / file).write_text(picture, encoding="utf-8")
                print(f"{file}: {len(picture.encode()):,} bytes")


async def _answer(seat: Seat, *answers: str) -> None:
    """Answer one step after another."""
    for text in answers:
        await seat.type(text)
        await seat.press("enter")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.pop("NO_COLOR", None)  # in colour wherever they are taken
    asyncio.run(take(folder))


if __name__ == "__main__":
    main()
