"""The Progress screen and a card's own page: pictures, their sentences, and their numbers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import key_to_character

from tests.learner import Learner, asked_in_order, questions
from tests.patience import PATIENCE
from tests.tui.seat import Seat, seated
from tests.tui.test_hostile import HOSTILE, MARKUP, Hostile, steering
from tutor.errors import TutorError
from tutor.progress.figures import figures
from tutor.store.counting import Counting
from tutor.store.database import Database
from tutor.study.history import local_time
from tutor.tui.screens.progress import ProgressScreen
from tutor.tui.widgets.pane import Pane


@pytest.fixture
def history(learner: Learner) -> Learner:
    """Two cards of one deck and one of another, each asked first 41 days ago and passed twice."""
    learner.write("greek.md", '---\ntags = ["letters"]\n---\n' + questions("alpha", "beta"))
    learner.write("latin.md", questions("rosa"))
    learner.sleep(-41)
    for _ in range(2):
        with learner.opens() as study:
            assert len(asked_in_order(study, study.review.begin())) == 3
        learner.sleep(1)
    learner.sleep(39)
    return learner


EDGES = " ▊▎│▁▂▃▄▅▆▇█"


def top(seat: Seat) -> str:
    """The first row of the page."""
    return next(row for row in seat.rows[3:] if row.strip(EDGES)).strip(EDGES)


async def test_every_picture_stands_with_its_sentence(history: Learner) -> None:
    with history.opens() as study:
        expected = figures(study.history.progress(), local_time)
    async with seated(history, size=(120, 40)) as seat:
        await seat.press("p")
        assert seat.shown == "ProgressScreen"
        assert "All decks · progress · all time" in seat.text
        assert "you studied on 2 days: 6 answers" in seat.text
        assert "░" in seat.text
        page = seat.text
        for _ in expected:
            await seat.press("pagedown")
            page += seat.text
        for figure in expected:
            assert figure.title in page
            assert " ".join(figure.meaning.split()[:6]) in page
        # Of each card the second review alone counts: at its first there was nothing to remember.
        assert "Of 3 reviews you remembered 100.0" in page
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_one_key_shows_the_numbers_of_the_same_picture_and_back(history: Learner) -> None:
    async with seated(history) as seat:
        await seat.press("p", "right")
        assert top(seat) == "Forecast by day, 30 days"
        await seat.press("n")
        assert top(seat) == "Forecast by day, 30 days"
        assert "2026-12-01 3" in seat.text  # all are overdue since the interval of six days
        await seat.press("left")
        assert top(seat) == "Answers by day"
        assert "2026-10-21 3" in seat.text
        assert "2026-10-22 3" in seat.text
        await seat.press("n")
        assert top(seat) == "Answers by day"
        assert "░" in seat.text
        await seat.click("Answers by day")
        assert "day answers minutes" in seat.text


async def test_the_deck_the_period_and_the_tag_are_chosen(history: Learner) -> None:
    async with seated(history) as seat:
        await seat.press("p")
        for shown in ("greek · progress", "latin · progress", "All decks · progress"):
            await seat.press("d")
            answers = {"greek": 4, "latin": 2, "All": 6}[shown.split()[0]]
            assert shown in seat.text
            assert f"2 days: {answers} answers" in seat.text
        await seat.press("s")
        assert "· 30 days" in seat.text
        assert "you studied on 0 days: 0 answers" in seat.text
        await seat.press("s")
        assert "· 90 days" in seat.text
        assert "2 days: 6 answers" in seat.text
        await seat.press("g", *"letters", "enter")
        assert "tagged letters 2 cards" in seat.text
        assert "2 days: 4 answers" in seat.text
        await seat.press("escape")
        assert "3 cards" in seat.text
        assert "2 days: 6 answers" in seat.text
        await seat.press("g", *"nonsense", "enter")
        assert "No card here has the tag 'nonsense'." in seat.text
        await seat.press("escape", "escape")
        assert seat.shown == "HomeScreen"


async def test_the_tags_are_listed_and_completed(history: Learner) -> None:
    async with seated(history) as seat:
        await seat.press("p", "g")
        assert "A tag, then enter: letters" in seat.text
        assert "esc all tags" in seat.text
        await seat.press("l", "e", "right", "enter")
        assert "tagged letters 2 cards" in seat.text
        await seat.press("escape", "d", "d", "g")
        assert "latin · progress" in seat.text
        assert "No card here has a tag." in seat.text
        await seat.press("escape")
        assert "esc home" in seat.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_no_line_is_wider_than_the_page(history: Learner, size: tuple[int, int]) -> None:
    async with seated(history, size=size) as seat:
        await seat.press("p")
        pane = seat.app.screen.query_one(Pane)
        for _ in range(2):
            widest = max(line.content.cell_length for line in pane._drawn)
            assert 0 < widest < pane.scrollable_content_region.width
            await seat.press("n")


async def test_no_terminal_is_too_small_for_it(history: Learner) -> None:
    async with seated(history, size=(1, 1)) as seat:
        await seat.press("p", "n", "right", "d", "s", "n", "end", "pageup", "home")
        await seat.pilot.resize_terminal(80, 24)
        await seat.settle()
        assert top(seat) == "Answers by day"


async def test_without_cards_the_sentences_say_so(learner: Learner) -> None:
    async with seated(learner, size=(120, 40)) as seat:
        await seat.press("p", "d", "n", "n")
        assert "you studied on 0 days" in seat.text
        await seat.press("end")
        assert "No mistake has been recognised in an exercise yet." in seat.text


async def test_the_palette_knows_it(learner: Learner) -> None:
    async with seated(learner) as seat:
        titles = [command.title for command in seat.app.get_system_commands(seat.app.screen)]
        assert "Progress" in titles


async def test_a_deck_can_be_called_anything(learner: Learner) -> None:
    learner.write("[b]deck[i/cards.md", questions("alpha"))
    learner.write("named/cards.md", f"---\nname = '{MARKUP}'\n---\n{questions('beta')}")
    learner.write("red\x1b[31m.md", questions("gamma"))
    for _ in range(2):
        with learner.opens() as study:
            asked_in_order(study, study.review.begin())
        learner.sleep()
    async with seated(learner, size=(120, 40)) as seat:
        await seat.press("p")
        for keys in (("d",), ("d",), ("d",), ("d",), ("n",), ("n",)):
            await seat.press(*keys)
            for _ in range(4):
                await seat.press("pagedown")
                assert steering(seat) == []
                assert seat.shown == "ProgressScreen"
        await seat.press("g")
        field = seat.app.screen.focused
        assert field is not None
        field.post_message(events.Paste(HOSTILE))
        await seat.press("enter")
        assert "No card here has the tag" in seat.text
        assert steering(seat) == []


class Slow(Database):
    """A store that counts only when it is let."""

    def __init__(self, let: threading.Event, path: Path) -> None:
        super().__init__(path)
        self.let = let

    def counting(self, *args: Any) -> Any:
        assert self.let.wait(PATIENCE)
        return super().counting(*args)


class Broken(Database):
    """A store that cannot count."""

    def counting(self, *args: Any) -> Any:
        raise TutorError(HOSTILE)


async def test_while_it_counts_every_key_is_heard(history: Learner) -> None:
    let = threading.Event()
    async with seated(history, store=partial(Slow, let)) as seat:
        for key, shown in (
            ("p", "All decks · progress · all time counting…"),
            ("d", "greek · progress · all time counting…"),
            ("s", "greek · progress · 30 days counting…"),
            ("escape", "Review"),
        ):
            seat.app.post_message(events.Key(key, key_to_character(key)))
            await seat.until(shown)
        assert not isinstance(seat.app.screen, ProgressScreen)
        let.set()
        await seat.settle()
        assert seat.shown == "HomeScreen"


class SlowToRecall(Database):
    """A store that tells what was done at once, and what was remembered only when it is let."""

    def __init__(self, let: threading.Event, path: Path) -> None:
        super().__init__(path)
        self.let = let

    @contextmanager
    def counting(self, *args: Any) -> Iterator[Counting]:
        with super().counting(*args) as counting:
            at_once = counting.recalls

            def recalls(*args: Any) -> Any:
                assert self.let.wait(PATIENCE)
                return at_once(*args)

            slow: Any = counting
            slow.recalls = recalls
            yield counting


async def test_the_first_pictures_do_not_wait_for_the_others(history: Learner) -> None:
    let = threading.Event()
    async with seated(history, store=partial(SlowToRecall, let)) as seat:
        seat.app.post_message(events.Key("p", "p"))
        screen = None
        while not (isinstance(screen, ProgressScreen) and screen.figures):
            await seat.pilot.pause(0.01)
            screen = seat.app.screen
        await seat.pilot.pause(0)
        assert "you studied on 2 days: 6 answers" in seat.text
        assert "counting…" in seat.text
        assert "retention" not in {figure.key for figure in screen.figures}
        let.set()
        await seat.settle()
        assert "3 cards" in seat.text
        assert [figure.key for figure in screen.figures][-1] == "mistakes"
        assert top(seat) == "Answers by day"


async def test_what_is_in_sight_stays_until_it_is_counted_again(history: Learner) -> None:
    let = threading.Event()
    async with seated(history, store=partial(SlowToRecall, let)) as seat:
        let.set()
        await seat.press("p", *["right"] * 5)
        assert top(seat) == "Retention by deck"
        let.clear()
        seat.app.post_message(events.Key("d", "d"))
        await seat.until("greek · progress · all time counting…")
        assert top(seat) == "Retention by deck"
        assert "latin" in seat.text
        let.set()
        await seat.settle()
        assert top(seat) == "Retention by deck"
        assert "latin" not in seat.text


async def test_what_goes_wrong_is_said_and_harmless(history: Learner) -> None:
    async with seated(history, store=Broken, size=(150, 40)) as seat:
        await seat.press("p", "n", "d")
        assert MARKUP in seat.text
        assert steering(seat) == []
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_a_card_tells_its_history_and_why_it_is_due(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    # SM-2: 1 day, then 6; below Good it is asked again that day; below 3 it starts again.
    for qualities in ((4,), (5,), (1, 4)):
        with learner.opens() as study:
            session = study.review.begin(limit=1)
            for quality in qualities:
                session, asked = study.review.ask(session)
                assert asked is not None
                session = study.review.grade(session, quality, 1.0)
        learner.sleep(6 if qualities == (5,) else 1)
    async with seated(learner, size=(100, 40)) as seat:
        await seat.press("l", "i")
        assert seat.shown == "CardSheet"
        assert "Good→1d Easy→6d Again→1d (Good)" in seat.text
        assert "What is alpha?" in seat.text
        assert "Due on 2026-12-09, today." in seat.text
        assert "I(2) = 6 days" in seat.text
        await seat.press("escape", "down", "i")
        assert "What is beta?" in seat.text
        assert "A new card: you have not graded it yet." in seat.text
        await seat.press("escape", "escape")
        assert seat.shown == "HomeScreen"


async def test_a_card_that_says_anything_has_a_harmless_page(history: Learner) -> None:
    async with seated(history, store=Hostile, size=(150, 40)) as seat:
        await seat.press("l", "i")
        assert seat.shown == "CardSheet"
        assert MARKUP in seat.text
        assert steering(seat) == []
