"""A card's text set for a terminal: Markdown and mathematics in lines of a given width."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from rich.cells import cell_len

from tutor.core.text import READABLE
from tutor.markdown.blocks import read
from tutor.markdown.nodes import (
    Block,
    Code,
    CodeBlock,
    Grid,
    Heading,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Maths,
    Paragraph,
    Picture,
    Place,
    Quote,
    Rule,
    Unclosed,
    Words,
)
from tutor.markdown.visible import Visible, take_closing, visible
from tutor.typeset import one_line
from tutor.typeset.boxes import flat
from tutor.typeset.breaking import box
from tutor.typeset.grid import grid, listed
from tutor.typeset.highlighted import code_lines
from tutor.typeset.paragraph import Line, Piece, Setting, Span, Word, fill
from tutor.typeset.parser import parse
from tutor.typeset.spoken_names import SHORT, Speech
from tutor.typeset.stacked import stands
from tutor.typeset.tree import Formula, Kind, Node, Row, Symbol, Table

Mode = Literal["box", "line", "words", "tex"]

_NO_MACROS: Mapping[str, str] = MappingProxyType({})
_TOKENS = re.compile(r"\s+|\S+")
_NARROW = 16  # columns: below this nothing is indented


def document(
    text: str,
    width: int,
    mode: Mode = "box",
    macros: Mapping[str, str] = _NO_MACROS,
    speech: Speech = SHORT,
) -> list[str]:
    """The text in plain lines; emphasis and code keep their signs, except in words."""
    setter = _Setter(mode, macros, marked=mode != "words", speech=speech)
    lines = setter.blocks(read(text).blocks, max(1, width)).lines
    return ["".join(span.text for span in line) for line in lines]


def styled(
    text: str,
    width: int,
    mode: Mode = "box",
    macros: Mapping[str, str] = _NO_MACROS,
    speech: Speech = SHORT,
) -> list[Line]:
    """The text in lines of spans; emphasis and code are styles, their signs are gone.

    Words stand in lines that the eye can follow; formulas, code and tables have the whole width.
    """
    setter = _Setter(mode, macros, marked=False, speech=speech, widest=READABLE)
    return list(setter.blocks(read(text).blocks, max(1, width)).lines)


class _Setter:
    """Sets blocks into a width; `marked` keeps the signs of emphasis and code."""

    def __init__(
        self,
        mode: Mode,
        macros: Mapping[str, str],
        marked: bool,
        speech: Speech,
        widest: int | None = None,
    ) -> None:
        self.widest = widest  # of a line of words
        self.mode = mode
        self.speech = speech
        self.macros = macros
        self.marked = marked

    # -- blocks ------------------------------------------------------------------------------

    def blocks(self, found: Sequence[Block], width: int, blank: int = 1) -> Setting:
        return _down([self.block(block, width) for block in found], blank)

    def block(self, block: Block, width: int) -> Setting:
        match block:
            case Paragraph(content):
                return self.paragraph(visible(content), width)
            case Heading(_, content):
                return fill(self.words(content, 0, "heading"), width, self.widest)
            case ItemList(items, loose):
                return _down([self.item(item, width, int(loose)) for item in items], int(loose))
            case Quote(inside):
                return self.beside("│ ", inside, width, 1, every=True)
            case CodeBlock(lines, _, language):
                indent = 2 if width >= _NARROW else 0
                named = "" if self.marked else language
                code = code_lines(lines, named, width - indent)
                return Setting(tuple(_clean((Span(" " * indent), *line)) for line in code))
            case Grid(rows):
                cells = [[list(self.words(cell, 0)) for cell in row] for row in rows]
                return (listed if self.mode == "words" else grid)(cells, width)
            case Rule():
                return Setting((_line("─" * width),))

    def item(self, item: Item, width: int, blank: int) -> Setting:
        marker = item.marker if item.marker[0].isdigit() else "•"
        if item.ticked is not None:
            marker = "[x]" if item.ticked else "[ ]"
        return self.beside(marker + " ", item.blocks, width, blank)

    def beside(
        self, mark: str, found: Sequence[Block], width: int, blank: int, every: bool = False
    ) -> Setting:
        """Blocks with a mark before their first line, or before every one."""
        columns = cell_len(mark)
        if width < max(_NARROW, 3 * columns):
            alone = fill([Word((Piece(flat(mark.rstrip())),))], width)
            return _down([alone, self.blocks(found, width, blank)], 0)
        inside = self.blocks(found, width - columns, blank)
        lines = [
            _clean((Span(mark if every or i == inside.baseline else " " * columns), *line))
            for i, line in enumerate(inside.lines or ((),))
        ]
        return Setting(tuple(lines), inside.baseline)

    # -- inline nodes -----------------------------------------------------------------------

    def paragraph(self, content: Sequence[Visible], width: int) -> Setting:
        """Sentences, and between them the formulas set apart."""
        settings: list[Setting] = []
        sentence: list[Visible] = []
        rest = list(content)
        for i, part in enumerate(rest):
            if not isinstance(part, Maths) or not part.display:
                sentence.append(part)
                continue
            settings.append(self.sentence(sentence, width))
            sentence = []
            settings.append(self.display(part, width, take_closing(rest, i + 1)))
        return _down([*settings, self.sentence(sentence, width)], int(self.mode != "words"))

    def sentence(self, content: Sequence[Visible], width: int) -> Setting:
        lines: list[Setting] = []
        begin = 0
        for i, part in enumerate([*content, LineBreak(Place(0, 0))]):
            if isinstance(part, LineBreak):
                lines.append(fill(self.words(content[begin:i], width), width, self.widest))
                begin = i + 1
        return _down(lines, 0)

    def display(self, maths: Maths, width: int, closing: str) -> Setting:
        """A formula set apart, and the full stop or comma that follows it."""
        formula = parse(maths.source, self.macros)
        if self.mode == "tex":
            source = f"$${_shown(maths.source)}$${closing}"
            return fill([Word((Piece(flat(t), "maths"),)) for t in source.split()], width)
        formula = formula._replace(tree=_closed(formula.tree, closing))
        style = "maths fault" if formula.faults else "maths"
        if self.mode == "words":
            said = _said(formula, self.speech)
            return fill([Word((Piece(flat(t), style),)) for t in said.split()], width)
        indent = 2 if width >= _NARROW else 0
        if self.mode == "line":
            pieces = [Word((Piece(flat(text), style),)) for text in one_line.pieces(formula)]
            lines = fill(pieces, width - indent).lines
            return Setting(tuple(_clean((Span(" " * indent), *line)) for line in lines))
        whole = box(formula, width - indent)
        rows = tuple(_clean((Span(" " * indent), Span(row, style))) for row in whole.rows)
        return Setting(rows, whole.baseline)

    def words(self, content: Iterable[Inline], width: int, style: str = "") -> Iterator[Word]:
        """The words of a sentence; a formula may be one, or several where it may be broken."""
        pieces: list[Piece] = []
        for piece in self.pieces(content, width, style):
            if piece is not None:
                pieces.append(piece)
            elif pieces:
                yield Word(tuple(pieces))
                pieces = []
        if pieces:
            yield Word(tuple(pieces))

    def pieces(self, content: Iterable[Inline], width: int, style: str) -> Iterator[Piece | None]:
        """The pieces of a sentence, None where it may be broken."""
        for part in visible(content):
            match part:
                case Words(text, styles) if "mark" in styles:
                    if self.marked:
                        yield Piece(flat(text), style)
                case Words(text, styles):
                    yield from _prose(text, " ".join(sorted(styles | set(style.split()))))
                case Maths():
                    yield from self.formula(part, width)
                case Code(text):
                    yield Piece(flat(f"`{text}`" if self.marked else text), "code")
                case Link(label, target):
                    yield from self.pieces(label, width, "link")
                    yield from _prose(f" ({target})", "")
                case Picture(alternative, path):
                    yield from _prose(f"[{alternative or 'picture'}: {path}]", "picture")
                case Unclosed(text):
                    yield Piece(flat(_shown(text)), "fault")
                case LineBreak():
                    yield None

    def formula(self, maths: Maths, width: int) -> Iterator[Piece | None]:
        formula = parse(maths.source, self.macros)
        style = "maths fault" if formula.faults else "maths"
        if self.mode == "words":
            yield from _prose(_said(formula, self.speech), style)
        elif self.mode == "tex":
            yield from _prose(f"${_shown(maths.source)}$", style)
        elif self.mode == "box" and width and stands(formula.tree):
            yield Piece(box(formula, width, display=False), style)
        else:
            for i, text in enumerate(one_line.pieces(formula)):
                if i:
                    yield None
                yield Piece(flat(text), style)


def _said(formula: Formula, speech: Speech) -> str:
    from tutor.typeset.spoken import words  # most formulas are drawn

    return words(formula, speech)


def _closed(tree: Node, closing: str) -> Node:
    """A formula with the punctuation that follows it, at the end of its last line."""
    if not closing:
        return tree
    items = tree.items if isinstance(tree, Row) else (tree,)
    if isinstance(tree, Table) and tree.layout == "aligned":
        *rows, last = tree.rows
        return tree._replace(rows=(*rows, (*last[:-1], _closed(last[-1], closing))))
    return Row((*items, Symbol(closing, Kind.PUNCTUATION, closing, closing)))


def _shown(source: str) -> str:
    """A formula's source without what a terminal must not get."""
    return " ".join("".join(s if s.isprintable() else " " for s in source).split())


def _prose(text: str, style: str) -> Iterator[Piece | None]:
    for token in _TOKENS.findall(text):
        yield None if token.isspace() else Piece(flat(token), style)


def _line(text: str, style: str = "") -> Line:
    return _clean((Span(text, style),))


def _clean(line: Line) -> Line:
    """The line without empty spans, and without blanks at its end."""
    spans = [span for span in line if span.text]
    while spans:
        last = spans.pop()
        if text := last.text.rstrip():
            return (*spans, Span(text, last.style))
    return ()


def _down(settings: Sequence[Setting], blank: int = 1) -> Setting:
    """Settings one below the other with so many blank lines between."""
    shown = [setting for setting in settings if setting.lines]
    lines: list[Line] = []
    for i, setting in enumerate(shown):
        lines += [()] * (blank if i else 0)
        lines += setting.lines
    return Setting(tuple(lines), shown[0].baseline if shown else 0)
