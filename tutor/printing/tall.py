"""How far a formula rises and falls on paper at most, in em, known without asking Typst."""

from collections.abc import Iterable

from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Fenced,
    Fraction,
    Kind,
    Name,
    Node,
    Root,
    Row,
    Scripts,
    Styled,
    Symbol,
    Table,
)

Extent = tuple[float, float]  # above and below the baseline

_AXIS = 0.25  # where fractions, fences and matrices have their middle
_SMALLEST = 0.5  # of the type: the script of a script


def tall(node: Node, display: bool = False, size: float = 1.0) -> Extent:
    """The extent of a node; in a display fractions are large and limits stand above and below."""
    match node:
        case Row(items):
            return _beside(tall(item, display, size) for item in items)
        case Styled(_, body):
            return tall(body, display, size)
        case Symbol(char, Kind.BIG):
            high = (2.3 if char in "∫∬∭∮" else 1.5) if display else 1.2
            return _around(high, size)
        case Fraction(above, below) | Binomial(above, below):
            is_large = display and not (isinstance(node, Fraction) and node.small)
            part = size if is_large else _smaller(size)
            up, down = (sum(tall(each, False, part)) + 0.3 * size for each in (above, below))
            return up + _AXIS * size, max(down - _AXIS * size, 0.0)
        case Fenced(_, body):
            up, down = tall(body, display, size)
            half = max(up - _AXIS * size, down + _AXIS * size) + 0.15 * size
            return half + _AXIS * size, half - _AXIS * size
        case Root(body):
            up, down = tall(body, display, size)
            return up + 0.6 * size, down + 0.3 * size
        case Accent(mark, body):
            up, down = tall(body, display, size)
            return (up, down + 0.3 * size) if mark == "underline" else (up + 0.35 * size, down)
        case Brace(body, over):
            up, down = tall(body, display, size)
            return (up + 0.6 * size, down) if over else (up, down + 0.6 * size)
        case Scripts():
            return _scripts(node, display, size)
        case Table():
            return _table(node, display, size)
        case _:
            return 0.76 * size, 0.26 * size


def _beside(extents: Iterable[Extent]) -> Extent:
    up = down = 0.0
    for a, d in extents:
        up, down = max(up, a), max(down, d)
    return up, down


def _around(high: float, size: float) -> Extent:
    """Something so high with its middle on the axis."""
    return (high / 2 + _AXIS) * size, (high / 2 - _AXIS) * size


def _smaller(size: float) -> float:
    return max(0.72 * size, _SMALLEST)


def _scripts(node: Scripts, display: bool, size: float) -> Extent:
    up, down = tall(node.base, display, size)
    part = _smaller(size)
    above, below = (
        tall(script, False, part) if script is not None else None
        for script in (node.above, node.below)
    )
    if _has_limits(node, display):
        if above:
            up += sum(above) + 0.5 * size
        if below:
            down += sum(below) + 0.4 * size
        return up, down
    if above:
        up = max(up, max(0.45 * size, up - 0.2 * size, 0.3 * size + above[1]) + above[0])
    if below:
        down = max(down, max(0.25 * size, down + 0.15 * size) + below[1])
        down = max(down, below[0] + below[1] - 0.2 * size)
    return (up + 0.15 * size, down + 0.15 * size) if above and below else (up, down)


def _has_limits(node: Scripts, display: bool) -> bool:
    base = node.base
    while isinstance(base, Row) and len(base.items) == 1:
        base = base.items[0]
    if node.limits is not None or isinstance(base, Brace):
        return node.limits is not False
    if isinstance(base, Name):
        return base.limits
    return display and isinstance(base, Symbol) and base.kind is Kind.BIG


def _table(node: Table, display: bool, size: float) -> Extent:
    is_apart = node.layout in ("aligned", "gathered")
    rows = [_beside(tall(cell, display and is_apart, size) for cell in row) for row in node.rows]
    gap = 0.65 if is_apart else 0.45
    high = sum(max(sum(row), 1.0 * size) for row in rows) + gap * size * (len(rows) - 1)
    return _around(high / size + 0.35, size)
