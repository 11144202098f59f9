"""Words, some of them several rows tall, set into lines of a given width."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tutor.typeset.boxes import Box, flat
from tutor.typeset.chopping import chop_formula
from tutor.width import chop


class Span(NamedTuple):
    """Text with the names of its styles, such as strong, code or maths; a blank between names."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


class Setting(NamedTuple):
    """Lines one below the other, and which of them a mark beside the first belongs to."""

    lines: tuple[Line, ...]
    baseline: int = 0


class Piece(NamedTuple):
    """A part of a word in one style."""

    box: Box
    style: str = ""


class Word(NamedTuple):
    """What a line may not break, until it is wider than the line."""

    pieces: tuple[Piece, ...]

    @property
    def width(self) -> int:
        return sum(piece.box.width for piece in self.pieces)


_BLANK = flat(" ")


def fill(words: Iterable[Word], width: int, widest: int | None = None) -> Setting:
    """The words in lines as full as they go; only a word by itself is wider than `widest`."""
    rows: list[list[Piece]] = []
    most = width if widest is None else min(width, widest)
    used = width
    for word in words:
        for part in _split(word, width):
            if not rows or used + 1 + part.width > most:
                rows.append([])
                used = 0
            else:
                style = rows[-1][-1].style
                rows[-1].append(Piece(_BLANK, style if style == part.pieces[0].style else ""))
                used += 1
            rows[-1] += part.pieces
            used += part.width
    lines = [line for row in rows for line in _set(row)]
    return Setting(tuple(lines), max((p.box.ascent for p in rows[0]), default=0) if rows else 0)


def _split(word: Word, width: int) -> list[Word]:
    """A word in parts that fit a line."""
    if word.width <= width:
        return [word]
    parts: list[Word] = []
    pieces: list[Piece] = []
    used = 0
    for piece in word.pieces:
        fits = piece.box.width <= width
        if piece.box.height > 1 or fits:
            chopped = [piece]
        else:
            cut = chop_formula if "maths" in piece.style.split() else chop
            chopped = [Piece(flat(t), piece.style) for t in cut(piece.box.rows[0], width)]
        for place, part in enumerate(chopped):
            if pieces and (place or used + part.box.width > width):
                parts.append(Word(tuple(pieces)))
                pieces, used = [], 0
            pieces.append(part)
            used += part.box.width
    return [*parts, Word(tuple(pieces))]


def _set(row: Sequence[Piece]) -> list[Line]:
    """A row of pieces as lines, all on one baseline."""
    ascent = max(piece.box.ascent for piece in row)
    descent = max(piece.box.descent for piece in row)
    return [_spans(_part(piece, at) for piece in row) for at in range(-ascent, descent + 1)]


def _part(piece: Piece, at: int) -> Span:
    """What a piece shows in the row `at` below its baseline."""
    row = piece.box.baseline + at
    if 0 <= row < piece.box.height:
        return Span(piece.box.rows[row], piece.style)
    return Span(" " * piece.box.width)


def _spans(spans: Iterable[Span]) -> Line:
    """Spans with neighbours of one style joined, and no blanks at the end."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].style == span.style:
            joined[-1] = Span(joined[-1].text + span.text, span.style)
        else:
            joined.append(span)
    while joined:
        last = joined.pop()
        if text := last.text.rstrip():
            return (*joined, Span(text, last.style))
    return ()
