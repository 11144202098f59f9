"""Keys typed before what they are meant for is there."""

import threading
from collections.abc import Callable
from functools import partial

from textual import events
from textual.keys import key_to_character

from tests.learner import Learner, questions
from tests.patience import PATIENCE
from tests.tui.exercising import LINE
from tests.tui.seat import Seat, running, seated
from tutor.core.card import CardId
from tutor.library.shelf import Shelf
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.study.decks import OnRead
from tutor.tui.app import TutorApp
from tutor.tui.screens.exercise import ExerciseScreen
from tutor.tui.screens.review import ReviewScreen
from tutor.tui.study_worker import StudyWorker


def opens_when(let: threading.Event, learner: Learner, database: Database) -> Callable[[], Study]:
    """A study whose decks cannot be opened before it is let."""
    study = Study(database, [learner.decks], lambda: learner.now, Settings(learner.new_a_day))
    opening = study.decks.open

    def waits(on_read: OnRead | None = None) -> Shelf:
        let.wait(PATIENCE)
        return opening(on_read)

    study.decks.open = waits  # type: ignore[method-assign]
    return lambda: study


async def early(seat: Seat, *keys: str) -> None:
    """Press keys while nothing is there yet."""
    for key in keys:
        seat.app.post_message(events.Key(key, key_to_character(key)))
        await seat.pilot.pause(0.01)


async def test_home_opens_the_deck_that_was_meant(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha"))
    learner.write("latin.md", questions("arma"))
    let = threading.Event()
    database = Database(learner.database)
    app = TutorApp(opens_when(let, learner, database))
    async with running(app, database) as seat:
        await early(seat, "down", "enter", "space")
        assert seat.shown == "HomeScreen"
        let.set()
        await seat.until("The answer to arma.")
        await seat.until("0 of 1 done")


async def test_a_key_to_leave_forgets_what_was_typed_before(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha"))
    let = threading.Event()
    database = Database(learner.database)

    def first(worker: StudyWorker) -> ReviewScreen:
        return ReviewScreen(worker)

    async with running(TutorApp(opens_when(let, learner, database), first), database) as seat:
        await early(seat, "space", "3", "escape")
        let.set()
        await seat.until("Review all")
        await seat.settle()
        assert seat.shown == "HomeScreen"


async def test_a_review_reveals_the_card_that_was_waited_for(learner: Learner) -> None:
    learner.write("greek.md", questions("alpha", "beta"))
    let = threading.Event()
    database = Database(learner.database)
    async with running(
        TutorApp(opens_when(let, learner, database), ReviewScreen), database
    ) as seat:
        await early(seat, "space")
        let.set()
        await seat.until("The answer to alpha.")
        await seat.until("0 of 2 done")


async def test_what_is_typed_while_a_problem_is_drawn_is_in_the_field(learner: Learner) -> None:
    learner.write("deck/try-it.toml", LINE)
    learner.write("deck/notes.md", questions("alpha"))
    with learner.opens() as study:  # no worked example comes first
        study.exercises.record(
            next(card for card in study.exercises.all() if card.id == CardId("affine-uniform")),
            4,
            1.0,
            "",
        )
    let = threading.Event()
    database = Database(learner.database)
    first = partial(ExerciseScreen, exercise="affine-uniform", level=1, seed=3)
    app = TutorApp(opens_when(let, learner, database), first)
    async with running(app, database) as seat:
        await seat.until("Preparing a problem")
        await early(seat, "7", "1")
        let.set()
        await seat.until("71")


async def test_a_key_right_after_the_one_that_opens_a_review_reveals_its_card(
    learner: Learner,
) -> None:
    learner.write("greek.md", questions("alpha", "beta"))
    async with seated(learner) as seat:
        for _ in range(2):
            seat.app.post_message(events.Key("space", " "))
        await seat.until("The answer to alpha.")
        await seat.until("0 of 2 done")
        await seat.press("escape")
        assert seat.shown == "HomeScreen"
