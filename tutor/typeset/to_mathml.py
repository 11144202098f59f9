"""A formula as MathML, for web pages."""

from collections.abc import Sequence
from html import escape

from tutor.typeset.alphabets import SEEN, in_style
from tutor.typeset.spacing import spaced
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
)

_MARKS: dict[Mark, str] = {
    "hat": "ˆ",
    "bar": "¯",
    "tilde": "˜",
    "vec": "→",
    "leftvec": "←",
    "bothvec": "↔",
    "dot": "˙",
    "ddot": "¨",
    "dddot": "⃛",
    "acute": "´",
    "grave": "`",
    "ring": "˚",
    "check": "ˇ",
    "breve": "˘",
    "underline": "_",
}
_WIDE_MARKS: dict[Mark, str] = {"hat": "^", "tilde": "~"}
_RULES: dict[Mark, str] = {"bar": "border-top", "underline": "border-bottom"}
_BRACES = {(True, False): "⏞", (False, False): "⏟", (True, True): "⎴", (False, True): "⎵"}
_STROKE = "linear-gradient(to top right, transparent 47%, currentColor 47% 53%, transparent 53%)"
_HOW = {
    "phantom": {},
    "box": {"style": "border: thin solid; padding: 0.2em"},
    "cancel": {"style": f"background: {_STROKE}"},
}
_SIDES = {"l": "left", "c": "center", "r": "right"}
_NAMED = {Kind.OPERATOR, Kind.WORD}  # no browser leaves a space beside a name
_SIGNED = {Kind.RELATION, Kind.BINARY, Kind.PUNCTUATION, Kind.BIG}  # but it does beside a sign
_ALIGNMENTS = {"cases": ("left",), "aligned": ("right", "left")}


def mathml(formula: Formula, display: bool = False) -> str:
    """A math element, to stand in a line or, with `display`, apart."""
    kind = "block" if display else "inline"
    return f'<math display="{kind}">{_Setter(display).set(formula.tree)}</math>'


