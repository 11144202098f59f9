"""A card's text as the data that page.typ sets: lists of a kind and what belongs to it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tutor.core.card import Card, Macros
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
    Quote,
    Rule,
    Unclosed,
    Words,
)
from tutor.markdown.visible import Visible, visible
from tutor.printing.card_images import Image, Images
from tutor.printing.extent import reach
from tutor.printing.metrics import code_width
from tutor.printing.sentences import Display, Sentence, sentences
from tutor.typeset import Formula, parse, typst
from tutor.typeset.to_typst import quoted
from tutor.width import chop

Marks = list[Any]

INDENT = 1.5  # em: of a list
_OF_TABLES = 18.0  # em: the pictures of a row together
WHOLE = 10.5  # em: no line is broken in a formula up to this
_MAY_RISE, _MAY_FALL = 1.05, 0.35  # em: before a line moves
_LONG_WORD = re.compile(r"[^ \u200b]{25,}")  # may be broken anywhere
_BRACKETS = re.compile(r"frac\(|(?<!\\)[()]")
_LARGE = 1.45  # times as wide as in a sentence a formula is at most where it is set large
_MAY_BREAK = "\u200b"


def sides(card: Card, images: Images) -> tuple[Marks, Marks]:
    """A card's question, and its answer with the key points to tick."""

    def side(text: str) -> Marks:
        text, placed = images.placed(card, text)
        return _Setter(dict(card.macros), placed).blocks(read(text).blocks)

    answer = side(card.answer)
    if card.key_points:
        points = [["o", side(point)] for point in card.key_points]
        answer += [["k"], ["l", False, points]]
    return side(card.question), answer


def marks(text: str, macros: Macros = ()) -> Marks:
    """The blocks of a text; `macros` are its deck's own commands."""
    return _Setter(dict(macros), {}).blocks(read(text).blocks)


def worked_marks(text: str) -> Marks:
    """The blocks of a worked solution, all fractions set large where one holds another."""
    return [_roomy(mark) for mark in marks(text)]


def _roomy(mark: Any) -> Any:
    match mark:
        case ["p", parts] if any(each[0] == "m" and _is_nested(each[1]) for each in parts):
            return ["p", [_set_large(part) for part in parts]]
    return mark


def _set_large(part: Any) -> Any:
    match part:
        case ["m", source, wide, piece, more] if "frac(" in source:
            return ["m", f"display({source})", round(wide * _LARGE, 2), piece * _LARGE, more]
    return part


def _is_nested(source: str) -> bool:
    """Whether a fraction of Typst's mathematics holds another one."""
    depth, outer = 0, -1  # in how many brackets a fraction began
    for sign in _BRACKETS.findall(source):
        if sign == ")":
            depth -= 1
            outer = -1 if depth == outer else outer
            continue
        if sign != "(":
            if outer >= 0:
                return True
            outer = depth
        depth += 1
    return False


class _Setter:
    """Turns blocks and inline nodes into marks."""

    def __init__(self, macros: Mapping[str, str], images: Mapping[str, Image]) -> None:
        self.macros, self.images = macros, images

    def blocks(self, found: Iterable[Block]) -> Marks:
        return [mark for block in found for mark in self.block(block)]

    def block(self, block: Block) -> Marks:
        match block:
            case Paragraph(content):
                return [self.sentence(part) for part in sentences(content)]
            case Heading(_, content):
                return [["h", self.inlines(content)]]
            case ItemList(items, loose):
                return [["l", loose, [self.item(item) for item in items]]]
            case Quote(inside):
                return [["q", self.blocks(inside)]]
            case CodeBlock(lines):
                lines = tuple(line.expandtabs(4) for line in lines)
                wide = max(1.0, *map(code_width, lines))
                return [["c", "\n".join(map(_breakable, lines)), round(wide, 2)]]
            case Grid(rows):
                columns = max(map(len, rows))
                most = _OF_TABLES / columns
                cells = [[_within(self.inlines(cell), most) for cell in row] for row in rows]
                return [["g", columns, [row + [[]] * (columns - len(row)) for row in cells]]]
            case Rule():
                return [["r"]]

    def sentence(self, part: Sentence | Display) -> Marks:
        if not isinstance(part, Display):
            return ["p", self.inlines(part)]
        formula = parse(part.source, self.macros)
        source = typst(formula)
        if part.closing:
            source += f" {quoted(part.closing)}"
        return ["d", source, *_displayed(formula)]

    def item(self, item: Item) -> Marks:
        marker = item.marker if item.marker[0].isdigit() else "•"
        if item.ticked is not None:
            marker = "x" if item.ticked else "o"
        return [marker, self.blocks(item.blocks)]

    def inlines(self, content: Iterable[Inline]) -> Marks:
        return [mark for part in visible(content) for mark in self.inline(part)]

    def inline(self, part: Visible) -> Marks:
        match part:
            case Words(text, styles):
                if "mark" in styles:
                    return []
                kind = "".join(style for style in ("emphasis", "strong") if style in styles)
                return [[kind or "t", _breakable(text)]]
            case Maths(source):
                formula = parse(source, self.macros)
                return [["m", typst(formula), *_in_sentence(formula)]]
            case Code(text):
                return [["code", _breakable(text)]]
            case Link(label, target):
                shown = "".join(part.text for part in label if isinstance(part, Words))
                if shown == target:
                    return [["code", _breakable(target)]]
                address = ["code", _breakable(target)]
                return [*self.inlines(label), ["t", " ("], address, ["t", ")"]]
            case Picture(_, path) if path in self.images:
                image = self.images[path]
                return [["i", image.name, image.wide, image.high, image.said]]
            case Picture(alternative, path):
                return [["t", _breakable(f"[{alternative or 'picture'}: {path}]")]]
            case Unclosed(text):
                return [["t", text]]
            case LineBreak():
                return [["b"]]


def _displayed(formula: Formula) -> Marks:
    """What a formula set apart may take in em: its width, of it without a break, its height."""
    piece, whole = reach(formula.tree, display=True)
    return [round(whole.wide, 2), round(piece, 2), round(whole.high, 2)]


def _in_sentence(formula: Formula) -> Marks:
    """The same in a sentence, where the height is how much further it moves the lines apart."""
    piece, whole = reach(formula.tree)
    more = max(whole.up - _MAY_RISE, 0.0) + max(whole.down - _MAY_FALL, 0.0)
    return [round(whole.wide, 2), round(piece, 2), round(more, 2)]


def _within(parts: Marks, most: float) -> Marks:
    """What stands in a cell, its pictures at most so many em wide."""
    return [
        ["i", part[1], most, round(part[3] * most / part[2], 3), part[4]]
        if part[0] == "i" and part[2] > most
        else part
        for part in parts
    ]


def _breakable(text: str) -> str:
    """The text with places inside its long words at which a line may be broken."""
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(chop(word[0], 6)), text)
