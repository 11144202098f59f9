"""A text as blocks: paragraphs, headings, lists, quotes, tables and code, each with its place."""

import itertools
import re
from collections.abc import Sequence

from tutor.core.text import harmless
from tutor.markdown.inlines import Inlines, Track
from tutor.markdown.lines import Line, Passage, with_line_feeds
from tutor.markdown.nodes import (
    Block,
    CodeBlock,
    Document,
    Grid,
    Heading,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Place,
    Quote,
    Rule,
)
from tutor.markdown.scanner import Scan, scan
from tutor.markdown.sections import Section
from tutor.markdown.spans import Part, Span, leaves, lines_inside

_MOST_NESTED = 6

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r" {0,3}([-*+•]|[0-9]{1,9}[.)])(?: {1,4}|\t|$)")
_TICK = re.compile(r"\[([ xX])\] +")
_GRID_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$")
_BAR = re.compile(r"\\.|\|")


def read(text: str) -> Document:
    """The blocks of a text; what could harm a terminal is replaced by a visible sign."""
    text = with_line_feeds(text)
    return _document(text, scan(text))


def read_section(section: Section) -> Document:
    """The blocks of a section of a card file; places are offsets into the whole file."""
    if section.is_scanned:
        return _document(section.source, section)
    return _document(section.source, Scan(section.whole, section.start, section.end, int))


def _document(text: str, scanned: Scan | Section) -> Document:
    reader = _Reader(text, scanned)
    lines = []
    at = scanned.start
    for line in harmless(text[scanned.start : scanned.end]).split("\n"):
        lines.append(Line(line, at, at))
        at += len(line) + 1
    return Document(text, tuple(reader.blocks(lines, 0)))


