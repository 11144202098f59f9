"""The cards that an exercise of the bundled decks offers for a step exist in one of the decks."""

import tomllib

import pytest

from tests.command import Command
from tests.decks.course import CARDS, DECKS
from tests.decks.practice import PRACTICE

EXERCISES = {
    exercise["id"]: (path.parent.name, exercise)
    for path in sorted(DECKS.glob("*/*.toml"))
    for exercise in tomllib.loads(path.read_text("utf-8"))["exercise"]
}


@pytest.mark.parametrize("name", EXERCISES)
def test_every_card_that_an_exercise_names_is_in_a_bundled_deck(name: str) -> None:
    deck, exercise = EXERCISES[name]
    own, other = (CARDS, PRACTICE) if deck == "normalizing-flows" else (PRACTICE, CARDS)
    tags = {tag for card in own.values() for tag in card.tags}
    named = set(exercise.get("cards", {}).values())
    assert named <= {*own, *other, *tags}


def test_a_card_of_another_deck_is_offered_by_its_id(tutor: Command) -> None:
    (tutor.decks / "practice").symlink_to(DECKS / "change-of-variables")
    source = (DECKS / "change-of-variables" / "try-it.toml").read_text("utf-8")
    exercise = source.split("[[exercise]]\n")[1].replace("affine-uniform", "mine")
    own = tutor.decks / "own"
    own.mkdir()
    (own / "mine.toml").write_text("[[exercise]]\n" + exercise)
    done = tutor("try", "mine", "--plain", typed="7x\n" * 2 + "\n" * 8)
    said = " ".join(done.stdout.split())
    assert "A card about what went wrong: The change-of-variables formula in several" in said
