"""The screens that home opens: each row of the table is a key, a help line and a command."""

import pytest

from tests.learner import Learner, questions
from tests.tui.seat import CHECK, seated
from tutor.tui.menu import MENU, Item


@pytest.fixture
def decks(learner: Learner) -> Learner:
    learner.write("maths.md", CHECK + questions("alpha"))
    learner.write("broken.md", "Q: What has no answer?\n")
    return learner


@pytest.mark.parametrize("item", MENU, ids=lambda item: item.name)
async def test_the_key_of_a_row_opens_a_screen_of_its_own(decks: Learner, item: Item) -> None:
    async with seated(decks) as seat:
        await seat.press(item.keys.split(",")[0])
        assert seat.shown not in ("HomeScreen", "_default")
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_help_and_palette_have_every_row(decks: Learner) -> None:
    async with seated(decks, size=(100, 80)) as seat:
        found = seat.app.get_system_commands(seat.app.screen)
        commands = {each.help: each.title for each in found}
        await seat.press("question_mark")
        for item in MENU:
            assert commands[item.tooltip] == item.label.capitalize()
            assert item.tooltip in seat.text


def test_no_two_rows_have_one_key_or_name() -> None:
    keys = [key for item in MENU for key in item.keys.split(",")]
    assert len({item.name for item in MENU}) == len(MENU)
    assert len(set(keys)) == len(keys)
