"""The inside of a card's text: where code, maths, links, pictures, comments and brackets are.

Every step is linear in the text, whatever the text: what is looked for and not found is not looked
for again.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

# Every alternative begins with one plain character: then the search skips fast over all others.
_TOKEN = re.compile(
    r"""
      \n [ \t]* (?= \n | \Z )                               # before a blank line
    | \n \ {0,3} (?: ```+ [^`\n]* | ~~~+ [^\n]* ) (?= \n | \Z )  # before a line of fence
    | \\ [^\n]                                             # a character that stands for itself
    | `` * | \$ \$? | <!-- | !\[ | \[ | \]
    """,
    re.X,
)
_FENCE = re.compile(r" {0,3}(```+(?=[^`\n]*$)|~~~+)", re.M)
_DIGIT = re.compile("[0-9]")
_INK = re.compile(r"\S")
_LONGEST_LABEL = 999  # as in CommonMark
_RUN = re.compile("`+")
_DESTINATION = r"(?:<[^<>\n]*>|[^\s()<][^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
_TITLE = r"""(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))"""
_TARGET = re.compile(rf"\([ \t]*({_DESTINATION}?)(?:[ \t\n]+{_TITLE})?[ \t]*\)")
_REFERENCE = re.compile(r"\[([^\[\]\n]*)\]")
_DEFINITION = re.compile(
    rf"^ {{0,3}}\[([^\[\]\n]+)\]:[ \t]*({_DESTINATION})(?:[ \t]+{_TITLE})?[ \t]*$", re.M
)
_ADDRESS = re.compile(r"[a-z]+://|mailto:|www\.|[<#/]|\.\.?/")
_AMOUNT = re.compile(r"(?:^|[\s(])[+-]?[0-9][0-9.,]*$")

Definitions = Mapping[str, str]


class Part(Enum):
    """What a stretch of text is."""

    CODE = auto()
    MATHS = auto()
    COMMENT = auto()
    PICTURE = auto()
    LINK = auto()
    HIDDEN = auto()


class Open(Enum):
    """What was opened and never closed."""

    DOLLAR = "$"
    DOLLARS = "$$"
    COMMENT = "<!--"


class Span(NamedTuple):
    """A stretch of text; a picture's alternative text ends at `brackets`, `target` is its path."""

    part: Part
    start: int
    end: int
    brackets: int = 0
    target: str = ""


class Markup(NamedTuple):
    """The spans of a text in order, and where something opens that never closes."""

    spans: list[Span]
    unclosed: list[tuple[int, Open]]


def definitions(text: str) -> dict[str, str]:
    """The link addresses a file defines on lines `[label]: address`, by label."""
    if "]:" not in text:
        return {}
    return {
        _label(match[1]): match[2].strip("<>")
        for match in _DEFINITION.finditer(text)
        if _ADDRESS.match(match[2])
    }


def read(text: str, defined: Definitions) -> Markup:
    """What a card's text is made of."""
    reader = _Reader(text, defined)
    reader.run()
    if "[" in text:  # else they are in order, one after the other
        reader.spans.sort(key=lambda span: (span.start, -span.end))
        return Markup(_outermost(reader.spans), reader.unclosed)
    return Markup(reader.spans, reader.unclosed)


def _outermost(spans: list[Span]) -> list[Span]:
    """The spans without brackets inside brackets, links or pictures: those belong to the text."""
    kept: list[Span] = []
    reach = 0
    for span in spans:
        if span.part in (Part.HIDDEN, Part.LINK, Part.PICTURE):
            if span.part is Part.HIDDEN and span.start < reach:
                continue
            reach = max(reach, span.end)
        kept.append(span)
    return kept


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


