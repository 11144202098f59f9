"""The screens that home opens: each row of the table is a key, a help line and a command."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from tests.learner import Learner, questions
from tests.tui.seat import CHECK, seated
from tutor.tui import screens as screen_package
from tutor.tui.menu import MENU, Item
from tutor.tui.screens.editing import ADD, EDIT, OPEN
from tutor.tui.screens.help import KEYS, HelpSheet


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
        if item.name == "browse":  # it begins in the search; from there to the list
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


def screens() -> list[type[Screen[Any]]]:
    """Every screen there is."""
    for module in iter_modules(screen_package.__path__):
        import_module(f"{screen_package.__name__}.{module.name}")
    found: list[type[Screen[Any]]] = []
    left: list[type[Screen[Any]]] = [Screen]
    while left:
        for each in left.pop().__subclasses__():
            left.append(each)
            if each.__module__.startswith("tutor.") and each not in found:
                found.append(each)
    return found


def test_the_keys_that_edit_add_and_open_do_nothing_else_on_any_screen() -> None:
    works: dict[str, int] = {}
    for screen in screens():
        actions: dict[str, set[str]] = {}
        for each in screen.__mro__:
            for binding in Binding.make_bindings(vars(each).get("BINDINGS", ())):
                actions.setdefault(binding.key, set()).add(binding.action)
        for wanted in (EDIT, ADD, OPEN):
            keys = wanted.key.split(",")
            if any(wanted.action in actions.get(key, ()) for key in keys):
                assert [actions[key] for key in keys] == [{wanted.action}] * len(keys), screen
                works[wanted.action] = works.get(wanted.action, 0) + 1
    assert min(works[each.action] for each in (EDIT, ADD, OPEN)) > 3


async def test_help_lists_each_key_once(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[], size=(80, 100)) as seat:
        await seat.press("question_mark")
        assert isinstance(seat.app.screen, HelpSheet)
        _, _, listed = seat.app.screen.text.plain.partition("\n\n")
        keys = [key for line in listed.splitlines() for key in line[:KEYS].split()]
        assert {"space", "enter", "esc", "?"} <= set(keys)
        assert sorted(keys) == sorted(set(keys))


async def test_what_is_left_or_chosen_twice_takes_no_other_screen_along(decks: Learner) -> None:
    async with seated(decks) as seat:
        await seat.press("p", "question_mark")
        sheet = seat.app.screen
        sheet.dismiss()
        sheet.dismiss()
        await seat.settle()
        assert seat.shown == "ProgressScreen"
        await seat.press("escape", "ctrl+p")
        await seat.type("what comes")
        await seat.click("What comes when", times=2)
        assert [type(each).__name__ for each in seat.app.screen_stack[1:]] == ["UpcomingSheet"]
