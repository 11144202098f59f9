"""Text cut, padded or chopped to a width in columns, counted by Rich as Textual counts them."""

from rich.cells import cell_len, split_graphemes


def cut(text: str, width: int) -> str:
    """The text, or as much of it as has room before an ellipsis."""
    if cell_len(text) <= width:
        return text
    room = width - 1
    for start, _, columns in split_graphemes(text)[0]:
        room -= columns
        if room < 0:
            return text[:start] + "…"
    return text


def fitted(text: str, width: int) -> str:
    """The text in exactly so many columns, cut or with blanks after it."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def chop(text: str, width: int) -> list[str]:
    """The text in pieces of at most `width` columns, marks kept with what they are on.

    One character wider than `width` is a piece by itself.
    """
    if cell_len(text) <= width:
        return [text]
    pieces, start, used = [], 0, 0
    for at, _, columns in split_graphemes(text)[0]:
        if used + columns > width and at > start and columns:
            pieces.append(text[start:at])
            start, used = at, 0
        used += columns
    pieces.append(text[start:])
    return pieces
