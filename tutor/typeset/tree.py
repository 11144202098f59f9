"""A formula as a tree: what the parser makes and every back-end reads."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal, NamedTuple


class Kind(StrEnum):
    """What a part does among its neighbours, which decides the space around it."""

    ORDINARY = "ordinary"
    WORD = "word"  # a name of several letters
    OPERATOR = "operator"  # log, det, max
    BIG = "big"  # a sum, a product, an integral
    BINARY = "binary"
    UNARY = "unary"  # a sign: a binary operator with nothing before it
    RELATION = "relation"
    SLASH = "slash"  # a stroke that was typed
    PUNCTUATION = "punctuation"
    OPEN = "open"
    CLOSE = "close"
    FENCED = "fenced"
    BARS = "bars"  # fenced by | or ‖, which look alike on both sides
    INNER = "inner"  # fractions and matrices


Style = Literal["bold", "blackboard", "script", "upright", "italic", "sans", "mono", "fraktur"]
Mark = Literal[
    "hat",
    "bar",
    "tilde",
    "vec",
    "leftvec",
    "bothvec",
    "dot",
    "ddot",
    "dddot",
    "check",
    "breve",
    "acute",
    "grave",
    "ring",
    "underline",
]


class Symbol(NamedTuple):
    """One symbol, with the sign terminals have for it and how it is spoken."""

    char: str
    kind: Kind
    spoken: str
    plain: str


class Identifier(NamedTuple):
    """A variable: one letter, or several set upright."""

    text: str


class Number(NamedTuple):
    text: str


class Name(NamedTuple):
    """A named operator such as log; `limits` says whether scripts go above and below."""

    text: str
    limits: bool = False
    spoken: str = ""


class Text(NamedTuple):
    """Words in a formula, their blanks kept."""

    text: str


class Styled(NamedTuple):
    style: Style
    body: "Node"


class Classed(NamedTuple):
    """A body that stands among its neighbours as the author says; an operator may have limits."""

    kind: Kind
    body: "Node"
    limits: bool = False


class Row(NamedTuple):
    items: "tuple[Node, ...]"


class Fraction(NamedTuple):
    """`small` sets it in a line even where there is room to stack it."""

    above: "Node"
    below: "Node"
    small: bool = False


class Binomial(NamedTuple):
    above: "Node"
    below: "Node"


class Root(NamedTuple):
    body: "Node"
    degree: "Node | None" = None


class Scripts(NamedTuple):
    """A base with what is below and above it; `limits` overrides where they go."""

    base: "Node"
    below: "Node | None"
    above: "Node | None"
    limits: bool | None = None


class Accent(NamedTuple):
    mark: Mark
    body: "Node"


class Brace(NamedTuple):
    """A horizontal brace, or square bracket, over or under its body."""

    body: "Node"
    over: bool
    square: bool = False


class Enclosed(NamedTuple):
    """A body in a box, struck out, or not seen at all but for the room it takes."""

    how: Literal["box", "cancel", "phantom"]
    body: "Node"


class Fenced(NamedTuple):
    """A body between two fences; None is the empty fence; `tall` ones always grow with it."""

    left: Symbol | None
    body: Row
    right: Symbol | None
    tall: bool = False


class Middle(NamedTuple):
    """A fence inside a fence, as tall as it."""

    symbol: Symbol


Layout = Literal["matrix", "cases", "aligned", "gathered"]


class Table(NamedTuple):
    """Rows of cells: a matrix with its fences, cases, or aligned lines.

    `columns` has a letter l, c or r for each column whose place was chosen; `bars` and `rules` say
    before which columns and rows a line is drawn, and again behind the last.
    """

    layout: Layout
    rows: "tuple[tuple[Node, ...], ...]"
    left: Symbol | None = None
    right: Symbol | None = None
    columns: str = ""
    bars: tuple[int, ...] = ()
    rules: tuple[int, ...] = ()


class Space(NamedTuple):
    columns: int


class Unknown(NamedTuple):
    """What could not be read, shown where it stands."""

    source: str


Node = (
    Symbol
    | Identifier
    | Number
    | Name
    | Text
    | Styled
    | Row
    | Fraction
    | Binomial
    | Root
    | Scripts
    | Accent
    | Brace
    | Classed
    | Enclosed
    | Fenced
    | Middle
    | Table
    | Space
    | Unknown
)


def is_variable(node: Node | None, letter: str) -> bool:
    """Whether it is this variable; a tuple of another class may be equal to it."""
    return isinstance(node, Identifier) and node.text == letter


def plain_body(node: Node) -> Node:
    """The node without what is only put around it: a row of one, a style, a class."""
    while True:
        match node:
            case Styled(_, body) | Classed(_, body):
                node = body
            case Row(items):
                seen = shown(items)
                if len(seen) != 1:
                    return node
                node = seen[0]
            case _:
                return node


def only_part(node: Node) -> Node:
    """The node without the rows of one around it."""
    while isinstance(node, Row | Classed):
        if isinstance(node, Classed):
            node = node.body
            continue
        items = shown(node.items)
        if len(items) != 1:
            return node
        node = items[0]
    return node


def shown(items: Sequence[Node]) -> tuple[Node, ...]:
    return tuple(item for item in items if not isinstance(item, Space) and item != Row(()))


def parts_of(node: Node) -> tuple[Node, ...]:
    node = only_part(node)
    return shown(node.items) if isinstance(node, Row) else (node,)


class Fault(NamedTuple):
    """What is wrong in a formula, and where: an offset, and a line and column from 1."""

    message: str
    offset: int
    line: int
    column: int


class Formula(NamedTuple):
    """A formula that was read; with faults, the rest of it still stands."""

    source: str
    tree: Node
    faults: tuple[Fault, ...]