class _Reader:
    """Reads the blocks of lines. A line that begins inside code or maths begins no block."""

    def __init__(self, text: str, scanned: Scan | Section) -> None:
        spans = scanned.spans
        self._inlines = Inlines(spans, scanned.unclosed)
        self._inside = lines_inside(text, spans)
        self._leaves = Track(leaves(spans))
        self._fences = {span.start: span for span in spans if span.part is Part.FENCED}

    def blocks(self, lines: Sequence[Line], depth: int) -> list[Block]:
        """The blocks of some lines."""
        found: list[Block] = []
        at = 0
        while at < len(lines):
            line = lines[at]
            text = line.text
            block: Block
            if self._is_blank(line):
                at += 1
                continue
            if fence := self._fence(line):
                block, at = self._code(lines, at, fence)
            elif heading := _HEADING.match(text):
                end = self._end(lines, at + 1)
                passage = Passage([line.after(heading.end()), *lines[at + 1 : end]], "# ")
                place = Place(line.start, passage.place.end)
                block, at = Heading(len(heading[1]), self._inlines.read(passage), place), end
            elif _RULE.match(text):
                block, at = Rule(Place(line.start, line.end)), at + 1
            elif _QUOTE.match(text) and depth < _MOST_NESTED:
                block, at = self._quote(lines, at, depth)
            elif _ITEM.match(text) and depth < _MOST_NESTED:
                block, at = self._list(lines, at, depth)
            elif "|" in text and self._is_grid_rule(lines, at + 1):
                block, at = self._grid(lines, at)
            else:
                block, at = self._paragraph(lines, at)
            found.append(block)
        return found

    # -- what a line is ----------------------------------------------------------------------

    def _goes_on(self, line: Line) -> bool:
        """Whether the line begins inside of code, maths, a comment or a picture."""
        return line.home in self._inside

    def _is_blank(self, line: Line) -> bool:
        return line.is_blank and not self._goes_on(line)

    def _end(self, lines: Sequence[Line], at: int) -> int:
        """The first line from here on that does not go on with what began before it."""
        while at < len(lines) and self._goes_on(lines[at]):
            at += 1
        return at

    def _fence(self, line: Line) -> Span | None:
        return self._fences.get(line.start + len(line.text) - len(line.text.lstrip(" \t")))

    def _begins_block(self, line: Line) -> bool:
        if self._goes_on(line):
            return False
        patterns = (_HEADING, _RULE, _QUOTE, _ITEM)
        return bool(self._fence(line)) or any(pattern.match(line.text) for pattern in patterns)

    def _is_grid_rule(self, lines: Sequence[Line], at: int) -> bool:
        return (
            at < len(lines)
            and not self._goes_on(lines[at])
            and _GRID_RULE.match(lines[at].text) is not None
        )

    # -- blocks ------------------------------------------------------------------------------

    def _paragraph(self, lines: Sequence[Line], at: int) -> tuple[Paragraph, int]:
        end = at + 1
        while end < len(lines):
            if self._is_blank(lines[end]) or self._begins_block(lines[end]):
                break
            end += 1
        passage = Passage(lines[at:end])
        return Paragraph(self._inlines.read(passage), passage.place), end

    def _code(self, lines: Sequence[Line], at: int, fence: Span) -> tuple[CodeBlock, int]:
        end = self._end(lines, at + 1)
        inside = [line.text for line in lines[at + 1 : end] if line.home <= fence.brackets]
        named = lines[at].text.lstrip().lstrip("`~").split()
        place = Place(fence.start, fence.end)
        return CodeBlock(tuple(inside), place, named[0] if named else ""), end

    def _quote(self, lines: Sequence[Line], at: int, depth: int) -> tuple[Quote, int]:
        start = at
        inside: list[Line] = []
        while at < len(lines):
            line = lines[at]
            mark = _QUOTE.match(line.text)
            if not mark and not (inside and self._goes_on(line)):
                break
            inside.append(line.after(mark.end()) if mark else line)
            at += 1
        place = Place(lines[start].start, lines[at - 1].end)
        return Quote(tuple(self.blocks(inside, depth + 1)), place), at

    def _list(self, lines: Sequence[Line], at: int, depth: int) -> tuple[ItemList, int]:
        items: list[Item] = []
        loose = False
        start = at
        kind = ""
        while at < len(lines) and (begins := _ITEM.match(lines[at].text)):
            if kind and begins[1][-1] != kind:
                break  # another kind of bullet begins another list
            kind = begins[1][-1]
            end, blank, is_loose, inside = self._item_lines(lines, at, begins)
            loose = loose or is_loose
            following = _ITEM.match(lines[end].text) if end < len(lines) else None
            if blank and following and following[1][-1] == kind:
                loose = True
            items.append(self._item(begins[1], inside, lines[at].start, depth))
            at = end
        return ItemList(tuple(items), loose, Place(lines[start].start, items[-1].place.end)), at

    def _item_lines(
        self, lines: Sequence[Line], at: int, begins: re.Match[str]
    ) -> tuple[int, int, bool, list[Line]]:
        """Where an item ends, the blank lines before that, whether it is loose, and its lines."""
        column = begins.end()
        least = min(column, begins.start(1) + 2)
        inside = [lines[at].after(column)]
        blank, loose = 0, False
        at += 1
        while at < len(lines):
            line = lines[at]
            indent = len(line.text) - len(line.text.lstrip(" "))
            if self._goes_on(line):
                inside.append(line.after(min(indent, column)))
            elif line.is_blank:
                blank += 1
            elif indent >= least:
                inside += [Line("", line.start, -1)] * blank
                inside.append(line.after(min(indent, column)))
                loose = loose or blank > 0
                blank = 0
            elif not blank and not self._begins_block(line):
                inside.append(line.stripped())  # a paragraph goes on without its indent
            else:
                break
            at += 1
        return at, blank, loose, inside

    def _item(self, marker: str, inside: list[Line], start: int, depth: int) -> Item:
        end = inside[-1].end
        ticked, box = None, None
        if tick := _TICK.match(inside[0].text):
            ticked = tick[1] != " "
            box = Place(inside[0].start, inside[0].start + 3)
            inside[0] = inside[0].after(tick.end())
        blocks = tuple(self.blocks(inside, depth + 1))
        return Item(marker, ticked, blocks, Place(start, end), box)

    def _grid(self, lines: Sequence[Line], at: int) -> tuple[Grid, int]:
        start = at
        end = self._end(lines, at + 1)
        rows = [self._cells(lines[at:end])]
        at = end + 1
        while at < len(lines) and "|" in lines[at].text and not self._is_blank(lines[at]):
            end = self._end(lines, at + 1)
            rows.append(self._cells(lines[at:end]))
            at = end
        return Grid(tuple(rows), Place(lines[start].start, lines[at - 1].end)), at

    def _cells(self, lines: Sequence[Line]) -> tuple[tuple[Inline, ...], ...]:
        """The cells of a row; what goes on in further lines belongs to the last."""
        line = lines[0].stripped()
        bars = [
            match.start()
            for match in _BAR.finditer(line.text)
            if match[0] == "|" and not self._holds(line.start + match.start())
        ]
        edges = [-1, *bars, len(line.text)]
        cells = []
        for start, end in itertools.pairwise(edges):
            is_last = end == len(line.text)
            text = line.text[start + 1 : end]
            piece = [line.after(start + 1)]
            piece[0] = Line(text.rstrip(), piece[0].start, line.home)
            if is_last:
                piece += lines[1:]
            if text and (text.strip() or not is_last or len(piece) > 1):
                cells.append(self._inlines.read(Passage(piece)))
        return tuple(cells)

    def _holds(self, at: int) -> bool:
        """Whether a bar is inside code or maths."""
        return bool(self._leaves.within(at, at + 1))
