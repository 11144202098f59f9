"""How many columns text takes in a terminal, and text made to fit into so many."""

import unicodedata

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


WIDTHS = _Widths()


def display_width(text: str) -> int:
    """The columns a line of text takes: wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(WIDTHS.__getitem__, text))


def cut(text: str, width: int) -> str:
    """The text, or as much of it as has room before an ellipsis."""
    if display_width(text) <= width:
        return text
    room = width - 1
    for place, character in enumerate(text):
        room -= WIDTHS[character]
        if room < 0:
            return text[:place] + "…"
    return text


def fitted(text: str, width: int) -> str:
    """The text in exactly so many columns, cut or with blanks after it."""
    text = cut(text, width)
    return text + " " * (width - display_width(text))
