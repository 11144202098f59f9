"""A formula in words, for lines read aloud: p sub X of x equals …"""

import re
from collections.abc import Sequence

from tutor.typeset.grouping import is_round
from tutor.typeset.spacing import kind_of, spaced
from tutor.typeset.symbols import SYMBOLS, symbol_of
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
)

_BLACKBOARD = {
    "R": "the reals",
    "N": "the naturals",
    "Z": "the integers",
    "Q": "the rationals",
    "C": "the complex numbers",
    "E": "the expectation",
    "P": "the probability",
    "1": "the indicator",
}
_POWERS = {
    "2": "squared",
    "3": "cubed",
    "minus 1": "inverse",
    "T": "transpose",
    "top": "transpose",
    "minus T": "inverse transpose",
    "minus top": "inverse transpose",
    "star": "star",
    "after": "degrees",
    "dagger": "dagger",
    "double dagger": "double dagger",
}
_FENCES = {
    "|": ("the absolute value of", "end absolute value"),
    "‖": ("the norm of", "end norm"),
    "⌊": ("the floor of", "end floor"),
    "⌈": ("the ceiling of", "end ceiling"),
}
_MARKS = {
    "leftvec": "left arrow",
    "bothvec": "double arrow",
    "ddot": "double dot",
    "dddot": "triple dot",
}
# A bracket that holds a sum is a factor after one of these, and an argument after others.
_FACTORS = set("abcxyzAWIΣΛ")
_HEADS = (Kind.ORDINARY, Kind.WORD, Kind.OPERATOR)
_DIFFERENTIALS = ((Identifier("d"),), (SYMBOLS["partial"],))
_COMMAS = re.compile(r"(?: *,)+(?= *[,;.]| *$)| +(?=[,;.])")


def words(formula: Formula) -> str:
    """The formula as it is read aloud."""
    return _join(_say(formula.tree))


def _join(spoken: Sequence[str]) -> str:
    """The words with blanks between them; one comma where several meet, none at the end."""
    return _COMMAS.sub("", " ".join(word for word in spoken if word))


def _phrase(node: Node) -> str:
    return _join(_say(node))


def _say(node: Node) -> list[str]:
    match node:
        case Identifier(text) | Number(text):
            return [text]
        case Text(text):
            return text.split()
        case Symbol(_, kind, spoken):
            return [spoken + " of" if kind is Kind.BIG else spoken]
        case Name(text, _, spoken):
            return [spoken or text]
        case Row(items):
            return _row(items)
        case Scripts():
            return _scripts(node)
        case Fenced():
            return _fenced(node)
        case Fraction(above, below):
            if (_is_one(above) and _is_one(below)) or _is_derivative(above, below):
                return [*_say(above), "over", *_say(below)]
            top, bottom = _say(above), _say(below)
            # What is itself over something would leave open which line is meant.
            over = ", all over" if "over" in _join([*top, *bottom]).split() else "over"
            return ["the fraction", *top, over, *bottom, ", end fraction ,"]
        case Root():
            return _root(node)
        case Styled(style, body):
            return _styled(style, body)
        case Accent(mark, body):
            if mark == "vec":
                return ["vector", *_say(body)]
            name = _MARKS.get(mark, mark)
            if _is_short(body):
                return [*_say(body), name]
            return [name, "over", *_say(body), f", end {name} ,"]
        case Table():
            return _table(node)
        case Binomial(above, below):
            return [*_say(above), "choose", *_say(below)]
        case Brace(body) | Classed(_, body):
            return _say(body)
        case Enclosed("phantom", _):
            return []
        case Enclosed(how, body):
            begin = {"box": "boxed", "cancel": "crossed out"}[how]
            return [begin, *_say(body), *([] if _is_short(body) else [f", end {begin} ,"])]
        case Middle():
            return ["such that"]
        case Space():
            return []
        case Unknown(source):
            return [f"not understood: {' '.join(source.split())} ,"]


def _row(items: Sequence[Node]) -> list[str]:
    spoken: list[str] = []
    placed = [(node, kind) for _, node, kind in spaced(items, tight=False)]
    for i, (node, kind) in enumerate(placed):
        said = _say(node)
        if i:
            spoken.append(_between(*placed[i - 1], node, kind))
        elif said and kind is Kind.RELATION and len(placed) > 1:
            said = [said[0].removeprefix("is "), *said[1:]]  # after "density is" in the sentence
        spoken += said
    return spoken


