"""A table set into a width: columns shrink, cells wrap, and if need be it becomes a list."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len

from tutor.typeset.boxes import flat
from tutor.typeset.paragraph import Line, Piece, Setting, Span, Word, fill

_LEAST = 6  # columns: narrower ones are no table to read

Cells = Sequence[Sequence[Word]]


def grid(rows: Sequence[Cells], width: int) -> Setting:
    """Cells in columns, the first row above a line."""
    columns = max(map(len, rows))
    room = width - 3 * (columns - 1)
    if room < _LEAST * columns:
        return listed(rows, width)
    padded = [[*row, *[()] * (columns - len(row))] for row in rows]
    natural = [max(_natural(row[i]) for row in padded) for i in range(columns)]
    widths = _shrunk(natural, room)
    lines: list[Line] = []
    for i, row in enumerate(padded):
        lines += _row(row, widths)
        if i == 0:
            lines.append((Span("─┼─".join("─" * column for column in widths)),))
    return Setting(tuple(lines))


def listed(rows: Sequence[Cells], width: int) -> Setting:
    """Each cell in a line after the heading of its column."""
    heads: list[list[Word]] = []
    for cell in rows[0] if len(rows) > 1 else ():
        *words, last = [*cell] or [Word(())]
        heads.append([*words, Word((*last.pieces, Piece(flat(":"))))])
    lines: list[Line] = []
    for row in rows[1:] or rows:
        for head, cell in zip_longest(heads, row, fillvalue=()):
            lines += fill([*head, *cell], width).lines
    return Setting(tuple(lines))


def _natural(cell: Sequence[Word]) -> int:
    return max(1, sum(word.width + 1 for word in cell) - 1)


def _shrunk(natural: Sequence[int], room: int) -> list[int]:
    """The widths cut to the greatest common limit that fits."""
    least, most = 1, max(natural)
    while least < most:
        middle = (least + most + 1) // 2
        if sum(min(n, middle) for n in natural) <= room:
            least = middle
        else:
            most = middle - 1
    return [min(n, least) for n in natural]


def _row(row: Cells, widths: Sequence[int]) -> list[Line]:
    settings = [fill(cell, width).lines for cell, width in zip(row, widths, strict=True)]
    lines = []
    for i in range(max(map(len, settings))):
        spans: list[Span] = []
        for j, (setting, width) in enumerate(zip(settings, widths, strict=True)):
            line = setting[i] if i < len(setting) else ()
            used = sum(cell_len(span.text) for span in line)
            last = j == len(widths) - 1
            spans += line if last else (*line, Span(" " * (width - used) + " │ "))
        lines.append(tuple(spans))
    return lines
