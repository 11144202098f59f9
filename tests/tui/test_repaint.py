"""How much is sent to the terminal for a key: over a slow line that is what one waits for."""

from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from tests.learner import Learner, questions
from tests.tui.seat import seated
from tutor.tui.widgets.few_lines import FewLines


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program would write to a terminal, update by update."""
    written: list[str] = []
    display = App._display

    def note(app: App[Any], screen: Screen[Any], update: Any) -> None:
        if hasattr(update, "render_segments"):
            written.append(update.render_segments(app.console))
        display(app, screen, update)

    monkeypatch.setattr(App, "_display", note)
    return written


async def test_a_key_sends_the_lines_that_change_and_no_others(
    learner: Learner, sent: list[str]
) -> None:
    learner.write("greek.md", questions("alpha", "beta", "gamma"))
    async with seated(learner, review=()) as seat:
        sent.clear()
        await seat.press("space")
        revealed = sum(map(len, sent))
        assert "The answer to alpha." in sent[0]  # first of all
        assert "Easy" not in sent[0]
        assert not any("greek" in update for update in sent)  # the top bar stays
        sent.clear()
        await seat.press("3")
        graded = sum(map(len, sent))
        assert any("1 of 3 done" in update for update in sent)
        assert "What is beta?" in sent[0]
    assert revealed < 1_550
    assert graded < 1_550


async def test_what_is_set_again_as_it_was_is_not_sent(learner: Learner, sent: list[str]) -> None:
    learner.write("greek.md", questions("alpha"))
    async with seated(learner, review=()) as seat:
        sent.clear()
        for widget in seat.app.screen.query(FewLines):
            widget.repaint()
        await seat.settle()
        assert not sent
