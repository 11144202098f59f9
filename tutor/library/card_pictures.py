"""The pictures that cards name by path, and which of them are not there."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from tutor.core.card import Card
from tutor.core.text import one_line

_SHOWN = re.compile(r"\[picture: ([^\[\]]+)\]")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![\\/](?!/))|//")


class Named(NamedTuple):
    """Where a text names a picture, what it shows, and its path."""

    start: int
    end: int
    alternative: str
    path: str


def missing(card: Card, *, revealed: bool = True) -> tuple[str, ...]:
    """What to say of each picture in a card, or in its question alone, that is not there."""
    return tuple(
        one_line(f"{card.path}:{card.line}: {not_there(path)}")
        for path in named(card, revealed=revealed)
        if card.path and not is_there(path, card.path)
    )


def named(card: Card, *, revealed: bool = True) -> tuple[str, ...]:
    """The paths and addresses of the pictures and sounds in a card, or in its question alone."""
    texts = (card.question, card.answer, *card.key_points) if revealed else (card.question,)
    return tuple(dict.fromkeys(path for text in texts for _, _, _, path in in_text(text)))


def not_there(path: str) -> str:
    """What to say of a picture that is not there."""
    return f"the picture {path} is not there: put it where its path says, or correct the path"


def is_there(path: str, deck: str) -> bool:
    """Whether a picture is there, its path being read from the folder of its deck's file.

    What an address leads to is not looked for. hashcards writes `@/` for the folder of all decks,
    which may be any folder around the deck's.
    """
    return bool(ADDRESS.match(path)) or bool(found(path, deck))


def found(path: str, deck: str) -> str:
    """The file that a path leads to from the folder of its deck's file, or ""."""
    if ADDRESS.match(path):
        return ""
    folder = os.path.dirname(deck)
    places = [folder]
    if path.startswith("@/"):
        path = path[2:]
        while (above := os.path.dirname(places[-1])) != places[-1]:
            places.append(above)
    names = {path, path.replace("\\", "/")}
    if "%" in path:
        from urllib.parse import unquote

        names.add(unquote(path))
    try:
        files = (os.path.join(place, name) for place in places for name in sorted(names))
        return next(filter(os.path.isfile, files), "")
    except ValueError:  # no path at all
        return ""


def in_text(text: str) -> Iterator[Named]:
    """The pictures that a card's text names."""
    if "[picture: " not in text:
        return
    for found in _SHOWN.finditer(text):
        path = _path(found[1])
        alternative = found[1][: -len(path) - 3] if path != found[1] else ""
        yield Named(found.start(), found.end(), alternative, path)


def _path(named: str) -> str:
    """The path in `what it shows (path)`, or in `path`."""
    if not named.endswith(")"):
        return named
    depth = 0
    for at in range(len(named) - 1, 0, -1):
        depth += (named[at] == ")") - (named[at] == "(")
        if depth == 0:
            return named[at + 1 : -1] if named[at - 1] == " " else named
    return named
