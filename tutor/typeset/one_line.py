"""A formula in one line: p_X(x) = p_Z(f⁻¹(x)) / |det J_f(z)|."""

import re
from collections.abc import Sequence

from rich.cells import cell_len

from tutor.typeset.alphabets import MARKS, STRUCK, lowered, raised, seen
from tutor.typeset.grouping import (
    base_needs_brackets,
    bracketed,
    has_factor_after,
    is_fraction,
    is_label,
    is_round,
    needs_brackets,
    runs_on,
)
from tutor.typeset.spacing import kind_of, spaced
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
    plain_body,
)

_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_SUM = re.compile(r"[+−]{2,}[0-9]+|[+−]?[0-9]+[+−][0-9+−]*")  # of numbers, not read when raised
_SIGN_AT_END = re.compile(r"[=+−±·×<>≤≥≈≡∼→⇒]$")
_NAMES = {"leftvec": "overleftarrow", "bothvec": "overleftrightarrow"}
_LONG = 5  # columns: two longer operands have blanks around the stroke between them
_BRACES = {(False, False): "╰╯", (True, False): "╭╮", (False, True): "└┘", (True, True): "┌┐"}


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
            return seen(text_of(body, tight), style)
        case Classed(_, body):
            return text_of(body, tight)
        case Enclosed(how, body):
            return _enclosed(how, text_of(body, tight))
        case Root():
            return root(node)
        case Accent(mark, body):
            text = text_of(body, tight)
            if mark in MARKS and cell_len(text) == 1:
                return text + MARKS[mark]
            return f"{_NAMES.get(mark, mark)}{{{text}}}"
        case Table():
            return _table(node)
        case Middle(symbol):
            return symbol.plain
        case Brace(body, over, square):
            return text_of(body, tight).join(_BRACES[over, square])
        case Binomial(above, below):
            return f"({text_of(above, tight)} choose {text_of(below, tight)})"
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
        if isinstance(node, Root):
            text = root(node, bracketed=has_factor_after(placed, i))
        else:
            text = text_of(node, tight)
        if is_fraction(node):
            needed, gap = bracketed(placed, i)
            text = f"({text})" if needed else text
        if not gap and before and (runs_on(before, node, text) or _is_power_of_e(before, node)):
            gap = 1
        parts.append((gap, text, kind))
        before = text if gap else before[-1:] + text
    return parts


def _is_power_of_e(before: str, node: Node) -> bool:
    """Whether the e of a power would seem to be the end of a word."""
    is_e = isinstance(node, Scripts) and is_variable(node.base, "e") and node.above is not None
    return is_e and before[-1:].isascii() and before[-1:].isalpha()


def _enclosed(how: str, text: str) -> str:
    if how == "box":
        return f"▏{text}▕"
    if how == "phantom":
        return " " * cell_len(text)
    return struck(text)


def struck(text: str) -> str:
    """The text with a stroke through every sign."""
    return "".join(c if c == " " or not cell_len(c) else c + STRUCK for c in text)


def subscript(node: Node, text: str) -> str | None:
    """A subscript as it stands on the line, or None if it is better lowered or in braces."""
    if (low := lowered(text)) is not None:
        return low
    return "_" + text if _is_word(node, text) or _is_letter_with_index(node) else None


def _is_letter_with_index(node: Node) -> bool:
    """Whether a script is f_k: what is put on x_f as a whole has brackets around x_f."""
    node = plain_body(node)
    if not isinstance(node, Scripts) or node.above is not None or node.below is None:
        return False
    letter = plain_body(node.base)
    is_letter = isinstance(letter, Identifier) and len(letter.text) == 1
    return is_letter and lowered(text_of(node.below, tight=True)) is not None


def _is_word(node: Node, text: str) -> bool:
    """Whether a script is one sign, or one word or number, so that its end is seen."""
    node = plain_body(node)
    if isinstance(node, Row) and all(isinstance(item, Identifier) for item in node.items):
        return text.isalpha() and text.isascii()
    one = isinstance(node, Identifier | Number | Text | Name | Symbol)
    return one and (cell_len(text) == 1 or text.isalnum())


def script_base(node: Scripts) -> str:
    """What scripts are put on, in brackets if they would seem to belong to its end."""
    text = text_of(node.base)
    return f"({text})" if base_needs_brackets(node) else text


