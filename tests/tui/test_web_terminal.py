"""The program under a web terminal: Textual's driver speaks in packets, and there is no tty."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import questions
from tests.patience import PATIENCE

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])")


def packet(kind: bytes, payload: bytes) -> bytes:
    """A letter, the length in four bytes, and so many bytes."""
    return kind + len(payload).to_bytes(4, "big") + payload


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha"))
    return command


@pytest.mark.skipif(os.name != "posix", reason="needs pipes of POSIX")
@pytest.mark.parametrize(
    ("words", "shown"),
    [((), "Enter closes this"), (("review",), "What is alpha?"), (("try",), "Exercise")],
)
def test_the_screens_start_without_a_terminal_and_are_left(
    tutor: Command, words: tuple[str, ...], shown: str
) -> None:
    own = ("--db", str(tutor.database), "--decks", str(tutor.decks))
    program = subprocess.Popen(
        [sys.executable, "-m", "tutor", *own, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **tutor.environment,
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "COLUMNS": "80",
            "ROWS": "24",
        },
    )
    assert program.stdout is not None
    try:
        assert program.stdout.readline() == b"__GANGLION__\n"
        text = ""
        while shown not in text:
            kind, length = program.stdout.read(1), program.stdout.read(4)
            assert kind in (b"D", b"M"), (kind, text)
            payload = program.stdout.read(int.from_bytes(length, "big"))
            if kind == b"D":
                text += _ESCAPE.sub("", payload.decode())
        quitting = packet(b"M", json.dumps({"type": "quit"}).encode())
        said, complaints = program.communicate(quitting, timeout=PATIENCE)
    finally:
        program.kill()
        program.communicate()
    assert program.returncode == 0, complaints
    assert packet(b"M", b'{"type": "exit"}') in said
