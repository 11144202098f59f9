"""The cards of the bundled practice deck, by id."""

from tests.decks.course import DECKS
from tutor.library.parse import parse

PRACTICE = {
    card.given: card
    for path in sorted((DECKS / "change-of-variables").glob("*.md"))
    for card in parse(path.read_bytes(), path.name).cards
}
