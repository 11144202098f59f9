"""What is wrong with the formulas of a text, and where, for whoever checks a deck."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from tutor.typeset.inline import Inline, Link, Maths, Stray
from tutor.typeset.markdown import (
    Block,
    CodeBlock,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    blocks,
    cleaned,
)
from tutor.typeset.parser import parse


def formula_faults(
    text: str, macros: Mapping[str, str] = MappingProxyType({})
) -> list[tuple[int, int, str]]:
    """Line and column in the text, both from 1, and what is wrong there, in reading order."""
    text = cleaned(text)
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    faults = []
    for part in in_sentences(blocks(text)):
        if isinstance(part, Stray):
            found = [(part.offset, f"this {part.text} has no partner: close it, or write \\$")]
        elif isinstance(part, Maths):
            found = [
                (part.offsets[fault.line - 1] + fault.column - 1, fault.message)
                for fault in parse(part.source, macros).faults
            ]
        else:
            continue
        for offset, message in found:
            line = bisect_right(starts, offset)
            faults.append((line, offset - starts[line - 1] + 1, message))
    return sorted(faults)


def formulas(text: str) -> list[Maths]:
    """The formulas of a text, in reading order."""
    return [part for part in in_sentences(blocks(text)) if isinstance(part, Maths)]


def in_sentences(found: Iterable[Block]) -> Iterator[Inline]:
    """Everything that stands in the lines of some blocks, labels of links included."""
    for block in found:
        match block:
            case Paragraph(content) | Heading(_, content):
                yield from _unlinked(content)
            case Listing(items):
                for item in items:
                    yield from in_sentences(item.blocks)
            case Quote(inside):
                yield from in_sentences(inside)
            case Grid(rows):
                for row in rows:
                    for cell in row:
                        yield from _unlinked(cell)
            case CodeBlock() | Rule():
                pass


def _unlinked(content: Iterable[Inline]) -> Iterator[Inline]:
    for part in content:
        if isinstance(part, Link):
            yield from _unlinked(part.label)
        else:
            yield part
