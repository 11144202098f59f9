"""The cards of the bundled course as they are read, and the text that a learner sees of each."""

from pathlib import Path

from tutor.library.parse import ParsedCard, parse

DECKS = Path(__file__).parents[2] / "decks"
COURSE = DECKS / "normalizing-flows"
FILES = sorted(COURSE.glob("[0-9]*.md"))


def _cards(path: Path) -> tuple[ParsedCard, ...]:
    file = parse(path.read_bytes(), path.name)
    assert (file.faults, file.notes) == ((), ())
    return file.cards


BY_FILE = {path.name: _cards(path) for path in FILES}
CARDS = {card.given: card for cards in BY_FILE.values() for card in cards}


def text(card: ParsedCard) -> str:
    """Question, answer and key points, each run of blanks as one."""
    return " ".join("\n".join((card.question, card.answer, *card.key_points)).split())
