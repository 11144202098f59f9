"""How many columns text takes in a terminal: wide characters two, combining marks none."""

import unicodedata
from typing import Literal

_ZERO_WIDTH = {"Mn", "Me", "Cf"}


class _Widths(dict[str, int]):
    """Columns by character, measured once each."""

    def __missing__(self, character: str) -> int:
        if unicodedata.category(character) in _ZERO_WIDTH or "\u1160" <= character <= "\u11ff":
            columns = 0  # the range is the vowels and finals that join a Korean syllable
        elif unicodedata.east_asian_width(character) in "WF":
            columns = 2
        else:
            columns = 1
        self[character] = columns
        return columns


_WIDTHS = _Widths()


def display_width(text: str) -> int:
    """The columns a line of text takes."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def pad(text: str, width: int, align: Literal["left", "right", "centre"] = "left") -> str:
    """The text with blanks around it, `width` columns in all; never shortened."""
    missing = width - display_width(text)
    if missing <= 0:
        return text
    before = {"left": 0, "right": missing, "centre": missing // 2}[align]
    return " " * before + text + " " * (missing - before)


def chop(text: str, width: int) -> list[str]:
    """The text in pieces of at most `width` columns, marks kept with what they are on.

    One character wider than `width` is a piece by itself.
    """
    if len(text) <= width and text.isascii():
        return [text]
    pieces, start, used = [], 0, 0
    for i, character in enumerate(text):
        columns = _WIDTHS[character]
        if used + columns > width and i > start and columns:
            pieces.append(text[start:i])
            start, used = i, 0
        used += columns
    pieces.append(text[start:])
    return pieces
