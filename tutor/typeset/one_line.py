"""A formula in one line: p_X(x) = p_Z(f⁻¹(x)) / |det J_f(z)|."""

import re
from collections.abc import Sequence

from rich.cells import cell_len

from tutor.typeset.alphabets import BLACKBOARD, MARKS, lowered, raised
from tutor.typeset.spacing import kind_of, spaced
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
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
)

_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_LONG = 5  # columns: two longer operands have blanks around the stroke between them
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
}
_TERMS = {Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.OPERATOR, Kind.BIG}
_HEADS = {Kind.ORDINARY, Kind.WORD, Kind.OPERATOR}
_OPEN_END = re.compile(r"(?:[_^√∛∜]\w+|[)}])$")


def line(formula: Formula) -> str:
    """The formula in one line of text."""
    return text_of(formula.tree)


def pieces(formula: Formula) -> list[str]:
    """The one line in pieces, to be joined by blanks: it may break before each."""
    tree = formula.tree
    if not isinstance(tree, Row):
        return [text_of(tree)]
    result = [""]
    for gap, text, kind in _parts(tree.items, tight=False):
        if (gap and kind in (Kind.RELATION, Kind.BINARY)) or gap > 1:
            result.append(text)
        else:
            result[-1] += " " * gap + text
    return result if result[0] else result[1:] or [""]


def text_of(node: Node, tight: bool = False) -> str:
    """One line for a node; `tight` leaves out the blanks around signs, as in scripts."""
    match node:
        case Identifier(text) | Number(text) | Text(text) | Name(text):
            return text
        case Symbol():
            return node.plain
        case Scripts():
            return _scripts(node)
        case Row(items):
            return "".join(" " * gap + text for gap, text, _ in _parts(items, tight))
        case Fenced(left, body, right):
            inside = _operand(body, tight) if left is None else text_of(body, tight)
            return (left.plain if left else "") + inside + (right.plain if right else "")
        case Fraction(above, below):
            return _fraction(_operand(above, tight), _operand(below, tight, divides=True), tight)
        case Styled(style, body):
            text = text_of(body, tight)
            return "".join(BLACKBOARD.get(c, c) for c in text) if style == "blackboard" else text
        case Root():
            return _root(node)
        case Accent(mark, body):
            text = text_of(body, tight)
            if mark in MARKS and cell_len(text) == 1:
                return text + MARKS[mark]
            return f"{mark}({text})"
        case Table():
            return _table(node)
        case Middle(symbol):
            return symbol.plain
        case Brace(body):
            return text_of(body, tight)
        case Binomial(above, below):
            return f"C({text_of(above, tight)}, {text_of(below, tight)})"
        case Space(columns):
            return " " * columns
        case Unknown(source):
            return f"⟨{' '.join(source.split())}?⟩"


def _parts(items: Sequence[Node], tight: bool) -> list[tuple[int, str, Kind]]:
    """Each item's text, the blanks before it and its kind; brackets where a reader needs them."""
    placed = spaced(items, tight)
    parts: list[tuple[int, str, Kind]] = []
    before = ""
    for i, (gap, node, kind) in enumerate(placed):
        text = text_of(node, tight)
        if isinstance(node, Fraction):
            needed, gap = bracketed(placed, i)
            text = f"({text})" if needed else text
        if not gap and before and runs_on(before, node, text):
            gap = 1
        parts.append((gap, text, kind))
        before = text
    return parts


def bracketed(placed: Sequence[tuple[int, Node, Kind]], i: int) -> tuple[bool, int]:
    """Whether the fraction at i, set in a line, needs brackets, and the blanks before it."""
    gap = placed[i][0]
    if i and _is_factor(placed[i - 1]) and placed[i - 1][2] is not Kind.BIG:
        return True, 0 if placed[i - 1][2] is Kind.OPERATOR else gap
    return i + 1 < len(placed) and _is_factor(placed[i + 1]), gap


def _is_factor(neighbour: tuple[int, Node, Kind]) -> bool:
    return neighbour[2] in _FACTORS and not isinstance(neighbour[1], Text)


def runs_on(before: str, node: Node, text: str) -> bool:
    """Whether a node would seem to belong to the end of what is before it."""
    if isinstance(node, Root):
        return node.degree is not None
    return text[:1].isalnum() and _OPEN_END.search(before) is not None


def subscript(text: str) -> str | None:
    """A subscript as it stands on the line, or None if it is better lowered or in braces."""
    if (low := lowered(text)) is not None:
        return low
    return "_" + text if len(text) == 1 or text.isalnum() else None


