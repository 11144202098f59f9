"""What is counted for a deck is what a review session of that deck asks."""

import random
from pathlib import Path

import pytest

from tests.learner import Learner, questions
from tutor.core.log import Event
from tutor.study import Study

_EXERCISE = """
[[exercise]]
id = "shift"
base = "normal(0, 1)"
transform = "affine(a, b)"
worked = { a = 2, b = 1 }
steps = ["inverse"]
level = [{ draw = { a = { from = 2, to = 4 }, b = { from = 1, to = 3 } } }]
"""
# What stands beside two decks of plain cards, one of them in two files.
_BESIDE = {
    "plain cards": {},
    "a card in two decks": {"again.md": questions("a1", "a2", "z")},
    "a card in two files of a deck": {"folder/three.md": questions("one1", "y")},
    "parts of a note": {"parts.md": "C: [One] and [two].\n\nC: [Three] of [four].\n"},
    "twins": {
        "twins.md": "Q: What is up?\nA: The other of down.\n\nQ: The other of down?\nA: up\n"
    },
    "an exercise": {"drawn.toml": _EXERCISE},
}


@pytest.mark.parametrize("beside", _BESIDE)
def test_a_count_is_the_length_of_a_session(tmp_path: Path, beside: str) -> None:
    chance = random.Random(beside)
    learner = Learner(tmp_path, new_a_day=3)
    learner.write("plain.md", questions(*(f"a{number}" for number in range(6))))
    for part in ("one", "two"):
        text = questions(*(f"{part}{number}" for number in range(4)))
        learner.write(f"folder/{part}.md", text)
    for name, text in _BESIDE[beside].items():
        learner.write(name, text)
    seen = set()
    for _ in range(12):
        with learner.opens() as study:
            for _ in range(chance.randrange(4)):
                _grade(study, chance)
            names = [deck.name for deck in study.decks.shelf.decks]
            for name, count in zip(names, study.schedule.by_deck(), strict=True):
                session = study.review.begin([name])
                assert count.due + count.new == session.left
                assert count.new == sum(item.new for item in session.queue)
                seen.add((count.due > 0, count.new > 0))
        learner.sleep(chance.choice((0, 0, 1, 4)))
    assert (True, True) in seen


def _grade(study: Study, chance: random.Random) -> None:
    """Grade or set aside what is up, in all decks or in one."""
    names = [deck.name for deck in study.decks.shelf.decks]
    session = study.review.begin(chance.choice([(), [chance.choice(names)]]))
    session, asked = study.review.ask(session)
    if asked is None:
        return
    if chance.randrange(5):
        study.review.grade(session, chance.choice((1, 3, 4, 4)), 1.0)
    else:
        study.aside.act([asked.card.id], chance.choice((Event.BURY, Event.SUSPEND)))