class _Setter:
    """Sets nodes in a style and, where there is room, with limits above and below."""

    def __init__(self, display: bool, style: Style | None = None) -> None:
        self.display = display
        self.style = style

    def set(self, node: Node) -> str:
        match node:
            case Identifier(text):
                return self.identifier(text)
            case Number(text):
                return _tag("mn", escape(in_style(text, self.style) if self.style else text))
            case Symbol():
                return self.symbol(node)
            case Row(items):
                return self.row(items)
            case Scripts():
                return self.scripts(node)
            case Fenced(left, body, right):
                opening, closing = _fence(left, "prefix"), _fence(right, "postfix")
                return _tag("mrow", opening, self.set(body), closing)
            case Middle(symbol):
                return _tag("mo", escape(symbol.char), stretchy="true", form="infix")
            case Fraction(above, below, small):
                fraction = _tag("mfrac", self.set(above), self.set(below))
                return _tag("mstyle", fraction, displaystyle="false") if small else fraction
            case Binomial(above, below):
                inside = _tag("mfrac", self.set(above), self.set(below), linethickness="0")
                return _tag("mrow", _tag("mo", "("), inside, _tag("mo", ")"))
            case Root(body, degree):
                if degree is None:
                    return _tag("msqrt", self.set(body))
                return _tag("mroot", self.set(body), self.set(degree))
            case Name(text):
                return _tag("mi", escape(text))
            case Text(text):
                shown = in_style(text, self.style) if self.style in SEEN else text
                return _tag("mtext", escape(shown).replace(" ", "\u00a0"))
            case Styled(style, body):
                return _Setter(self.display, style).set(body)
            case Accent():
                return self.accent(node)
            case Classed(_, body):
                return self.set(body)
            case Enclosed(how, body):
                return _tag("mphantom" if how == "phantom" else "mrow", self.set(body), **_HOW[how])
            case Brace(body, over, square):
                sign = _tag("mo", _BRACES[over, square], stretchy="true")
                return _tag("mover" if over else "munder", self.set(body), sign)
            case Table():
                return self.table(node)
            case Space(columns):
                width = 0.1667 * columns if columns < 2 else columns / 2
                return f'<mspace width="{width:g}em"/>'
            case Unknown(source):
                return _tag("merror", _tag("mtext", escape(f"⟨{source}?⟩")))

    def identifier(self, text: str) -> str:
        if self.style == "upright" and len(text) == 1:
            return _tag("mi", escape(text), mathvariant="normal")
        return _tag("mi", escape(in_style(text, self.style) if self.style else text))

    def symbol(self, node: Symbol) -> str:
        if node.kind is Kind.ORDINARY and (node.char.isalpha() or node.char in "∞∅"):
            char = in_style(node.char, self.style) if self.style else node.char
            if char.isupper() or self.style == "upright":
                return _tag("mi", char, mathvariant="normal")
            return _tag("mi", escape(char))
        if node.kind in (Kind.OPEN, Kind.CLOSE, Kind.BARS):
            return _tag("mo", escape(node.char), stretchy="false")
        return _tag("mo", escape(node.char))

    def row(self, items: Sequence[Node]) -> str:
        pieces = []
        placed = iter(spaced(items, tight=False))
        before: Kind | None = None  # what the next item stands beside, unless a space is between
        for item in items:
            pieces.append(self.set(item))
            if isinstance(item, Space):
                before = None
                continue
            gap, _, kind = next(placed)
            if gap and before and _NAMED & {before, kind} and not _SIGNED & {before, kind}:
                pieces.insert(-1, self.set(Space(1)))
            before = kind
        return _tag("mrow", *pieces)

    def scripts(self, node: Scripts) -> str:
        parts = [self.set(part) for part in (node.below, node.above) if part is not None]
        if not parts:
            return self.set(node.base)
        which = ("under" if node.below is not None else "") + (
            "over" if node.above is not None else ""
        )
        if not self.has_limits(node):
            which = which.replace("under", "sub").replace("over", "sup")
        return _tag("m" + which, self.set(node.base), *parts)

    def has_limits(self, node: Scripts) -> bool:
        base = node.base
        if node.limits is not None or isinstance(base, Brace):
            return node.limits is not False
        if isinstance(base, Name | Classed):
            return base.limits and self.display
        summed = isinstance(base, Symbol) and base.kind is Kind.BIG and base.char not in "∫∬∭"
        return summed and self.display

    def accent(self, node: Accent) -> str:
        mark, body = node.mark, self.set(node.body)
        wide = not _is_one_letter(node.body)
        if wide and mark in _RULES:
            return _tag("mrow", body, style=f"{_RULES[mark]}: thin solid")
        sign = _WIDE_MARKS.get(mark, _MARKS[mark]) if wide else _MARKS[mark]
        drawn = _tag("mo", sign, stretchy="true" if wide else "false")
        if mark == "underline":
            return _tag("munder", body, drawn, accentunder="true")
        return _tag("mover", body, drawn, accent="true")

    def table(self, node: Table) -> str:
        sides = _ALIGNMENTS.get(node.layout, ("center",))
        if node.columns:
            sides = tuple(_SIDES[letter] for letter in node.columns)
        rows = [
            _tag(
                "mtr",
                *(
                    _tag("mtd", self.set(cell), style=_cell(node, sides[i % len(sides)], i, j))
                    for i, cell in enumerate(row)
                ),
            )
            for j, row in enumerate(node.rows)
        ]
        apart = node.layout == "aligned" and self.display
        table = _tag("mtable", *rows, displaystyle=str(apart).lower())
        if node.left is None and node.right is None:
            return table
        return _tag("mrow", _fence(node.left, "prefix"), table, _fence(node.right, "postfix"))


def _cell(node: Table, side: str, i: int, j: int) -> str:
    """How a cell is set, and the lines beside it."""
    style = f"text-align: {side}"
    last_column = i == max(map(len, node.rows)) - 1
    last_row = j == len(node.rows) - 1
    for edge, drawn in (
        ("left", i in node.bars),
        ("right", last_column and i + 1 in node.bars),
        ("top", j in node.rules),
        ("bottom", last_row and j + 1 in node.rules),
    ):
        style += f"; border-{edge}: thin solid" if drawn else ""
    return style


def _tag(name: str, *inside: str, **attributes: str) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def _fence(fence: Symbol | None, form: str) -> str:
    if fence is None:
        return ""
    return _tag("mo", escape(fence.char), stretchy="true", fence="true", form=form)


def _is_one_letter(node: Node) -> bool:
    match node:
        case Identifier(text):
            return len(text) == 1
        case Styled(_, body):
            return _is_one_letter(body)
        case _:
            return isinstance(node, Symbol)
