"""The bundled course: its files in the order one learns them, its cards named, tagged and new."""

import re
import tomllib
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from tests.decks.course import BY_FILE, CARDS, COURSE, DECKS, FILES, text
from tests.decks.practice import PRACTICE
from tutor.core.kind import Kind
from tutor.library.parse import ParsedCard

TAGS = {
    "inverse", "support", "derivative", "density", "total-mass", "determinant", "log-det",
    "sampling", "architecture", "likelihood", "base", "affine", "sigmoid", "bounded", "numerics",
    "preimages", "composition", "triangular", "coupling", "autoregressive", "passes", "order",
    "volume", "scale", "linear", "network", "optimum", "symmetry", "training", "units",
    "preprocessing", "divergence", "typical", "tails", "topology",
}  # fmt: skip


def test_each_part_has_flashcards_and_questions() -> None:
    parts = sorted({name[0] for name in BY_FILE})
    assert parts == [str(number + 1) for number in range(len(parts))]
    for name, cards in BY_FILE.items():
        kind = Kind.SELF_CHECK if name.endswith("-questions.md") else Kind.FLASHCARDS
        assert {card.kind for card in cards} == {kind}
    for part in parts:
        assert [name[0] for name in BY_FILE].count(part) == 2
        assert f"{part}-questions.md" in BY_FILE


def test_every_card_and_exercise_has_an_id_of_its_own_in_both_bundled_decks() -> None:
    cards = [*(card.given for cards in BY_FILE.values() for card in cards), *PRACTICE]
    exercises = [
        each["id"]
        for path in DECKS.glob("*/*.toml")
        for each in tomllib.loads(path.read_text("utf-8"))["exercise"]
    ]
    for given in (cards, exercises):
        assert "" not in given
        assert len(set(given)) == len(given)
    assert set(cards) & set(exercises) == {"maf-iaf"}  # told apart by what they are


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())
def test_a_question_has_an_id_and_key_points_that_show_it_is_one(card: ParsedCard) -> None:
    is_question = card.kind is Kind.SELF_CHECK
    assert card.given.startswith("check-") is is_question
    assert (len(card.key_points) >= 3) is is_question
    assert card.tags
    assert set(card.tags) <= TAGS


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_fits_a_narrow_terminal_as_it_is_typed(path: Path) -> None:
    assert max(map(len, path.read_text("utf-8").splitlines())) <= 76


def test_no_card_repeats_another_of_the_course_or_of_the_practice_deck() -> None:
    texts = [re.findall(r"\w+", text(card)) for card in (*CARDS.values(), *PRACTICE.values())]
    for place, words in enumerate(texts[: len(CARDS)]):
        for other in texts[place + 1 :]:
            matcher = SequenceMatcher(None, words, other, autojunk=False)
            assert matcher.quick_ratio() < 0.8 or matcher.ratio() < 0.8, (words, other)


def test_only_questions_and_their_own_flashcards_have_the_same_tags() -> None:
    """Cards with the same two or more tags count as one fact and wait for each other."""
    named = CARDS | PRACTICE
    for name, card in named.items():
        if card.kind is Kind.SELF_CHECK:
            alike = {
                other.given
                for other in named.values()
                if other.kind is Kind.FLASHCARDS and set(other.tags) == set(card.tags)
            }
            assert alike <= {name.removeprefix("check-")}
            assert {twin.id for twin in card.twins} <= named.keys()


def test_the_course_keeps_to_the_forward_map_and_says_when_it_means_the_inverse() -> None:
    for name, card in CARDS.items():
        assert "J_{f^{-1}}" not in text(card), name


def test_the_course_lies_beside_the_practice_deck_and_its_parts_are_numbered() -> None:
    assert {path.name for path in DECKS.iterdir()} == {"change-of-variables", COURSE.name}
    parts = [path.name for path in COURSE.iterdir() if path.name != "README.md"]
    assert all(re.match(r"[1-9]-[a-z-]+\.(md|toml)$", name) for name in parts)
