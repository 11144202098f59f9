"""A formula as Typst mathematics, for paper."""

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category

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
    Mark,
    Middle,
    Name,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Space,
    Style,
    Styled,
    Symbol,
    Table,
    Text,
    Unknown,
    plain_body,
)

_STYLES: dict[Style, str] = {
    "bold": "bold",
    "blackboard": "bb",
    "script": "cal",
    "upright": "upright",
    "italic": "italic",
    "sans": "sans",
    "mono": "mono",
    "fraktur": "frak",
}
_MARKS: dict[Mark, str] = {
    "hat": "hat",
    "tilde": "tilde",
    "vec": "arrow",
    "leftvec": "arrow.l",
    "bothvec": "arrow.l.r",
    "dot": "dot",
    "ddot": "dot.double",
    "dddot": "dot.triple",
    "acute": "acute",
    "grave": "grave",
    "ring": "circle",
    "check": "caron",
    "breve": "breve",
}
_LINES: dict[Mark, str] = {"bar": "overline", "underline": "underline"}
_CLASSES = {
    Kind.BINARY: "binary",
    Kind.RELATION: "relation",
    Kind.ORDINARY: "normal",
    Kind.PUNCTUATION: "punctuation",
    Kind.OPEN: "opening",
    Kind.CLOSE: "closing",
}
_STRETCHED = set("→←↔⟶⟵⟷⇒⇐⇔⟹⟸⟺↦⟼↪↩⇀⇁⇌═")
_SPACES = {-1: -0.17, 1: 0.17}  # in em; wider ones are half an em a column


def typst(formula: Formula) -> str:
    """Typst source for the inside of an equation; it can hold no code and no other markup."""
    tree = formula.tree
    if isinstance(tree, Row) and len(tree.items) == 1:
        tree = tree.items[0]
    if isinstance(tree, Table) and tree.layout in ("aligned", "gathered"):
        return " \\ ".join(" & ".join(map(_set, row)) for row in tree.rows)
    return _set(tree)


def quoted(text: str) -> str:
    """A Typst string: whatever the text, it is only text."""
    text = " ".join(text.splitlines())
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _set(node: Node) -> str:
    match node:
        case Identifier(text):
            return _identifier(text)
        case Number(text):
            return text
        case Symbol(char):
            return _sign(char)
        case Scripts():
            return _scripts(node)
        case Row(items):
            return _side_by_side(items) or '""'
        case Fraction(above, below, small):
            fraction = f"frac({_set(above)}, {_set(below)})"
            return f"inline({fraction})" if small else fraction
        case Fenced(left, body, right):
            signs = [_sign(fence.char) if fence is not None else "" for fence in (left, right)]
            return f"lr({signs[0]} {_set(body)} {signs[1]})"
        case Name(text, limits):
            return _named(quoted(text), limits)
        case Text(text):
            return quoted(text)
        case Styled(style, Identifier(text)) if len(text) > 1:
            return _named(f"{_STYLES[style]}({quoted(text)})")
        case Styled(style, body):
            return f"{_STYLES[style]}({_set(body)})"
        case Root(body, degree):
            if degree is None:
                return f"sqrt({_set(body)})"
            return f"root({_set(degree)}, {_set(body)})"
        case Accent(mark, body):
            if mark in _LINES:
                return f"{_LINES[mark]}({_set(body)})"
            return f"accent({_set(body)}, {_MARKS[mark]})"
        case Table():
            return _table(node)
        case Binomial(above, below):
            return f"binom({_set(above)}, {_set(below)})"
        case Brace():
            return _brace(node)
        case Classed(kind, body):
            if kind in _CLASSES:
                return f'class("{_CLASSES[kind]}", {_set(body)})'
            return f"op({_set(body)}, limits: #{'true' if node.limits else 'false'})"
        case Enclosed("cancel", body):
            return f"cancel({_set(body)})"
        case Enclosed(how, body):
            begin = "#box(stroke: 0.5pt, inset: 0.3em, " if how == "box" else "#hide("
            return f"{begin}$ {_set(body)} $)"
        case Middle(symbol):
            return f"mid({_sign(symbol.char)})"
        case Space(columns):
            return f"#h({_SPACES.get(columns, columns / 2)}em)"
        case Unknown(source):
            return quoted(f"⟨{source}?⟩")


