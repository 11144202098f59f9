"""The sheet of faults: what it says, and where more is to be found."""

from pathlib import Path

import pytest

from tests.learner import Learner
from tests.tui.seat import seated
from tutor.study.checking import Check
from tutor.tui.screens.faults import FaultList, fault_text

DECK = """\
Q: no answer

Q: What is $\\foo x$?
A: Nothing.
"""


def test_the_sheet_lists_what_reading_found_and_says_that_checking_finds_more(
    tmp_path: Path,
) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", DECK)
    with learner.opens() as study:
        said = fault_text(study.decks.shelf).plain
        checked = [each.text for each in Check(study.decks.roots).run()]
    assert "1 fault." in said
    assert "`tutor check` checks more: every formula" in said
    assert [":3:" in text for text in checked] == [False, True]
    assert "foo" not in said


def test_where_there_are_no_faults_nothing_is_said_of_them(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", "nothing here\n")
    with learner.opens() as study:
        said = fault_text(study.decks.shelf).plain
    assert said.startswith("1 note.")
    assert "tutor check" not in said


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("count", [1, 60])
async def test_the_list_takes_the_rows_it_has_and_leaves_room_for_the_chosen_one(
    learner: Learner, size: tuple[int, int], count: int
) -> None:
    learner.write("deck.md", DECK[: DECK.index("What")] * count + "what?\n")
    async with seated(learner, size=size) as seat:
        await seat.press("f")
        found = seat.app.screen.query_one(FaultList)
        assert found.count >= count
        assert found.size.height == min(found.count, size[1] // 4)
        text = seat.app.screen.query_one("#text").region
        assert text.y > found.region.bottom  # with a blank row between them
        assert text.height >= 5
        assert "esc close" in seat.text
