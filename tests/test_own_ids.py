"""A card of the learner's own with an id of a bundled card: its own history, and both are found."""

import json
import re
from pathlib import Path

import pytest

from tests.command import Command

BUNDLED = Path(__file__).parents[1] / "decks"
OWN = """Q: What is the formula of water?
<!-- id: formula -->
A: H2O

---

Q: What is uniform?
<!-- id: affine-uniform -->
A: a school dress
"""


class Tutor(Command):
    """With the bundled decks, and a folder for decks of one's own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.own = folder / "share" / "tutor" / "decks" / "mine"
        self.own.mkdir(parents=True)
        (self.own / "own.md").write_text(OWN)


@pytest.fixture
def tutor(tmp_path: Path) -> Tutor:
    return Tutor(tmp_path)


def ids(tutor: Tutor) -> dict[str, str]:
    """By how its question begins: the id of each card that has been answered."""
    history = json.loads(run(tutor, "export", "--format", "json", "-o", "-"))
    answered = {entry["card"] for entry in history["log"]}
    cards = [card for card in history["cards"] if card["id"] in answered]
    return {" ".join(card["question"].split()[:4]): card["id"] for card in cards}


def run(tutor: Tutor, *words: str, typed: str = "") -> str:
    """A command with the bundled decks and one's own."""
    done = tutor.bare("--db", str(tutor.database), *words, typed=typed)
    assert done.returncode == 0, done.stderr
    return done.stdout


def study(tutor: Tutor, deck: str, count: int) -> None:
    """Answer so many new cards of a deck."""
    run(tutor, "review", deck, "--plain", "--limit", str(count), typed="\n4\n" * count)


def add_own_exercise(tutor: Tutor) -> None:
    """An exercise of one's own with the id of a bundled one."""
    bundled = (BUNDLED / "change-of-variables" / "try-it.toml").read_text("utf-8")
    exercise = bundled.split("[[exercise]]\n")[1]
    renamed = exercise.replace("A stretch and a shift of the unit interval", "My own stretch")
    renamed = re.sub(r"steps = .*\ncards = .*", 'steps = ["inverse"]', renamed)
    (tutor.own / "own.md").unlink()
    (tutor.own / "own.toml").write_text("[[exercise]]\n" + renamed)


def test_of_new_cards_the_learners_own_has_the_id_and_each_has_its_history(tutor: Tutor) -> None:
    study(tutor, "mine", 2)
    study(tutor, "change-of-variables", 1)
    found = ids(tutor)
    assert found["What is the formula"] == "formula"
    assert found["What is uniform?"] == "affine-uniform"
    assert found["The change-of-variables formula in"] not in ("formula", "affine-uniform")
    assert len(found) == 3
    run(tutor, "doctor")


def test_a_card_with_a_history_keeps_its_id_when_the_other_comes(tutor: Tutor) -> None:
    only_own = ("--decks", str(tutor.own))
    run(tutor, *only_own, "review", "--plain", "--limit", "2", typed="\n4\n" * 2)
    before = ids(tutor)
    study(tutor, "change-of-variables", 1)
    after = ids(tutor)
    assert {name: after[name] for name in before} == before
    assert before["What is the formula"] == "formula"
    assert len(set(after.values())) == 3


def test_a_bundled_card_with_a_history_keeps_it_when_the_learner_gives_its_id(
    tutor: Tutor,
) -> None:
    (tutor.own / "own.md").unlink()
    study(tutor, "change-of-variables", 1)
    before = ids(tutor)
    assert before["The change-of-variables formula in"] == "formula"
    (tutor.own / "own.md").write_text(OWN)
    study(tutor, "mine", 2)
    after = ids(tutor)
    assert after["The change-of-variables formula in"] == "formula"
    assert len(set(after.values())) == 3


IN_A_LINE = ("--plain", "--maths", "line")


def test_an_exercise_is_found_by_the_id_in_its_file(tutor: Tutor) -> None:
    said = run(tutor, "try", "affine-uniform", "--seed", "1", *IN_A_LINE, typed="\n" * 12)
    assert "f(z) = 9z + 6" in said
    assert "f(z) = 9z + 6" in run(tutor, "draw", "affine-uniform", "--seed", "1")
    study(tutor, "mine", 2)
    found = ids(tutor)
    assert found["What is uniform?"] == "affine-uniform"
    assert len(set(found.values())) == 3
    run(tutor, "doctor")


def test_an_exercise_of_ones_own_comes_before_a_bundled_one(tutor: Tutor) -> None:
    add_own_exercise(tutor)
    drawn = run(tutor, "draw", "affine-uniform")
    assert "1. Solve" in drawn
    assert "support" not in drawn
    run(tutor, "try", "affine-uniform", "--seed", "1", "--plain", typed="\n" * 12)
    assert ids(tutor) == {"My own stretch": "affine-uniform"}


def test_a_bundled_exercise_offers_the_bundled_card_and_not_one_of_the_same_id(
    tutor: Tutor,
) -> None:
    said = run(tutor, "try", "affine-uniform", "--plain", typed="7x\n" * 2 + "\n" * 8)
    assert "A card about what went wrong: The change-of-variables formula" in " ".join(said.split())


def test_the_day_is_counted_alike_before_and_after_the_decks_are_read(tutor: Tutor) -> None:
    before = run(tutor, "today")
    study(tutor, "mine", 1)
    (tutor.own / "own.md").write_text(OWN + "\n---\n\nQ: Why?\nA: So\n")
    seen = run(tutor, "today")
    assert before != seen
    run(tutor, "review", "mine", "--plain", typed="q\n")
    assert run(tutor, "today") == seen
