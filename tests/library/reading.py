"""A deck's text read in tests: its cards, or its faults."""

from textwrap import dedent

from tutor.library.parse import ParsedCard, ParsedFile, parse


def parsed(text: str) -> ParsedFile:
    return parse(dedent(text).encode(), "deck.md")


def cards(text: str) -> list[tuple[str, str]]:
    file = parsed(text)
    assert file.faults == ()
    return [(card.question, card.answer) for card in file.cards]


def only(text: str) -> ParsedCard:
    file = parsed(text)
    assert file.faults == ()
    (card,) = file.cards
    return card


def faults(text: str) -> list[str]:
    return [str(fault) for fault in parsed(text).faults]
