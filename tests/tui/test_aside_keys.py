"""Keys that set a card aside: in a review, in a look through a deck and on a card's page."""

from collections.abc import Awaitable, Callable

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from tests.learner import Learner, questions
from tests.tui.seat import Seat, seated
from tutor.core.card_state import NEVER, CardState
from tutor.tui.app import TutorApp
from tutor.tui.screens.aside_keys import ASIDE, BURY, SUSPEND, UNDO
from tutor.tui.screens.aside_sheet import AsideSheet
from tutor.tui.screens.card_page import CardSheet
from tutor.tui.screens.look import LookScreen
from tutor.tui.screens.review import ReviewScreen
from tutor.tui.widgets.card_field import CardField
from tutor.tui.widgets.key_bar import KeyBar


def states(learner: Learner) -> list[CardState]:
    """How each card was set aside, in the order of the deck."""
    with learner.opens() as study:
        return [study.aside.state(card.id) for card in study.decks.cards()]


async def test_a_review_goes_on_without_a_card_that_was_set_aside_and_undo_brings_it_back(
    learner: Learner,
) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    async with seated(learner) as seat:
        await seat.press("space", "minus")
        assert "What is beta?" in seat.text
        assert "Buried until tomorrow" in seat.text
        await seat.press("at")
        assert "What is gamma?" in seat.text
        assert "Suspended" in seat.text
        await seat.press("s", "s")
        assert "What is gamma?" in seat.text  # nothing else is left
        await seat.press("u", "u")
        assert "What is beta?" in seat.text
        assert "Undone: Suspended" in seat.text
        await seat.press("u")
        assert "What is alpha?" in seat.text
    assert states(learner) == [CardState()] * 3


async def test_a_flag_leaves_the_answer_on_the_screen(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner) as seat:
        await seat.press("space", "space", "s", "3")
        assert "The answer to alpha" in seat.text
        assert "flag 3" in seat.rows[0]
        await seat.press("s")
        assert "Now: flag 3." in seat.text
        await seat.press("0", "3")
        assert "What is beta?" in seat.text
    assert states(learner) == [CardState()] * 2


