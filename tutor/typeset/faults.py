"""What is wrong with the formulas of a text, and where, for whoever checks a deck."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tutor.markdown.blocks import read, read_section
from tutor.markdown.lines import with_line_feeds
from tutor.markdown.nodes import Inline, Maths, Unclosed
from tutor.markdown.sections import sections
from tutor.markdown.visible import everything
from tutor.typeset.parser import parse


def formula_faults(
    text: str, macros: Mapping[str, str] = MappingProxyType({})
) -> list[tuple[int, int, str]]:
    """Line and column in a deck's text, both from 1, and what is wrong there, in reading order."""
    text = with_line_feeds(text)
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    faults = []
    for part in _parts(text):
        if isinstance(part, Unclosed):
            found = [(part.place.start, f"this {part.text} has no partner: close it, or write \\$")]
        elif isinstance(part, Maths):
            found = [
                (part.starts[fault.line - 1] + fault.column - 1, fault.message)
                for fault in parse(part.source, macros).faults
            ]
        else:
            continue
        for offset, message in found:
            line = bisect_right(starts, offset)
            faults.append((line, offset - starts[line - 1] + 1, message))
    return sorted(faults)


def _parts(text: str) -> Iterator[Inline]:
    for section in sections(text):
        yield from everything(read_section(section).blocks)


def formulas(text: str) -> list[Maths]:
    """The formulas of a text, in reading order."""
    return [part for part in everything(read(text).blocks) if isinstance(part, Maths)]
