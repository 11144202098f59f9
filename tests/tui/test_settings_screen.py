"""The settings screen: what it shows, what a change would do, and what is saved."""

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.learner import Learner, questions
from tests.tui.seat import Seat, running, seated
from tutor.settings import TABLE, Settings, load
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.setting_list import SettingList

OWN = '# mine\nnew_a_day = 7 # few\n\n# colours\ntheme = "day"\n'


@pytest.fixture
def file(learner: Learner) -> Path:
    learner.write("deck.md", questions(*map(str, range(12))))
    path = learner.folder / "settings.toml"
    path.write_text(OWN)
    return path


@asynccontextmanager
async def looking(
    learner: Learner, file: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Seat]:
    """The settings screen, opened from home."""
    database, loaded = Database(learner.database), load(file)
    study = Study(
        database,
        [learner.decks],
        lambda: learner.now,
        loaded.settings,
        loaded.faults,
        None,
        file,
    )
    async with running(TutorApp(lambda: study), database, size) as seat:
        await seat.settle()
        await seat.press("comma")
        yield seat


async def choose(seat: Seat, name: str) -> None:
    """Go to the row of this setting."""
    await seat.press("home", *["down"] * [*TABLE].index(name))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_list_stays_where_it_is_whatever_is_said_below_it(
    learner: Learner, size: tuple[int, int]
) -> None:
    learner.write("greek.md", questions(*map(str, range(9))))
    async with seated(learner, size=size) as seat:
        await seat.press("comma")
        shown = seat.app.screen.query_one(SettingList)
        bar = seat.app.screen.query_one(KeyBar)
        place = shown.region
        await seat.press_at_once(*"35")
        assert "→ 35" in seat.text
        for keys in ("x", "backspace", "enter", "ctrl+s", *["down", "plus"] * len(TABLE)):
            await seat.press(keys)
            more = bar.size.height - 1  # once more keys work than one line holds
            assert shown.region.shrink((0, 0, -more, 0)) == place, keys


async def test_every_row_of_the_table_is_listed_and_said_in_full(
    learner: Learner, file: Path
) -> None:
    async with looking(learner, file, (100, 50)) as seat:
        listed = [row.split() for row in seat.rows]
        await seat.press("home")
        for name, row in TABLE.items():
            assert any(name in words for words in listed), name
            assert row.meaning[1:] in seat.text
            assert row.allowed[1:] in seat.text
            await seat.press("down")
        await choose(seat, "new_a_day")
        assert "Default: 20. Your file sets it on line 2." in seat.text
        await choose(seat, "day_starts")
        assert "Your file does not set it." in seat.text


async def test_a_changed_limit_shows_the_load_of_tomorrow_and_is_saved_in_its_place(
    learner: Learner, file: Path
) -> None:
    async with looking(learner, file) as seat:
        await seat.press("plus", "plus")
        assert "7 → 9" in seat.text
        assert "With this: 0 due, 9 new," in seat.text
        await seat.press("1", "1")
        assert "Tomorrow, if nothing more is done today: 0 due, 7 new," in seat.text
        assert "With this: 0 due, 11 new," in seat.text
        assert file.read_text() == OWN
        await seat.press("ctrl+s")
        assert file.read_text() == OWN.replace("= 7", "= 11")
        assert "Saved in settings.toml." in seat.text
        await seat.press("escape")
        assert "11 new" in seat.text  # at once


async def test_a_value_is_checked_as_it_is_typed_and_can_be_left_as_it_was(
    learner: Learner, file: Path
) -> None:
    async with looking(learner, file) as seat:
        await choose(seat, "day_starts")
        await seat.press("2", "5")
        assert "day_starts must be a whole number from 0 to 23, and not '25'" in seat.text
        await seat.press("enter")
        assert seat.app.focused is not None
        assert seat.app.focused.id == "value"  # to be corrected
        await seat.press("backspace", "backspace", "6", "enter")
        # 1 December 2026, the day of `Learner.now`, is a Tuesday.
        assert "It is then Tuesday 1 December, until 06:00 on Wednesday" in seat.text
        await seat.press("1", "0", "escape")
        assert "4 → 6" in seat.text
        await seat.press("u", "s")
        assert file.read_text() == OWN
        await seat.press("escape")
        assert seat.shown == "HomeScreen"


