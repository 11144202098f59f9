"""How far a formula reaches on paper at most, in em, known without asking Typst."""

from collections.abc import Iterable
from typing import NamedTuple

from tutor.printing.metrics import text_width
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Classed,
    Enclosed,
    Fenced,
    Fraction,
    Identifier,
    Kind,
    Middle,
    Name,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Space,
    Styled,
    Symbol,
    Table,
    Text,
    Unknown,
    plain_body,
)


class Extent(NamedTuple):
    """How wide a box is, and how far it reaches above and below its baseline."""

    wide: float
    up: float
    down: float

    @property
    def high(self) -> float:
        """Its whole height."""
        return self.up + self.down


_AXIS = 0.25  # where fractions, fences and matrices have their middle
_SMALLEST = 0.5  # of the type: the script of a script
_GAPS = {  # the space around a symbol, both sides together
    Kind.RELATION: 0.56,
    Kind.BINARY: 0.45,
    Kind.PUNCTUATION: 0.2,
    Kind.BIG: 0.34,
    Kind.BARS: 0.3,
}
_INTEGRALS = "∫∬∭⨌∮∯∰"
_LONG_ARROWS = "⟹⟺⟶⟵⟷⟸⟼"


def extent(node: Node, display: bool = False, size: float = 1.0) -> Extent:
    """What a node takes; in a display fractions are large and limits stand above and below."""
    match node:
        case Row(items):
            return _beside(extent(item, display, size) for item in items)
        case Fraction(above, below) | Binomial(above, below):
            is_small = isinstance(node, Fraction) and node.small
            size = 1.0 if is_small else size  # as large in a script as in the line
            part = size if display and not is_small else _smaller(size)
            over, under = (extent(each, False, part) for each in (above, below))
            fences = 0.35
            if isinstance(node, Binomial):
                fences = 1.9 if over.high + under.high < 2 * size else 2.6
            return Extent(
                max(over.wide, under.wide) + fences * size,
                over.high + (0.3 + _AXIS) * size,
                max(under.high + (0.3 - _AXIS) * size, 0.0),
            )
        case Fenced(_, body):
            wide, up, down = extent(body, display, size)
            half = max(up - _AXIS * size, down + _AXIS * size) + 0.15 * size
            fences = (1.1 if half < 0.7 * size else 1.7) * size
            return Extent(wide + fences, half + _AXIS * size, half - _AXIS * size)
        case Root(body, degree):
            wide, up, down = extent(body, display, size)
            root = Extent(wide + 1.2 * size, up + 0.6 * size, down + 0.3 * size)
            if degree is None:
                return root
            index = extent(degree, False, _smaller(_smaller(size)))
            raised = 0.6 * root.high - root.down  # where the foot of the degree stands
            return Extent(root.wide + index.wide, max(root.up, raised + index.high), root.down)
        case Accent(mark, body):
            wide, up, down = extent(body, display, size)
            if mark == "underline":
                return Extent(wide, up, down + 0.3 * size)
            return Extent(max(wide, 0.7 * size), up + 0.35 * size, down)
        case Brace(body, over):
            wide, up, down = extent(body, display, size)
            rise, fall = (0.6 * size, 0.0) if over else (0.0, 0.6 * size)
            return Extent(wide + 0.6 * size, up + rise, down + fall)
        case Classed(kind, body):
            wide, up, down = extent(body, display, size)
            return Extent(wide + (_GAPS.get(kind, 0.0) + 0.4) * size, up, down)
        case Enclosed(how, body):
            # In a frame or unseen it is set apart, and as large as the text.
            large = how != "cancel"
            wide, up, down = extent(body, large or display, 1.0 if large else size)
            around = {"box": 0.9, "cancel": 0.35 * size, "phantom": 0.1}[how]
            return Extent(wide + around, up + around / 2, down + around / 2)
        case Scripts():
            return _scripts(node, display, size)
        case Table():
            return _table(node, display, size)
        case Styled(style, body):
            wide, up, down = extent(body, display, size)
            return Extent(wide * (1.0 if style == "upright" else 1.25), up, down)
        case Symbol(char, Kind.BIG):
            high = (2.3 if char in _INTEGRALS else 1.5) if display else 1.2
            wide = (1.5 if display else 1.1) + _GAPS[Kind.BIG]
            return Extent(wide * size, *_around(high, size))
        case Space(columns):
            # A space is no smaller in a script.
            return Extent(max(columns / 2, 0.0), 0.76 * size, 0.26 * size)
        case _:
            return Extent(_letters(node) * size, 0.76 * size, 0.26 * size)


