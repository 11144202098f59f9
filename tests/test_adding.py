"""`tutor add`: a card at the end of a deck file, whole or not at all; nothing else is touched."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.command import Command
from tests.learner import questions
from tutor.core.kind import Kind
from tutor.errors import TutorError
from tutor.library.parse import parse
from tutor.study import adding
from tutor.study.adding import CLOZE, Typed, append, target

ALPHA = questions("alpha")


def test_a_card_is_added_by_options_and_from_the_input(tutor: Command) -> None:
    deck = tutor.decks / "deck.md"
    before = deck.read_bytes()
    done = tutor("add", "deck", "--question", "What is $x$?", "--answer", "A", "--tags", "a, b c")
    assert done.stdout == f"1 card added: {deck}:7\n"
    assert deck.read_bytes() == before + (b"\nQ: What is $x$?\n<!-- tags: a, b c -->\n\nA: A\n")
    assert tutor("add", "DECK", typed="C: The [Seine] and [Paris].\n").stdout.startswith("2 cards")
    assert tutor("add", "deck", "--question", "Long?", typed="line\n\nline\n").returncode == 0
    assert tutor("check", str(deck)).stdout == "6 cards in 1 file, no faults.\n"


def test_a_deck_that_is_not_there_is_begun(tutor: Command) -> None:
    done = tutor("add", "--question", "New?", "--answer", "Yes", "--kind", "self-check")
    deck = tutor.decks / "cards.md"
    assert done.stdout == f"1 card added: {deck}:5\n"
    (card,) = parse(deck.read_bytes(), "cards.md").cards
    assert (card.kind, card.question, card.answer) == (Kind.SELF_CHECK, "New?", "Yes")
    assert deck.read_text().split("\n")[card.line - 1] == "Q: New?"


def test_what_is_on_the_input_is_taken_whole_or_not_at_all(tutor: Command) -> None:
    deck = tutor.decks / "deck.md"
    before = deck.read_bytes()
    long = tutor("add", "deck", typed=f"Q: long?\nA: {'word ' * 220_000}the end\n")
    assert (long.returncode, long.stdout) == (1, "")
    assert "over 1,048,576 characters. Nothing was added." in long.stderr
    assert deck.read_bytes() == before
    assert tutor("add", "deck", typed="\ufeffQ: From another editor?\nA: Yes\n").returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="hands over a descriptor that cannot be read")
def test_an_input_that_is_in_another_encoding_or_cannot_be_read_is_named(tutor: Command) -> None:
    words = [sys.executable, "-m", "tutor", "--db", str(tutor.database)]
    words += ["--decks", str(tutor.decks)]
    environment = tutor.environment | {"PYTHONUTF8": "1"}
    latin = subprocess.run(
        [*words, "add"],
        input="Q: café?\nA: b\n".encode("latin-1"),
        capture_output=True,
        env=environment,
    )
    assert latin.returncode == 1
    assert b"The input is not UTF-8. Nothing was added." in latin.stderr
    with (tutor.folder / "written").open("wb") as unreadable:
        review = subprocess.run(
            [*words, "review", "--plain"], stdin=unreadable, capture_output=True, env=environment
        )
    assert review.returncode == 1
    assert b"The input cannot be read: " in review.stderr


def test_to_a_bundled_deck_cards_are_added_in_a_file_of_ones_own(tutor: Command) -> None:
    done = tutor.bare("add", "normalizing-flows", "--question", "Mine?", "--answer", "Yes")
    own = tutor.folder / "share" / "tutor" / "decks" / "normalizing-flows" / "added.md"
    assert done.stdout.endswith(f"{own}:1\n")
    again = tutor.bare("add", "normalizing-flows", "--question", "More?", "--answer", "Yes")
    assert again.stdout.endswith(f"{own}:5\n")


def test_what_cannot_be_added_is_told_and_is_still_there(tutor: Command) -> None:
    deck = tutor.decks / "deck.md"
    before = deck.read_bytes()
    for words, said in (
        (["--question", "$x", "--answer", "y"], "this $ never closes"),
        (["--question", "", "--answer", "y"], "asks nothing"),
        (["--question", "x [y", "--kind", "cloze"], "hides nothing"),
        (["--question", "What is alpha?", "--answer", "The answer to alpha."], "there already"),
        (["--question", "\x1b[2J", "--answer", "y"], "escape"),
    ):
        done = tutor("add", "deck", *words)
        assert done.returncode == 1
        assert said in done.stderr
        assert words[1][:2].strip("\x1b") in done.stdout
        assert "\x1b" not in done.stdout + done.stderr
        assert deck.read_bytes() == before
    (deck).write_text("Q: q\nA: a\n```\ncode that never closes\n")
    done = tutor("add", "deck", "--question", "q2", "--answer", "a")
    assert done.stdout == f"1 card added: {deck}:6\n"  # the fault above costs its own card alone
    assert tutor("add", "deck", "--answer", "a").returncode == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"\nQ: q\n\nA: a\n"),
        (b"Q: x\nA: y", b"Q: x\nA: y\n\nQ: q\n\nA: a\n"),
        (b"Q: x\r\nA: y\r\n", b"Q: x\r\nA: y\r\n\r\nQ: q\r\n\r\nA: a\r\n"),
        (b"Q: x\nA: y\n---\nprose", b"Q: x\nA: y\n---\nprose\n\nQ: q\n\nA: a\n"),
    ],
)
def test_lines_end_as_the_file_has_them(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "deck.md"
    path.write_bytes(before)
    append(str(path), Typed("q", "a").text)
    assert path.read_bytes() == after


TEXT = st.lists(
    st.sampled_from(
        ["Q: x", "A: y", "C: [z]", "---", "***", "```", "word", "", "- [ ] point", "a\\:b", "$x$"]
    ),
    min_size=1,
    max_size=5,
).map("\n".join)


@given(TEXT, TEXT, st.sampled_from(adding.KINDS))
@example("Q: x\n```", "Q: x\n```\nA: y", "flashcards")  # a fence that is not closed in its side
@settings(max_examples=60)
def test_what_is_added_is_one_card_that_says_what_was_typed_or_is_refused(
    question: str, answer: str, kind: str
) -> None:
    typed = Typed(f"q {question}", "" if kind == CLOZE else f"a {answer}", kind)
    found = adding.looked_at(typed.text)
    if found.faults:
        return
    if kind == CLOZE:
        assert {card.note for card in found.cards} == {found.cards[0].note}
    else:
        (card,) = found.cards
        assert (
            card.question.replace("\\:", ":").replace("\\```", "```").replace("***", "---")
            == typed.question.replace("\\:", ":").replace("***", "---").strip()
        )


def refuse_after(count: int) -> Callable[[int, bytes], int]:
    """A disk on which there is room for so many bytes."""
    write = os.write

    def full(number: int, data: bytes) -> int:
        if count == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(number, data[:count])

    return full


@pytest.mark.parametrize("room", [0, 5])
def test_on_a_full_disk_nothing_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    path = tmp_path / "deck.md"
    path.write_text(ALPHA)
    monkeypatch.setattr(os, "write", refuse_after(room))
    with pytest.raises(TutorError, match=r"No space left on device\. Nothing was added"):
        append(str(path), Typed("q", "a").text)
    assert path.read_text() == ALPHA


def test_on_a_full_disk_no_deck_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TutorError, match=r"No space left on device\. Nothing was written") as error:
        target("new", tmp_path, []).add(Typed("q", "a").text)
    assert " -o" not in str(error.value)  # there is no such option where one adds a card
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="Nothing was added"):
        append(str(tmp_path / "deck.md"), Typed("q", "a").text)


@pytest.mark.parametrize("sign", ["\ufeff", "\u200b\u2060", "\u00a0\u3164", "\ufe0f"])
def test_a_card_of_invisible_signs_is_not_added(tmp_path: Path, sign: str) -> None:
    for question, answer in ((sign, "yes"), ("What?", sign)):
        with pytest.raises(TutorError, match=r"This cannot be added: .*empty"):
            target("new", tmp_path, []).add(Typed(question, answer).text)
    assert list(tmp_path.iterdir()) == []
