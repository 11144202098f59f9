"""The bundled deck and the example in the guide: both load, and nothing is left out."""

import re
from itertools import chain
from pathlib import Path

import pytest

from tutor.core.kind import Kind
from tutor.library.parse import ParsedCard, parse

ROOT = Path(__file__).parents[2]
DECK = ROOT / "decks" / "change-of-variables"
TAGS = {
    "inverse", "support", "derivative", "density", "total-mass", "determinant", "log-det",
    "meaning", "sampling", "architecture", "likelihood", "base",
}  # fmt: skip
COMMANDS = {
    "frac", "det", "log", "left", "right", "mathbb", "sum", "circ", "cdots", "sim", "mathcal",
    "theta", "text",
}  # fmt: skip


def deck(name: str) -> tuple[ParsedCard, ...]:
    file = parse((DECK / name).read_bytes(), name)
    assert (file.faults, file.notes) == ((), ())
    return file.cards


SELF_CHECK = deck("self-check.md")
FLASHCARDS = deck("flashcards.md")
BOTH = SELF_CHECK + FLASHCARDS


def test_there_are_six_questions_with_key_points_and_ten_flashcards() -> None:
    assert [card.kind for card in SELF_CHECK] == [Kind.SELF_CHECK] * 6
    assert [card.kind for card in FLASHCARDS] == [Kind.FLASHCARDS] * 10
    assert all(len(card.key_points) >= 3 for card in SELF_CHECK)


def test_every_card_has_an_id_of_its_own_and_tags_that_exercises_know() -> None:
    assert len({card.given for card in BOTH} - {""}) == 16
    assert len({card.identity for card in BOTH}) == 16
    for card in BOTH:
        assert card.tags
        assert set(card.tags) <= TAGS


# What each card must say, in words or in LaTeX; the wording is the deck's.
FACTS = {
    "check-formula": r"\frac{p_Z(f^{-1}(x))}; \det J_f(z); rescales; negative; z = f^{-1}(x)",
    "check-why-divide": (
        r"stay 1; volume factor; 2D; 3D; expands; dilute; contracts; concentrate; conserve"
    ),
    "check-nll": r"-\log p_X(x); -\log p_Z(f^{-1}(x)) + \log; base; batch; backpropagate",
    "check-log-det-sum": r"\sum_{k=1}^{K} \log; chain rule; own input; cheap; layer; flexible",
    "check-layer-constraints": (
        r"one-to-one and onto; O(d); O(d^3); coupling; NICE; RealNVP; autoregressive; MAF; IAF; "
        r"triangular; product"
    ),
    "check-versus-autoregressive": (
        r"parallel; One forward pass; coupling layers; IAF; MAF; RealNVP; invertible blocks; "
        r"one pass for each piece; invertible; tractable; "
        r"feedforward; transformers; ResNets"
    ),
    "formula": r"\frac{p_Z(f^{-1}(x))}; rescales the density; z = f^{-1}(x)",
    "why-divide": r"stay 1; expands; contracts",
    "nll": r"-\log p_Z(z) + \log; forward-KL; maximum likelihood; parameterised",
    "log-det-sum": r"\sum_{k=1}^{K} \log; own layer; tractable term; stacked",
    "layer-constraints": r"invertible; O(d); O(d^3); triangular; NICE; RealNVP; MAF; IAF",
    "sampling": (
        r"z \sim p_Z; standard Gaussian; x = f(z); one forward pass; coupling layers; IAF; MAF; "
        r"one pass for each piece"
    ),
    "versus-autoregressive": (
        r"parallel; one forward pass; IAF; MAF; RealNVP; invertible blocks; "
        r"invertible; tractable; feedforward; transformers; ResNets"
    ),
    "gaussian-base": (
        r"\mathcal{N}(0, I); closed form; cheap to sample; one random number for each dimension; "
        r"well known; structurally unimportant; transformation"
    ),
    "built-in-invertibility": r"does not apply; not a likelihood; causality; layer; regulariser",
    "where-flows-fit": (
        r"p(x); exact; anomaly detection; science; inverse problems; article physics; "
        r"astrophysics; chemistry; image generation"
    ),
}


@pytest.mark.parametrize("card", BOTH, ids=lambda card: card.given)
def test_no_fact_is_left_out(card: ParsedCard) -> None:
    text = " ".join(f"{card.answer}\n{' '.join(card.key_points)}".split())
    assert [fact for fact in FACTS[card.given].split("; ") if fact not in text] == []


def test_the_determinant_is_that_of_the_forward_map_from_base_to_data() -> None:
    for card in BOTH:
        assert "J_{f^{-1}}" not in card.answer
        assert "= g(" not in card.answer


def test_the_maths_keeps_to_a_small_part_of_latex() -> None:
    for card in BOTH:
        text = "\n".join(chain([card.question, card.answer], card.key_points))
        assert set(re.findall(r"\\([A-Za-z]+)", text)) <= COMMANDS


def test_the_deck_fits_a_narrow_terminal_as_it_is_typed() -> None:
    for name in ("self-check.md", "flashcards.md"):
        assert max(map(len, (DECK / name).read_text("utf-8").splitlines())) <= 76


def test_the_example_in_the_guide_holds_the_cards_that_the_guide_says() -> None:
    guide = (ROOT / "docs" / "decks.md").read_text("utf-8")
    example = guide.split("````markdown\n")[1].split("````")[0]
    file = parse(example.encode(), "example.md")
    assert (file.faults, file.notes) == ((), ())
    assert [(card.given, card.line) for card in file.cards] == [
        ("why-divide", 9),
        ("", 22),
        ("", 22),
        ("", 26),
    ]
    assert [len(card.key_points) for card in file.cards] == [2, 0, 0, 0]
    assert "The file holds four cards" in guide
