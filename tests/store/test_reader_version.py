"""A new version of the reader reads every deck once again, and every history is kept."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.learner import MORNING, Learner, up
from tutor.core.day import learning_day
from tutor.core.limits import Limits
from tutor.library import parse
from tutor.library.scan import DeckFile, scan
from tutor.library.shelf import READER
from tutor.store.glance import glance

DECK = """\
Q: What is a density?
A: What integrates to a probability.

Q: How is code in a list written?
A: Like this:

- ```
  x[0]
  ```
"""
LOST = DECK.split("\n\n")[0] + "\n"


def read_by_another_reader(learner: Learner, version: str = "") -> None:
    """Make a history whose decks a reader read that lost the second card."""
    path = learner.write("deck.md", LOST)
    with learner.opens() as study:
        session, _ = up(study, study.review.begin())
        study.review.grade(session, 4, 1.0)
    path.write_text(DECK)
    os.utime(path, (1_700_000_000, 1_700_000_000))  # what was written just now is read twice
    status = path.stat()
    with closing(sqlite3.connect(learner.database)) as connection, connection:
        connection.execute(
            "UPDATE deck_file SET size = ?, modified = ?", (status.st_size, status.st_mtime_ns)
        )
        connection.execute("DELETE FROM about WHERE name = 'reader'")
        if version:
            connection.execute("INSERT INTO about VALUES ('reader', ?)", (version,))


@pytest.fixture
def paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, as they are read."""
    found: list[str] = []
    original = parse.read

    def counted(file: DeckFile, progress: parse.Progress | None = None) -> parse.ParsedFile:
        found.append(os.path.basename(file.path))
        return original(file, progress)

    monkeypatch.setattr(parse, "read", counted)
    return found


@pytest.mark.parametrize("version", ["", "1", "none that ever was"])
def test_decks_that_another_reader_read_are_read_once_again(
    tmp_path: Path, paths: list[str], version: str
) -> None:
    learner = Learner(tmp_path)
    read_by_another_reader(learner, version)
    paths.clear()
    with learner.opens() as study:
        cards = {card.question: card.id for card in study.decks.cards()}
        assert paths == ["deck.md"]
        assert len(cards) == 2
    with closing(sqlite3.connect(learner.database)) as connection:
        memories = connection.execute(
            "SELECT id, repetitions FROM memory JOIN card ON number = card"
        ).fetchall()
    assert memories == [(cards["What is a density?"], 1)]
    assert learner.proof().holds
    with learner.opens():
        assert paths == ["deck.md"]


def test_a_deck_that_is_elsewhere_is_read_again_when_it_comes_back(
    tmp_path: Path, paths: list[str]
) -> None:
    learner = Learner(tmp_path)
    read_by_another_reader(learner)
    elsewhere = learner.decks
    learner.decks = tmp_path / "others"
    learner.decks.mkdir()
    learner.write("other.md", "Q: a\nA: b\n")
    with learner.opens():
        pass
    learner.decks = elsewhere
    paths.clear()
    with learner.opens() as study:
        assert len(study.decks.cards()) == 2
    assert paths == ["deck.md"]


def test_a_glance_reads_what_another_reader_read_and_writes_nothing(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    read_by_another_reader(learner)
    before = learner.database.read_bytes()
    files, _ = scan([learner.decks])
    seen = glance(learner.database, files, learning_day(MORNING), Limits())
    assert seen.new == 1
    assert learner.database.read_bytes() == before


def test_the_reader_of_a_new_history_is_noted_with_its_decks(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", LOST)
    with learner.opens():
        pass
    with closing(sqlite3.connect(learner.database)) as connection:
        rows = connection.execute("SELECT value FROM about WHERE name = 'reader'").fetchall()
    assert rows == [(READER,)]
