"""A formula as MathML, for web pages."""

from collections.abc import Sequence
from html import escape

from tutor.typeset.alphabets import SEEN, in_style
from tutor.typeset.application import Joined, joined
from tutor.typeset.intent import intent_of
from tutor.typeset.spacing import spaced
from tutor.typeset.spoken import words
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
_BARS: dict[Mark, str] = {"bar": "top", "underline": "bottom"}
_WIDE_MARKS: dict[Mark, str] = {"hat": "^", "tilde": "~", "bar": "‾"}
_BRACES = {(True, False): "⏞", (False, False): "⏟", (True, True): "⎴", (False, True): "⎵"}
_STROKE = "linear-gradient(to top right, transparent 47%, currentColor 47% 53%, transparent 53%)"
_HOW = {
    "phantom": {},
    "box": {"style": "border: thin solid; padding: 0.2em"},
    "cancel": {"style": f"background: {_STROKE}"},
}
_JOINED = {Joined.OF: "&#x2061;", Joined.TIMES: "&#x2062;", Joined.UNSAID: ""}
_SIDES = {"l": "left", "c": "center", "r": "right"}
# Cells stand in the middle by themselves, and would not if told so; Chromium has its own word.
_WAYS = {"left": ("left",), "center": (), "right": ("right", "-webkit-right")}
_NAMED = {Kind.OPERATOR, Kind.WORD}  # no browser leaves a space beside a name
_SIGNED = {Kind.RELATION, Kind.BINARY, Kind.PUNCTUATION, Kind.BIG}  # but it does beside a sign
_ALIGNMENTS = {"cases": ("left",), "aligned": ("right", "left")}


def mathml(formula: Formula, display: bool = False, closing: str = "") -> str:
    """A math element, to stand in a line or, with `display`, apart, with what closes its sentence.

    It says what the formula is in words, in LaTeX, and where MathML has a word for it as an intent.
    """
    kind = "block" if display else "inline"
    written = _Setter(display).set(formula.tree)
    if closing:
        written = _tag("mrow", written, _tag("mtext", escape(closing)))
    source = "".join(sign if sign.isprintable() else " " for sign in formula.source)
    annotation = _tag("annotation", escape(source), encoding="application/x-tex")
    return _tag(
        "math", _tag("semantics", written, annotation), display=kind, alttext=escape(words(formula))
    )


