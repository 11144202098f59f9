"""The file that is printed into: whole or not at all."""

from pathlib import Path

import pytest

from tests.learner import questions
from tests.printing.printer import Printer
from tutor.errors import TutorError
from tutor.new_file import new_file
from tutor.printing import Paper, Wanted, print_cards


class Stop(Exception):
    """Raised by someone who has seen enough."""


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    printer = Printer(tmp_path)
    printer.write("deck.md", questions("alpha", "beta"))
    return printer


def put(printer: Printer, path: Path, force: bool = False) -> None:
    with printer.opens() as study:
        print_cards(study, Wanted(), Paper(), path, form="html", force=force)


def test_a_file_that_is_there_is_replaced_by_force_only(printer: Printer) -> None:
    path = printer.paper / "cards.html"
    path.write_text("mine")
    with pytest.raises(TutorError, match=r"is there already, and was left as it is\. --force"):
        put(printer, path)
    assert path.read_text() == "mine"
    put(printer, path, force=True)
    assert "What is alpha?" in path.read_text()


def test_what_is_no_file_is_never_replaced(printer: Printer) -> None:
    folder = printer.paper / "folder.html"
    folder.mkdir()
    with pytest.raises(TutorError, match="is not a file"):
        put(printer, folder, force=True)
    with pytest.raises(TutorError, match="There is no folder"):
        put(printer, printer.paper / "nowhere" / "cards.html")
    with pytest.raises(TutorError, match="too long"):
        put(printer, printer.paper / ("x" * 300))


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"

    def write() -> None:
        with new_file(path, force=False) as file:
            file.write(b"ours")
            path.write_text("theirs")

    with pytest.raises(TutorError, match="there already"):
        write()
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_stopped_at_any_moment_it_leaves_nothing_behind(printer: Printer, form: str) -> None:
    if form == "pdf":
        pytest.importorskip("typst")
    printer.write("deck.md", questions(*(f"w{i}" for i in range(300))))
    heard: list[str] = []

    def stop_at(moment: int) -> None:
        heard.clear()

        def progress(said: str, share: float | None) -> None:
            heard.append(said)
            if len(heard) == moment:
                raise Stop

        printer.prints(form=form, progress=progress)

    for moment in (1, 150, 301) if form == "pdf" else (1, 150):
        with pytest.raises(Stop):
            stop_at(moment)
        assert not list(printer.paper.iterdir())
    last = "Printing 300 cards" if form == "pdf" else "Printing cards"
    assert heard[-1] == last


def test_a_page_too_small_to_cut_cards_from_is_refused() -> None:
    with pytest.raises(TutorError, match="An A6 page is too small to cut cards from"):
        Paper("a4-grid", "a6")
    assert Paper("a4-grid", "letter").size == (215.9, 279.4)