def script_base(node: Node) -> str:
    """What scripts are put on, in brackets if they would seem to belong to its end."""
    text = text_of(node)
    return f"({text})" if isinstance(node, Fraction | Root) else text


def _scripts(node: Scripts) -> str:
    text = script_base(node.base)
    if isinstance(node.base, Brace):
        labels = [text_of(label) for label in (node.below, node.above) if label is not None]
        return " ".join([text, *(f"[{label}]" for label in labels)])
    if node.below is not None:
        below = text_of(node.below, tight=True)
        text += subscript(below) or f"_{{{below}}}"
    if node.above is not None:
        text += _power(node.above)
    return text


def _power(above: Node) -> str:
    text = text_of(above, tight=True)
    if (high := raised(text)) is not None:
        return high
    if len(text) == 1 or text.isalnum() or _is_round(above):
        return "^" + text
    return f"^({text})"


def _is_round(node: Node) -> bool:
    """Whether a node stands in round brackets already."""
    fences = (node.left, node.right) if isinstance(node, Fenced) else ()
    return [fence.plain for fence in fences if fence is not None] == ["(", ")"]


def _fraction(above: str, below: str, tight: bool) -> str:
    loose = not tight and min(cell_len(above), cell_len(below)) > _LONG
    return f"{above} / {below}" if loose else f"{above}/{below}"


def _operand(node: Node, tight: bool, divides: bool = False) -> str:
    text = text_of(node, tight)
    return f"({text})" if _needs_brackets(node, divides) else text


def _needs_brackets(node: Node, divides: bool) -> bool:
    """Whether a stroke before or after the node would seem to belong to a part of it."""
    if not isinstance(node, Row):
        return isinstance(node, Fraction) or kind_of(node) in _TERMS
    placed = spaced(node.items, tight=False)
    kinds = [kind for _, _, kind in placed]
    if len(placed) == 1:
        return _needs_brackets(placed[0][1], divides)
    if kinds and kinds[0] in _HEADS and set(kinds[1:]) == {Kind.FENCED}:
        return False  # f(x)
    if any(kind in _TERMS or isinstance(item, Fraction) for _, item, kind in placed):
        # -x²/2 and -p/q as they are
        return not (kinds[0] is Kind.UNARY and len(kinds) == 2 and not divides)
    return divides and not (len(placed) == 2 and _is_differential(placed[0][1]))


def _is_differential(node: Node) -> bool:
    """Whether a node is the d of dx or the ∂ of ∂x."""
    if isinstance(node, Styled):
        return _is_differential(node.body)
    return node == Identifier("d") or (isinstance(node, Symbol) and node.char == "∂")


def _root(node: Root) -> str:
    body = text_of(node.body)
    if not (isinstance(node.body, Identifier | Number | Symbol | Unknown) or _is_round(node.body)):
        body = f"({body})"
    degree = "2" if node.degree is None else text_of(node.degree, tight=True)
    if degree in _ROOTS:
        return _ROOTS[degree] + body
    if (high := raised(degree)) is not None:
        return f"{high}√{body}"
    return f"{body}^(1/{degree})" if degree.isalnum() else f"{body}^(1/({degree}))"


def _table(node: Table) -> str:
    rows = [[text_of(cell) for cell in row] for row in node.rows]
    if node.layout == "cases":
        branches = []
        for row, cells in zip(rows, node.rows, strict=True):
            worded = len(cells) > 1 and _begins_with_words(cells[1])
            branches.append((" " if worded else ", ").join(row))
        return "{" + "; ".join(branches) + "}"
    if node.layout == "aligned":
        return "; ".join(" ".join(c.strip() for c in row if c.strip()) for row in rows)
    if node.layout == "gathered":
        return ", ".join(" ".join(row) for row in rows)
    sign = node.left.plain if node.left is not None else ""
    before, after = {"|": ("det ", ""), "‖": ("‖", "‖")}.get(sign, ("", ""))
    if len(rows) > 1 and all(len(row) == 1 for row in rows):
        column = ", ".join(row[0] for row in rows)
        return f"{before}({column})ᵀ{after}"
    return before + "[" + ", ".join(f"[{', '.join(row)}]" for row in rows) + "]" + after


def _begins_with_words(node: Node) -> bool:
    return isinstance(node, Text) or (
        isinstance(node, Row) and bool(node.items) and isinstance(node.items[0], Text)
    )