def _identifier(text: str) -> str:
    if len(text) == 1:
        return text if text.isascii() else f"italic({quoted(text)})"
    return _named(quoted(text))


def _side_by_side(items: Sequence[Node]) -> str:
    """The items of a row; where words stand beside something Typst would print a blank."""
    parts = [_set(item) for item in items]
    for place, pair in enumerate(pairwise(items)):
        if not any(isinstance(item, Text) for item in pair):
            parts[place] += " "
    return "".join(parts)


def _named(name: str, limits: bool = False) -> str:
    return f"op({name}, limits: #{'true' if limits else 'false'})"


def _sign(char: str) -> str:
    if len(char) > 1:
        return quoted(char)
    # A bracket that is not escaped looks for its partner.
    escaped = char.isascii() or category(char) in ("Ps", "Pe") or char in "⌜⌝⌞⌟√∛∜"
    return "\\" + char if escaped else char


def _scripts(node: Scripts) -> str:
    if isinstance(node.base, Brace):
        labels = [_set(label) for label in (node.below, node.above) if label is not None]
        return _brace(node.base, *labels)
    base = _set(node.base)
    if node.limits and isinstance(node.base, Symbol) and node.base.char in _STRETCHED:
        base = f"stretch({base})"
    if node.limits is not None or _would_take_limits(node.base):
        base = f"{'limits' if node.limits else 'scripts'}({base})"
    parts = [base]
    if node.above is not None:
        parts.append(f"t: {_set(node.above)}")
    if node.below is not None:
        parts.append(f"b: {_set(node.below)}")
    return f"attach({', '.join(parts)})" if len(parts) > 1 else base


def _would_take_limits(base: Node) -> bool:
    """Whether Typst alone would put scripts above and below: as it does with a relation."""
    base = plain_body(base)
    return isinstance(base, Symbol) and base.kind is Kind.RELATION


def _brace(node: Brace, *labels: str) -> str:
    sign = "bracket" if node.square else "brace"
    return f"{'over' if node.over else 'under'}{sign}({', '.join([_set(node.body), *labels[:1]])})"


def _table(node: Table) -> str:
    rows = [[_set(cell) for cell in row] for row in node.rows]
    if node.layout == "cases":
        reverse = "reverse: #true, " if node.left is None and node.right is not None else ""
        return f"cases({reverse}{', '.join(' & '.join(row) for row in rows)})"
    signs = [quoted(f.char) if f is not None else "none" for f in (node.left, node.right)]
    options = f"delim: #({', '.join(signs)}), {_lines(node)}"
    if node.columns:
        rows = [[_placed(cell, node.columns, i) for i, cell in enumerate(row)] for row in rows]
    return f"mat({options}{'; '.join(', '.join(row) for row in rows)})"


def _placed(cell: str, columns: str, i: int) -> str:
    """A cell at the side of its column that it belongs to: & stands where cells are aligned."""
    side = columns[i] if i < len(columns) else "c"
    return {"l": f"& {cell}", "r": f"{cell} &"}.get(side, cell)


def _lines(node: Table) -> str:
    """The lines between the columns and rows of a matrix; Typst draws none around it."""
    count = max(map(len, node.rows))
    bars = sorted({bar for bar in node.bars if 0 < bar < count})
    rules = sorted({rule for rule in node.rules if 0 < rule < len(node.rows)})
    if not bars and not rules:
        return ""
    places = []
    for name, found in (("vline", bars), ("hline", rules)):
        if found:
            places.append(f"{name}: ({', '.join(map(str, found))},)")
    return f"augment: #({', '.join(places)}), "
