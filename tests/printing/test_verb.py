"""tutor print, through its front door."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import Command
from tests.learner import questions
from tests.patience import PATIENCE
from tutor.cli import main
from tutor.cli.verbs import load
from tutor.core.kind import Kind
from tutor.printing import FORMATS, LAYOUTS, PAGES, progress_line

pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")


class Prints:
    """Runs `tutor print` in this process: what it says, how it ends."""

    def __init__(self, command: Command, heard: pytest.CaptureFixture[str]) -> None:
        self.command = command
        self.heard = heard

    def __call__(self, *words: str, now: str = "2026-12-01T09:00") -> tuple[int, str, str]:
        own = ("--db", str(self.command.database), "--decks", str(self.command.decks))
        try:
            code = main([*own, "--now", now, "print", *words])
        except SystemExit as end:
            code = int(str(end.code))
        said = self.heard.readouterr()
        return code, said.out, said.err


@pytest.fixture
def tutor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    command = Command(tmp_path)
    (command.decks / "deck.md").write_text(questions("alpha", "beta"))
    command.environment["PYTHONPATH"] = os.getcwd()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    paper = tmp_path / "paper"
    paper.mkdir()
    monkeypatch.chdir(paper)
    return command


@pytest.fixture
def prints(tutor: Command, capsys: pytest.CaptureFixture[str]) -> Prints:
    return Prints(tutor, capsys)


def test_cards_are_printed_here_without_creating_a_database(tutor: Command) -> None:
    done = tutor("print")
    assert done.stderr == ""
    assert done.stdout == "~/paper/cards.pdf: 2 cards.\n"
    assert len(pypdf.PdfReader("cards.pdf").pages) == 2
    assert os.listdir() == ["cards.pdf"]
    assert not tutor.database.parent.exists()


def test_a_file_that_is_there_is_replaced_by_force_only(prints: Prints) -> None:
    Path("cards.html").write_text("mine")
    code, _, error = prints("--format", "html")
    assert code == 1
    assert error.startswith("tutor: cards.html is there already, and was left as it is.")
    assert Path("cards.html").read_text() == "mine"
    written = f"{os.getcwd()}/cards.html: 2 cards.\n"
    assert prints("--format", "html", "--force") == (0, written, "")


def test_a_deck_that_is_not_there_is_told_before_a_file_that_is(prints: Prints) -> None:
    Path("cards.pdf").write_text("mine")
    code, said, error = prints("dek")
    assert (code, said) == (1, "")
    assert error.startswith("tutor: There is no deck 'dek'. Did you mean 'deck'? ")
    assert prints("deck")[2].startswith("tutor: cards.pdf is there already")


def test_a_file_may_begin_with_a_dash_and_its_name_tells_the_format(prints: Prints) -> None:
    here = os.getcwd()
    assert prints("-o", "-x.pdf")[1] == f"{here}/-x.pdf: 2 cards.\n"
    assert prints("-o=-y.html")[1] == f"{here}/-y.html: 2 cards.\n"
    assert prints("-o", "z.txt", "--format", "html")[1] == f"{here}/z.txt: 2 cards.\n"
    assert Path("-x.pdf").read_bytes().startswith(b"%PDF")
    for name in ("-y.html", "z.txt"):
        assert Path(name).read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["c.txt", "cards.ps", "a.b.PDFX", "odd.\x1b[31m"])
def test_a_file_whose_name_asks_for_another_format_is_refused(prints: Prints, name: str) -> None:
    code, said, error = prints("-o", name)
    assert (code, said) == (1, "")
    assert "cards are printed as .pdf or .html" in error
    assert "\x1b" not in error
    assert os.listdir() == []
    # no ending: as it is unless you say
    assert prints("-o", "cards")[1] == f"{os.getcwd()}/cards: 2 cards.\n"
    assert Path("cards").read_bytes().startswith(b"%PDF")


def test_decks_kinds_tags_and_what_is_due_are_chosen(tutor: Command, prints: Prints) -> None:
    def printed(*words: str) -> str:
        return prints("--force", "--format", "html", *words)[1]

    (tutor.decks / "other.md").write_text("---\ntags = ['x']\n---\n\n" + questions("gamma"))
    assert printed("other") == f"{os.getcwd()}/cards.html: 1 card.\n"
    assert printed("deck", "other") == f"{os.getcwd()}/cards.html: 3 cards.\n"
    assert printed("--tag", "X") == f"{os.getcwd()}/cards.html: 1 card.\n"
    assert printed("--kind", "flashcards") == f"{os.getcwd()}/cards.html: 3 cards.\n"
    tutor("review", "deck", "--plain", typed="\n4\n\n4\n")
    assert printed("--due") == f"{os.getcwd()}/cards.html: 1 card.\n"
    for words, said in (
        (["--kind", "exercises"], "no exercises among these 3 cards"),
        (["--tag", "y"], "has the tag 'y'"),
        (["nope"], "There is no deck 'nope'"),
        (["deck", "--due"], "nothing of deck is due today"),
    ):
        code, _, error = prints("--force", *words)
        assert code == 1
        assert said in error


def test_exercises_print_again_from_the_seed_they_name(tutor: Command, prints: Prints) -> None:
    bundled = Path(__file__).parents[2] / "decks" / "change-of-variables" / "try-it.toml"
    (tutor.decks / "try.toml").write_text(bundled.read_text())
    _, said, _ = prints("--kind", "exercises", "-o", "1.pdf")
    seed = said.split("--seed ")[1].split(")")[0]
    prints("--kind", "exercises", "-o", "2.pdf", "--seed", seed)
    _, later, _ = prints("--kind", "exercises", "-o", "3.pdf", now="2026-12-02T09:01")
    assert seed not in later
    one, two, three = (
        [page.extract_text() for page in pypdf.PdfReader(f"{n}.pdf").pages] for n in (1, 2, 3)
    )
    assert one == two != three
    named = [f"seed {seed}" in text for text in one]  # worked solutions may run on
    assert sum(named) >= 5
    assert all(named[:4])


def test_wrong_usage_is_said(prints: Prints) -> None:
    for words in (
        ["--layout", "poster"],
        ["--page", "a3"],
        ["--kind", "number"],
        ["--format", "docx"],
        ["--count", "0"],
        ["-o"],
    ):
        code, _, error = prints(*words)
        assert code == 2
        assert error.startswith("tutor print: ")
    code, _, error = prints("--layout", "a4-grid", "--page", "a6")
    assert code == 1
    assert "too small to cut cards from" in error


def test_the_command_line_offers_what_there_is() -> None:
    offered = {each.name: each.settings.get("choices") for each in load("print").options}
    assert offered["--layout"] == LAYOUTS
    assert offered["--page"] == tuple(PAGES)
    assert offered["--format"] == FORMATS
    assert offered["--kind"] == tuple(kind.value for kind in Kind)


def test_a_faulty_deck_is_named_and_the_rest_printed(tutor: Command, prints: Prints) -> None:
    (tutor.decks / "bad.md").write_text("Q: no answer\n\nQ: fine\nA: yes\n")
    _, said, error = prints("--format", "html")
    assert said == f"{os.getcwd()}/cards.html: 3 cards.\n"
    assert "bad.md:1: this Q: has no A:" in error


def test_a_terminal_shows_how_far_the_printing_is_and_is_cleared_in_the_end() -> None:
    terminal = Terminal()
    clock = iter([0.0, 0.05, 0.12, 0.2, 0.23, 3.2]).__next__
    with progress_line(terminal, clock) as progress:
        progress("Setting cards", 0.5)
        progress("Setting cards", 0.75)
        progress("Setting cards", 0.9)
        progress("Printing 9 cards", None)
        progress("Printing 9 cards", None)
    assert terminal.getvalue() == "".join(
        f"\r\033[K{shown}"
        for shown in ("Setting cards: 75%", "Printing 9 cards: 0 s", "Printing 9 cards: 3 s", "")
    )
    pipe = io.StringIO()
    with progress_line(pipe) as progress:
        progress("Setting cards", 0.5)
    assert pipe.getvalue() == ""


class Terminal(io.StringIO):
    """Somewhere that someone is looking."""

    def isatty(self) -> bool:
        return True


def lives(group: int) -> bool:
    """Whether a process of this group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_leaves_nothing_behind_and_no_process(tutor: Command) -> None:
    (tutor.decks / "deck.md").write_text(questions(*(f"w{i}" for i in range(3_000))))
    for wait in (0.0, 0.8):
        process = subprocess.Popen(
            [sys.executable, "-m", "tutor", "--decks", str(tutor.decks), "print"],
            env={**tutor.environment, "TUTOR_DB": str(tutor.database)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        while not os.listdir():
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        out, error = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out, error) == (130, b"", b"")
        assert os.listdir() == []
        given_up = time.monotonic() + PATIENCE
        while lives(process.pid):  # a child got the same signal, and ends in its own time
            assert time.monotonic() < given_up
            time.sleep(0.01)
