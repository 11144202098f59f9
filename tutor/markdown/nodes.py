"""The parts of a text that is read: blocks, and in their lines words, code, maths and more."""

from typing import NamedTuple


class Place(NamedTuple):
    """The stretch of text that a node was made from, as two offsets."""

    start: int
    end: int


# -- inline nodes ------------------------------------------------------------------------------


class Words(NamedTuple):
    """Words, with the names of their styles: strong, emphasis; mark for the signs that say so."""

    text: str
    styles: frozenset[str]
    place: Place


class Maths(NamedTuple):
    """A formula; `display` if it is set apart; where each of its lines begins in the text."""

    source: str
    display: bool
    starts: tuple[int, ...]
    place: Place


class Code(NamedTuple):
    text: str
    place: Place


class Link(NamedTuple):
    """A link, or the part of it in this block if it goes on in another."""

    label: "tuple[Inline, ...]"
    target: str
    place: Place
    begins: bool = True
    ends: bool = True


class Picture(NamedTuple):
    alternative: str
    path: str
    place: Place


class Brackets(NamedTuple):
    """Text in [brackets], which a cloze card hides, or the part of it in this block."""

    content: "tuple[Inline, ...]"
    styles: frozenset[str]
    place: Place
    begins: bool = True
    ends: bool = True


class Footnote(NamedTuple):
    """A mark `[^label]`; `defines` where a line begins with it and a colon."""

    label: str
    defines: bool
    styles: frozenset[str]
    place: Place


class Definition(NamedTuple):
    """A line `[label]: address`, as it is written."""

    text: str
    place: Place


class Comment(NamedTuple):
    """A comment, which is not shown."""

    text: str
    place: Place


class LineBreak(NamedTuple):
    """A line ends here because the author said so."""

    place: Place


class Unclosed(NamedTuple):
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


class Paragraph(NamedTuple):
    content: tuple[Inline, ...]
    place: Place


class Heading(NamedTuple):
    level: int
    content: tuple[Inline, ...]
    place: Place


class CodeBlock(NamedTuple):
    lines: tuple[str, ...]
    place: Place
    language: str = ""  # as the fence names it


class Item(NamedTuple):
    """An item of a list; `marker` is a bullet or a number, `ticked` is for checklists."""

    marker: str
    ticked: bool | None
    blocks: "tuple[Block, ...]"
    place: Place
    box: Place | None = None  # of the checklist's box


class ItemList(NamedTuple):
    """A list; a loose one has blank lines between its items."""

    items: tuple[Item, ...]
    loose: bool
    place: Place


class Quote(NamedTuple):
    blocks: "tuple[Block, ...]"
    place: Place


class Grid(NamedTuple):
    """A table: its first row is the heading."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    place: Place


class Rule(NamedTuple):
    """A line across."""

    place: Place


Block = Paragraph | Heading | CodeBlock | ItemList | Quote | Grid | Rule


class Document(NamedTuple):
    """A text and its blocks; all places are into this text."""

    text: str
    blocks: tuple[Block, ...]
