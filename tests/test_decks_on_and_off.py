"""Decks switched on and off by name, and the course that is offered to one with a history."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command
from tests.learner import Learner, questions
from tests.test_earlier import EARLIER
from tests.tui.seat import running
from tutor import paths
from tutor.settings import Settings, load
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp

COURSE = "normalizing-flows"
LATER = "2026-12-02T09:00"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    """The program with two decks of two cards."""
    command = Command(tmp_path)
    (command.decks / "poems.md").write_text(questions("alpha", "beta"))
    (command.decks / "flows").mkdir()
    (command.decks / "flows" / "cards.md").write_text(
        questions("gamma", "delta") + "Q: What has no answer?\n"
    )
    return command


def today(tutor: Command, now: str) -> Any:
    return json.loads(tutor("today", "--json", now=now).stdout)


def test_a_deck_that_is_off_asks_nothing_counts_nothing_and_keeps_its_history(
    tutor: Command,
) -> None:
    tutor("review", "--plain", typed="\n3\n" * 4)
    assert today(tutor, LATER)["due"] == 4
    done = tutor("decks", "off", "flows")
    assert done.stdout == "flows is off: it asks nothing, and its history is kept.\n"
    assert today(tutor, LATER)["due"] == 2
    asked = tutor("review", "--plain", typed="\n3\n" * 4, now=LATER).stdout
    assert "alpha" in asked
    assert "beta" in asked
    assert "gamma" not in asked
    assert "delta" not in asked
    progress = json.loads(tutor("progress", "--json", now=LATER).stdout)
    assert progress["reviews"] == 6  # what was done is done
    assert sum(progress["forecast"]["by_day"]) == 2  # and nothing of it is due
    refused = tutor("review", "flows", "--plain", now=LATER)
    assert refused.returncode == 1
    assert "is off: it asks nothing. `tutor decks on flows` switches it on." in refused.stderr
    said = tutor("try", "--plain", now=LATER).stderr
    assert "There are no exercises in the decks that are on; `tutor decks` lists all." in said
    tutor("decks", "on", "flows")
    assert today(tutor, LATER)["due"] == 2
    assert tutor("doctor").returncode == 0


def test_the_list_says_what_the_decks_are_where_and_how_many_faults(tutor: Command) -> None:
    tutor("decks", "off", "FLOWS")
    flows, poems = json.loads(tutor("decks", "--json").stdout)
    place = {name: str(tutor.decks / name) for name in ("flows", "poems.md")}
    assert flows == {
        "name": "flows",
        "place": place["flows"],
        "places": [place["flows"]],
        "state": "off",
        "on": False,
        "cards": 2,
        "due": 0,
        "new": 0,
        "faults": 1,
    }
    assert (poems["place"], poems["state"], poems["on"]) == (place["poems.md"], "on", True)
    assert (poems["new"], poems["faults"]) == (2, 0)
    said = tutor("decks").stdout
    assert "flows: off, 2 cards, 1 fault" in said
    assert f"poems: on, 2 cards, 0 due, 2 new today\n  {place['poems.md']}\n" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("of", "flows"), 2, "say on or off"),
        (("off",), 2, "name a deck"),
        (("off", "flow"), 1, "There is no deck 'flow'. Did you mean 'flows'?"),
        (("on", "nothing"), 1, "There is no deck 'nothing'."),
    ],
)
def test_what_cannot_be_switched_is_said(
    tutor: Command, words: tuple[str, ...], code: int, said: str
) -> None:
    done = tutor("decks", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_a_deck_that_is_gone_can_be_switched_on(tutor: Command) -> None:
    tutor("decks", "off", "poems")
    (tutor.decks / "poems.md").unlink()
    assert "poems is off in your settings, but there is no such deck here" in tutor("decks").stdout
    assert tutor("decks", "on", "poems").stdout == "poems is on.\n"
    settings = tutor.folder / "config" / "tutor" / "settings.toml"
    assert load(settings).settings.decks_off == ()


class Bundled(Command):
    """The program with the decks that come with it."""

    def __call__(self, *words: str, typed: str = "", now: str = "2026-12-01T09:00") -> Any:
        return self.bare("--db", str(self.database), "--now", now, *words, typed=typed)


@pytest.fixture
def bundled(tmp_path: Path) -> Bundled:
    command = Bundled(tmp_path)
    command.database.parent.mkdir()
    return command


def states(tutor: Command) -> dict[str, str]:
    return {deck["name"]: deck["state"] for deck in json.loads(tutor("decks", "--json").stdout)}


def test_the_course_is_on_for_a_new_learner_and_stays_on(bundled: Bundled) -> None:
    assert today(bundled, LATER)["offered"] == []  # there is no database yet
    bundled("review", "change-of-variables", "--plain", typed="\n3\nq\n")
    assert states(bundled) == {"change-of-variables": "on", COURSE: "on"}
    assert today(bundled, LATER)["offered"] == []


def test_the_course_is_offered_to_one_with_a_history(bundled: Bundled) -> None:
    shutil.copy(EARLIER / "tutor.sqlite3", bundled.database)
    before = today(bundled, LATER)
    assert before["offered"] == [COURSE]
    line = bundled("today", now=LATER).stdout
    assert line.endswith(f"; new deck {COURSE}: `tutor decks on {COURSE}`\n")
    assert states(bundled) == {"change-of-variables": "on", COURSE: "offered"}
    assert f"`tutor decks on {COURSE}` switches it on" in bundled("decks").stdout
    assert today(bundled, LATER) == before  # opening the decks decides nothing
    bundled("decks", "on", COURSE)
    assert states(bundled)[COURSE] == "on"
    assert today(bundled, LATER)["offered"] == []
    assert today(bundled, LATER)["new"] > before["new"]


def test_the_offer_can_be_refused(bundled: Bundled) -> None:
    shutil.copy(EARLIER / "tutor.sqlite3", bundled.database)
    bundled("decks", "off", COURSE)
    assert states(bundled)[COURSE] == "off"
    assert today(bundled, LATER)["offered"] == []


async def test_home_switches_the_chosen_deck_off_and_on(learner: Learner) -> None:
    learner.write("poems.md", questions("alpha", "beta"))
    learner.write("flows.md", questions("gamma"))
    path = learner.folder / "settings.toml"
    path.write_text("theme = 'day' # mine\n")
    database = Database(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings(), settings_file=path)
    async with running(TutorApp(lambda: study), database, (100, 24)) as seat:
        await seat.settle()
        assert "▸ flows – 1 1" in seat.text
        await seat.press("o")
        assert "▸ flows off – 1" in seat.text
        assert "0 due 2 new" in seat.text
        assert "review deck" not in seat.text
        assert load(path).settings.decks_off == ("flows",)
        assert path.read_text().startswith("theme = 'day' # mine\n")
        await seat.press("down")
        assert "review deck" in seat.text
        await seat.press("o")
        assert "Every deck is off. o switches the chosen one on." in seat.text
        await seat.press("o")
        await seat.press("up", "enter")
        assert seat.shown == "HomeScreen"
        commands = {each.title: each for each in seat.app.get_system_commands(seat.app.screen)}
        await commands["On or off"].callback()  # of the palette
        await seat.settle()
        assert "▸ flows – 1 1" in seat.text
        assert load(path).settings.decks_off == ()
        path.write_text("theme = \n")
        await seat.press("o")
        assert "Your settings have a fault and were left as they are" in seat.text
        assert "▸ flows – 1 1" in seat.text
    assert path.read_text() == "theme = \n"


async def test_home_offers_the_course_in_one_line_and_a_key_takes_it(learner: Learner) -> None:
    shutil.copy(EARLIER / "tutor.sqlite3", learner.database)
    database = Database(learner.database)
    study = Study(database, [paths.bundled_decks()], lambda: learner.now, Settings())
    async with running(TutorApp(lambda: study), database, (100, 24)) as seat:
        await seat.settle()
        assert "New: the deck normalizing-flows" in seat.text
        assert "normalizing-flows offered –" in seat.text
        await seat.press("n")
        assert "New: the deck" not in seat.text
        assert "n new deck" not in seat.text
        assert "normalizing-flows – 20" in seat.text
