"""A formula in two dimensions: stacked fractions, tall fences, limits above and below."""

from collections.abc import Sequence
from typing import NamedTuple

from tutor.typeset import one_line
from tutor.typeset.alphabets import MARKS, SEEN, raised, seen
from tutor.typeset.boxes import Box, beside, flat, stack
from tutor.typeset.fences import brace_row, framed, grown, reaching
from tutor.typeset.grouping import base_needs_brackets, bracketed, is_fraction, is_label, runs_on
from tutor.typeset.spacing import spaced
from tutor.typeset.tabular import table
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Classed,
    Enclosed,
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
    plain_body,
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
            return fenced(left, inside, right, least=2 if tall else 3)
        case Root():
            return _root(node, display)
        case Table():
            display = display and node.layout in ("aligned", "gathered")
            cells = [[layout(cell, display) for cell in row] for row in node.rows]
            return fenced(node.left, table(node, cells), node.right, least=2)
        case Accent(mark, body):
            return _accent(mark, node, layout(body, display))
        case Brace(body, over, square):
            inside = layout(body, display)
            across = flat(brace_row(inside.width, over, square))
            return stack([across, inside], 1) if over else stack([inside, across], 0)
        case Enclosed(how, body):
            return _enclosed(how, layout(body, display))
        case Binomial(above, below):
            inside = stack([layout(above, False), layout(below, False)], 0)
            return beside([(0, grown("(", inside)), (0, inside), (0, grown(")", inside))])
        case Styled(style, body) if style in SEEN:
            box = layout(body, display)
            if box.height == 1:
                return flat(one_line.text_of(node))
            return Box(tuple(seen(row, style) for row in box.rows), box.baseline, box.width)
        case Styled(_, body) | Classed(_, body):
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
        case (
            Fenced(_, body, _)
            | Styled(_, body)
            | Accent(_, body)
            | Brace(body)
            | Classed(_, body)
            | Enclosed(_, body)
            | Root(body)
        ):
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
        if is_fraction(node) and box.height == 1:
            needed, gap = bracketed(placed, i)
            box = flat(f"({box.rows[0]})") if needed else box
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
        return last.kind is Kind.UNARY and is_fraction(node)  # a minus and a stroke
    return runs_on(last.box.rows[0], node, box.rows[0])


def _stretch(parts: list[Part]) -> None:
    """Make integrals as tall as what they integrate, and fences in the middle as the row."""
    ascent = descent = 0
    for i in range(len(parts) - 1, -1, -1):
        gap, box, kind, node = parts[i]
        if kind is Kind.RELATION and not isinstance(node, Middle):
            ascent = descent = 0
        elif (sign := _integral(node)) is not None:
            if ascent + descent > 1:
                tall = _column(sign.plain, ascent, descent)
                box = _limits(node, tall) if isinstance(node, Scripts) else tall
                parts[i] = Part(gap, box, kind, node)
            continue  # so that the integral before it is as tall, and no taller for its limits
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


def fenced(left: Symbol | None, inside: Box, right: Symbol | None, least: int) -> Box:
    """What stands between two fences, which grow with it if it has so many rows at least."""
    grow = inside.height >= least
    signs = ["" if fence is None else fence.plain for fence in (left, right)]
    before, after = (grown(sign, inside) if grow and sign else flat(sign) for sign in signs)
    # A tall brace points outwards, and what it holds keeps clear of its ends.
    clear = [int(grow and sign in ("{", "}")) for sign in signs]
    return beside([(0, before), (clear[0], inside), (clear[1], after)])


def _scripts(node: Scripts, display: bool) -> Box:
    base = layout(node.base, display)
    if isinstance(node.base, Brace):
        return _limits(node, base)
    if base_needs_brackets(node):
        base = beside([(0, grown("(", base)), (0, base), (0, grown(")", base))])
    if display and _has_limits(node):
        return _limits(node, base)
    if node.limits is True and not _takes_limits(node.base):
        return flat(one_line.text_of(node)) if base.height == 1 else _limits(node, base)
    beside_base = [""] * base.height
    lower = upper = None
    if node.below is not None:
        text = one_line.text_of(node.below, tight=True)
        if (low := one_line.subscript(node.below, text)) is not None:
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
    return _takes_limits(node.base)


def _takes_limits(base: Node) -> bool:
    """Whether a base has its scripts above and below where there is room."""
    base = plain_body(base) if not isinstance(base, Classed) else base
    if isinstance(base, Name | Classed):
        return base.limits
    return isinstance(base, Symbol) and base.kind is Kind.BIG


def _limits(node: Scripts, base: Box) -> Box:
    """The base with its scripts centred above and below it."""
    above = [] if node.above is None else [_label(node.above)]
    below = [] if node.below is None else [_label(node.below)]
    if node.limits is True and base.height == 1:
        base = reaching(base, max(box.width for box in [*above, *below, base]))
    if is_label(node):  # a tick tells it from a column of two
        above += [flat("╷")] * len(above)
        below[:0] = [flat("╵")] * len(below)
    return stack([*above, base, *below], len(above))


def _label(node: Node) -> Box:
    return layout(node, False) if stands(node) else flat(one_line.text_of(node, tight=True))


def _root(node: Root, display: bool) -> Box:
    body = layout(node.body, display)
    if body.height == 1:
        return flat(one_line.root(node, raise_degree=True))
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
    "dddot": "...",
    "check": "ˇ",
    "breve": "˘",
    "acute": "´",
    "grave": "`",
    "ring": "˚",
}


def _accent(mark: Mark, node: Accent, body: Box) -> Box:
    if body.width == 1 and body.height == 1 and mark in MARKS:
        return flat(one_line.text_of(node))
    if mark == "underline":
        return stack([body, flat("‾" * body.width)], 0)
    line = "─" * (body.width - 1)
    if mark == "bar":
        over = "_" * body.width
    elif mark == "vec":
        over = line + "→"
    elif mark == "leftvec":
        over = "←" + line
    elif mark == "bothvec":
        over = "←" + line[1:] + "→" if body.width > 1 else "↔"
    else:
        over = _OVER[mark]
    return stack([flat(over), body], 1)


def _enclosed(how: str, body: Box) -> Box:
    if how == "box":
        return framed(body)
    if how == "phantom":
        return Box((" " * body.width,) * body.height, body.baseline, body.width)
    return Box(tuple(map(one_line.struck, body.rows)), body.baseline, body.width)
