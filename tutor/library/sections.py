"""The lines of a card file, cut where a line begins with `Q:`, `A:`, `C:` or is `---`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.library import markup
from tutor.library.markup import Open
from tutor.library.report import Report

_TAGS = ("Q:", "A:", "C:")
_DOLLARS = re.compile(r"\\.|(\$\$)")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands from one tag to the next; the tag is "" for prose, which belongs to no card."""

    tag: str
    line: int
    text: str  # without the tag; its first line is `line`
    is_whole: bool  # whether all code in it closes

    def line_at(self, offset: int) -> int:
        """The line of the file on which this offset into the text lies."""
        return self.line + self.text.count("\n", 0, offset)


def sections(lines: Sequence[str], first: int, report: Report) -> Iterator[Section]:
    """The sections from the line with index `first` on; code, maths and comments hold no tags."""
    fences = _Fences(lines)
    tag, start, is_whole = "", first, True
    body: list[str] = []
    index = first
    while index < len(lines):
        line = lines[index]
        separates = "---" in line and line.strip() == "---"
        if separates or line[:2] in _TAGS:
            yield Section(tag, start + 1, "\n".join(body), is_whole)
            tag, start, body, is_whole = line[0].strip("- \t"), index, [], True
            line = line[2:].lstrip(" \t") if tag else ""
        body.append(line)
        if "```" in line or "~~~" in line or "$$" in line or "<!--" in line:
            mark, marks = markup.fence(line)
            end = fences.end(index, mark, marks) if mark else _end(lines, index, line)
            if end < 0:
                report.fault(
                    index + 1, f"this code never closes: put a line {mark * marks} below it"
                )
                is_whole = False
                end = index
            body.extend(lines[index + 1 : end + 1])
            index = end
        index += 1
    yield Section(tag, start + 1, "\n".join(body), is_whole)


class _Fences:
    """The lines that can end fenced code, looked for when the first code begins."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._closing: dict[str, list[tuple[int, int]]] | None = None

    def end(self, index: int, mark: str, marks: int) -> int:
        """The index of the line that ends code which begins on this one; -1 if none does."""
        if self._closing is None:
            self._closing = {"`": self._find("`"), "~": self._find("~")}
        closing = self._closing[mark]
        at = bisect_right(closing, (index, 1 << 62))
        if at == len(closing) or closing[at][1] < marks:
            return -1
        while not markup.closes(self._lines[closing[at][0]], mark, marks):
            at += 1
        return closing[at][0]

    def _find(self, mark: str) -> list[tuple[int, int]]:
        """The closing lines, each with the most marks that it or a later one has."""
        found = []
        most = 0
        for index in range(len(self._lines) - 1, -1, -1):
            line = self._lines[index]
            if mark * 3 in line and markup.closes(line, mark, 3):
                most = max(most, markup.fence(line)[1])
                found.append((index, most))
        found.reverse()
        return found


def _end(lines: Sequence[str], index: int, text: str) -> int:
    """The index of the line that ends the displayed maths and comments which open in this text."""
    while opened := _opened(text):
        end, text = _closed(lines, index + 1, opened)
        if end < 0:
            break  # the card's own reading tells what is wrong
        index = end
    return index


def _opened(text: str) -> Open | None:
    """What the text leaves open: displayed maths, a comment or nothing."""
    if "$$" not in text and "<!--" not in text:
        return None
    if text.strip() == "$$":
        return Open.DOLLARS
    unclosed = (opened for _, opened in markup.read(text, {}).unclosed)
    return next((opened for opened in unclosed if opened is not Open.DOLLAR), None)


def _closed(lines: Sequence[str], index: int, opened: Open) -> tuple[int, str]:
    """Where what is open closes, from this line on, and what stands there after it; or -1."""
    for at in range(index, len(lines)):
        line = lines[at]
        if opened is Open.COMMENT:
            another, closing = line.find("<!--"), line.find("-->")
            if another >= 0 and not 0 <= closing < another:
                break  # the comment above was left open
            if closing >= 0:
                return at, line[closing + 3 :]
        elif not line.strip() or line.strip() == "---":
            break  # maths ends with its paragraph
        elif "$$" in line:
            for found in _DOLLARS.finditer(line):
                if found[1]:
                    return at, line[found.end() :]
    return -1, ""
