"""A formula in two dimensions: stacked fractions, tall fences, limits above and below."""

from collections.abc import Sequence
from typing import NamedTuple

from tutor.typeset import one_line
from tutor.typeset.alphabets import raised
from tutor.typeset.boxes import EMPTY, Box, beside, flat, stack, widen
from tutor.typeset.fences import brace_row, grown
from tutor.typeset.spacing import spaced
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Fenced,
    Fraction,
    Kind,
    Mark,
    Middle,
    Name,
    Node,
    Root,
    Row,
    Scripts,
    Styled,
    Symbol,
    Table,
)

_INTEGRALS = "∫∬∭"


class Part(NamedTuple):
    """An item of a row, set: the blank columns before it, its box, and what it is."""

    gap: int
    box: Box
    kind: Kind
    node: Node


def layout(node: Node, display: bool) -> Box:
    """The node set on its own; without `display` only matrices and their like are stacked."""
    if not display and not stands(node):
        return flat(one_line.text_of(node))
    match node:
        case Row(items):
            return beside((part.gap, part.box) for part in row(items, display))
        case Fraction(above, below, small) if display and not small:
            return _fraction(layout(above, True), layout(below, True))
        case Scripts():
            return _scripts(node, display)
        case Fenced(left, body, right, tall):
            inside = layout(body, display)
            return _fenced(left, inside, right, grow=inside.height > (1 if tall else 2))
        case Root():
            return _root(node, display)
        case Table():
            return _table(node, display)
        case Accent(mark, body):
            return _accent(mark, node, layout(body, display))
        case Brace(body, over):
            inside = layout(body, display)
            across = flat(brace_row(inside.width, over))
            return stack([across, inside], 1) if over else stack([inside, across], 0)
        case Binomial(above, below):
            inside = stack([layout(above, False), layout(below, False)], 0)
            return beside([(0, grown("(", inside)), (0, inside), (0, grown(")", inside))])
        case Styled(style, body) if style != "blackboard":
            return layout(body, display)
        case _:
            return flat(one_line.text_of(node))


def stands(node: Node) -> bool:
    """Whether a node can only be read in several rows."""
    match node:
        case Table():
            return True
        case Row(items):
            return any(stands(item) for item in items)
        case Fenced(_, body, _) | Styled(_, body) | Accent(_, body) | Brace(body) | Root(body):
            return stands(body)
        case Fraction(above, below) | Binomial(above, below):
            return stands(above) or stands(below)
        case Scripts(base):
            return stands(base)
        case _:
            return False


def row(items: Sequence[Node], display: bool) -> list[Part]:
    """The items of a row, set, with brackets where one stays in the line and needs them."""
    placed = spaced(items, tight=False)
    parts: list[Part] = []
    for i, (gap, node, kind) in enumerate(placed):
        box = layout(node, display)
        if isinstance(node, Fraction) and box.height == 1:
            bracketed, gap = one_line.bracketed(placed, i)
            box = flat(f"({box.rows[0]})") if bracketed else box
        if not gap and parts and _would_touch(parts[-1], node, box):
            gap = 1
        parts.append(Part(gap, box, kind, node))
    if any(part.box.height > 1 for part in parts):
        _stretch(parts)
    return parts


def _would_touch(last: Part, node: Node, box: Box) -> bool:
    """Whether a node would seem to be part of what is before it."""
    if last.box.height > 1:
        return last.kind is Kind.OPERATOR  # limits are wider than their operator
    if box.height > 1:
        return last.kind is Kind.UNARY and isinstance(node, Fraction)  # a minus and a stroke
    return one_line.runs_on(last.box.rows[0], node, box.rows[0])


def _stretch(parts: list[Part]) -> None:
    """Make integrals as tall as what they integrate, and fences in the middle as the row."""
    ascent = descent = 0
    for i in range(len(parts) - 1, -1, -1):
        gap, box, kind, node = parts[i]
        if kind is Kind.RELATION and not isinstance(node, Middle):
            ascent = descent = 0
        elif ascent + descent > 1 and (sign := _integral(node)) is not None:
            tall = _column(sign.plain, ascent, descent)
            box = _limits(node, tall) if isinstance(node, Scripts) else tall
            parts[i] = Part(gap, box, kind, node)
        ascent, descent = max(ascent, box.ascent), max(descent, box.descent)
    ascent = max(part.box.ascent for part in parts)
    descent = max(part.box.descent for part in parts)
    inside = Box(("",) * (ascent + 1 + descent), ascent, 0)
    for i, (gap, _, kind, node) in enumerate(parts):
        if isinstance(node, Middle):
            parts[i] = Part(gap, grown(node.symbol.plain, inside), kind, node)


def _integral(node: Node) -> Symbol | None:
    base = node.base if isinstance(node, Scripts) else node
    return base if isinstance(base, Symbol) and base.char in _INTEGRALS else None


def _column(sign: str, ascent: int, descent: int) -> Box:
    count = 1 + _INTEGRALS.index(sign)
    rows = ["⌠", *"⎮" * (ascent + descent - 1), "⌡"]
    return Box(tuple(sign * count for sign in rows), ascent, count)