class _Reader:
    """One pass over a text's tokens."""

    def __init__(self, text: str, defined: Definitions) -> None:
        self.text = text
        self.defined = defined
        self.spans: list[Span] = []
        self.unclosed: list[tuple[int, Open]] = []
        self.tokens = _tokens(text)
        self.breaks = [at for at, token in self.tokens if token[0] == "\n"]
        self.breaks.append(len(text))
        self.brackets: list[int] = []
        self.runs: dict[int, list[int]] | None = None
        self.next = 0  # the token to look at
        self.done = -1  # the text is read up to here
        self.definitions = (
            {match.start(1): match.end() for match in _DEFINITION.finditer(text)} if defined else {}
        )

    def run(self) -> None:
        while self.next < len(self.tokens):
            at, token = self.tokens[self.next]
            self.next += 1
            if at < self.done:
                continue
            kind = token[0]
            if kind == "$":
                self._maths(at, token)
            elif kind == "`":
                self._code(at, len(token))
            elif kind == "]":
                self._close(at)
            elif kind == "<":
                self._comment(at)
            elif kind in "[!":
                self.brackets.append(at)
            elif kind == "\n":
                self._fence(at, token)

    def _add(self, part: Part, start: int, end: int, brackets: int = 0, target: str = "") -> None:
        self.spans.append(Span(part, start, end, brackets, target))
        self.done = max(self.done, end)

    def _paragraph_end(self, at: int) -> int:
        return self.breaks[bisect_left(self.breaks, at)]

    def _fence(self, at: int, token: str) -> None:
        mark, marks = fence(token[1:])
        if not mark:
            return  # a blank line
        start = max(at + 1, self.done)
        for index in range(self.next, len(self.tokens)):
            position, candidate = self.tokens[index]
            if candidate[0] == "\n" and closes(candidate[1:], mark, marks):
                self._add(Part.CODE, start, position + len(candidate))
                return
        self._add(Part.CODE, start, len(self.text))

    def _code(self, at: int, marks: int) -> None:
        if self.runs is None:
            self.runs = {}
            for run in _RUN.finditer(self.text):
                self.runs.setdefault(len(run.group()), []).append(run.start())
        runs = self.runs.get(marks, [])
        closing = bisect_left(runs, at + marks)
        if closing < len(runs) and runs[closing] < self._paragraph_end(at):
            self._add(Part.CODE, at, runs[closing] + marks)

    def _maths(self, at: int, token: str) -> None:
        end = self._paragraph_end(at)
        closing, position = "", end
        for index in range(self.next, len(self.tokens)):
            position, closing = self.tokens[index]
            if position >= end:
                closing = ""
                break
            if closing[0] == "$" and (closing == "$$" or token == "$"):
                break
        else:
            closing = ""
        if token == "$$" and closing:
            self._add(Part.MATHS, at, position + 2)
        elif token == "$$":
            self.unclosed.append((at, Open.DOLLARS))
        elif closing and self._may_enclose(at, position):
            self._add(Part.MATHS, at, position + 1)
            if closing == "$$":  # its first dollar closes, its second may open again
                self.tokens[index] = (position + 1, "$")
        elif not self._is_money(at):
            self.unclosed.append((at, Open.DOLLAR))

    def _may_enclose(self, opening: int, closing: int) -> bool:
        # as in Pandoc: no space just inside the dollars, and no digit after them
        inner = self.text[opening + 1 : closing]
        return inner.strip() == inner != "" and not _DIGIT.match(self.text, closing + 1)

    def _is_money(self, at: int) -> bool:
        after = self.text[at + 1 : at + 2]
        if not after.strip() or _DIGIT.match(after):
            return True
        return bool(_AMOUNT.search(self.text[max(0, at - 40) : at]))

    def _comment(self, at: int) -> None:
        another = self.text.find("<!--", at + 4)
        end = len(self.text) if another < 0 else another
        closing = self.text.find("-->", at + 4, end)
        if closing < 0:
            self.unclosed.append((at, Open.COMMENT))
        else:
            self._add(Part.COMMENT, at, closing + 3)

    def _close(self, at: int) -> None:
        if not self.brackets:
            return
        start = self.brackets.pop()
        is_picture = self.text[start] == "!"
        inside = start + 1 + is_picture
        end, target = self._target(inside, at)
        if end and is_picture:
            self._add(Part.PICTURE, start, end, at, target)
        elif end:
            self._add(Part.LINK, start, end)
        elif _INK.search(self.text, inside, at):
            self.spans.append(Span(Part.HIDDEN, inside - 1, at + 1))

    def _target(self, start: int, closing: int) -> tuple[int, str]:
        """Where a link whose text is within these brackets ends, and leads; 0 if it is none."""
        if match := _TARGET.match(self.text, closing + 1):
            return match.end(), match[1].strip("<>")
        if not self.defined or closing - start > _LONGEST_LABEL:
            return 0, ""
        if end := self.definitions.get(start):
            return end, ""
        label = _label(self.text[start:closing])
        if match := _REFERENCE.match(self.text, closing + 1):
            target = self.defined.get(_label(match[1]) or label)
            if target is not None:
                return match.end(), target
        target = self.defined.get(label)
        return (0, "") if target is None else (closing + 1, target)


def _tokens(text: str) -> list[tuple[int, str]]:
    """What may matter in a text, and where; a blank line or a fence with the end of line before."""
    first = fence(text)[0]
    start = (text + "\n").index("\n") if first else 0
    tokens = [(match.start(), match.group()) for match in _TOKEN.finditer(text, start)]
    return [(-1, "\n" + text[:start]), *tokens] if first else tokens


def fence(line: str) -> tuple[str, int]:
    """The mark that begins fenced code on this line, and how often it stands there."""
    match = _FENCE.match(line)
    return (match[1][0], len(match[1])) if match else ("", 0)


def closes(line: str, mark: str, marks: int) -> bool:
    """Whether this line ends fenced code that `marks` of this mark began."""
    bare = line.strip()
    return len(bare) >= marks and not bare.strip(mark) and fence(line)[0] == mark
