"""What a formula is made of, part by part, each with its name: numerator, denominator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutor.typeset.application import Joined, is_column, is_differential, joined
from tutor.typeset.heard import is_bar, is_matrix, is_simple
from tutor.typeset.spacing import kind_of, spaced
from tutor.typeset.spoken import words
from tutor.typeset.spoken_names import Speech
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Classed,
    Enclosed,
    Fenced,
    Formula,
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
    is_variable,
    parts_of,
    shown,
)

_SUMS = "+−±∓"
_Placed = Sequence[tuple[Node, Kind]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a formula: what it is called, what is said of it, and what it is made of."""

    name: str
    said: tuple[Node, ...]
    inside: "Node | tuple[Part, ...]"

    def words(self, speech: Speech) -> str:
        """The part as it is read aloud."""
        between = ", " if all(map(is_simple, self.said)) else ", next "
        spoken = (words(Formula("", node, ()), speech) for node in self.said)
        return between.join(each.removesuffix(" of") or "blank" for each in spoken)


def parts(node: Node | tuple[Part, ...]) -> tuple[Part, ...]:
    """What a node is made of; nothing, if it is one letter or number."""
    match node:
        case Row(items):
            return _of_row(items)
        case Styled(_, body) | Classed(_, body) | Brace(body) | Accent(_, body):
            return parts(body)
        case Enclosed(how, body):
            return () if how == "phantom" else parts(body)
        case Fraction(above, below):
            return _named(("numerator", above), ("denominator", below))
        case Binomial(above, below):
            return _named(("upper number", above), ("lower number", below))
        case Root(body, degree):
            return _named(("under the root", body), ("degree", degree))
        case Fenced(_, body):
            return _of_row(body.items) or _named(("inside", body))
        case Scripts():
            return _of_scripts(node)
        case Table():
            return _of_table(node)
        case Symbol() | Identifier() | Number() | Name() | Text() | Middle() | Space() | Unknown():
            return ()
        case _:
            return node


def _named(*found: tuple[str, Node | None]) -> tuple[Part, ...]:
    return tuple(
        Part(name, (node,), node) for name, node in found if node is not None and node != Row(())
    )


def _of_scripts(node: Scripts) -> tuple[Part, ...]:
    base, below, above = node.base, node.below, node.above
    kind = kind_of(base)
    if is_bar(base):
        return _named(("inside", base), ("at", below), ("exponent", above))
    if kind is Kind.BIG:
        return _named(("lower bound", below), ("upper bound", above))
    if node.limits or isinstance(base, Brace):
        return _named(("base", base), ("label below", below), ("label above", above))
    if kind is Kind.OPERATOR:
        under = "below" if isinstance(base, Name) and base.limits else "subscript"
        return _named(("function", base), (under, below), ("exponent", above))
    return _named(("base", base), ("subscript", below), (_raised(node), above))


def _raised(node: Scripts) -> str:
    """What is above a base: an exponent, unless it is a sign, in brackets or a matrix's T."""
    raised = parts_of(node.above) if node.above is not None else ()
    signs = [
        not part.char.isalpha() and part.char not in "∞−"
        for part in raised
        if isinstance(part, Symbol)
    ]
    is_sign = len(signs) == len(raised) and all(signs)
    is_transpose = len(raised) == 1 and is_variable(raised[0], "T") and is_matrix(node.base)
    is_label = is_sign or is_transpose or (len(raised) == 1 and isinstance(raised[0], Fenced))
    return "superscript" if is_label else "exponent"


def _of_table(node: Table) -> tuple[Part, ...]:
    if node.layout in ("aligned", "gathered"):
        lines = (Row(tuple(item for cell in row for item in _items(cell))) for row in node.rows)
        return tuple(Part("line", (line,), line) for line in lines)
    if node.layout == "cases":
        names = ("value", "condition")
        return tuple(Part("case", row, _named(*zip(names, row, strict=False))) for row in node.rows)
    rows = [tuple(Part("cell", (cell,), cell) for cell in row) for row in node.rows]
    if is_column(node) or len(rows) == 1:
        return tuple(cell for row in rows for cell in row)
    return tuple(Part("row", row, cells) for row, cells in zip(node.rows, rows, strict=True))


def _items(node: Node) -> tuple[Node, ...]:
    return shown(node.items if isinstance(node, Row) else (node,))


