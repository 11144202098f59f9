"""The shelf: decks by name, the files of each, and which files must be read again."""

from pathlib import Path

import pytest

from tutor.errors import TutorError
from tutor.library.scan import DeckFile
from tutor.library.shelf import Deck, Shelf, ShelvedFile, changes, grouped

SHELF = Shelf(decks=(Deck("Rivers", (1, 2), 5), Deck("Seas", (2, 3), 4)))


def known(number: int, path: str, size: int = 10, modified: int = 1, name: str = "") -> ShelvedFile:
    return ShelvedFile(number, path, size, modified, name, cards=2, faults=())


def test_the_files_of_all_decks_or_of_those_named_come_once_each() -> None:
    assert SHELF.files() == [1, 2, 3]
    assert SHELF.files(["Seas"]) == [2, 3]
    assert SHELF.files(["Seas", "Rivers"]) == [2, 3, 1]


def test_a_deck_is_found_whatever_the_case_of_its_name() -> None:
    assert SHELF.deck("rivers") is SHELF.decks[0]
    both = Shelf(decks=(Deck("SEAS", (), 0), Deck("seas", (), 0)))
    assert both.deck("seas") is both.decks[1]


def test_an_unknown_deck_is_refused_with_the_closest_name_and_all_names() -> None:
    with pytest.raises(TutorError) as refused:
        SHELF.deck("Sea\x1b[2Js")
    assert str(refused.value).startswith("There is no deck 'Sea␛[2Js'.")
    with pytest.raises(TutorError) as refused:
        SHELF.files(["Rivres"])
    said = "There is no deck 'Rivres'. Did you mean 'Rivers'? The decks: Rivers, Seas."
    assert str(refused.value) == said
    with pytest.raises(TutorError, match=r"The decks: none\."):
        Shelf().deck("any")


def test_a_folder_is_one_deck_and_a_loose_file_is_named_by_itself() -> None:
    files = [
        DeckFile("/d/rivers/a.md", "rivers", 10, 1),
        DeckFile("/d/named.md", "", 10, 1),
        DeckFile("/d/rivers/b.md", "rivers", 10, 1),
        DeckFile("/d/plain.md", "", 10, 1),
    ]
    shelved = [
        known(1, files[0].path),
        known(2, files[1].path, name="A name\nof two lines"),
        known(3, files[2].path),
        known(4, files[3].path),
    ]
    assert grouped(files, shelved) == (
        Deck("rivers", (1, 3), 4),
        Deck("A name of two lines", (2,), 2),
        Deck("plain", (4,), 2),
    )


def test_a_file_is_read_again_if_it_is_unknown_or_its_size_or_time_changed(tmp_path: Path) -> None:
    here = tmp_path / "here.md"
    here.touch()
    same, longer, newer, new = (
        DeckFile(f"/d/{name}.md", "", 10, 1) for name in ("same", "longer", "newer", "new")
    )
    shelved = [
        known(1, same.path),
        known(2, longer.path, size=9),
        known(3, newer.path, modified=2),
        known(4, "/d/deleted.md"),
        known(5, str(here)),  # of other decks than those opened now: it stays known
    ]
    changed, gone = changes([same, longer, newer, new], {each.path: each for each in shelved})
    assert changed == [longer, newer, new]
    assert gone == [4]
