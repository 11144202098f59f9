"""How much is sent to the terminal for a key: over a slow line that is what one waits for."""

from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from tests.learner import Learner, questions
from tests.tui.seat import running, seated
from tutor.settings import Settings
from tutor.store.database import Database
from tutor.study import Study
from tutor.tui.app import TutorApp
from tutor.tui.screens.review import ReviewScreen
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


@pytest.mark.parametrize("first", [None, ReviewScreen], ids=["home", "review"])
async def test_the_first_screen_is_the_only_one_and_is_styled_once(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, first: type[ReviewScreen] | None
) -> None:
    learner.write("greek.md", questions("alpha"))
    again: list[str] = []
    monkeypatch.setattr(App, "refresh_css", lambda app, animate=True: again.append("all"))
    add = Screen.update_classes

    def update(screen: Screen[Any], classes: Any, update: bool = True, animate: bool = True) -> Any:
        before = screen.classes
        result = add(screen, classes, update, animate)
        again.extend(screen.classes ^ before)
        return result

    monkeypatch.setattr(Screen, "update_classes", update)
    database = Database(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    async with running(TutorApp(lambda: study, first), database) as seat:
        await seat.settle()
        assert len(seat.app.screen_stack) == 1
        assert seat.app.screen.has_class("-normal", "-short")
        assert not again


async def test_what_is_set_again_as_it_was_is_not_sent(learner: Learner, sent: list[str]) -> None:
    learner.write("greek.md", questions("alpha"))
    async with seated(learner, review=()) as seat:
        sent.clear()
        for widget in seat.app.screen.query(FewLines):
            widget.repaint()
        await seat.settle()
        assert not sent
