"""A card file cut where a line begins with `Q:`, `A:`, `C:` or is `---`, outside code and maths."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tutor.markdown.formulas_alone import formulas_alone
from tutor.markdown.scanner import Scan, Source
from tutor.markdown.spans import Span, UnclosedSign

_SEPARATOR = r"[^\S\n]*+ --- [^\S\n]*+ (?= \n | \Z )"
_BOUNDARY = re.compile(rf"\n (?: ([QAC]): [ \t]*+ | {_SEPARATOR} )", re.X)
_FIRST = re.compile(rf"(?: ([QAC]): [ \t]*+ | {_SEPARATOR} )", re.X)


# A path of Windows, unless the line hides something.
_PATH = re.compile(
    r"C:[\\/](?!\\?[\[(])(?!(?:[^\n\\\[]|\\[^\n])*\[)|[AQ]:\\\w(?!(?:[^\n\\\[]|\\[^\n])*\[)"
)
# A C: in the middle of a paragraph that hides nothing.
_GOES_ON = re.compile(
    r"C:[ \t]++(?=[a-z])(?:[^\n\[{]|\n(?![^\S\n]*(?:\n|\Z)|[QAC]:|[^\S\n]*---))*+(?:\n|\Z)"
)


class Section(NamedTuple):
    """The text from one tag to the next; the tag is "" for prose, which belongs to no card."""

    whole: Source  # the whole text
    tag: str
    line: int  # of the tag
    start: int  # after the tag
    end: int
    spans: list[Span]
    unclosed: list[UnclosedSign]
    is_scanned: bool  # else its only markup may be inline code

    @property
    def source(self) -> str:
        """The whole text that it is cut from."""
        return self.whole.text

    @property
    def text(self) -> str:
        """Its text, without the tag."""
        return self.source[self.start : self.end]

    def line_at(self, offset: int) -> int:
        """The line of an offset into the whole text."""
        return self.line + self.source.count("\n", self.start, offset)


def sections(text: str, start: int = 0, line: int = 1) -> Iterator[Section]:
    """The sections of a text from `start` on, where its line `line` begins."""
    source = Source(text)
    tag = ""

    def cut(at: int) -> int:
        found = _boundary(text, at, tag)
        return found.start() if found else len(text)

    found = _FIRST.match(text, start)
    if found and found[1] and _PATH.match(text, start):
        found = None
    while True:
        if found:
            tag = found[1] or ""
            start = found.end()
        following = _boundary(text, start, tag)
        end = following.start() if following else len(text)
        body = text[start:end]
        spans: list[Span] = []
        unclosed: list[UnclosedSign] = []
        is_scanned = (
            "[" in body
            or "$" in body
            or "<!--" in body
            or "```" in body
            or "~~~" in body
            or "\\(" in body
        )
        if is_scanned and (formulas := formulas_alone(body, start)) is not None:
            spans = formulas
        elif is_scanned:
            scan = Scan(source, start, end, cut)
            spans, unclosed = scan.spans, scan.unclosed
            if scan.end != end:
                end = scan.end
                following = _BOUNDARY.match(text, end)
        yield Section(source, tag, line, start, end, spans, unclosed, is_scanned)
        if following is None:
            return
        line += text.count("\n", start, end) + 1
        found = following


def _boundary(text: str, at: int, tag: str) -> re.Match[str] | None:
    """Where a section with this tag ends, from a place in it on."""
    found = _BOUNDARY.search(text, at)
    while found and found[1] and _is_text(text, found, tag):
        found = _BOUNDARY.search(text, found.end())
    return found


def _is_text(text: str, found: re.Match[str], tag: str) -> bool:
    """Whether what looks like a tag is none: a path, or a C: inside a paragraph of an answer."""
    at = found.start() + 1
    if text[at + 2 : at + 3] in ("\\", "/") and _PATH.match(text, at):
        return found[1] == "C" or tag == "A"
    if tag != "A" or found[1] != "C":
        return False
    above = text[text.rfind("\n", 0, at - 1) + 1 : at - 1]
    return bool(above.strip()) and _GOES_ON.match(text, at) is not None
