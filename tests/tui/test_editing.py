"""Editing a card from where it is seen: the editor opens there, and the card is shown anew."""

import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tests.patience import PATIENCE
from tests.tui.seat import CHECK, Seat, seated
from tutor import editor

NOTED = "place"


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor with a window of its own, which notes its words and runs what is in `do`."""
    program = tmp_path / "bin" / "code"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho "$@" >{tmp_path / NOTED}\n'
        f"[ -f {tmp_path}/do ] && . {tmp_path}/do\nexit 0\n"
    )
    program.chmod(stat.S_IRWXU)
    monkeypatch.setenv("VISUAL", str(program))
    return tmp_path


async def look_again(seat: Seat) -> None:
    seat.app.look_again()
    await seat.settle()


async def test_a_card_is_edited_while_it_is_asked(learner: Learner, code: Path) -> None:
    deck = learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner, review=[]) as seat:
        await seat.press("space")
        (code / "do").write_text(f"sed -i 's/The answer to alpha/A better answer/' {deck}\n")
        await seat.press("e")
        assert (code / NOTED).read_text() == f"--goto {deck.resolve()}:1\n"
        assert "is open in code. When you save it, the decks are read again" in seat.text
        await look_again(seat)
        assert "1 card edited (history kept)" in seat.text
        assert "A better answer." in seat.text
        await seat.press("3")
        assert "What is beta?" in seat.text
        deck.write_text(questions("alpha"))
        await look_again(seat)
        assert "What is beta?" in seat.text  # until one moves on
        await seat.press("space", "3")
        assert seat.shown == "ReviewScreen"
    with learner.opens() as study:
        alpha = study.decks.cards()[0]
        assert len(study.history.entries(alpha.id)) == 1


async def test_the_list_keeps_its_place_when_its_deck_changes(learner: Learner, code: Path) -> None:
    deck = learner.write("deck.md", questions("alpha", "beta"))
    async with seated(learner) as seat:
        await seat.press("l", "down", "space")
        deck.write_text(
            questions("omega", "alpha", "beta").replace("to beta", "to the letter beta")
        )
        await look_again(seat)
        assert "3 of 3" in seat.text
        assert "The answer to the letter beta" in seat.text
        await seat.press("i", "e")
        assert (code / NOTED).read_text() == f"--goto {deck.resolve()}:7\n"
        await seat.press("escape", "escape")
        assert "3 new" in seat.text


async def test_a_fault_is_opened_where_it_is_and_goes_when_corrected(
    learner: Learner, code: Path
) -> None:
    learner.write("deck.md", "Q: first\nA: x\n\nQ: no answer\n")
    learner.write("other.md", "A: no question\n")
    async with seated(learner) as seat:
        await seat.press("f")
        assert "deck.md:4 this Q: has no A" in seat.text
        await seat.press("down")
        assert "Write the question" in seat.text or "write the question before it" in seat.text
        await seat.press("e")
        assert (code / NOTED).read_text().endswith("other.md:1\n")
        learner.write("other.md", questions("beta"))
        await look_again(seat)
        assert "1 fault." in seat.text
        assert "no question" not in seat.text


async def test_a_self_check_question_is_shown_anew(learner: Learner) -> None:
    learner.write("deck.md", CHECK + "Q: why\nA: so\n- [ ] one\n- [ ] two\n")
    async with seated(learner) as seat:
        await seat.press("c", "space", "x")
        learner.write("deck.md", CHECK + "Q: why\nA: thus\n- [ ] one\n- [ ] two\n")
        await look_again(seat)
        assert "thus" in seat.text
        assert "☒ one" in seat.text or "[x] one" in seat.text or "✓" in seat.text


async def test_an_editor_that_is_not_there_or_needs_the_terminal_costs_nothing(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = learner.write("deck.md", questions("alpha"))
    program = learner.decks.parent / "bin" / "vi"
    program.parent.mkdir()
    program.symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{program.parent}:/bin")
    monkeypatch.setattr(editor, "_USUAL", ("vi",))
    async with seated(learner, review=[], size=(110, 30)) as seat:
        monkeypatch.setenv("VISUAL", "no-such-editor")
        await seat.press("e")
        assert "'no-such-editor', which $VISUAL names, is not on this machine" in seat.text
        assert "`export VISUAL=vi`" in seat.text
        assert "The same key again opens it in vi." in seat.text
        await seat.press("e")
        assert "vi needs the terminal, which cannot be left here." in seat.text
        monkeypatch.setenv("VISUAL", "cat")
        await seat.press("e")
        assert f"Edit it in another one: {deck.resolve()}:1" in seat.text
        deck.unlink()
        await seat.press("f4")
        assert "is gone: it was moved or deleted" in seat.text.replace(", renamed", "")
        assert "What is alpha?" in seat.text


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_the_terminal_is_given_to_the_editor_and_taken_back(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    deck = learner.write("deck.md", questions("alpha"))
    (tmp_path / "edit").write_text(
        '#!/bin/sh\n[ -t 0 ] && [ -t 1 ] || exit 9\nread line\nsed -i "s/alpha?/$line?/" "$1"\n'
    )
    (tmp_path / "edit").chmod(stat.S_IRWXU)
    own = ("--db", str(learner.database), "--decks", str(learner.decks))
    editor = {"EDITOR": str(tmp_path / "edit"), "VISUAL": "", "TERM": "xterm-256color"}
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "tutor", "review", *own],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env=os.environ | editor,
    )
    os.close(theirs)
    seen = b""

    def until(text: bytes) -> None:
        nonlocal seen
        while text not in seen:
            seen += os.read(ours, 65_536)
        seen = seen[seen.index(text) + len(text) :]

    try:
        until(b"What is alpha?")
        until(b"show answer")
        os.write(ours, b"e")
        until(b"Waiting for edit")
        os.write(ours, b"omega\r")
        until(b"What is omega?")
        until(b"edited")
        os.write(ours, b"\x11")  # ctrl+q
        while True:
            try:
                if not os.read(ours, 65_536):
                    break
            except OSError:
                break
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        program.wait()
        os.close(ours)
    assert "What is omega?" in deck.read_text()