def _fraction(above: Box, below: Box) -> Box:
    width = max(above.width, below.width) + 2
    return stack([above, flat("─" * width), below], 1)


def _fenced(left: Symbol | None, inside: Box, right: Symbol | None, grow: bool) -> Box:
    signs = ["" if fence is None else fence.plain for fence in (left, right)]
    before, after = (grown(sign, inside) if grow and sign else flat(sign) for sign in signs)
    # A tall brace points outwards, and what it holds keeps clear of its ends.
    clear = [int(grow and sign in ("{", "}")) for sign in signs]
    return beside([(0, before), (clear[0], inside), (clear[1], after)])


def _scripts(node: Scripts, display: bool) -> Box:
    base = layout(node.base, display)
    if (display and _has_limits(node)) or isinstance(node.base, Brace):
        return _limits(node, base)
    if base.height == 1 and isinstance(node.base, Fraction | Root):
        base = flat(one_line.script_base(node.base))
    beside_base = [""] * base.height
    lower = upper = None
    if node.below is not None:
        text = one_line.text_of(node.below, tight=True)
        if (low := one_line.subscript(text)) is not None:
            beside_base[-1] += low
        else:
            lower = _label(node.below)
    if node.above is not None:
        text = one_line.text_of(node.above, tight=True)
        if (high := raised(text)) is not None:
            beside_base[0] += high
        else:
            upper = _label(node.above)
    side = stack([flat(text) for text in beside_base], base.baseline, centred=False)
    around = [box for box in (upper, side, lower) if box is not None]
    return beside([(0, base), (0, stack(around, int(upper is not None), centred=False))])


def _has_limits(node: Scripts) -> bool:
    if node.limits is not None:
        return node.limits
    base = node.base
    return (
        base.limits
        if isinstance(base, Name)
        else (isinstance(base, Symbol) and base.kind is Kind.BIG)
    )


def _limits(node: Scripts, base: Box) -> Box:
    """The base with its scripts centred above and below it."""
    above = [] if node.above is None else [_label(node.above)]
    below = [] if node.below is None else [_label(node.below)]
    return stack([*above, base, *below], len(above))


def _label(node: Node) -> Box:
    return layout(node, False) if stands(node) else flat(one_line.text_of(node, tight=True))


def _root(node: Root, display: bool) -> Box:
    body = layout(node.body, display)
    if body.height == 1:
        return flat(one_line.text_of(node))
    degree = "" if node.degree is None else one_line.text_of(node.degree, tight=True)
    left = max(1, flat(degree).width)
    rows = [" " * left + "┌" + "─" * body.width]
    for i, text in enumerate(body.rows):
        sign = "╲" if i == body.height - 1 else degree if i == body.height - 2 else ""
        rows.append(" " * (left - flat(sign).width) + sign + "│" + text)
    return Box(tuple(rows), body.baseline + 1, left + 1 + body.width)


_OVER: dict[Mark, str] = {
    "hat": "^",
    "tilde": "~",
    "dot": ".",
    "ddot": "..",
    "check": "ˇ",
    "breve": "˘",
}


def _accent(mark: Mark, node: Accent, body: Box) -> Box:
    if body.width == 1 and body.height == 1 and mark != "vec":
        return flat(one_line.text_of(node))
    if mark == "underline":
        return stack([body, flat("‾" * body.width)], 0)
    if mark == "bar":
        over = "_" * body.width
    elif mark == "vec":
        over = "─" * (body.width - 1) + "→"
    else:
        over = _OVER[mark]
    return stack([flat(over), body], 1)


def _table(node: Table, display: bool) -> Box:
    display = display and node.layout in ("aligned", "gathered")
    cells = [[layout(cell, display) for cell in row] for row in node.rows]
    columns = max(map(len, cells))
    widths = [
        max((row[i].width for row in cells if i < len(row)), default=0) for i in range(columns)
    ]
    lines = []
    for row in cells:
        parts = []
        for i, width in enumerate(widths):
            box = row[i] if i < len(row) else EMPTY
            room = width - box.width
            gap = 0 if i == 0 or (node.layout == "aligned" and i % 2) else 2
            before = {"cases": 0, "aligned": 0 if i % 2 else room}.get(node.layout, room // 2)
            parts.append((gap, widen(box, width, before)))
        lines.append(beside(parts))
    inside = _down(lines, airy=node.layout == "cases" and len(lines) % 2 == 0)
    if node.left is None and node.right is None:
        return inside
    return _fenced(node.left, inside, node.right, grow=inside.height > 1)


def _down(lines: list[Box], airy: bool) -> Box:
    """Lines of a table, blank rows between tall ones; the baseline is in the middle."""
    loose = any(box.height > 1 for box in lines)
    middle = len(lines) // 2
    boxes: list[Box] = []
    for i, box in enumerate(lines):
        if i and (loose or (airy and i == middle)):
            boxes.append(EMPTY)
        boxes.append(box)
    if len(lines) % 2:
        return stack(boxes, boxes.index(lines[middle]), centred=False)
    box = stack(boxes, 0, centred=False)
    return Box(box.rows, (box.height - 1) // 2, box.width)
