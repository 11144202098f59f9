"""A formula as a tree: what the parser makes and every back-end reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


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


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol, with the sign terminals have for it and how it is spoken."""

    char: str
    kind: Kind
    spoken: str
    plain: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A variable: one letter, or several set upright."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named operator such as log; `limits` says whether scripts go above and below."""

    text: str
    limits: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a formula, their blanks kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    style: Style
    body: "Node"


@dataclass(frozen=True, slots=True)
class Classed:
    """A body that stands among its neighbours as the author says; an operator may have limits."""

    kind: Kind
    body: "Node"
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Fraction:
    """`small` sets it in a line even where there is room to stack it."""

    above: "Node"
    below: "Node"
    small: bool = False


@dataclass(frozen=True, slots=True)
class Binomial:
    above: "Node"
    below: "Node"


@dataclass(frozen=True, slots=True)
class Root:
    body: "Node"
    degree: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with what is below and above it; `limits` overrides where they go."""

    base: "Node"
    below: "Node | None"
    above: "Node | None"
    limits: bool | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    mark: Mark
    body: "Node"


@dataclass(frozen=True, slots=True)
class Brace:
    """A horizontal brace, or square bracket, over or under its body."""

    body: "Node"
    over: bool
    square: bool = False


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A body in a box, struck out, or not seen at all but for the room it takes."""

    how: Literal["box", "cancel", "phantom"]
    body: "Node"


@dataclass(frozen=True, slots=True)
class Fenced:
    """A body between two fences; None is the empty fence; `tall` ones always grow with it."""

    left: Symbol | None
    body: Row
    right: Symbol | None
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Middle:
    """A fence inside a fence, as tall as it."""

    symbol: Symbol


Layout = Literal["matrix", "cases", "aligned", "gathered"]


@dataclass(frozen=True, slots=True)
class Table:
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


@dataclass(frozen=True, slots=True)
class Space:
    columns: int


@dataclass(frozen=True, slots=True)
class Unknown:
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


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a formula, and where: an offset, and a line and column from 1."""

    message: str
    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read; with faults, the rest of it still stands."""

    source: str
    tree: Node
    faults: tuple[Fault, ...]
