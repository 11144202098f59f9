"""What no font of the machine has is named where it is printed as boxes."""

import json
from pathlib import Path

import pytest

from tests.command import Command
from tests.printing.printer import Printer
from tutor.core.card import Card, CardId
from tutor.core.kind import Kind
from tutor.printing import press
from tutor.printing.no_font import no_font

pytest.importorskip("typst")

NOWHERE = "\U000f1234\U0010abcd"  # for private use: no font has them
RARE = "\U00016ac0\U00016ac1"  # letters of Tangsa, which hardly any font has


def test_characters_without_a_font_are_found_among_others() -> None:
    # What the fonts that come with Typst have: letters, Greek, Cyrillic and signs of mathematics.
    drawn = "aé\u0394\u0416\u2200\u221e\u2192"
    assert press._boxes(drawn + NOWHERE, True) == NOWHERE
    assert press._boxes("", True) == ""
    # Without the fonts of the machine, no font has these.
    assert press._boxes("a\u65e5\u1200\ud55c", True) == "\u65e5\u1200\ud55c"


def test_printing_names_the_characters_the_card_and_what_to_do(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    deck = tutor.decks / "deck.md"
    deck.write_text(f"Q: one\nA: 1\n\nQ: two {RARE}\nA: 2\n", encoding="utf-8")
    output = tmp_path / "cards.pdf"
    done = tutor("print", "-o", str(output))
    assert done.returncode == 0
    assert output.read_bytes().startswith(b"%PDF")
    assert f"{deck}:4: no font here has 2 characters" in done.stderr
    assert "--format html" in done.stderr
    done = tutor("print", "-o", str(tmp_path / "cards.html"))
    assert (done.returncode, done.stderr) == (0, "")


def test_each_script_is_named_with_a_font_that_has_it() -> None:
    def card(text: str, line: int) -> Card:
        return Card(CardId("x"), Kind.FLASHCARDS, "", text, "", path="d.md", line=line)

    cards = [card("\u65e5\u672c", 3), card("\ud55c", 5), card("\u1200 \U0001f600", 7)]
    said = list(no_font("\u1200\u65e5\u672c\ud55c\U0001f600", cards))
    assert [each.split(": ")[0] for each in said] == ["d.md:7", "d.md:3", "d.md:5", "d.md:7"]
    fonts = ("Noto Sans Ethiopic", "Noto Sans CJK", "Noto Sans CJK", "Noto Emoji")
    assert all(font in each for font, each in zip(fonts, said, strict=True))
    assert "2 characters of Chinese or Japanese" in said[1]
    assert "Korean" in said[2]


def test_what_is_said_is_what_was_asked(tmp_path: Path) -> None:
    printer = Printer(tmp_path)
    printer.write("deck.md", "Q: plain\nA: text\n")
    assert printer.prints().remarks == ()
    assert json.loads(json.dumps(press._boxes(NOWHERE, True))) == NOWHERE
