"""Which parts of a formula are heard whole, and what a listener takes them for."""

from collections.abc import Iterator, Sequence

from tutor.typeset.application import Joined, joined
from tutor.typeset.spacing import kind_of
from tutor.typeset.symbols import SYMBOLS, symbol_of
from tutor.typeset.tree import (
    Accent,
    Brace,
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
    only_part,
    parts_of,
    plain_body,
    shown,
)

MINUS = symbol_of("-")
_PLACES = {"of", "to", "from"}
_RELATIONS = {s.spoken for s in SYMBOLS.values() if s.kind is Kind.RELATION} - _PLACES


def is_unit(node: Node) -> bool:
    """Whether a node is one letter, number or sign, bold or with a mark or not."""
    node = only_part(node)
    match node:
        case Styled(_, body):
            return is_core(only_part(body)) or (node.style in QUIET and is_unit(body))
        case Accent(_, body):
            body = only_part(body)
            return is_core(body) or (isinstance(body, Styled) and is_unit(body))
        case _:
            return is_core(node)


QUIET = ("upright", "italic", "sans", "mono")


def is_core(node: Node) -> bool:
    match node:
        case Identifier() | Number():
            return True
        case Symbol():
            return node.kind in (Kind.ORDINARY, Kind.WORD)
        case Text(text):
            return len(text.split()) == 1
        case _:
            return False


def is_signed_unit(node: Node) -> bool:
    """Whether a node is minus and a unit."""
    parts = parts_of(node)
    return len(parts) == 2 and parts[0] == MINUS and is_unit(parts[1])


def is_simple(node: Node) -> bool:
    """Whether a node is a unit, perhaps with a sign or an index: x, minus x, x sub i."""
    only = only_part(node)
    if isinstance(only, Scripts) and only.above is None and only.below is not None:
        base = plain_body(only.base)
        is_letter = isinstance(base, Identifier | Symbol) and is_unit(only.base)
        return is_letter and is_unit(only.below) and not only.limits
    return is_unit(node) or is_signed_unit(node)


def is_argument(before: Node, node: Fenced) -> bool:
    """Whether brackets need not be said: they hold a unit, and are round or those of E[X]."""
    if node.left is None or node.right is None:
        return False
    if node.left.char == "(" and node.right.char == ")":
        return is_simple(node.body) or is_application(node.body)
    if not is_unit(node.body):
        return False
    only = before.base if isinstance(before, Scripts) else before
    expects = isinstance(only, Styled) and only.style == "blackboard"
    return node.left.char == "[" and node.right.char == "]" and expects


def is_application(body: Node) -> bool:
    """Whether a bracket holds f(x) alone, x a unit or an application again."""
    parts = parts_of(body)
    if len(parts) != 2 or not isinstance(bracket := parts[1], Fenced):
        return False
    head, kind = parts[0], kind_of(parts[0])
    is_of = joined(head, kind, bracket, Kind.FENCED) is Joined.OF
    return is_of and not isinstance(head, Fraction) and is_argument(head, bracket)


def says_of(node: Node) -> bool:
    """Whether the words of a name end in "of" already."""
    base = node.base if isinstance(node, Scripts) else node
    if not isinstance(base, Name):
        return False
    scripted = isinstance(node, Scripts) and (
        base.limits or "log" in base.text or base.text == "ln"
    )
    return base.spoken.endswith(" of") or (scripted and below_of(node) is not None)


def below_of(node: Node) -> Node | None:
    return node.below if isinstance(node, Scripts) else None


def is_number(node: Node) -> bool:
    """Whether what stands below -1 is a number, which has no inverse map: 10 or e."""
    only = only_part(node)
    return isinstance(only, Number) or only == Identifier("e")


def is_in(node: Node) -> bool:
    return isinstance(node, Symbol) and node.char in "∈∉"


def is_modulus(body: Row) -> bool:
    """Whether a bracket is that of x (mod 3)."""
    parts = parts_of(body)
    is_mod = parts[:1] == (Name("mod"),)
    return len(parts) == 2 and is_mod and is_unit(parts[1])


def is_nabla(node: Node) -> bool:
    base = plain_body(node.base if isinstance(node, Scripts) else node)
    return isinstance(base, Symbol) and base.char == "∇"


