"""Every card that ever loaded keeps its id: a stored corpus, with the ids it was first given."""

import json
from pathlib import Path

import pytest

from tutor.library.match import match
from tutor.library.parse import parse

CORPUS = Path(__file__).with_name("corpus")
DECKS: dict[str, list[tuple[int, str]]] = json.loads((CORPUS / "ids.json").read_text("utf-8"))
RANDOM: list[tuple[str, list[str]]] = json.loads((CORPUS / "random.json").read_text("utf-8"))


def loaded(data: bytes) -> list[tuple[int, str]]:
    """The line and the id of each card of a deck that has no history."""
    return [(each.card.line, each.id) for each in match(parse(data, "deck.md").cards, [])]


def test_every_deck_of_the_corpus_has_its_ids_stored() -> None:
    assert sorted(path.name for path in CORPUS.glob("*.md")) == sorted(DECKS)
    assert sum(map(len, DECKS.values())) > 350


@pytest.mark.parametrize("name", DECKS)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_cards_of_a_stored_deck_keep_their_ids(name: str, line_end: bytes) -> None:
    data = (CORPUS / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", line_end)
    assert loaded(data) == [(line, given) for line, given in DECKS[name]]


def test_the_cards_of_stored_random_decks_keep_their_ids() -> None:
    lost = {text: set(ids) - {each for _, each in loaded(text.encode())} for text, ids in RANDOM}
    assert {text: ids for text, ids in lost.items() if ids} == {}
    assert len(RANDOM) == 150