async def test_a_theme_is_shown_at_once_and_given_back_if_it_is_not_saved(
    learner: Learner, file: Path
) -> None:
    async with looking(learner, file) as seat:
        before = seat.app.theme
        await choose(seat, "theme")
        await seat.press("plus")
        assert "day → night" in seat.text
        assert seat.app.current_theme.dark
        await seat.press("escape")
        assert "1 change not saved yet." in seat.text
        await seat.press("escape")
        assert (seat.shown, seat.app.theme) == ("HomeScreen", before)
        assert file.read_text() == OWN


async def test_what_is_taken_back_to_the_default_leaves_the_file(
    learner: Learner, file: Path
) -> None:
    async with looking(learner, file) as seat:
        await seat.press("d")
        assert "7 → 20" in seat.text
        await choose(seat, "decks_off")
        await seat.press("enter", *"deck", "comma", *"no", "enter")
        assert "There is no deck 'no' here." in seat.text
        assert "With this: nothing due." in seat.text
        await choose(seat, "capitals")
        await seat.press("left", "s")
    assert "# mine" in file.read_text()
    assert tomllib.loads(file.read_text()) == {
        "theme": "day",
        "decks_off": ["deck", "no"],
        "capitals": False,
    }


async def test_all_is_done_by_mouse_too(learner: Learner, file: Path) -> None:
    async with looking(learner, file) as seat:
        await seat.click("capitals", times=2)
        await seat.click("maths", times=2)
        await seat.click("more")
        await seat.click("s save")
        assert load(file).settings == Settings(7, maths="words", theme="day", capitals=False)
        await seat.click("esc back")
        await seat.click(", settings")
        assert "Your file sets it on line 2." in seat.text


@pytest.mark.parametrize("broken", ["theme = \n", "\x00", "new_a_day = [\n"])
async def test_a_file_that_is_not_toml_is_said_and_nothing_is_lost(
    learner: Learner, file: Path, broken: str
) -> None:
    file.write_text(OWN + broken)
    async with looking(learner, file, (100, 40)) as seat:
        assert f"{file.name}:" in seat.text
        await seat.press("plus", "s")
        assert "were left as they are" in seat.text
        assert "* changed" in seat.text
        assert file.read_text() == OWN + broken
        file.write_text(OWN)
        await seat.press("s")
        assert load(file).settings == Settings(8, theme="day")


async def test_a_file_that_cannot_be_written_is_said_and_the_change_stays(
    learner: Learner, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with looking(learner, file) as seat:
        file.unlink()
        file.mkdir()
        await seat.press("plus", "s")
        assert "cannot be" in seat.text
        assert "* changed" in seat.text


async def test_the_key_opens_them_in_a_review_and_goes_back_to_the_card(learner: Learner) -> None:
    learner.write("deck.md", questions("alpha"))
    async with seated(learner, review=[]) as seat:
        await seat.press("comma")
        assert seat.shown == "SettingsScreen"
        await seat.press("plus", "s")
        assert "Saved for this run." in seat.text
        await seat.press("escape", "space", "3")
        assert "1 done" in seat.text or "All done" in seat.text


async def test_limits_of_single_decks_are_typed_and_the_comments_stay(
    learner: Learner, file: Path
) -> None:
    own = f"{OWN}\n[deck.deck]\nnew_a_day = 5 # slowly\n"
    file.write_text(own)
    async with looking(learner, file) as seat:
        await seat.press(*["down"] * list(TABLE).index("deck"), "enter")
        assert seat.app.screen.query_one(Input).value == "deck.new_a_day = 5"
        assert "Decks: deck" in seat.text
        await seat.type(", verbs.reviews_a_day = x")
        assert "must be tables" in seat.text
        await seat.press("backspace", "3", "enter")
        assert "There is no deck 'verbs' here." in seat.text
        await seat.press("s")
        assert file.read_text().startswith(own)
        both = {"deck": {"new_a_day": 5}, "verbs": {"reviews_a_day": 3}}
        assert load(file).settings.deck == both


async def test_the_palette_has_ones_own_themes_before_one_is_set(
    learner: Learner, file: Path
) -> None:
    for name, text in (("sea", 'primary = "teal"\n'), ("lake", "primary = ")):
        path = learner.folder / "themes" / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    async with looking(learner, file) as seat:
        await seat.press("escape", "ctrl+p", *"theme", "enter")
        await seat.settle()
        await seat.type("own-sea")
        await seat.settle()
        await seat.press("enter")
        assert seat.app.theme == "own-sea"
        assert seat.app.current_theme.dark
