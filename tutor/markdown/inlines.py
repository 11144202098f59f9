"""The inline nodes of a passage, made from the one scan of its text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tutor.core.text import is_harmless
from tutor.markdown.emphasis import NO_STYLES, Closing, Opening, Piece, Run, emphasised
from tutor.markdown.lines import Passage
from tutor.markdown.nodes import (
    Code,
    Comment,
    Definition,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Maths,
    Picture,
    Place,
    Unclosed,
    Words,
)
from tutor.markdown.spans import Open, Part, Span, UnclosedSign, leaves

_SPECIAL = re.compile(
    r"\\[!-/:-@\[-`{-~]|\\\n| {2,}\n|\*+|_+|<[bB][rR][ \t]*/?>(?:[ \t]*\n)?"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)


class Track:
    """Spans in order of which no two overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._starts = [span.start for span in self._spans]

    def within(self, start: int, end: int) -> list[Span]:
        """The spans that overlap the stretch between two offsets."""
        first = bisect_left(self._starts, start)
        if first and self._spans[first - 1].end > start:
            first -= 1
        return self._spans[first : bisect_left(self._starts, end)]


class Inlines:
    """Makes the nodes of passages from what a scan has found."""

    def __init__(self, spans: Sequence[Span], unclosed: Iterable[UnclosedSign]) -> None:
        self._links = Track(span for span in spans if span.part is Part.LINK)
        self._brackets = Track(
            span for span in spans if span.part in (Part.BRACKETS, Part.FOOTNOTE)
        )
        self._leaves = Track(leaves(spans))
        dollars = (Open.DOLLAR, Open.DOLLARS)
        self._unclosed = Track(
            Span(Part.MATHS, at, at + len(sign))
            for at, opened, sign in sorted(unclosed, key=lambda each: each[0])
            if opened in dollars and not self._leaves.within(at, at + len(sign))
        )

    def read(self, passage: Passage) -> tuple[Inline, ...]:
        """The inline nodes of a passage."""
        start, end = passage.place
        found: list[_Part] = []
        for span in (*self._leaves.within(start, end), *self._links.within(start, end)):
            found.append(_Part.of(span, passage))
        for span in self._unclosed.within(start, end):
            found.append(_Part.of(span, passage)._replace(is_unclosed=True))
        for span in self._brackets.within(start, end):
            found += _edges(_Part.of(span, passage))
        found.sort(key=lambda part: (part.start, part.order, -part.end))
        return _Reader(passage).read(0, len(passage.text), found)


class _Part(NamedTuple):
    """A span, or one edge of it, as it lies in a passage."""

    start: int
    end: int
    order: int
    span: Span
    begins: bool
    ends: bool
    is_unclosed: bool = False

    @classmethod
    def of(cls, span: Span, passage: Passage) -> "_Part":
        begins = span.start >= passage.place.start
        ends = span.end <= passage.place.end
        start = passage.local(span.start) if begins else 0
        end = passage.local(span.end - 1) + 1 if ends else len(passage.text)
        return cls(start, end, 1, span, begins, ends)


def _edges(part: _Part) -> Iterator[_Part]:
    """Where brackets begin and end; a footnote's mark is one piece."""
    if part.span.part is Part.FOOTNOTE:
        yield part
        return
    yield part._replace(end=part.start + part.begins, order=1 if part.begins else 0, ends=False)
    yield part._replace(start=part.end - part.ends, order=2, begins=False)


