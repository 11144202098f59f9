"""What a list of cards can show of each, and be sorted by."""

from enum import StrEnum


class Column(StrEnum):
    """A column; its value is its heading."""

    QUESTION = "question"
    DECK = "deck"  # in order: of the decks, of their files, and of the cards in them
    DUE = "due"
    INTERVAL = "interval"
    EASE = "ease"
    LAPSES = "lapses"
    KIND = "kind"
    TAGS = "tags"
    FLAG = "flag"
    ADDED = "added"
    EDITED = "edited"
    FILE = "file"
