"""Pictures and sounds of a card: opened by a key, and nothing else ever is."""

import stat
from pathlib import Path

import pytest

from tests.learner import Learner
from tests.tui.seat import seated


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the system's program for files was called with."""
    program, noted = tmp_path / "bin" / "xdg-open", tmp_path / "opened"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >>{noted}\n')
    program.chmod(stat.S_IRWXU)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return noted


async def test_what_is_shown_of_a_card_is_opened_by_a_key(learner: Learner, opened: Path) -> None:
    learner.write(
        "deck.md", "Q: See ![a map](pics/map.png)\nA: ![heard](word.ogg)\n\nQ: Plain?\nA: x\n"
    )
    for name in ("pics/map.png", "word.ogg"):
        learner.write(name, "x")
    async with seated(learner, review=[]) as seat:
        assert "o picture" in seat.text
        await seat.press("o")
        assert opened.read_text() == f"{learner.decks.resolve() / 'pics/map.png'}\n"
        assert "Opened map.png." in seat.text
        await seat.press("space", "o")
        assert "Opened 2 files." in seat.text
        await seat.press("3")
        assert "Plain?" in seat.text
        assert "o picture" not in seat.text


@pytest.mark.parametrize(
    ("path", "said"),
    [("gone.png", "is not there"), ("run.sh", "neither a picture nor a sound")],
)
async def test_what_is_not_there_or_is_something_else_is_not_opened(
    learner: Learner, opened: Path, path: str, said: str
) -> None:
    learner.write("run.sh", "#!/bin/sh")
    learner.write("deck.md", f"Q: See ![x]({path})\nA: x\n")
    async with seated(learner, review=[], size=(110, 30)) as seat:
        await seat.press("o")
        assert said in seat.text
        assert not opened.exists()