def _of_row(items: Sequence[Node]) -> tuple[Part, ...]:
    """What a row is made of: parted at what binds least, down to its factors."""
    placed = [(node, kind) for _, node, kind in spaced(items, tight=False)]
    while placed and placed[-1][1] is Kind.PUNCTUATION:
        placed.pop()
    if len(placed) < 2:
        return parts(placed[0][0]) if placed else ()
    if bars := _cut(placed, lambda node, kind: _is_given(node)):
        return _sides(bars, ("before the bar", "after the bar"), "part")
    if listed := _cut(placed, lambda node, kind: kind is Kind.PUNCTUATION):
        return _sides(listed, (), "item", sign=False)
    if colons := _cut(placed, lambda node, kind: isinstance(node, Symbol) and node.char == ":"):
        return _sides(colons, ("before the colon", "after the colon"), "part", sign=False)
    if sides := _cut(placed, lambda node, kind: kind is Kind.RELATION):
        return _sides(sides, ("left side", "right side"), "side")
    if terms := _cut(placed, lambda node, kind: kind is Kind.BINARY and _is_sum(node)):
        return _sides(terms, (), "term")
    if placed[0][1] is Kind.UNARY:
        return _of_row([node for node, _ in placed[1:]])
    if factors := _cut(placed, lambda node, kind: kind is Kind.BINARY):
        return _sides(factors, (), "factor")
    return _of_product(placed)


def _is_given(node: Node) -> bool:
    sign = node.symbol if isinstance(node, Middle) else node
    return isinstance(sign, Symbol) and sign.char in "|∣" and sign.kind is not Kind.OPEN


def _is_integral(node: Node) -> bool:
    sign = node.base if isinstance(node, Scripts) else node
    return isinstance(sign, Symbol) and sign.char in "∫∬∭∮"


def _is_sum(node: Node) -> bool:
    return isinstance(node, Symbol) and node.char in _SUMS


def _cut(placed: _Placed, is_sign: Callable[[Node, Kind], bool]) -> list[list[Node]]:
    """A row cut at its signs, each of them before its part; empty where nothing is to be cut."""
    cut: list[list[Node]] = [[]]
    is_integrand = False
    for node, kind in placed:
        is_integrand = _is_integral(node) or (is_integrand and kind is not Kind.RELATION)
        if is_sign(node, kind) and not (is_integrand and _is_sum(node)):
            cut.append([node])
        else:
            cut[-1].append(node)
    return cut if len(cut) > 1 else []


def _sides(
    cut: Sequence[Sequence[Node]], two: tuple[str, ...], many: str, *, sign: bool = True
) -> tuple[Part, ...]:
    """The parts of what was cut; where there are two they may have names of their own."""
    names = two if len(cut) == len(two) else len(cut) * (many,)
    bare = [tuple(nodes[1:] if i else nodes) for i, nodes in enumerate(cut)]
    said = [tuple(nodes) if sign else inside for nodes, inside in zip(cut, bare, strict=True)]
    return tuple(
        Part(name, (_row(whole),), _row(inside))
        for name, whole, inside in zip(names, said, bare, strict=True)
        if inside
    )


def _row(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def _of_product(placed: _Placed) -> tuple[Part, ...]:
    """Factors; what is applied goes with what it is applied to, a sum with all that follows it."""
    groups: list[list[tuple[Node, Kind]]] = []
    for node, kind in placed:
        if groups and _belongs(groups[-1], node, kind):
            groups[-1].append((node, kind))
        else:
            groups.append([(node, kind)])
    if len(groups) > 1:
        rows = [_row([node for node, _ in group]) for group in groups]
        return tuple(Part("part", (row,), row) for row in rows)
    (head, kind), *rest = placed
    if is_differential(head):
        return ()
    body = _row([node for node, _ in rest])
    if kind is Kind.BIG:
        bounds = parts(head)
        return (*bounds, *_named(("body", body)))
    if isinstance(body, Fenced):
        body = _row(shown(body.body.items))
    return _named(("function", head), ("argument", body))


def _belongs(group: Sequence[tuple[Node, Kind]], node: Node, kind: Kind) -> bool:
    """Whether a node belongs to the factor before it."""
    first_kind, (last, last_kind) = group[0][1], group[-1]
    if first_kind is Kind.BIG:
        return True
    if is_differential(last) and len(group) == 1:
        return kind in (Kind.ORDINARY, Kind.WORD)
    if last_kind is Kind.OPERATOR and len(group) == 1:
        return True
    is_head = len(group) == 1 + (first_kind is Kind.OPERATOR) and isinstance(node, Fenced)
    return is_head and joined(last, last_kind, node, kind) is Joined.OF
