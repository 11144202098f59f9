"""A card's text as HTML; nothing in it is taken for HTML."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape

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
    Unclosed,
    Words,
)
from tutor.markdown.visible import Visible, take_closing, visible
from tutor.printing.card_images import Image, Images
from tutor.printing.extent import extent
from tutor.printing.sentences import Display, Sentence, sentences
from tutor.typeset import mathml, parse

_BLOCK = re.compile(r"<(?:p|ul|ol|div|pre|table|blockquote|h\d|hr)\b")
_ADDRESSES = ("http://", "https://", "mailto:")


def markup(text: str, macros: Macros = (), room: float = 30.0) -> str:
    """The blocks of a text, `room` em wide; `macros` are its deck's own commands."""
    return _Setter(dict(macros), {}).blocks(read(text).blocks, room)


def card_markup(card: Card, text: str, room: float, images: Images) -> str:
    """The blocks of one text of a card, with its pictures in them."""
    text, placed = images.placed(card, text)
    return _Setter(dict(card.macros), placed).blocks(read(text).blocks, room)


def tick(inside: str, ticked: bool = False) -> str:
    """A box to tick before blocks; a label if they are one sentence, for it may hold no more."""
    box = f'<input type="checkbox"{" checked" if ticked else ""}'
    sentence = inside.strip().removeprefix("<p>").removesuffix("</p>")
    if _BLOCK.search(sentence) is None:
        return f'<li class="point"><label>{box}> {sentence}</label></li>\n'
    return f'<li class="point">{box} aria-label="The point beside this box"> {inside}</li>\n'


class _Setter:
    """Writes blocks and inline nodes."""

    def __init__(self, macros: Mapping[str, str], images: Mapping[str, Image]) -> None:
        self.macros, self.images = macros, images

    def blocks(self, found: Iterable[Block], room: float) -> str:
        return "".join(self.block(block, room) for block in found)

    def block(self, block: Block, room: float) -> str:
        match block:
            case Paragraph(content):
                return "".join(self.sentence(part, room) for part in sentences(content))
            case Heading(_, content):
                return f"<h4>{self.inlines(content)}</h4>\n"
            case ItemList(items):
                inside = "".join(self.item(item, room - 1.5) for item in items)
                if items[0].marker[0].isdigit():
                    return f'<ol start="{int(items[0].marker[:-1])}">\n{inside}</ol>\n'
                return f"<ul>\n{inside}</ul>\n"
            case Quote(inside):
                return f"<blockquote>\n{self.blocks(inside, room - 1.5)}</blockquote>\n"
            case CodeBlock(lines):
                return f"<pre>{escape(chr(10).join(lines))}</pre>\n"
            case Grid((head, *rest)):
                rows = [self.cells(head, "th"), *(self.cells(row, "td") for row in rest)]
                return f"<table>\n{''.join(rows)}</table>\n"
            case _:
                return "<hr>\n"

    def cells(self, row: Iterable[Iterable[Inline]], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{self.inlines(cell)}</{tag}>' for cell in row)}</tr>\n"

    def item(self, item: Item, room: float) -> str:
        inside = self.blocks(item.blocks, room)
        if item.ticked is None:
            return f"<li>{inside}</li>\n"
        return tick(inside, item.ticked)

    def sentence(self, part: Sentence | Display, room: float) -> str:
        if not isinstance(part, Display):
            return f"<p>{self.inlines(part)}</p>\n"
        formula = parse(part.source, self.macros)
        written = mathml(formula, True, part.closing)
        share = room / extent(formula.tree, display=True).wide
        smaller = f' style="font-size: {share:.0%}"' if share < 1 else ""
        return f'<div class="display"{smaller}>{written}</div>\n'

    def inlines(self, content: Iterable[Inline]) -> str:
        parts = list(visible(content))
        written = ""
        for place, part in enumerate(parts):
            ahead = parts[place + 1] if place + 1 < len(parts) else None
            if isinstance(part, Maths) and isinstance(ahead, Words) and not ahead.styles:
                # Outside of the formula a browser may begin a line with its full stop.
                closing = take_closing(parts, place + 1)
                written += mathml(parse(part.source, self.macros), closing=closing)
            else:
                written += self.inline(part)
        return written

    def inline(self, part: Visible) -> str:
        match part:
            case Words(text, styles):
                if "mark" in styles:
                    return ""
                written = escape(text)
                if "strong" in styles:
                    written = f"<strong>{written}</strong>"
                return f"<em>{written}</em>" if "emphasis" in styles else written
            case Maths(source):
                return mathml(parse(source, self.macros))
            case Code(text):
                return f"<code>{escape(text)}</code>"
            case Link(label, target):
                shown = self.inlines(label)
                if target.lower().startswith(_ADDRESSES):
                    return f'<a href="{escape(target)}" rel="noreferrer">{shown}</a>'
                return f"{shown} <code>({escape(target)})</code>"
            case Picture(_, path) if path in self.images:
                return _image(self.images[path])
            case Picture(alternative, path):
                return escape(f"[{alternative or 'picture'}: {path}]")
            case Unclosed(text):
                return escape(text)
            case LineBreak():
                return "<br>"


def _image(image: Image) -> str:
    """A picture in the page itself; a browser runs no script of one that stands in <img>."""
    data = b64encode(image.content).decode()
    return (
        f'<img src="data:image/{image.form};base64,{data}" alt="{escape(image.said)}" '
        f'style="width: {image.wide:g}em">'
    )
