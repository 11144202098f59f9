"""The blanks between neighbours in a row, after TeX's table but in whole columns."""

from collections.abc import Sequence

from tutor.typeset.tree import (
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
    Scripts,
    Space,
    Styled,
    Symbol,
    Table,
    Unknown,
)


def kind_of(node: Node) -> Kind:
    """What a node does among its neighbours."""
    match node:
        case Symbol():
            if node.kind is Kind.BARS:  # a bar without its partner
                return Kind.OPEN if node.char == "|" else Kind.RELATION
            return node.kind
        case Scripts():
            return kind_of(node.base)
        case Identifier():
            return Kind.ORDINARY if len(node.text) == 1 else Kind.WORD
        case Fenced(left, _, right):
            bars = any(fence is not None and fence.char in "|‖" for fence in (left, right))
            return Kind.BARS if bars else Kind.FENCED
        case Name():
            return Kind.OPERATOR
        case Classed(kind, _):
            return kind
        case Enclosed(how, body):
            return kind_of(body) if how == "phantom" else Kind.INNER
        case Styled():
            return kind_of(node.body)
        case Fraction() | Binomial() | Table() | Brace() | Unknown():
            return Kind.INNER
        case Middle():
            return Kind.RELATION
        case _:
            return Kind.ORDINARY


def _gap(left: Kind, right: Kind) -> int:
    """Columns between two neighbours."""
    if left in (Kind.OPEN, Kind.UNARY) or right in (Kind.CLOSE, Kind.PUNCTUATION):
        return 0
    if Kind.SLASH in (left, right) and Kind.RELATION not in (left, right):
        return int(left is Kind.PUNCTUATION)
    if Kind.RELATION in (left, right):
        return int(left is not right)
    if left is Kind.PUNCTUATION or Kind.BINARY in (left, right):
        return 1
    if Kind.BIG in (left, right):
        return 1
    if Kind.OPERATOR in (left, right):
        return int(right not in (Kind.FENCED, Kind.OPEN))
    if Kind.INNER in (left, right):
        return 1
    if left is Kind.WORD:
        return int(right in (Kind.ORDINARY, Kind.WORD))
    if right is Kind.WORD or left in (Kind.FENCED, Kind.CLOSE):
        return int(right in (Kind.ORDINARY, Kind.WORD, Kind.BARS))
    return int(left is Kind.BARS or (right is Kind.BARS and left is not Kind.ORDINARY))


# The sign of a number or a term stands close to it; in scripts so do all others.
_GAPS = {(left, right): _gap(left, right) for left in Kind for right in Kind}
_LOOSE = {Kind.RELATION, Kind.BINARY, Kind.PUNCTUATION}
_TIGHT = {
    (left, right): 0 if left in _LOOSE or right in _LOOSE else gap
    for (left, right), gap in _GAPS.items()
}
_NO_LEFT_OPERAND = {
    None,
    Kind.OPEN,
    Kind.UNARY,
    Kind.BINARY,
    Kind.RELATION,
    Kind.PUNCTUATION,
    Kind.OPERATOR,
    Kind.BIG,
    Kind.SLASH,
}
_NO_RIGHT_OPERAND = {None, Kind.CLOSE, Kind.RELATION, Kind.PUNCTUATION}


def spaced(items: Sequence[Node], tight: bool) -> list[tuple[int, Node, Kind]]:
    """Each item that shows, the blanks before it, and its kind in this place."""
    gaps = _TIGHT if tight else _GAPS
    result: list[tuple[int, Node, Kind]] = []
    last: Kind | None = None
    blanks = 0
    for i, item in enumerate(items):
        if isinstance(item, Space):
            blanks += item.columns
            continue
        kind = kind_of(item)
        if kind is Kind.BINARY:
            following = next((kind_of(x) for x in items[i + 1 : i + 2]), None)
            if last in _NO_LEFT_OPERAND:
                kind = Kind.UNARY
            elif following in _NO_RIGHT_OPERAND:
                kind = Kind.ORDINARY
        gap = gaps[last, kind] if last is not None else 0
        if blanks:
            gap = max(gap, blanks) if blanks > 0 else max(0, gap + blanks)
            blanks = 0
        result.append((gap, item, kind))
        last = kind
    return result