class _Reader:
    """Reads one passage."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text = passage.text

    def read(self, start: int, end: int, parts: Sequence[_Part]) -> tuple[Inline, ...]:
        """The nodes between two places of the passage."""
        pieces: list[Piece] = []
        at, index = start, 0
        while index < len(parts):
            part = parts[index]
            index += 1
            first = index
            if part.start < at or part.end > end:
                continue
            pieces += self._words(at, part.start)
            at = part.end
            if part.span.part is Part.LINK:
                while index < len(parts) and parts[index].start < part.end:
                    index += 1
                pieces.append(self._link(part, parts[first:index]))
            elif part.order != 1 or part.span.part is Part.BRACKETS:
                pieces.append(self._edge(part))
            else:
                pieces.append(self._leaf(part))
        pieces += self._words(at, end)
        return emphasised(pieces)

    def _place(self, start: int, end: int) -> Place:
        if end == start:
            return Place(self._passage.origin(start), self._passage.origin(start))
        return Place(self._passage.origin(start), self._passage.origin(end - 1) + 1)

    def _edge(self, part: _Part) -> Opening | Closing:
        if part.order == 2:
            return Closing(part.ends)
        return Opening(Place(part.span.start, part.span.end), part.begins)

    def _link(self, part: _Part, inside: Sequence[_Part]) -> Link:
        start = part.start + part.begins
        closes = part.span.brackets < self._passage.place.end
        end = self._passage.local(part.span.brackets) if closes else part.end
        label = self.read(start, max(start, end), inside)
        place = Place(part.span.start, part.span.end)
        return Link(label, part.span.target, place, part.begins, part.ends)

    def _leaf(self, part: _Part) -> Inline:
        text = self._text[part.start : part.end]
        place = Place(part.span.start, part.span.end)
        if part.is_unclosed:
            return Unclosed(text, place)
        match part.span.part:
            case Part.MATHS:
                return self._maths(part, place)
            case Part.CODE:
                return Code(_inside(text), place)
            case Part.PICTURE:
                alternative = text[2 : self._passage.local(part.span.brackets) - part.start]
                return Picture(alternative, part.span.target, place)
            case Part.FOOTNOTE:
                begins_line = part.start == 0 or self._text[part.start - 1] == "\n"
                defines = begins_line and self._text.startswith(":", part.end)
                return Footnote(text[2:-1], defines, NO_STYLES, place)
            case Part.COMMENT:
                return Comment(text[4:-3].strip(), place)
            case Part.DEFINITION:
                return Definition(text, place)
            case _:
                return Code(text, place)

    def _maths(self, part: _Part, place: Place) -> Maths | Unclosed:
        display = self._text.startswith(("$$", "\\["), part.start)
        marks = 1 if not display and self._text.startswith("$", part.start) else 2
        start, end = part.start + marks, part.end - marks
        source = self._text[start:end]
        if not source.strip():
            return Unclosed(self._text[part.start : part.end], place)
        starts = [start, *(start + match.end() for match in re.finditer("\n", source))]
        return Maths(source, display, tuple(map(self._passage.origin, starts)), place)

    def _words(self, start: int, end: int) -> Iterator[Piece]:
        """Words, line breaks and what may begin or end emphasis."""
        at = start
        for special in _SPECIAL.finditer(self._text, start, end):
            if special.start() > at:
                yield self._plain(at, special.start())
            sign, at = special[0], special.end()
            place = self._place(special.start(), at)
            if sign[-1] == "\n" or sign[0] == "<":
                yield LineBreak(place)
            elif sign[0] == "&":
                yield Words(_character(sign), NO_STYLES, place)
            elif sign[0] == "\\":
                yield Words(sign[1], NO_STYLES, place)
            else:
                yield self._run(sign, special.start())
        if end > at:
            yield self._plain(at, end)

    def _plain(self, start: int, end: int) -> Words:
        return Words(self._text[start:end], NO_STYLES, self._place(start, end))

    def _run(self, sign: str, at: int) -> Run:
        before = self._text[at - 1 : at] or " "
        after = self._text[at + len(sign) : at + len(sign) + 1] or " "
        in_word = sign[0] == "_" and before.isalnum() and after.isalnum()
        can = len(sign) <= 3 and not in_word
        return Run(
            sign,
            self._passage.origin(at),
            can and not after.isspace(),
            can and not before.isspace(),
        )


def _inside(code: str) -> str:
    """The text between the marks of inline code."""
    marks = len(code) - len(code.lstrip("`"))
    inside = re.sub(r"\s", " ", code[marks:-marks])
    if inside.strip() and inside[0] == inside[-1] == " ":
        return inside[1:-1]
    return inside


@lru_cache(maxsize=256)
def _character(entity: str) -> str:
    """What an entity of HTML like &amp; stands for; itself, if that is nothing to be seen."""
    from html import unescape
    from html.entities import html5

    character = unescape(entity) if entity[1] == "#" else html5.get(entity[1:], "")
    seen = all(is_harmless(each) and each not in "\n\t\u200d" for each in character)
    return character if character and seen else entity
