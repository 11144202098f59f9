"""The parts of a text that is read: blocks, and in their lines words, code, maths and more."""

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """The stretch of text that a node was made from, as two offsets."""

    start: int
    end: int


# -- inline nodes ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Words, with the names of their styles: strong, emphasis; mark for the signs that say so."""

    text: str
    styles: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula; `display` if it is set apart; where each of its lines begins in the text."""

    source: str
    display: bool
    starts: tuple[int, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or the part of it in this block if it goes on in another."""

    label: "tuple[Inline, ...]"
    target: str
    place: Place
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    alternative: str
    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Brackets:
    """Text in [brackets], which a cloze card hides, or the part of it in this block."""

    content: "tuple[Inline, ...]"
    styles: frozenset[str]
    place: Place
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Footnote:
    """A mark `[^label]`; `defines` where a line begins with it and a colon."""

    label: str
    defines: bool
    styles: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Definition:
    """A line `[label]: address`, as it is written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, which is not shown."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line ends here because the author said so."""

    place: Place


@dataclass(frozen=True, slots=True)
class Unclosed:
    """Dollar signs that begin a formula which never ends, or end one that is empty."""

    text: str
    place: Place


Inline = (
    Words
    | Maths
    | Code
    | Link
    | Picture
    | Brackets
    | Footnote
    | Definition
    | Comment
    | LineBreak
    | Unclosed
)

# -- blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    content: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class CodeBlock:
    lines: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `marker` is a bullet or a number, `ticked` is for checklists."""

    marker: str
    ticked: bool | None
    blocks: "tuple[Block, ...]"
    place: Place
    box: Place | None = None  # of the checklist's box


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; a loose one has blank lines between its items."""

    items: tuple[Item, ...]
    loose: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "tuple[Block, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first row is the heading."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    place: Place


Block = Paragraph | Heading | CodeBlock | ItemList | Quote | Grid | Rule


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its blocks; all places are into this text."""

    text: str
    blocks: tuple[Block, ...]
