"""A deck printed from home: where it goes, and what is never overwritten."""

from pathlib import Path

import pypdf
import pytest

from tests.learner import Learner, questions
from tests.tui.seat import seated
from tutor.tui.screens.printing import free_name


async def test_printing_writes_the_chosen_deck_one_card_a_page_and_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("typst")
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cards.pdf").write_text("mine")
    async with seated(learner) as seat:
        await seat.press("P")
        assert "2 cards." in seat.text
        assert "Written to" in seat.text
    assert (tmp_path / "cards.pdf").read_text() == "mine"
    assert len(pypdf.PdfReader(tmp_path / "cards-2.pdf").pages) == 2


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    for name in ("cards.pdf", "cards-2.pdf"):
        assert free_name(tmp_path).name == name
        (tmp_path / name).touch()
