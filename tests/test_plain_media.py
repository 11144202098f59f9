"""`o` in `tutor review --plain`: the pictures and sounds of a card, opened from a line."""

import stat
from pathlib import Path

from tests.command import Command


def test_o_opens_what_the_card_shows_so_far_and_says_what(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    (tutor.decks / "deck.md").write_text(
        "Q: See ![a map](map.png)\nA: ![heard](word.ogg)\n\n"
        "Q: gone ![](gone.png)\nA: 1\n\nQ: plain\nA: o\n"
    )
    (tutor.decks / "map.png").write_bytes(b"x")
    (tutor.decks / "word.ogg").write_bytes(b"x")
    program, noted = tmp_path / "bin" / "xdg-open", tmp_path / "opened"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >>{noted}\n')
    program.chmod(stat.S_IRWXU)
    tutor.environment["PATH"] = f"{program.parent}:{tutor.environment['PATH']}"
    editor = tmp_path / "bin" / "edit"
    editor.write_text("#!/bin/sh\nsed -i 's/word.ogg/map.png/' \"$1\"\n")
    editor.chmod(stat.S_IRWXU)
    tutor.environment |= {"EDITOR": str(editor), "VISUAL": ""}
    lines = ("?", "o", "", "?", "o", "e", "o", "4", "o", "", "4", "?", "o", "4")
    done = tutor("review", "--plain", typed="\n".join(lines) + "\n")
    assert done.returncode == 0
    first, second, third = done.stdout.split("\nCard ")[1:]
    assert first.count("o opens its pictures and sounds.") == 2
    assert "1 card edited (history kept)." in first
    assert first.index("Opened map.png.") < first.index("Opened 2 files.")
    assert second.count("the picture gone.png is not there") == 2
    assert "Your answer: o\n" in third  # nothing to open: it is an answer like any other
    assert "o opens" not in third
    map_png = str((tutor.decks / "map.png").resolve())
    opened = noted.read_text().split("\n")
    heard = str((tutor.decks / "word.ogg").resolve())
    assert opened == [map_png, map_png, heard, map_png, ""]  # the last once it was edited
