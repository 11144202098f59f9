"""A deck is read in one way: what hides, what is code, and where cards begin."""

from collections.abc import Callable

import pytest

from tests.markdown.two_ways import disagreements, random_deck
from tutor.markdown.blocks import read_section
from tutor.markdown.nodes import Document
from tutor.markdown.sections import Section
from tutor.markdown.spans import BRACKETED, Part

TIMES = 2_000


def test_random_decks_are_read_in_one_way() -> None:
    found = {seed: list(disagreements(random_deck(seed))) for seed in range(TIMES)}
    assert {seed: messages for seed, messages in found.items() if messages} == {}


def blind_to(*parts: Part) -> Callable[[Section], Document]:
    """A reader for the screen that passes over some parts which the deck's reader sees."""

    def broken(section: Section) -> Document:
        spans = [span for span in section.spans if span.part not in parts]
        return read_section(section._replace(spans=spans, is_scanned=True))

    return broken


def late_by_one(section: Section) -> Document:
    """A reader for the screen that has each hidden part begin a character late."""
    spans = [
        span._replace(start=span.start + 1) if span.part in BRACKETED else span
        for span in section.spans
    ]
    return read_section(section._replace(spans=spans, is_scanned=True))


@pytest.mark.parametrize(
    "broken",
    [
        blind_to(Part.CODE),
        blind_to(Part.FENCED),
        blind_to(Part.MATHS),
        blind_to(Part.COMMENT),
        blind_to(Part.LINK),
        blind_to(Part.BRACKETS),
        blind_to(Part.FOOTNOTE),
        late_by_one,
    ],
)
def test_a_reader_that_reads_otherwise_is_found_out(
    broken: Callable[[Section], Document],
) -> None:
    decks = map(random_deck, range(TIMES))
    assert any(message for deck in decks for message in disagreements(deck, broken))


@pytest.mark.parametrize(
    "deck",
    [
        "Q: a\nA: b\n\n- ```\n  x\n  ```\n",
        "Q: a\nA: b\n\n1.  ```python\n    x[0]\n\n    y\n    ```\n",
        "Q: a\nA: > ```\n> $x\n>\n> [y]\n> ```\n",
        "C: [a] and `[b]` and $[c]$ and [d](e) and [f\n\ng] h",
        "Q: `a\nA: b` and $$\n\n$$ c",
    ],
)
def test_what_was_once_read_in_two_ways_is_read_in_one(deck: str) -> None:
    assert list(disagreements(deck)) == []
