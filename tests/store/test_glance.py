"""A glance at the day's work says what the program would say, and writes nothing."""

import random
import shutil
from pathlib import Path

import pytest

from tests.learner import Learner, questions, up
from tutor import paths
from tutor.core.day import learning_day
from tutor.core.limits import Limits
from tutor.core.today import Today
from tutor.library.scan import scan
from tutor.store.glance import glance

WORDS = [
    *("Jacobian", "density", "support", "affine layer", "coupling layer", "base distribution"),
    *("volume factor", "triangular matrix", "log-likelihood", "push-forward", "quantile"),
]


def looked_at(learner: Learner) -> Today:
    files, _ = scan([learner.decks])
    return glance(learner.database, files, learning_day(learner.now), Limits(learner.new_a_day))


@pytest.mark.parametrize("seed", range(6))
def test_a_glance_counts_what_the_program_counts_whatever_happened(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    learner = Learner(tmp_path, new_a_day=4)
    learner.write("a.md", questions(*WORDS[:4]))
    for _ in range(12):
        match chance.randrange(4):
            case 0:  # cards come, go and move between files
                words = chance.sample(WORDS, chance.randrange(1, 6))
                learner.write(chance.choice(["a.md", "b.md", "deck/c.md"]), questions(*words))
            case 1:  # an answer is corrected
                path = learner.decks / "a.md"
                path.write_text(path.read_text().replace("The answer", "One answer", 1))
            case 2:
                learner.write("cloze.md", f"C: [One] and [two] of {chance.randrange(3)}.\n")
            case _:
                learner.sleep(chance.choice([0, 1, 1, 3]))
        before = learner.database.read_bytes() if learner.database.exists() else None
        seen = looked_at(learner)
        after = learner.database.read_bytes() if learner.database.exists() else None
        assert before == after
        with learner.opens() as study:
            counted = study.schedule.today()
            assert (seen.due, seen.new, seen.minutes) == (
                counted.due,
                counted.new,
                counted.minutes,
            )
            assert seen.by_kind == counted.by_kind
            for deck, count in zip(study.decks.shelf.decks, study.schedule.by_deck(), strict=True):
                assert count.due + count.new == study.review.begin([deck.name]).left
            session = study.review.begin()
            assert counted.due + counted.new == session.left
            for _ in range(chance.randrange(4)):
                if study.review.ask(session)[1] is None:
                    break
                session, _ = up(study, session)
                session = study.review.grade(session, chance.choice([1, 3, 4, 5]), 1.0)


def test_a_glance_at_the_bundled_decks_is_the_same_before_and_after_they_are_read(
    tmp_path: Path,
) -> None:
    learner = Learner(tmp_path)
    shutil.copytree(paths.bundled_decks(), learner.decks, dirs_exist_ok=True)
    unread = looked_at(learner)
    with learner.opens() as study:
        home = study.schedule.today()
    assert unread == home == looked_at(learner)
    part = learner.decks / "normalizing-flows" / "1-one-variable.md"
    part.write_text(part.read_text(encoding="utf-8") + "\nQ: What is new here?\nA: This.\n")
    changed = looked_at(learner)
    with learner.opens() as study:
        assert changed == study.schedule.today()
