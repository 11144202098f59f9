"""Where a formula on one line needs brackets, so that it has the value it has in two dimensions."""

import re
from collections.abc import Sequence

from tutor.typeset.alphabets import RAISED
from tutor.typeset.spacing import kind_of, spaced
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Classed,
    Enclosed,
    Fenced,
    Fraction,
    Identifier,
    Kind,
    Name,
    Node,
    Root,
    Row,
    Scripts,
    Symbol,
    Table,
    Text,
    is_variable,
    plain_body,
)

_FACTORS = {
    Kind.ORDINARY,
    Kind.WORD,
    Kind.OPERATOR,
    Kind.BIG,
    Kind.FENCED,
    Kind.BARS,
    Kind.INNER,
    Kind.OPEN,
    Kind.CLOSE,
    Kind.SLASH,
}
_TERMS = {
    Kind.BINARY,
    Kind.RELATION,
    Kind.PUNCTUATION,
    Kind.OPERATOR,
    Kind.BIG,
    Kind.SLASH,
}
_HEADS = {Kind.ORDINARY, Kind.WORD, Kind.OPERATOR}
# Letters that name a function where a bracket follows; others are factors: a(x + 1).
_FUNCTIONS = set("fghpqFGHPQφϕψΦΨσΓ")
_OPEN_END = re.compile(r"(?:[_^√∛∜](?:\w+|\S)|[)}\]])$")
_EXPONENT = re.compile(r"[0-9][eE]$")
_DIGITS = set("0123456789")

Placed = Sequence[tuple[int, Node, Kind]]


def bracketed(placed: Placed, i: int) -> tuple[bool, int]:
    """Whether the fraction at i, set in a line, needs brackets, and the blanks before it."""
    gap, _, _ = placed[i]
    if i and _is_factor(placed[i - 1]) and placed[i - 1][2] is not Kind.BIG:
        close = placed[i - 1][2] is Kind.OPERATOR and not _has_limits(placed[i - 1][1])
        return True, 0 if close else gap
    if i and _is_division(placed[i - 1][1]):
        return True, gap
    return has_factor_after(placed, i), gap


def _has_limits(node: Node) -> bool:
    """Whether a node is an operator with its limits, which stands apart from what follows."""
    base = node.base if isinstance(node, Scripts) else None
    return isinstance(base, Name | Classed) and base.limits


def has_factor_after(placed: Placed, i: int) -> bool:
    """Whether what follows the item at i is multiplied with it."""
    return i + 1 < len(placed) and _is_factor(placed[i + 1])


def _is_factor(neighbour: tuple[int, Node, Kind]) -> bool:
    return neighbour[2] in _FACTORS and not isinstance(plain_body(neighbour[1]), Text)


def _is_division(node: Node) -> bool:
    return isinstance(node, Symbol) and node.char == "÷"


def is_fraction(node: Node) -> bool:
    """Whether a node is a fraction, whatever its style."""
    return isinstance(plain_body(node), Fraction)


def runs_on(before: str, node: Node, text: str) -> bool:
    """Whether a node would seem to belong to the end of what is before it."""
    if isinstance(node, Root):
        return text[:1] in RAISED
    if text[:1] in _DIGITS and (before[-1:] in _DIGITS or _EXPONENT.search(before)):
        return True  # 2 e 3 is no 2000
    return text[:1].isalnum() and _OPEN_END.search(before) is not None


def needs_brackets(node: Node, divides: bool) -> bool:
    """Whether a stroke before or after the node would seem to belong to a part of it."""
    node = plain_body(node)
    if isinstance(node, Enclosed) and node.how == "cancel":
        return needs_brackets(node.body, divides)
    if not isinstance(node, Row):
        return isinstance(node, Fraction) or kind_of(node) in _TERMS
    placed = [item for item in spaced(node.items, tight=False) if not _is_factorial(item[1])]
    kinds = [kind for _, _, kind in placed]
    if not placed:
        return False
    if len(placed) > 1 and _is_differential(placed[0][1]):
        placed, kinds = placed[1:], kinds[1:]
        if kinds == [kinds[0], Kind.FENCED] or len(kinds) == 1:
            return kinds[0] in _TERMS
    if kinds[0] in _HEADS and kinds[1:] and set(kinds[1:]) == {Kind.FENCED}:
        return divides and not (len(kinds) == 2 and _is_function(placed[0][1]))
    if any(kind in _TERMS or is_fraction(item) for _, item, kind in placed):
        # -x²/2 and -p/q as they are
        is_signed = kinds[0] is Kind.UNARY and len(kinds) == 2
        return divides or not is_signed or is_fraction(placed[1][1])
    return needs_brackets(placed[0][1], divides) if len(placed) == 1 else divides


def _is_factorial(node: Node) -> bool:
    return isinstance(node, Symbol) and node.char == "!"


def _is_function(node: Node) -> bool:
    """Whether a bracket after a node holds its argument, and no factor."""
    node = plain_body(node)
    if isinstance(node, Scripts):
        return _is_function(node.base)
    if kind_of(node) is not Kind.ORDINARY:
        return True
    letter = node.text if isinstance(node, Identifier) else getattr(node, "char", "")
    return letter in _FUNCTIONS


def _is_differential(node: Node) -> bool:
    """Whether a node is the d of dx or the ∂ of ∂x."""
    node = plain_body(node)
    return is_variable(node, "d") or (isinstance(node, Symbol) and node.char == "∂")


def base_needs_brackets(node: Scripts) -> bool:
    """Whether scripts would seem to belong to the end of their base alone."""
    base = plain_body(node.base)
    if is_label(node) and isinstance(base, Accent | Enclosed | Binomial | Table):
        return True
    match base:
        case Fraction() | Root():
            return True
        case Scripts() if is_label(base):
            return not is_label(node)
        case Scripts():
            only_lowered = base.above is None and node.below is None
            return not only_lowered and base.base != Row(())
        case Row(items):
            return len(spaced(items, tight=False)) > 1
        case Enclosed("cancel", body):
            return base_needs_brackets(node._replace(base=body)) or needs_brackets(body, True)
        case Text(text):
            return " " in text.strip()
        case Table(_, rows, left):
            is_column = len(rows) > 1 and all(len(row) == 1 for row in rows)
            return is_column or (left is not None and left.char in "|‖")
        case _:
            return False


def is_label(node: Scripts) -> bool:
    r"""Whether a script is a label put over or under something that has no limits itself.

    Over a sum, an operator or a relation such labels and scripts are one.
    """
    return node.limits is True and kind_of(node.base) not in _TAKE_LABELS


_TAKE_LABELS = {Kind.BIG, Kind.OPERATOR, Kind.RELATION, Kind.BINARY, Kind.WORD}


def is_round(node: Node) -> bool:
    """Whether a node stands in round brackets already."""
    fences = (node.left, node.right) if isinstance(node, Fenced) else ()
    return [fence.plain for fence in fences if fence is not None] == ["(", ")"]