def _scripts(node: Scripts) -> str:
    text = script_base(node)
    if isinstance(node.base, Brace):
        labels = [text_of(label) for label in (node.below, node.above) if label is not None]
        return text + "".join(f"[{label}]" for label in labels)
    apart = is_label(node)
    if node.below is not None:
        below = text_of(node.below, tight=True)
        low = f"_[{below}]" if apart else subscript(node.below, below)
        text += f"_{{{below}}}" if low is None else low
    if node.above is not None:
        text += f"^[{text_of(node.above, tight=True)}]" if apart else _power(node.above)
    return text


def _power(above: Node) -> str:
    text = text_of(above, tight=True)
    if (high := raised(text)) is not None and not _SUM.fullmatch(text):
        return high
    node = plain_body(above)
    if _is_word(node, text) and not (isinstance(node, Row) and len(node.items) > 1):
        return "^" + text
    if isinstance(node, Number) or _is_letter_with_index(node):
        return "^" + text
    return f"^({text})"


def _fraction(above: str, below: str, tight: bool) -> str:
    loose = not tight and min(cell_len(above), cell_len(below)) > _LONG
    return f"{above} / {below}" if loose else f"{above}/{below}"


def _operand(node: Node, tight: bool, divides: bool = False) -> str:
    text = text_of(node, tight)
    return f"({text})" if needs_brackets(node, divides) else text


def root(node: Root, bracketed: bool = False, raise_degree: bool = False) -> str:
    """A root; where a factor follows it is bracketed, so that its end is seen."""
    body = text_of(node.body)
    one = not bracketed and isinstance(
        plain_body(node.body), Identifier | Number | Symbol | Unknown
    )
    if not (one or is_round(node.body)):
        body = f"({body})"
    degree = "2" if node.degree is None else text_of(node.degree, tight=True)
    if degree in _ROOTS:
        return _ROOTS[degree] + body
    if raise_degree and (high := raised(degree)) is not None:
        return f"{high}√{body}"
    return f"{body}^(1/{degree})" if degree.isalnum() else f"{body}^(1/({degree}))"


def _table(node: Table) -> str:
    rows = [[text_of(cell) for cell in row] for row in node.rows]
    if node.layout == "cases":
        branches = [_branch(row, cells) for row, cells in zip(rows, node.rows, strict=True)]
        opening = "{" if node.left is not None or node.right is None else ""
        closing = "}" if node.right is not None or node.left is not None else ""
        return opening + "; ".join(branches) + closing
    if node.layout == "aligned":
        return "; ".join(" ".join(c.strip() for c in row if c.strip()) for row in rows)
    if node.layout == "gathered":
        shown = [" ".join(row) for row in rows]
        joints = [" " if _SIGN_AT_END.search(text) else ", " for text in shown[:-1]]
        return "".join(map("".join, zip(shown, [*joints, ""], strict=True)))
    sign = node.left.plain if node.left is not None else ""
    before, after = {"|": ("det ", ""), "‖": ("‖", "‖")}.get(sign, ("", ""))
    if len(rows) > 1 and all(len(row) == 1 for row in rows) and not (node.bars or node.rules):
        column = ", ".join(row[0] for row in rows)
        return f"{before}({column})ᵀ{after}"
    shown = [f"[{_cells(row, node.bars)}]" for row in rows]
    return before + "[" + _ruled(shown, node.rules) + "]" + after


def _branch(texts: Sequence[str], cells: Sequence[Node]) -> str:
    """One row of cases, with one comma between what holds and when."""
    closes = texts[0].endswith((",", ";")) or len(cells) < 2
    apart = closes or _begins_with_words(cells[1]) or _begins_with_relation(cells[1])
    return (" " if apart else ", ").join(texts).rstrip(",;")


def _begins_with_relation(node: Node) -> bool:
    first = node.items[0] if isinstance(node, Row) and node.items else node
    return kind_of(first) is Kind.RELATION


def _cells(row: Sequence[str], bars: Sequence[int]) -> str:
    text = ("| " if 0 in bars else "") + row[0]
    for i, cell in enumerate(row[1:], 1):
        text += (" | " if i in bars else ", ") + cell
    return text + (" |" if len(row) in bars else "")


def _ruled(rows: Sequence[str], rules: Sequence[int]) -> str:
    text = ("― " if 0 in rules else "") + rows[0]
    for i, row in enumerate(rows[1:], 1):
        text += (" ― " if i in rules else ", ") + row
    return text + (" ―" if len(rows) in rules else "")


def _begins_with_words(node: Node) -> bool:
    while isinstance(node, Row) and node.items:
        node = node.items[0]
    return isinstance(plain_body(node), Text)
