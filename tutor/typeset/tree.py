"""A formula as a tree: what the parser makes and every back-end reads."""

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
    PUNCTUATION = "punctuation"
    OPEN = "open"
    CLOSE = "close"
    FENCED = "fenced"
    BARS = "bars"  # fenced by | or ‖, which look alike on both sides
    INNER = "inner"  # fractions and matrices


Style = Literal["bold", "blackboard", "script", "upright", "italic", "sans", "mono", "fraktur"]
Mark = Literal["hat", "bar", "tilde", "vec", "dot", "ddot", "check", "breve", "underline"]


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
    """A horizontal brace over or under its body."""

    body: "Node"
    over: bool


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
    """Rows of cells: a matrix with its fences, cases, or aligned lines."""

    layout: Layout
    rows: "tuple[tuple[Node, ...], ...]"
    left: Symbol | None = None
    right: Symbol | None = None


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
    | Fenced
    | Middle
    | Table
    | Space
    | Unknown
)


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