class _Setter:
    """Sets nodes in a style and, where there is room, with limits above and below."""

    def __init__(self, display: bool, style: Style | None = None) -> None:
        self.display = display
        self.style = style

    def set(self, node: Node) -> str:
        """A node with its intent; the parts that the intent names are its $a and $b."""
        written = self.plain(node)
        if intent := intent_of(node):
            return written.replace(">", f' intent="{intent}">', 1)
        return written

    def plain(self, node: Node) -> str:
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
                opening = _fence(left, "prefix", node.tall)
                closing = _fence(right, "postfix", node.tall)
                return _tag("mrow", opening, self.part(body, "a", node), closing)
            case Middle(symbol):
                return _tag("mo", escape(symbol.char), stretchy="true", form="infix")
            case Fraction(above, below, small):
                fraction = _tag("mfrac", self.set(above), self.set(below))
                return _tag("mstyle", fraction, displaystyle="false") if small else fraction
            case Binomial(above, below):
                parts = self.part(above, "a", node), self.part(below, "b", node)
                inside = _tag("mfrac", *parts, linethickness="0")
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

    def part(self, node: Node, name: str, whole: Node) -> str:
        """A part of a node, named where the intent of the whole speaks of it."""
        written = self.set(node)
        if f"${name}" not in intent_of(whole):
            return written
        end = min(written.index(" "), written.index(">")) if " " in written else written.index(">")
        return f'{written[:end]} arg="{name}"{written[end:]}'

    def identifier(self, text: str) -> str:
        if self.style == "upright" and len(text) == 1:
            return _tag("mi", escape(text), mathvariant="normal")
        return _tag("mi", escape(in_style(text, self.style) if self.style else text))

    def symbol(self, node: Symbol, form: str = "") -> str:
        if node.kind is Kind.ORDINARY and (node.char.isalpha() or node.char in "∞∅"):
            char = in_style(node.char, self.style) if self.style else node.char
            if char.isupper() or self.style == "upright":
                return _tag("mi", char, mathvariant="normal")
            return _tag("mi", escape(char))
        if node.kind in (Kind.OPEN, Kind.CLOSE, Kind.BARS):
            return _tag("mo", escape(node.char), stretchy="false")
        return _tag("mo", escape(node.char), **({"form": form} if form else {}))

    def row(self, items: Sequence[Node]) -> str:
        pieces = []
        placed = iter(spaced(items, tight=False))
        before: Kind | None = None  # what the next item stands beside, unless a space is between
        last: tuple[Node, Kind] | None = None
        for item in items:
            if isinstance(item, Space):
                pieces.append(self.set(item))
                before = None
                continue
            gap, _, kind = next(placed)
            if gap and before and _NAMED & {before, kind} and not _SIGNED & {before, kind}:
                pieces.append(self.set(Space(1)))
            if last is not None and (sign := _JOINED[joined(*last, item, kind)]):
                pieces.append(_tag("mo", sign))
            if kind is Kind.UNARY and isinstance(item, Symbol):
                pieces.append(self.symbol(item, "prefix"))
            else:
                pieces.append(self.set(item))
            before, last = kind, (item, kind)
        return _tag("mrow", *pieces)

    def scripts(self, node: Scripts) -> str:
        given = [part for part in (node.below, node.above) if part is not None]
        if not given:
            return self.set(node.base)
        parts = [self.part(part, "b", node) for part in given]
        which = ("under" if node.below is not None else "") + (
            "over" if node.above is not None else ""
        )
        if not self.has_limits(node):
            which = which.replace("under", "sub").replace("over", "sup")
        return _tag("m" + which, self.part(node.base, "a", node), *parts)

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
        sign = _WIDE_MARKS.get(mark, _MARKS[mark]) if wide else _MARKS[mark]
        if wide and (side := _BARS.get(mark)):  # most fonts have no bar that grows
            body = _tag("mrow", body, style=f"border-{side}:.06em solid;padding-{side}:.1em")
            drawn = _tag("mo", sign, stretchy="true", style="opacity:0;font-size:20%")
        else:
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
                    _tag("mtd", self.set(cell), **_cell(node, sides[i % len(sides)], i, j))
                    for i, cell in enumerate(row)
                ),
            )
            for j, row in enumerate(node.rows)
        ]
        apart = node.layout == "aligned" and self.display
        table = _tag("mtable", *rows, displaystyle=str(apart).lower())
        if node.left is None and node.right is None:
            return table
        if intent_of(node):
            table = table.replace("<mtable", '<mtable arg="a"', 1)
        return _tag("mrow", _fence(node.left, "prefix"), table, _fence(node.right, "postfix"))


def _cell(node: Table, side: str, i: int, j: int) -> dict[str, str]:
    """How a cell is set where that is not in the middle, and the lines beside it."""
    styles = [f"text-align: {way}" for way in _WAYS[side]]
    if node.layout == "aligned":
        styles += ["padding-left: 0", "padding-right: 0"]
    last_column = i == max(map(len, node.rows)) - 1
    last_row = j == len(node.rows) - 1
    for edge, drawn in (
        ("left", i in node.bars),
        ("right", last_column and i + 1 in node.bars),
        ("top", j in node.rules),
        ("bottom", last_row and j + 1 in node.rules),
    ):
        styles += [f"border-{edge}: thin solid"] if drawn else []
    return {"style": "; ".join(styles)} if styles else {}


def _tag(name: str, *inside: str, **attributes: str) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def _fence(fence: Symbol | None, form: str, tall: bool = True) -> str:
    if fence is None:
        return ""
    stretchy = str(tall).lower()
    return _tag("mo", escape(fence.char), stretchy=stretchy, fence="true", form=form)


def _is_one_letter(node: Node) -> bool:
    match node:
        case Identifier(text):
            return len(text) == 1
        case Styled(_, body):
            return _is_one_letter(body)
        case _:
            return isinstance(node, Symbol)