def _between(before: Node, before_kind: Kind, node: Node, kind: Kind) -> str:
    """ "of" between a function and its argument, "times" where factors would run together."""
    if isinstance(before, Name) and kind in (Kind.FENCED, Kind.BARS, Kind.INNER):
        return "" if before.spoken.endswith(" of") else "of"
    if isinstance(before, Fraction) and kind in (*_HEADS, Kind.FENCED, Kind.BARS, Kind.INNER):
        if (before.above,) in _DIFFERENTIALS:
            return "of"
        return "" if isinstance(node, Text) or node == Identifier("d") else "times"
    if kind is not Kind.FENCED or not isinstance(node, Fenced):
        return ""
    if before_kind in (Kind.FENCED, Kind.BARS, Kind.INNER) or isinstance(before, Number):
        return "times"
    if before_kind not in _HEADS or (isinstance(before, Text) and not before.text.isalnum()):
        return ""
    head = before.base if isinstance(before, Scripts) else before
    letter = head.text if isinstance(head, Identifier) else getattr(head, "char", "")
    sums = any(k is Kind.BINARY for _, _, k in spaced(node.body.items, tight=False))
    return "times" if sums and letter in _FACTORS else "of"


def _is_one(node: Node) -> bool:
    """Whether a node is one symbol, number or word, with or without a sign before it."""
    match node:
        case Identifier() | Number() | Symbol():
            return True
        case Text(text):
            return len(text.split()) == 1
        case Styled(_, body) | Accent(_, body):
            return _is_one(body)
        case Row(items):
            items = tuple(item for item in items if not isinstance(item, Space))
            if len(items) == 2 and items[0] in (SYMBOLS["pm"], symbol_of("-")):
                items = items[1:]
            return len(items) == 1 and _is_one(items[0])
        case _:
            return False


def _is_derivative(above: Node, below: Node) -> bool:
    """Whether a fraction is df/dx or d/dx: one that everybody hears as such."""

    def is_small(node: Node) -> bool:
        items = node.items if isinstance(node, Row) else (node,)
        return items[:1] in _DIFFERENTIALS and len(items) == 2 and _is_one(items[1])

    return is_small(below) and (is_small(above) or (above,) in _DIFFERENTIALS)


def _is_short(node: Node) -> bool:
    """Whether a node is one term, heard without a word where it ends."""
    match node:
        case Identifier() | Number() | Symbol() | Name() | Text() | Styled() | Accent() | Space():
            return True
        case Scripts(base, below, above):
            return all(part is None or _is_short(part) for part in (base, below, above))
        case Row(items):
            kinds = [kind for _, _, kind in spaced(items, tight=False)]
            while kinds and kinds[0] in (Kind.OPERATOR, Kind.UNARY):
                kinds.pop(0)  # log |x|, minus 1
            terms = kinds[:1] in ([Kind.ORDINARY], [Kind.WORD], [Kind.BARS], [])
            rest = kinds[1:] == [Kind.FENCED] * len(kinds[1:])  # f(x)
            return terms and rest and all(_is_short(item) for item in items)
        case Fenced(left, body, right):
            closed = left is not None and left.char in "(|‖" and right is not None
            return closed and _is_short(body)
        case _:
            return False


def _scripts(node: Scripts) -> list[str]:
    base, below, above = node.base, node.below, node.above
    kind = kind_of(base)
    if isinstance(base, Brace):
        labels = [_phrase(label) for label in (below, above) if label is not None]
        return [*_say(base), *(f", labelled {label} ," for label in labels)]
    if isinstance(base, Symbol) and kind is Kind.BIG:
        return _big(base.spoken, below, above)
    if isinstance(base, Name) and base.limits:
        approached = "as" if base.text.startswith("lim") else "over"
        bounds = [approached, _phrase(below)] if below is not None else []
        return [base.spoken or base.text, *bounds, *_power(above), "of"]
    if isinstance(base, Styled) and base.style == "blackboard" and below is not None:
        return [*_say(base), "over", _phrase(below), *_power(above)]
    if node.limits and kind is Kind.RELATION:
        labels = [_phrase(label) for label in (below, above) if label is not None]
        return [*_say(base), "by", *labels]
    if below is not None and _is_bar(base):
        before = [] if isinstance(base, Symbol) else _say(base)[:-1]
        return [*before, "evaluated at", _phrase(below), *_power(above)]
    name = base.spoken or base.text if isinstance(base, Name) else ""
    if isinstance(base, Fenced):
        spoken = _fenced(base, always_closed=True)
    else:
        spoken = [name.removesuffix(" of")] if name else _say(base)
    if below is not None:
        spoken += ["sub", *_say(below)]
        if not _is_short(below) or _has_power(below):
            spoken.append("end sub")
    spoken += _power(above)
    return [*spoken, "of"] if name.endswith(" of") else spoken