async def test_what_was_told_of_a_card_goes_with_the_next_grade_or_action(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    async with seated(learner, review=()) as seat:
        await seat.press("s", "2")
        assert "Flag 2: “What is alpha?”. u undoes it." in seat.text
        await seat.press("space", "4")
        assert "What is beta?" in seat.text
        assert "u undoes it" not in seat.text  # u takes the grade back now
        await seat.press("u")
        assert "Undone: Easy on “What is alpha?”" in seat.text
        await seat.press("s", "1")
        assert "Flag 1" in seat.text
        assert "Undone" not in seat.text
        await seat.press("u")
        assert "Undone: Flag 1, “What is alpha?”" in seat.text
        assert "Flag 1: “" not in seat.text


async def test_another_due_day_is_typed_and_what_is_no_day_is_told(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("space", "space", "3", "escape")
    learner.sleep(1)
    async with seated(learner, size=(60, 16)) as seat:
        await seat.press("space", "s")
        await seat.press_at_once(*"dns@")  # letters of a day once d is pressed
        assert "ns@" in seat.text
        await seat.press(*["backspace"] * 3)
        assert "tomorrow, +10d or on 2026-12-24 " in seat.text
        await seat.type("someday")
        assert "someday" in seat.text
        assert "Due day; enter takes it" in seat.text
        await seat.press("enter")
        assert seat.shown == "AsideSheet"
        await seat.press(*["backspace"] * 7)
        await seat.type("in 10 days")
        await seat.press("enter")
        assert "Due in 10 days" in seat.text
    with learner.opens() as study:
        (card,) = study.decks.cards()
        memory = study.schedule.memory(card.id)
        assert (memory.due, memory.interval, memory.ease) == (study.day + 10, 1, 250)


async def test_in_a_look_through_and_on_the_page_of_a_card(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner) as seat:
        await seat.press("l", "down", "at")
        assert "Suspended: “What is beta?”. u undoes it." in seat.text
        assert "@ resume" in seat.text
        await seat.press("up")
        assert "u undoes it" not in seat.text  # it was told of another card
        assert "@ suspend" in seat.text
        await seat.press("down", "i")
        assert "Suspended: it is not asked until you resume it." in seat.text
        await seat.press("minus")
        await seat.press("at")
        assert "Suspended: it is not" not in seat.text
        await seat.press("escape", "u")
        assert "Undone: Resumed." in seat.text
    assert [state.is_suspended for state in states(learner)] == [False, True]


# Each action as it is chosen on the sheet: by its key, by what the key bar says, and what it sets.
CHOICES = (
    ("s", "skip", CardState(skipped=1)),
    ("minus", "bury", CardState(until=2)),
    ("at", "suspend", CardState(until=NEVER)),
    ("1", "flag", CardState(flag=1)),
    ("d", "due day", (11, 1)),
    ("n", "reset", (0, 0)),
    ("r", "resume", CardState()),
)


async def by_key(seat: Seat, key: str, name: str) -> None:
    await seat.press("s", key)


async def by_mouse(seat: Seat, key: str, name: str) -> None:
    await seat.click("s set aside")
    (bar,) = seat.app.screen.query(KeyBar)
    (place,) = (each for each in bar._placed if each.binding.description == name)
    assert await seat.pilot.click(bar, offset=(place.x + bar.gutter.left, place.y))
    await seat.settle()


async def by_palette(seat: Seat, key: str, name: str) -> None:
    await seat.command("Flag 1" if name == "flag" else name.capitalize())


@pytest.mark.parametrize("way", [by_key, by_mouse, by_palette])
async def test_each_action_in_each_way_and_undone(
    learner: Learner, way: Callable[[Seat, str, str], Awaitable[None]]
) -> None:
    learner.write("deck.md", questions("alpha"))
    with learner.opens() as study:
        study.review.grade(study.review.begin(), 4, 1.0)
    learner.sleep(1)
    async with seated(learner) as seat:
        study = seat.app.worker.study

        def now() -> tuple[CardState, int, int]:
            (card,) = study.decks.cards()
            memory, state = study.schedule.memory(card.id), study.aside.state(card.id)
            return state, memory.due, memory.interval

        await seat.press("l")
        before = now()
        for key, name, wanted in CHOICES:
            if name == "resume":
                await seat.press("at")
            await way(seat, key, name)
            if name == "due day":
                await seat.type("in 10 days")
                await seat.press("enter")
            if isinstance(wanted, CardState):
                until = wanted.until if wanted.until in (0, NEVER) else study.day + 1
                skipped = study.day * wanted.skipped
                assert now() == (wanted._replace(until=until, skipped=skipped), *before[1:]), name
            else:
                due, interval = wanted
                assert now() == (CardState(), due and study.day + due - 1, interval), name
            await seat.press("u")
            if name == "resume":
                await seat.press("u")
            assert now() == before, name


async def test_the_line_below_the_title_does_them_by_mouse(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    async with seated(learner, review=()) as seat:
        await seat.press("a")  # the keys are the field's, and the mouse is not
        await seat.click("- bury")
        assert "What is beta?" in seat.text
        await seat.click("@ suspend")
        assert "What is gamma?" in seat.text
        await seat.press("u")
        assert "What is beta?" in seat.text
        await seat.press("space", "4", "space", "4")
        assert "Review finished" in seat.text
        assert "s set aside" not in seat.text  # there is no card
        await seat.press("escape")


async def test_a_click_in_the_help_does_what_its_key_does(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=(), size=(80, 40)) as seat:
        await seat.press("question_mark")
        await seat.click("Do not ask it before tomorrow")
        assert "Buried until tomorrow" in seat.text
        assert "What is beta?" in seat.text
        await seat.press("escape", "A", "f9")
        before = seat.app.theme
        await seat.click("Switch between light and dark colours")
        assert seat.app.theme != before
        assert seat.app.screen.query_one("#question", CardField).text == ""


def bindings(node: type[DOMNode]) -> list[Binding]:
    """What a screen binds, with what it inherits."""
    return [
        binding
        for each in node.__mro__
        for binding in Binding.make_bindings(vars(each).get("BINDINGS", ()))
    ]


def test_the_keys_were_free() -> None:
    for screen, own in (
        (ReviewScreen, (ASIDE, BURY, SUSPEND)),
        (LookScreen, (ASIDE, BURY, SUSPEND, UNDO)),
        (CardSheet, (ASIDE, BURY, SUSPEND, UNDO)),
    ):
        bound = [*bindings(screen), *bindings(TutorApp)]
        for key in own:
            assert {each.action for each in bound if each.key == key.key} == {key.action}
    keys = [each.key for each in Binding.make_bindings(AsideSheet.BINDINGS)]
    assert len(keys) == len({*keys})


async def test_help_names_each_key_once_where_it_works(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        for opened, own in (("space", (ASIDE, BURY, SUSPEND)), ("l", (ASIDE, BURY, SUSPEND, UNDO))):
            await seat.press(opened, "question_mark")
            said = "\n".join(str(line) for line in seat.app.screen.text.split("\n"))  # type: ignore[attr-defined]
            for key in own:
                assert said.count(key.tooltip) == 1, key
            await seat.press("escape", "escape")


async def test_the_sheet_lists_what_would_change_something(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner) as seat:
        await seat.press("l", "s")
        assert listed(seat.text) == ["skip:", "bury:", "suspend:", "flag:"]  # a new card
        await seat.press("at", "s")
        assert listed(seat.text) == ["skip:", "resume:", "flag:"]
        await seat.press("escape", "u", "escape", "space", "space", "3", "escape", "l", "s")
        assert listed(seat.text) == ["skip:", "bury:", "suspend:", "flag:", "due day:", "reset:"]


def listed(text: str) -> list[str]:
    """The actions that are explained."""
    said = ("skip:", "bury:", "suspend:", "resume:", "flag:", "due day:", "reset:")
    return [each for each in said if f" {each} " in text]
