"""Decks read again while they are open: what is different is told, and no history is lost."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.learner import Learner, questions, up
from tutor import paths
from tutor.errors import TutorError
from tutor.settings import Settings
from tutor.store.connect import read_only
from tutor.store.database import Database
from tutor.study import Study
from tutor.study.own_folder import check_can_edit, copy_deck


def test_what_is_different_is_told_in_one_line(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha", "beta", "gamma"))
    learner.write("other.md", questions("delta"))
    with learner.opens() as study:
        alpha, beta, gamma, _delta = study.decks.cards()
        for _ in (alpha, beta):
            session, _ = up(study, study.review.begin())
            study.review.grade(session, 4, 1.0)
        assert str(study.decks.reread()) == "Nothing changed."
        learner.write(
            "deck.md",
            questions("alpha", "epsilon").replace("The answer to alpha", "Another answer")
            + "\nQ: no answer\n",
        )
        learner.write("other.md", questions("delta", "beta"))
        found = study.decks.reread()
        assert (found.edited, found.moved, found.gone) == ((alpha.id,), (beta.id,), (gamma.id,))
        assert len(found.new) == 1
        assert str(found) == (
            "1 card new, 1 edited (history kept), 1 moved to another file, 1 gone (history kept), "
            f"1 fault: {learner.decks / 'deck.md'}:7: this Q: has no A: write its answer below it, "
            "after A: at the start of a line."
        )
        assert study.decks.card(alpha.id) == alpha._replace(answer="Another answer.")
        learner.write("deck.md", questions("alpha", "epsilon", "gamma"))
        assert "1 back (history kept)" not in (said := str(study.decks.reread()))
        assert "1 fault corrected" in said
        assert len(study.history.entries(alpha.id)) == 1
        (learner.decks / "deck.md").unlink()
        assert str(study.decks.reread()) == "3 cards gone (history kept)."
        learner.write("deck.md", questions("alpha"))
        assert str(study.decks.reread()) == "1 card back (history kept)."


def test_files_that_changed_are_seen_without_reading_them(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("deck.md", questions("alpha"))
    with learner.opens() as study:
        assert study.decks.are_changed() is None
        learner.write("deck.md", questions("alpha", "beta"))
        assert study.decks.are_changed() is not None
        study.decks.reread()
        assert study.decks.are_changed() is None
        learner.write("new.md", questions("gamma"))
        assert study.decks.are_changed() is not None


def test_a_copy_of_a_bundled_deck_stands_in_its_place_with_its_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = tmp_path / "bundled"
    (bundled / "flows").mkdir(parents=True)
    (bundled / "flows" / "cards.md").write_text(questions("alpha", "beta"))
    (bundled / "flows" / "more.md").write_text(questions("gamma"))
    monkeypatch.setattr(paths, "bundled_decks", lambda: bundled)
    learner, own = Learner(tmp_path), tmp_path / "made" / "own"
    store = Database(learner.database)
    study = Study(store, [bundled], lambda: learner.now, Settings(), own=own)
    study.decks.open()
    session, asked = up(study, study.review.begin())
    study.review.grade(session, 4, 1.0)
    copy = Path(copy_deck(asked.card.path, study.decks.own))
    assert copy == own.resolve() / "flows" / "cards.md"
    check_can_edit(str(copy))
    assert not study.decks.reread().new
    copy.write_text(copy.read_text().replace("What is alpha?", "What is the first letter?"))
    copy_deck(asked.card.path, study.decks.own)  # once more: it stays as it is
    changes = study.decks.reread()
    assert (changes.edited, changes.new, changes.gone) == ((asked.card.id,), (), ())
    assert [card.question for card in study.decks.cards()] == [
        "What is the first letter?",
        "What is beta?",
        "What is gamma?",
    ]
    assert {Path(card.path).parent for card in study.decks.cards()} == {copy.parent}
    assert len(study.history.entries(asked.card.id)) == 1
    for file in copy.parent.iterdir():
        file.unlink()
    study.decks.reread()
    again = study.decks.card(asked.card.id)
    assert again is not None
    assert again.question == "What is alpha?"  # the bundled one is there again, with its history
    store.close()


@pytest.mark.parametrize("after", range(2, 9))
def test_a_first_reading_that_is_stopped_keeps_nothing_and_begins_again(
    tmp_path: Path, after: int
) -> None:
    """While the three files are read, or while their cards are stored."""
    learner = Learner(tmp_path)
    for name in ("alpha", "beta", "gamma"):
        learner.write(f"{name}.md", questions(name))
    told: list[str] = []

    def stop(path: str, share: float) -> None:
        told.append(Path(path).name)
        if len(told) == after:
            raise TutorError("Stopped.")

    database = Database(learner.database)
    study = Study(database, [learner.decks], lambda: learner.now, Settings())
    with closing(database):
        database.prepare_to_write()
        with pytest.raises(TutorError, match="Stopped"):
            study.decks.open(stop)
        assert told == ["alpha.md", "beta.md", *["gamma.md"] * 6][:after]
        with closing(read_only(learner.database)) as connection:
            assert connection.execute("SELECT count(*) FROM card").fetchone() == (0,)
        assert [card.question for card in study.decks.open() and study.decks.cards()] == [
            *("What is alpha?", "What is beta?", "What is gamma?")
        ]
