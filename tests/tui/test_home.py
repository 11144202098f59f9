"""The home screen: what today holds, where one can go, and that it is painted first."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual._context import active_app

from tests.learner import Learner, questions
from tests.patience import PATIENCE
from tests.tui.seat import CHECK, rows, running, seated
from tutor.errors import TutorError
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp


class Locked(Database):
    """A store that another program holds, once."""

    tries = 0

    def reading(self) -> Any:
        self.tries += 1
        if self.tries == 1:
            raise TutorError("tutor.sqlite3 is locked by another program. Try again.")
        return super().reading()


class ReadOnly(Database):
    """A store that cannot be written, and whose folder cannot either."""

    def prepare_to_write(self) -> None:
        raise TutorError("tutor.sqlite3 cannot be opened for writing.")


class NoBackup(Database):
    """A store that cannot be copied."""

    def back_up(self, day: int, stop: Callable[[], bool] = lambda: False) -> Path | None:
        raise TutorError("There is no room for a backup.")


class Endless(Database):
    """A store whose backup ends only when it is let."""

    def back_up(self, day: int, stop: Callable[[], bool] = lambda: False) -> Path | None:
        while not stop():
            threading.Event().wait(0.01)
        return None


class Slow(Database):
    """A store that reads the decks only when it is let."""

    let = threading.Event()

    def reading(self) -> Any:
        assert self.let.wait(PATIENCE)
        return super().reading()


@pytest.mark.parametrize(
    ("key", "said"),
    [("space", "What is alpha?"), ("p", "you studied on 0 days")],
)
async def test_who_types_ahead_is_not_kept_waiting_for_the_figures(
    learner: Learner, key: str, said: str
) -> None:
    learner.write("maths.md", questions("alpha"))
    Slow.let.clear()
    database = Slow(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    async with running(TutorApp(lambda: study), database) as seat:
        await seat.pilot.press(key)
        Slow.let.set()
        await seat.settle()
        assert said in seat.text


async def test_home_counts_by_kind_and_by_deck(learner: Learner) -> None:
    learner.write("maths/cards.md", questions("alpha", "beta"))
    learner.write("maths/check.md", CHECK + questions("gamma"))
    learner.write("poems.md", questions("delta"))
    async with seated(learner) as seat:
        assert "0 due 4 new about 2 min" in seat.text  # 3 cards of 15 s, one of 60 s
        assert "Flashcards Self-check Exercises 3 new 1 new none" in seat.text
        assert "▸ maths – 3 3" in seat.text
        assert "poems – 1 1" in seat.text
        assert "Tuesday 1 December" in seat.text
        await seat.press("space", "space", "3", "escape")
        assert "1 day in a row" in seat.text
        assert "0 due 3 new" in seat.text


async def test_the_chosen_deck_can_be_reviewed_alone(learner: Learner) -> None:
    learner.write("maths.md", questions("alpha", "beta"))
    learner.write("poems.md", questions("delta"))
    async with seated(learner) as seat:
        await seat.press("down", "enter")
        assert "poems · flashcard · new 0 of 1 done" in seat.text
        await seat.press("escape")
        await seat.click("maths", times=2)
        assert "maths · flashcard · new 0 of 2 done" in seat.text
        await seat.press("escape")
        await seat.click("Review all")
        assert "0 of 3 done" in seat.text


async def test_what_the_keys_do_can_be_clicked(learner: Learner) -> None:
    learner.write("maths.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.click("look through")
        assert seat.shown == "LookScreen"


async def test_nothing_due_says_when_the_next_is(learner: Learner) -> None:
    learner.write("maths.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space", "3", "escape")
        assert "Nothing more is due today." in seat.text
        assert "Next: 1 card tomorrow." in seat.text
        await seat.press("w")
        assert "1 of today's 20 new cards are started" in seat.text
        assert "Next: 1 card on Wednesday 2026-12-02, tomorrow." in seat.text


async def test_without_decks_it_says_where_they_go(learner: Learner) -> None:
    async with seated(learner, size=(200, 24)) as seat:
        assert "There are no cards yet." in seat.text
        assert str(learner.decks) in seat.text
        await seat.press("enter", "l", "c")
        assert seat.shown == "HomeScreen"


async def test_faults_are_counted_and_listed_with_file_and_line(learner: Learner) -> None:
    learner.write("maths.md", questions("alpha") + "\nQ: And this one?\n")
    async with seated(learner, size=(120, 40)) as seat:
        assert "1 fault in deck files; f lists them." in seat.text
        await seat.press("f")
        assert "maths.md:4" in "".join(seat.text.split())
        assert "this Q: has no A:" in seat.text


async def test_decks_mended_meanwhile_are_read_again(learner: Learner) -> None:
    path = learner.write("maths.md", questions("alpha"))
    async with seated(learner) as seat:
        path.write_text(questions("alpha", "beta", "gamma"))
        await seat.press("f5")
        assert "0 due 3 new" in seat.text


async def test_a_database_that_cannot_be_opened_is_reported_and_tried_again(
    learner: Learner,
) -> None:
    learner.write("maths.md", questions("alpha"))
    async with seated(learner, store=Locked) as seat:
        assert "is locked by another program" in seat.text
        await seat.press("f5")
        assert "0 due 1 new" in seat.text
    async with seated(learner, review=[], store=Locked) as seat:
        assert "is locked by another program" in seat.text
        await seat.press("space")
        assert "What is alpha?" in seat.text


async def test_what_fails_beside_the_screens_is_a_notification(learner: Learner) -> None:
    learner.write("maths.md", questions("alpha"))
    for store, said in ((ReadOnly, "opened for"), (NoBackup, "no room for a backup")):
        with learner.opens():  # so that the database is there
            pass
        async with seated(learner, store=store) as seat:
            await seat.app.worker.settled()
            await seat.settle()
            assert said in seat.text
            assert "0 due 1 new" in seat.text


async def test_leaving_does_not_wait_for_the_backup(learner: Learner) -> None:
    learner.write("maths.md", questions("alpha"))
    async with seated(learner, store=Endless) as seat:
        await seat.pilot.press("q")  # and the test ends


async def test_the_screen_is_painted_before_anything_is_opened(learner: Learner) -> None:
    learner.write("maths.md", questions("alpha"))
    seen: list[str] = []

    class Watched(Database):
        """Looks at the screen when the decks are to be opened."""

        def reading(self) -> Any:
            if not seen:
                seen.append(" ".join(rows(active_app.get())))
                assert not self.path.exists()
            return super().reading()

    async with seated(learner, store=Watched):
        assert len(seen) == 1
        assert "Reading your decks" in seen[0]


def test_the_first_paint_imports_no_other_screen_no_store_and_no_arrays() -> None:
    code = (
        "import sys, tutor.tui.app, tutor.tui.screens.home\n"
        "for name in ('sqlalchemy', 'sqlite3', 'numpy', 'tutor.store', 'tutor.study',"
        " 'tutor.library', 'tutor.core.session', 'tutor.tui.screens.review',"
        " 'tutor.tui.screens.look', 'tutor.tui.screens.sheet', 'textual.widgets._text_area'):"
        "    assert name not in sys.modules, name\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr


async def test_home_says_what_the_chosen_deck_is_about(learner: Learner) -> None:
    for name in ("greek", "latin"):
        learner.write(f"{name}/cards.md", questions(name))
    learner.write("greek/README.md", "# Greek\n\nThe letters, \x1b[2Jone by one.\n\nMore.\n")
    async with seated(learner) as seat:
        assert "The letters, " in seat.text
        assert "\x1b" not in "".join(seat.rows)
        row = next(y for y, row in enumerate(seat.rows) if "The letters" in row)
        await seat.press("down")
        assert not seat.rows[row].strip()
        (learner.decks / "latin" / "README.md").mkdir()
        await seat.press("up", "down")
        assert not seat.rows[row].strip()


async def test_three_decks_are_seen_in_60_columns_whatever_there_is_to_note(
    learner: Learner,
) -> None:
    for name in ("greek", "latin", "maths"):
        learner.write(f"{name}/cards.md", questions(*map(str, range(30))) + "\nQ: Open?\n")
        learner.write(f"{name}/README.md", "What it is about.\n")
    async with seated(learner, size=(60, 20)) as seat:
        rows = [row.split() for row in seat.rows]
        for name in ("greek", "latin", "maths"):
            assert any(name in row for row in rows), seat.text
        assert "faults in deck files" in seat.text
