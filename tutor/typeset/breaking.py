"""A formula set into a given width: broken at relations, else at signs, never cut."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from tutor.typeset import one_line
from tutor.typeset.boxes import EMPTY, Box, beside, flat, stack, widen
from tutor.typeset.stacked import Part, layout, row
from tutor.typeset.tree import Formula, Kind, Node, Row, Table
from tutor.width import chop

_NARROW = 16  # columns: below this nothing is indented


def box(formula: Formula, width: int, display: bool = True) -> Box:
    """The formula in two dimensions, at most `width` columns wide.

    Without `display` it is set for a sentence: only matrices, cases and the like are stacked.
    """
    return _fit(_items(formula.tree), max(1, width), display)


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Row) else (node,)


def _fit(items: tuple[Node, ...], width: int, display: bool) -> Box:
    parts = row(items, display)
    whole = beside((part.gap, part.box) for part in parts)
    if whole.width <= width:
        return whole
    table = items[0] if len(items) == 1 else None
    if isinstance(table, Table) and table.layout in ("aligned", "gathered"):
        return _down(_rows(table, width, display))
    return _down(list(_lines(parts, width)) or [EMPTY])


def _rows(table: Table, width: int, display: bool) -> list[Box]:
    """The rows of an aligned formula, each fitted; what is left of the first relation stays so."""
    left = [layout(cells[0], display) for cells in table.rows]
    column = max(box.width for box in left)
    if table.layout == "gathered" or column > width // 3:
        return [_fit(_joined(cells), width, display) for cells in table.rows]
    rights = [
        _fit((*_items(cells[1]), *_joined(cells[2:])), width - column, display)
        if len(cells) > 1
        else EMPTY
        for cells in table.rows
    ]
    return [
        beside([(column - box.width, box), (0, right)])
        for box, right in zip(left, rights, strict=True)
    ]


def _joined(cells: tuple[Node, ...]) -> tuple[Node, ...]:
    """What stands in some cells, without the empty items that only keep signs in their place."""
    return tuple(item for cell in cells for item in _items(cell) if item != Row(()))


def _down(lines: Sequence[Box]) -> Box:
    """Lines one below the other, a blank row beside every tall one."""
    boxes: list[Box] = []
    for i, box in enumerate(lines):
        if i and (box.height > 1 or lines[i - 1].height > 1):
            boxes.append(EMPTY)
        boxes.append(box)
    return stack(boxes, 0, centred=False)


def _lines(parts: Sequence[Part], width: int) -> Iterator[Box]:
    """The parts in lines; those after the first begin below the first relation, or indented."""
    hang = 0
    if width >= _NARROW:
        hang = next((at for at, part in _columns(parts) if part.kind is Kind.RELATION), 2)
        hang = hang if hang <= width // 3 else 2
    parts = [piece for part in parts for piece in _pieces(part, width - 2 * bool(hang) - hang)]
    ends = [0, *accumulate(part.gap + part.box.width for part in parts)]
    until = _next_relation(parts)
    start = 0
    while start < len(parts):
        indent = 0
        if start and hang and not _is_apart(parts[start - 1], parts[start]):
            indent = hang if parts[start].kind is Kind.RELATION else hang + 2
        limit = width - indent + ends[start] + parts[start].gap
        stop = start + 1
        while stop < len(parts) and ends[stop + 1] <= limit:
            stop += 1
        if stop < len(parts):
            signs = any(parts[i].kind is Kind.BINARY for i in range(start + 1, stop + 1))
            stop = min(
                range(stop, start, -1),
                key=lambda i: _reluctance(
                    parts[i - 1], parts[i], not signs or ends[until[i]] - ends[i] <= width - hang
                ),
            )
        boxes = [(part.gap if i else 0, part.box) for i, part in enumerate(parts[start:stop])]
        whole = beside(boxes)
        yield widen(whole, whole.width + indent, indent)
        start = stop


def _columns(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Each part with the column it begins at."""
    at = 0
    for part in parts:
        yield at + part.gap, part
        at += part.gap + part.box.width


def _next_relation(parts: Sequence[Part]) -> list[int]:
    """For each part the index of the next relation after it, or the end."""
    following, end = [], len(parts)
    for i in range(len(parts) - 1, -1, -1):
        following.append(end)
        if parts[i].kind is Kind.RELATION:
            end = i
    return following[::-1]


def _is_apart(before: Part, part: Part) -> bool:
    """Whether the author set a second formula here, after a comma and a wide space."""
    return part.gap > 1 and before.kind is Kind.PUNCTUATION


def _reluctance(before: Part, part: Part, whole: bool) -> int:
    """How bad it is to begin a line with a part; `whole`: no sign would be a better place."""
    if _is_apart(before, part):
        return 0
    if part.kind is Kind.RELATION:
        return 1 if whole else 3
    if part.kind is Kind.BINARY:
        return 2
    if before.kind in (Kind.RELATION, Kind.BINARY, Kind.UNARY):
        return 6
    if before.kind in (Kind.OPERATOR, Kind.BIG):
        return 5
    if part.gap:
        return 4
    return 8 if part.kind in (Kind.PUNCTUATION, Kind.CLOSE) else 7


def _pieces(part: Part, width: int) -> Iterator[Part]:
    """A part that is wider than any line as words in one line, and long words in pieces."""
    if part.box.width <= width:
        yield part
        return
    gap = part.gap
    for word in one_line.text_of(part.node).split():
        for i, piece in enumerate(chop(word, max(1, width))):
            yield Part(0 if i else gap, flat(piece), Kind.ORDINARY, part.node)
        gap = 1
