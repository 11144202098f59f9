"""A card's text as blocks and what stands in their lines: the part of Markdown cards use."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.core.text import harmless
from tutor.typeset.inline import Inline, inlines, maths_stays_open

_MOST_NESTED = 6


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `marker` is a bullet or a number, `ticked` is for checklists."""

    marker: str
    ticked: bool | None
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; a loose one has blank lines between its items."""

    items: tuple[Item, ...]
    loose: bool


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first row is the heading."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block = Paragraph | Heading | CodeBlock | Listing | Quote | Grid | Rule


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    offset: int  # where it begins in the whole text

    def after(self, columns: int) -> "_Line":
        return _Line(self.text[columns:], self.offset + columns)

    def stripped(self) -> "_Line":
        return self.after(len(self.text) - len(self.text.lstrip(" \t")))


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*[\w+#.-]*[ \t]*$")  # a language may follow
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r" {0,3}([-*+•]|[0-9]{1,9}[.)])(?: {1,4}|\t|$)")
_TICK = re.compile(r"\[([ xX])\] +")
_GRID_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$")
_CELL = re.compile(r"(?:\\.|`[^`]*`|\$[^$]*\$|[^|\\`$]|[\\`$])+")


def cleaned(text: str) -> str:
    """The text as it is read: harmless, and every line ended in one way."""
    return harmless(text.replace("\r\n", "\n").replace("\r", "\n"))


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text; the offsets of its formulas are into the cleaned text."""
    lines = []
    offset = 0
    for line in cleaned(text).split("\n"):
        lines.append(_Line(line, offset))
        offset += len(line) + 1
    return tuple(_blocks(lines, 0))


def _blocks(lines: Sequence[_Line], depth: int) -> list[Block]:
    found: list[Block] = []
    at = 0
    while at < len(lines):
        text = lines[at].text
        if not text.strip():
            at += 1
        elif _FENCE.match(text):
            block, at = _code(lines, at)
            found.append(block)
        elif heading := _HEADING.match(text):
            content = _passage([lines[at].after(heading.end())], "# ")
            found.append(Heading(len(heading[1]), content))
            at += 1
        elif _RULE.match(text):
            found.append(Rule())
            at += 1
        elif _QUOTE.match(text) and depth < _MOST_NESTED:
            end = _end_of_quote(lines, at)
            inside = [
                line.after(m.end()) if (m := _QUOTE.match(line.text)) else line
                for line in lines[at:end]
            ]
            found.append(Quote(tuple(_blocks(inside, depth + 1))))
            at = end
        elif _ITEM.match(text) and depth < _MOST_NESTED:
            listing, at = _listing(lines, at, depth)
            found.append(listing)
        elif at + 1 < len(lines) and "|" in text and _GRID_RULE.match(lines[at + 1].text):
            grid, at = _grid(lines, at)
            found.append(grid)
        else:
            end = _end_of_paragraph(lines, at)
            found.append(Paragraph(_passage(lines[at:end])))
            at = end
    return found


def _begins_block(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_FENCE, _HEADING, _RULE, _QUOTE, _ITEM))


def _end_of_paragraph(lines: Sequence[_Line], at: int) -> int:
    """Where a paragraph ends; a line that begins with + is no list while a formula is open."""
    is_open = maths_stays_open(lines[at].text, False)
    at += 1
    while at < len(lines) and lines[at].text.strip():
        if not is_open and _begins_block(lines[at].text):
            break
        is_open = maths_stays_open(lines[at].text, is_open)
        at += 1
    return at


def _end_of_quote(lines: Sequence[_Line], at: int) -> int:
    while at < len(lines) and _QUOTE.match(lines[at].text):
        at += 1
    return at


def _code(lines: Sequence[_Line], at: int) -> tuple[CodeBlock, int]:
    opening = _FENCE.match(lines[at].text)
    assert opening is not None
    inside = []
    at += 1
    while at < len(lines):
        text = lines[at].text
        at += 1
        if text.strip().startswith(opening[1]) and not text.strip().strip(opening[1][0]):
            break
        inside.append(text)
    return CodeBlock(tuple(inside)), at


def _listing(lines: Sequence[_Line], at: int, depth: int) -> tuple[Listing, int]:
    items: list[Item] = []
    loose = False
    kind = ""
    while at < len(lines) and (begins := _ITEM.match(lines[at].text)):
        marker = begins[1]
        if kind and marker[-1] != kind:
            break  # another kind of bullet begins another list
        kind = marker[-1]
        column = begins.end()
        inside_from = min(column, begins.start(1) + 2)
        first = lines[at].after(column)
        ticked = None
        if tick := _TICK.match(first.text):
            ticked = tick[1] != " "
            first = first.after(tick.end())
        inside = [first]
        at += 1
        is_open = maths_stays_open(first.text, False)
        blank = 0
        while at < len(lines):
            text = lines[at].text
            indent = len(text) - len(text.lstrip(" "))
            if not text.strip():
                blank += 1
                is_open = False
            elif indent >= inside_from:
                inside += [_Line("", lines[at].offset)] * blank
                inside.append(lines[at].after(min(indent, column)))
                loose = loose or blank > 0
                blank = 0
                is_open = maths_stays_open(text, is_open)
            elif not blank and (is_open or not _begins_block(text)):
                inside.append(lines[at].stripped())  # a paragraph goes on without its indent
                is_open = maths_stays_open(text, is_open)
            else:
                break
            at += 1
        following = _ITEM.match(lines[at].text) if at < len(lines) else None
        if blank and following and following[1][-1] == kind:
            loose = True
        items.append(Item(marker, ticked, tuple(_blocks(inside, depth + 1))))
    return Listing(tuple(items), loose), at


def _grid(lines: Sequence[_Line], at: int) -> tuple[Grid, int]:
    rows = [_cells(lines[at])]
    at += 2
    while at < len(lines) and "|" in lines[at].text:
        rows.append(_cells(lines[at]))
        at += 1
    return Grid(tuple(rows)), at


def _cells(line: _Line) -> tuple[tuple[Inline, ...], ...]:
    start = len(line.text) - len(line.text.lstrip(" \t"))
    cells = []
    for cell in _CELL.finditer(line.text, start):
        if cell[0].strip() or cell.end() < len(line.text):
            piece = _Line(cell[0].rstrip(), line.offset + cell.start())
            cells.append(_passage([piece]))
    return tuple(cells)


def _passage(lines: Sequence[_Line], drop: str = "") -> tuple[Inline, ...]:
    """What stands in some lines taken as one text, offsets put back to the whole text."""
    lines = [line.stripped() for line in lines]
    text = "\n".join(line.text for line in lines).rstrip(" \t" + drop)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)

    def origin(at: int) -> int:
        line = bisect_right(starts, at) - 1
        return lines[line].offset + at - starts[line]

    return inlines(text, origin)