def begins_a_term(before: tuple[Node, Kind]) -> bool:
    """Whether a term begins after a neighbour."""
    return before[1] in (Kind.RELATION, Kind.PUNCTUATION, Kind.OPEN)


def is_map(placed: Sequence[tuple[Node, Kind]]) -> bool:
    """Whether a row is f: A → B."""
    signs = [node.char for node, _ in placed if isinstance(node, Symbol)]
    return ":" in signs and "→" in signs[signs.index(":") :]


def grouped_number(placed: Sequence[tuple[Node, Kind]], i: int) -> str | None:
    """The number 1,234.5 of which a comma has made two; in brackets it is a pair."""
    three = [node for node, _ in placed[i : i + 3]]
    match three:
        case [Number(one), Symbol(","), Number(other)] if len(placed) == 3 and i == 0:
            whole = other.split(".")[0]
            if len(whole) == 3 and len(one) <= 3 and one.isdigit():
                return f"{one},{other}"
    return None


def holds_a_place(spoken: Sequence[str]) -> bool:
    """Whether words hold one that would seem to end the bound they stand in."""
    return any(not _PLACES.isdisjoint(said.split()) for said in spoken if said not in _RELATIONS)


def side(node: Node) -> str:
    """0^+ in a limit."""
    if isinstance(node, Scripts) and node.below is None and node.above is not None:
        sign = only_part(node.above)
        if isinstance(sign, Symbol) and sign.char in "+−":
            return "from above" if sign.char == "+" else "from below"
    return ""


def braced(base: Brace, node: Scripts) -> str:
    """What is said of a brace; also where it is, if its label is on the other side."""
    if (node.below if base.over else node.above) is None:
        return "braced"
    return "braced above" if base.over else "braced below"


def is_labelled(node: Scripts) -> bool:
    return bool(node.limits) and kind_of(node.base) not in (Kind.BIG, Kind.OPERATOR)


def is_bar(base: Node) -> bool:
    """Whether a node is the bar of f(x)|_{x=0}."""
    if isinstance(base, Fenced):
        return base.left is None and base.right is not None and base.right.char == "|"
    return isinstance(base, Symbol) and base.kind is Kind.BARS


def is_expectation(base: Node) -> bool:
    """Whether a node is the blackboard E or P, which is taken over a variable."""
    only = plain_body(base)
    is_double = isinstance(base, Styled) and base.style == "blackboard"
    return is_double and isinstance(only, Identifier) and only.text in ("E", "P")


def is_norm(base: Fenced) -> bool:
    return base.left is not None and base.left.char == "‖" and base.right is not None


def is_matrix(base: Node) -> bool:
    """Whether a T above a node says transpose: it is a capital, bold, or a bracket or matrix."""
    base = only_part(base)
    match base:
        case Identifier(text):
            return text.isupper()
        case Symbol(char):
            return char.isupper()
        case Scripts(inner):
            return is_matrix(inner)
        case Accent(_, body):
            return is_matrix(body)
        case Styled(style, _):
            return style == "bold"
        case _:
            return isinstance(base, Fenced | Table)


def interval_of(node: Node) -> Fenced | None:
    """Brackets by themselves that are an interval: square ones, or one end is infinite."""
    node = only_part(node)
    if not isinstance(node, Fenced):
        return None
    leaves = list(_leaves(node.body))
    is_square = node.left is not None and node.left.char == "["
    is_bracket = any(isinstance(each, Identifier) and each.text.isupper() for each in leaves)
    is_endless = any(isinstance(each, Symbol) and each.char == "∞" for each in leaves)
    return node if is_endless or (is_square and not is_bracket) else None  # not [X, Y]


def _leaves(row: Row) -> Iterator[Node]:
    for item in row.items:
        yield from _leaves(item) if isinstance(item, Row) else (item,)


def ends_of_interval(body: Row) -> tuple[tuple[Node, ...], tuple[Node, ...]] | None:
    """The two ends of an interval; None if that is no interval."""
    items = shown(body.items)
    commas = [i for i, item in enumerate(items) if isinstance(item, Symbol) and item.char == ","]
    if len(commas) != 1 or commas[0] in (0, len(items) - 1):
        return None
    return items[: commas[0]], items[commas[0] + 1 :]
