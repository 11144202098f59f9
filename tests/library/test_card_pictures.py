"""A picture that is not there is told by check, at the start, when it is shown and when printed."""

from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import Learner
from tests.tui.seat import seated
from tutor.core.card import Card, CardId
from tutor.core.kind import Kind
from tutor.library.card_pictures import is_there, missing

DECK = "Q: one\nA: 1\n\nQ: two\n![a map](maps/here.png)\nA: 2 ![](gone.png)\n"


def test_a_missing_picture_is_told_wherever_the_card_is(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    deck = tutor.decks / "deck.md"
    deck.write_text(DECK)
    (tutor.decks / "maps").mkdir()
    (tutor.decks / "maps" / "here.png").touch()
    done = tutor("check")
    assert done.returncode == 0
    assert f"{deck}:6: the picture gone.png is not there" in done.stdout
    assert "here.png" not in done.stdout
    done = tutor("review", "--plain", typed="\n4\n\n4\n")
    assert f"{deck}:6: the picture gone.png is not there" in done.stderr
    said = "".join(done.stdout.split())
    assert f"{deck}:4:thepicturegone.pngisnotthere" in said
    assert said.index("2[picture:gone.png]") < said.index("thepicturegone.png")
    done = tutor("print", "--format", "html", "-o", str(tmp_path / "cards.html"))
    assert done.returncode == 0
    assert f"{deck}:4: the picture gone.png is not there" in done.stderr
    (tutor.decks / "gone.png").touch()
    assert "not there" not in tutor("check").stdout
    assert "not there" not in tutor("print", "--force", "-o", str(tmp_path / "cards.html")).stderr


async def test_a_missing_picture_is_told_on_the_screen(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", "Q: one ![](gone.png)\nA: 1\n")
    async with seated(learner, review=[], size=(80, 24)) as seat:
        assert "the picture gone.png is not there" in " ".join(seat.text.split())


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("a b.png", True),
        ("a%20b.png", True),
        ("in/c.png", True),
        ("in\\c.png", True),
        ("./in/c.png", True),
        ("@/top.png", True),
        ("../top.png", True),
        ("https://example.org/x.png", True),
        ("data:image/png;base64,AAAA", True),
        ("in", False),
        ("c.png", False),
        ("@/c.png", False),
        ("", False),
        ("a\0b", False),
    ],
)
def test_a_path_is_read_from_the_folder_of_the_deck(tmp_path: Path, path: str, there: bool) -> None:
    (tmp_path / "decks" / "in").mkdir(parents=True)
    for name in ("decks/a b.png", "decks/in/c.png", "top.png"):
        (tmp_path / name).touch()
    assert is_there(path, str(tmp_path / "decks" / "deck.md")) is there


@pytest.mark.parametrize(
    ("shown", "path"),
    [
        ("[picture: x.png]", "x.png"),
        ("[picture: what it shows (x.png)]", "x.png"),
        ("[picture: what (it) shows (my pic (1).png)]", "my pic (1).png"),
        ("[picture: pic (1).png]", "pic (1).png"),
    ],
)
def test_the_path_of_a_picture_is_found_in_what_is_shown(shown: str, path: str) -> None:
    card = Card(CardId("x"), Kind.FLASHCARDS, "", shown, "", path="/nowhere/d.md", line=3)
    (said,) = missing(card)
    assert said.startswith(f"/nowhere/d.md:3: the picture {path} is not there")