def _has_power(node: Node) -> bool:
    if isinstance(node, Row) and node.items:
        return _has_power(node.items[-1])
    return isinstance(node, Scripts) and node.above is not None


def _is_bar(node: Node) -> bool:
    """Whether a node is the bar of f(x)|_{x=0}."""
    if isinstance(node, Fenced):
        return node.left is None and node.right is not None and node.right.char == "|"
    return isinstance(node, Symbol) and node.kind is Kind.BARS


def _big(spoken: str, below: Node | None, above: Node | None) -> list[str]:
    if below is None:
        return [spoken, *_power(above), "of"]
    if above is None:
        return [spoken, "over", _phrase(below), "of"]
    return [spoken, "from", _phrase(below), "to", _phrase(above), "of"]


def _power(above: Node | None) -> list[str]:
    if above is None:
        return []
    items = above.items if isinstance(above, Row) else (above,)
    primes = 0
    while primes < len(items) and isinstance(p := items[primes], Symbol) and p.char == "′":
        primes += 1
    marks = [["prime"], ["double prime"], ["triple prime"]][primes - 1 : primes] if primes else []
    spoken = marks[0] if marks else ["prime"] * primes
    rest = Row(tuple(items[primes:]))
    if not rest.items:
        return spoken
    if len(rest.items) == 1 and is_round(only := rest.items[0]) and isinstance(only, Fenced):
        return [*spoken, "superscript", *_say(only.body)]
    power = _phrase(rest)
    if power in _POWERS:
        return [*spoken, _POWERS[power]]
    return [*spoken, "to the power", power, *([] if _is_short(rest) else [", end power ,"])]


def _fenced(node: Fenced, always_closed: bool = False) -> list[str]:
    inside = _say(node.body)
    left = node.left.char if node.left else ""
    right = node.right.char if node.right else ""
    if left in _FENCES and right:
        before, after = _FENCES[left]
        closed = always_closed or not _is_short(node.body)
        return [before, *inside, *([f", {after} ,"] if closed else [])]
    if left == "(" and right == ")" and _is_short(node.body) and not always_closed:
        return inside
    if not left and right == "|":
        return [*inside, "evaluated"]
    spoken = [node.left.spoken] if node.left else []
    return [*spoken, *inside, *([node.right.spoken] if node.right else [])]


def _root(node: Root) -> list[str]:
    degree = "2" if node.degree is None else _phrase(node.degree)
    named = {"2": "the square root of", "3": "the cube root of"}
    begin = named.get(degree, f"the root of degree {degree} of")
    return [begin, *_say(node.body), *([] if _is_short(node.body) else [", end root ,"])]


def _styled(style: str, body: Node) -> list[str]:
    spoken = _say(body)
    if style == "blackboard":
        return [_BLACKBOARD.get(spoken[0], "double-struck " + spoken[0]) if spoken else ""]
    if style in ("bold", "script", "fraktur"):
        return [style, *spoken]
    return spoken


def _table(node: Table) -> list[str]:
    rows = [[_phrase(cell) for cell in row] for row in node.rows]
    if node.layout in ("aligned", "gathered"):
        return [("; " if node.layout == "aligned" else ", ").join(map(_join, rows))]
    lines = [", ".join(cell or "blank" for cell in row) for row in rows]
    if node.layout == "cases":
        return [f"{len(rows)} cases:", "; ".join(lines), "; end cases ,"]
    what = f"the {len(rows)} by {max(map(len, rows))} matrix"
    if node.left is not None and node.left.char in _FENCES:
        what = f"the determinant of {what}" if node.left.char == "|" else f"the norm of {what}"
    numbered = [f"row {i}: {text}" for i, text in enumerate(lines, 1)]
    return [what + ",", "; ".join(numbered), "; end matrix ,"]
