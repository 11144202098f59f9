"""Whether a bracket holds the argument of what is before it, or a factor."""

from enum import StrEnum

from tutor.typeset.spacing import kind_of, spaced
from tutor.typeset.tree import (
    Accent,
    Classed,
    Fenced,
    Fraction,
    Identifier,
    Kind,
    Name,
    Node,
    Number,
    Row,
    Scripts,
    Styled,
    Symbol,
    Table,
    Text,
    is_variable,
    parts_of,
    plain_body,
    shown,
)


class Joined(StrEnum):
    """What is meant between two neighbours with no sign between them."""

    OF = "of"
    TIMES = "times"
    UNSAID = ""


# Letters that name a function where a bracket follows, and letters that name a number.
_FUNCTIONS = set("fghpqFGHPEJLQϕφψΦΨσΓ") | {"ℓ"}
_NUMBERS = set("nmkijαβγδϵεζηθϑικλμνξορϱτυχωπ")
_FACTORS = set("abcAWIΣΛ")  # before a sum; before one letter they may be functions
_HEADS = (Kind.ORDINARY, Kind.WORD, Kind.OPERATOR)
_BRACKETS = (Kind.FENCED, Kind.BARS, Kind.INNER)
_ROUND = {"(": ")", "[": "]", "{": "}"}


def joined(before: Node, before_kind: Kind, node: Node, kind: Kind) -> Joined:
    """What is meant between two neighbours in a row."""
    if isinstance(before, Name):
        return Joined.OF if kind in _BRACKETS else Joined.UNSAID
    if isinstance(before, Fraction):
        if is_differential(before.above):
            return Joined.OF if kind in (*_HEADS, *_BRACKETS) else Joined.UNSAID
        if isinstance(node, Text) or (is_variable(node, "d") and not is_derivative(before)):
            return Joined.UNSAID
        return Joined.TIMES if kind in (*_HEADS, *_BRACKETS) else Joined.UNSAID
    if kind is not Kind.FENCED or not isinstance(node, Fenced):
        return Joined.UNSAID
    if before_kind in _BRACKETS or isinstance(before, Number):
        return Joined.TIMES
    return _before_bracket(before, before_kind, node)


def _before_bracket(before: Node, before_kind: Kind, node: Fenced) -> Joined:
    if before_kind not in _HEADS or isinstance(before, Text):
        is_word = isinstance(before, Text) and before.text.isalnum()
        return Joined.OF if is_word else Joined.UNSAID
    if node.left is None or node.right is None or _ROUND.get(node.left.char) != node.right.char:
        return Joined.UNSAID
    head = _head(before)
    if isinstance(head, Styled):
        lettered = head.style in ("blackboard", "script", "fraktur")
        return Joined.OF if lettered else Joined.UNSAID
    letter = str(head.text if isinstance(head, Identifier) else getattr(head, "char", ""))
    if len(letter) > 1 or isinstance(head, Name) or letter in ("∇", "Δ", "δ"):
        return Joined.OF
    if isinstance(before, Scripts) and _is_inverse(before):
        return Joined.OF
    if letter not in "∂∇" and letter and _stands_in(head, node.body):
        return Joined.TIMES
    if letter in _FUNCTIONS:
        return Joined.OF
    sums = any(k is Kind.BINARY for _, _, k in spaced(node.body.items, tight=False))
    if letter in _NUMBERS or (letter in _FACTORS and sums):
        return Joined.TIMES
    return Joined.OF if letter and _is_argument(node.body) else Joined.UNSAID


def _is_argument(body: Row) -> bool:
    """Whether a bracket holds what no factor is: x_1 alone, or a list."""
    parts = parts_of(body)
    is_list = any(isinstance(part, Symbol) and part.char == "," for part in parts)
    only = plain_body(body)
    is_indexed = isinstance(only, Scripts) and only.below is not None and only.above is None
    return is_list or is_indexed


def _head(node: Node) -> Node:
    """What is named: without its scripts and accents."""
    while True:
        match node:
            case Scripts(base) | Classed(_, base) | Accent(_, base):
                node = base
            case Styled(style, body) if style not in ("blackboard", "script", "fraktur"):
                node = body
            case Row(items) if len(shown(items)) == 1:
                node = shown(items)[0]
            case _:
                return node


def _is_inverse(node: Scripts) -> bool:
    """Whether a node is f^{-1} or f', which only functions are."""
    above = plain_body(node.above) if node.above is not None else None
    items = above.items if isinstance(above, Row) else (above,)
    signs = [item.char for item in items if isinstance(item, Symbol)]
    return bool(signs) and (set(signs) == {"′"} or (signs == ["−"] and items[1:] == (Number("1"),)))


def _stands_in(letter: Node, inside: Node) -> bool:
    """Whether a letter stands among the terms of a bracket, as in n(n - 1)."""
    if not isinstance(inside, Row):
        return inside == letter
    kinds = {kind for _, _, kind in spaced(inside.items, tight=False)}
    return Kind.BINARY in kinds and any(_head(item) == letter for item in inside.items)


def is_differential(node: Node) -> bool:
    """Whether a node is a d or ∂, or a power of it."""
    only = plain_body(node)
    if isinstance(only, Scripts) and only.below is None:
        only = plain_body(only.base)
    return is_variable(only, "d") or (isinstance(only, Symbol) and only.char == "∂")


def is_derivative(node: Fraction) -> bool:
    """Whether a fraction is df/dx, d/dx or ∂²f/∂x∂y: one that everybody hears as such."""
    above = parts_of(plain_body(node.above))
    below = parts_of(plain_body(node.below))
    if not above or len(above) > 2 or not is_differential(above[0]):
        return False
    if len(above) == 2 and not _is_letter(above[1]):
        return False
    pairs = list(zip(below[::2], below[1::2], strict=False))
    return (
        bool(pairs)
        and len(below) % 2 == 0
        and all(_is_bare_differential(d) and _is_letter(x, raised=True) for d, x in pairs)
    )


def _is_bare_differential(node: Node) -> bool:
    return not isinstance(plain_body(node), Scripts) and is_differential(node)


def _is_letter(node: Node, raised: bool = False) -> bool:
    only = plain_body(node)
    if raised and isinstance(only, Scripts) and only.below is None and only.above is not None:
        return isinstance(plain_body(only.above), Number | Identifier) and _is_letter(only.base)
    return isinstance(only, Identifier) or (
        isinstance(only, Symbol) and kind_of(only) is Kind.ORDINARY and only.char.isalpha()
    )


def is_column(node: Table) -> bool:
    """Whether a matrix is a single column of several rows."""
    return len(node.rows) > 1 and all(len(row) == 1 for row in node.rows)
