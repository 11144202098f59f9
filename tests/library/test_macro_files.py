"""`macros.tex` beside decks: which decks have its commands, and what is said of it."""

import os
from pathlib import Path

from tests.command import Command
from tests.learner import Learner

TEX = """\
% the sets
\\R \\mathbb{R}
\\half \\frac{#1}{2}
\\newcommand{\\E}[1]{\\mathbb{E}[#1]}
\\DeclareMathOperator{\\KL}{KL}
\\def\\two{
  2}
"""
DECK = "Q: $\\R$ $\\half{x}$ $\\E{x}$ $\\KL$ $\\two$?\nA: yes\n"


def test_the_commands_of_macros_tex_set_the_formulas_of_its_folder(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    (tutor.decks / "macros.tex").write_text(TEX)
    (tutor.decks / "inner").mkdir()
    (tutor.decks / "inner" / "deck.md").write_text(DECK)
    done = tutor("check")
    assert (done.returncode, done.stdout) == (0, "1 card in 1 file, no faults.\n")
    done = tutor("review", "--plain", "--maths", "line", typed="\n4\n")
    assert "ℝ x/2 𝔼[x] KL 2?" in done.stdout


def test_what_is_nearer_goes_first(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("macros.tex", "\\a 1\n\\b 1\n\\c 1\n")
    learner.write("inner/macros.tex", "\\b 2\n\\c 2\n")
    learner.write("inner/deck.md", "---\nmacros = { c = '3' }\n---\nQ: one\nA: 1\n")
    with learner.opens() as study:
        (card,) = study.decks.cards()
        assert dict(card.macros) == {"a": "1", "b": "2", "c": "3"}


def test_decks_are_read_again_when_their_macros_change(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    path = learner.write("macros.tex", "\\a 1\n")
    deck = learner.write("deck.md", "Q: one\nA: 1\n")
    for file in (path, deck):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    for text, at in (("\\a 2\n", 1_000_000_100), ("\\a 3\n", 1_000_000_050)):
        with learner.opens() as study:
            (card,) = study.decks.cards()
        path.write_text(text)
        os.utime(path, (at, at))
        with learner.opens() as study:
            (after,) = study.decks.cards()
            assert (card.id, dict(after.macros)) == (after.id, {"a": text[3]})
    path.unlink()
    with learner.opens() as study:
        assert study.decks.cards()[0].macros == ()


def test_what_is_wrong_with_macros_is_said_once_with_its_line(tmp_path: Path) -> None:
    tutor = Command(tmp_path)
    for name in ("a.md", "b.md"):
        (tutor.decks / name).write_text(f"Q: {name}\nA: 1\n")
    (tutor.decks / "macros.tex").write_bytes(b"\\a 1\nnonsense\n\\b \x1b[31m\n\\c \xff\n")
    done = tutor("check")
    assert done.returncode == 1
    assert done.stdout.count("macros.tex:2: this is no macro") == 1
    assert "macros.tex:3: there is a control character" in done.stdout
    assert "macros.tex:4: there is a control character" in done.stdout
    (tutor.decks / "macros.tex").write_text("\\a " + "x" * 70_000)
    assert "macros.tex is over 64 KiB" in tutor("check").stdout
