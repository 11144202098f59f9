"""The inline nodes as they are shown: without comments, brackets as they are written."""

import re
from collections.abc import Iterable, Iterator

from tutor.markdown.nodes import (
    Block,
    Brackets,
    Code,
    CodeBlock,
    Comment,
    Definition,
    Footnote,
    Grid,
    Heading,
    Inline,
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

Visible = Words | Maths | Code | Link | Picture | LineBreak | Unclosed

_NO_STYLES: frozenset[str] = frozenset()
_CLOSING = re.compile(r"[.,;:!?)]+")


def visible(content: Iterable[Inline]) -> tuple[Visible, ...]:
    """What is shown, in order; words of one style that follow each other are one."""
    shown: list[Visible] = []
    for part in _visible(content):
        last = shown[-1] if shown else None
        if isinstance(part, Words) and isinstance(last, Words) and _are_one(last, part):
            place = Place(last.place.start, part.place.end)
            shown[-1] = Words(last.text + part.text, last.styles, place)
        else:
            shown.append(part)
    return tuple(shown)


def take_closing(parts: list[Visible], place: int) -> str:
    """The full stop, comma or bracket at the start of a part; it is taken out of its words."""
    part = parts[place] if place < len(parts) else None
    if not isinstance(part, Words) or (closing := _CLOSING.match(part.text)) is None:
        return ""
    parts[place] = part._replace(text=part.text[closing.end() :])
    return closing[0]


def everything(blocks: Iterable[Block]) -> Iterator[Inline]:
    """All inline nodes of some blocks, those inside links and brackets included."""
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(_, content):
                yield from _unfolded(content)
            case ItemList(items):
                for item in items:
                    yield from everything(item.blocks)
            case Quote(inside):
                yield from everything(inside)
            case Grid(rows):
                for row in rows:
                    for cell in row:
                        yield from _unfolded(cell)
            case CodeBlock() | Rule():
                pass


def _unfolded(content: Iterable[Inline]) -> Iterator[Inline]:
    for part in content:
        yield part
        if isinstance(part, Link):
            yield from _unfolded(part.label)
        elif isinstance(part, Brackets):
            yield from _unfolded(part.content)


def _are_one(first: Words, second: Words) -> bool:
    return first.styles == second.styles and "mark" not in first.styles


def _visible(content: Iterable[Inline]) -> Iterator[Visible]:
    for part in content:
        match part:
            case Comment():
                pass
            case Brackets(inside, styles, place, begins, ends):
                if begins:
                    yield Words("[", styles, Place(place.start, place.start + 1))
                yield from _visible(inside)
                if ends:
                    yield Words("]", styles, Place(place.end - 1, place.end))
            case Footnote(label, _, styles, place):
                yield Words(f"[^{label}]", styles, place)
            case Definition(text, place):
                yield Words(text, _NO_STYLES, place)
            case Link(label, _, _, _, ends) if not ends:
                yield from _visible(label)
            case Link(label):
                yield part._replace(label=visible(label))
            case _:
                yield part