def reach(tree: Node, display: bool = False) -> tuple[float, Extent]:
    """The width of a formula's longest part in which no line may be broken, and its extent."""
    items = tree.items if isinstance(tree, Row) else (tree,)
    found = [extent(item, display) for item in items]
    longest = part = 0.0
    for item, box in zip(items, found, strict=True):
        part += box.wide
        longest = max(longest, part)
        if isinstance(item, Symbol) and item.kind in (Kind.RELATION, Kind.BINARY):
            part = 0.0
    return longest, _beside(found)


def _letters(node: Node) -> float:
    """The width of what has no parts."""
    match node:
        case Identifier(text) if len(text) == 1:
            return max(1.2 * text_width(text), 0.6)
        case Symbol(char, kind):
            wide = 2.0 if char in _LONG_ARROWS else text_width(char)
            return wide + _GAPS.get(kind, 0.05)
        case Number(text) | Identifier(text):
            return text_width(text) + 0.05
        case Name(text):
            return text_width(text) + 0.4
        case Text(text):
            return text_width(text) + 0.7
        case Middle():
            return 0.8
        case Unknown(source):
            return text_width(f"⟨{source}?⟩") + 0.1
        case _:
            return 0.0


def _beside(extents: Iterable[Extent]) -> Extent:
    wide = up = down = 0.0
    for w, a, d in extents:
        wide, up, down = wide + w, max(up, a), max(down, d)
    return Extent(wide, up, down)


def _around(high: float, size: float) -> tuple[float, float]:
    """Above and below the baseline, of something so high with its middle on the axis."""
    return (high / 2 + _AXIS) * size, (high / 2 - _AXIS) * size


def _smaller(size: float) -> float:
    return max(0.72 * size, _SMALLEST)


def _scripts(node: Scripts, display: bool, size: float) -> Extent:
    wide, up, down = extent(node.base, display, size)
    part = _smaller(size)
    above, below = (
        extent(script, False, part) if script is not None else Extent(0.0, 0.0, 0.0)
        for script in (node.above, node.below)
    )
    scripts = max(above.wide, below.wide)
    if _has_limits(node, display):
        up += above.high + 0.5 * size if node.above is not None else 0.0
        down += below.high + 0.4 * size if node.below is not None else 0.0
        beside = wide if _is_blank(node.base) else 0.0
        return Extent(max(wide, beside + scripts + 0.2 * size), up, down)
    if node.above is not None:
        up = max(up, max(0.45 * size, up - 0.2 * size, 0.3 * size + above.down) + above.up)
    if node.below is not None:
        down = max(down, max(0.25 * size, down + 0.15 * size) + below.down)
        down = max(down, below.high - 0.2 * size)
    both = 0.15 * size if node.above is not None and node.below is not None else 0.0
    return Extent(wide + scripts + 0.3 * size, up + both, down + both)


def _has_limits(node: Scripts, display: bool) -> bool:
    base = node.base
    while isinstance(base, Row) and len(base.items) == 1:
        base = base.items[0]
    if node.limits is not None or isinstance(base, Brace):
        return node.limits is not False
    if isinstance(base, Name | Classed):
        return base.limits and display
    summed = isinstance(base, Symbol) and base.kind is Kind.BIG and base.char not in _INTEGRALS
    return summed and display


def _is_blank(node: Node) -> bool:
    """Whether a node is only space, which bears no labels: they stand beside it."""
    node = plain_body(node)
    return isinstance(node, Space) or (isinstance(node, Row) and all(map(_is_blank, node.items)))


def _table(node: Table, display: bool, size: float) -> Extent:
    is_apart = node.layout in ("aligned", "gathered")
    cells = [[extent(cell, display and is_apart, size) for cell in row] for row in node.rows]
    columns = range(max(map(len, cells)))
    wide = sum(max((row[i].wide for row in cells if i < len(row)), default=0.0) for i in columns)
    gaps = 0.2 if is_apart else 1.1 if node.layout == "cases" else 0.6
    fences = 0.0 if is_apart else 2.4
    gap = 0.65 if is_apart else 0.45
    high = sum(max(_beside(row).high, 1.0 * size) for row in cells)
    high += gap * (len(cells) - 1)
    return Extent(
        wide + gaps * (len(columns) - 1) + fences * size, *_around(high / size + 0.35, size)
    )
