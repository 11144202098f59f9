"""Matrices, cases and aligned lines set in rows and columns, with the lines between them."""

from collections.abc import Sequence
from typing import NamedTuple

from tutor.typeset.boxes import EMPTY, Box, beside, flat, stack, widen
from tutor.typeset.tree import Node, Number, Row, Symbol, Table, Text, plain_body

_GAP = 2  # columns between two cells
_SIGNS = set("+−±∓")

Cells = Sequence[Sequence[Box]]


class _Column(NamedTuple):
    """Where a column's cells stand (l, c or r), its width, and the blanks and bars before it."""

    side: str
    width: int
    gap: int
    bars: int


def table(node: Table, cells: Cells) -> Box:
    """The cells of a table, each set, in their places; its fences are not drawn here."""
    spanning = [_is_sentence(node, row) for row in node.rows]
    columns = _columns(node, [row for row, spans in zip(cells, spanning, strict=True) if not spans])
    last = node.bars.count(len(columns))
    lines = [
        row[0] if spans else _line(row, columns, last)
        for row, spans in zip(cells, spanning, strict=True)
    ]
    width = max(line.width for line in lines)
    lines = [
        widen(line, width, (width - line.width) // 2 if node.layout == "gathered" else 0)
        for line in lines
    ]
    return _down(node, lines, columns, last)


def _is_sentence(node: Table, row: Sequence[Node]) -> bool:
    """Whether a row is words between aligned lines, which belong to no column."""
    return node.layout == "aligned" and len(row) == 1 and isinstance(plain_body(row[0]), Text)


def _columns(node: Table, cells: Cells) -> list[_Column]:
    count = max(map(len, cells), default=0)
    columns = []
    for i in range(count):
        width = max((row[i].width for row in cells if i < len(row)), default=0)
        bars = node.bars.count(i)
        gap = 0 if i == 0 or (node.layout == "aligned" and i % 2) else _GAP
        columns.append(_Column(_side(node, i), width, 1 if bars and i else gap, bars))
    return columns


def _side(node: Table, i: int) -> str:
    if node.layout == "aligned":
        return "l" if i % 2 else "r"
    if node.layout == "cases":
        return "l"
    if i < len(node.columns):
        return node.columns[i]
    kinds = {_is_number(row[i]) for row in node.rows if i < len(row)} - {None}
    return "r" if kinds == {True} else "c"


def _is_number(cell: Node) -> bool | None:
    """Whether a cell is a number, perhaps with its sign; None for one that is empty."""
    cell = plain_body(cell)
    match cell:
        case Number():
            return True
        case Row(()):
            return None
        case Row((Symbol(char), number)) if char in _SIGNS:
            return _is_number(number) is True
        case _:
            return False


def _line(row: Sequence[Box], columns: Sequence[_Column], last: int) -> Box:
    """The cells of one row, and the bars between them as tall as the row."""
    ascent = max((box.ascent for box in row), default=0)
    descent = max((box.descent for box in row), default=0)
    parts: list[tuple[int, Box]] = []
    for i, column in enumerate(columns):
        box = row[i] if i < len(row) else EMPTY
        room = column.width - box.width
        before = {"l": 0, "r": room}.get(column.side, room // 2)
        gap = column.gap
        if column.bars:
            parts.append((gap, _bars(column.bars, ascent, descent)))
            gap = 1
        parts.append((gap, widen(box, column.width, before)))
    if last:
        parts.append((1, _bars(last, ascent, descent)))
    return beside(parts)


def _bars(count: int, ascent: int, descent: int) -> Box:
    return Box(("│" * count,) * (ascent + 1 + descent), ascent, count)


def _between(columns: Sequence[_Column], last: int, fill: str, crossing: str) -> Box:
    """A row between two lines of a table, through which its bars go on."""
    row = ""
    for column in columns:
        row += fill * column.gap + crossing * column.bars + fill * bool(column.bars)
        row += fill * column.width
    return flat(row + (fill + crossing * last if last else ""))


def _down(node: Table, lines: list[Box], columns: Sequence[_Column], last: int) -> Box:
    """Lines one below the other; the baseline is in the middle."""
    loose = any(line.height > 1 for line in lines)
    middle = len(lines) // 2
    airy = node.layout == "cases" and len(lines) % 2 == 0
    has_bars = bool(node.bars)
    blank = _between(columns, last, " ", "│") if has_bars else EMPTY
    rule = _between(columns, last, "─", "┼")
    boxes: list[Box] = []
    at = 0
    for i, line in enumerate(lines):
        if i in node.rules:
            boxes.append(rule)
        elif i and (loose or (airy and i == middle)):
            boxes.append(blank)
        at = len(boxes) if i == middle else at
        boxes.append(line)
    if len(lines) in node.rules:
        boxes.append(rule)
    if len(lines) % 2:
        return stack(boxes, at, centred=False)
    box = stack(boxes, 0, centred=False)
    return Box(box.rows, (box.height - 1) // 2, box.width)
