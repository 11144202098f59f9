"""A formula on one line that is wider than its place, broken at its signs into pieces."""

from rich.cells import cell_len

from tutor.width import chop

_SHORTEST = 3  # times the shortest piece fits a line
_DEEPER = 4  # worse is a place in one more pair of brackets
_OPEN, _CLOSE, _SIGNS = "([{⟨", ")]}⟩", "+−-·×=<>≤≥≈/∈∘±"


def chop_formula(text: str, width: int) -> list[str]:
    """Pieces of at most `width` columns; a word that is wider is cut."""
    pieces = []
    start, left = 0, cell_len(text)
    while left > width:
        end = _end(text, start, width)
        pieces.append(text[start:end].rstrip())
        while text[end : end + 1].isspace():
            end += 1
        left -= cell_len(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _end(text: str, start: int, width: int) -> int:
    """Where the piece that begins here ends: at the best place, or where the line is full."""
    best, end, depth, used = 1000, 0, 0, 0
    for at in range(start, len(text)):
        sign = text[at]
        if used > width:
            break
        rank = _rank(text, at)
        if rank is not None and used * _SHORTEST > width and _DEEPER * depth + rank <= best:
            best, end = _DEEPER * depth + rank, at
        depth += (sign in _OPEN) - (sign in _CLOSE)
        used += cell_len(sign)
    return end or start + len(chop(text[start : at + 1], width)[0])


def _rank(text: str, at: int) -> int | None:
    """How bad it is to break before a character, if one may: best after a comma, then at a sign."""
    before, sign = text[at - 1 : at], text[at]
    if sign == " ":
        after = text[at + 1 : at + 3]
        if after[:1] in tuple(_SIGNS) and after[1:] == " ":
            return 1
        return 0 if before == "," else None if before in tuple(_SIGNS) else 3
    if sign == "*":  # as it is typed
        return 2 if text[at + 1 : at + 2].isalnum() or text[at + 1 : at + 2] == "(" else None
    return 2 if before in tuple(_CLOSE) and sign in "(/" else None
