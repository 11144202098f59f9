"""Text in pieces of so many columns of a terminal."""

from tutor.core.width import WIDTHS, display_width

__all__ = ["chop", "display_width"]


def chop(text: str, width: int) -> list[str]:
    """The text in pieces of at most `width` columns, marks kept with what they are on.

    One character wider than `width` is a piece by itself.
    """
    if len(text) <= width and text.isascii():
        return [text]
    pieces, start, used = [], 0, 0
    for i, character in enumerate(text):
        columns = WIDTHS[character]
        if used + columns > width and i > start and columns:
            pieces.append(text[start:i])
            start, used = i, 0
        used += columns
    pieces.append(text[start:])
    return pieces
