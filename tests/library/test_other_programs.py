"""Decks of hashcards and repeater are read here as there, or the guide says where not."""

from pathlib import Path

import pytest

from tests.library.other_programs import DIFFERENT, FACTS, Fact, agrees, read

GUIDE = (Path(__file__).parents[2] / "docs" / "decks.md").read_text("utf-8")


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.program}: {fact.deck[:30]!r}")
def test_a_deck_is_read_as_the_program_it_was_written_for_reads_it(fact: Fact) -> None:
    assert agrees(fact), (read(fact), fact)


@pytest.mark.parametrize(
    ("fact", "told"),
    list(zip(DIFFERENT, ("in double brackets", "over two lines", "hides nothing"), strict=True)),
)
def test_where_a_deck_is_read_otherwise_the_guide_says_so(fact: Fact, told: str) -> None:
    assert not agrees(fact)
    assert told in GUIDE.split("## Decks of other programs")[1]


def test_most_facts_hold() -> None:
    assert len(FACTS) >= 65
    assert len(DIFFERENT) <= 3
