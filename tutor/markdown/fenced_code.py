"""Fenced code: which lines of ``` or ~~~ begin it, also in lists and quotes, and which end it."""

import re
from bisect import bisect_left
from typing import NamedTuple

# What may come before a fence: the marks of quotes and of list items.
CONTAINERS = r"[ \t]*+ (?: (?: > | (?: [-*+•] | [0-9]{1,9}[.)] ) [ \t]++ ) [ \t]*+ )*+"
MARKS = r"(?: ```+ [^`\n]* | ~~~+ [^\n]* ) (?= \n | \Z )"

_MOST_NESTED = 6  # quotes
_DEEPEST = 64  # columns of indent
_FENCE = re.compile(rf"( {CONTAINERS} ) (?= {MARKS} ) ( `+ | ~+ )", re.X)
_PLAIN = re.compile(r" {0,3}")
_CLOSING = re.compile(r"(?:^|\n)([ \t>]*)(```+|~~~+)[^\S\n]*(?=\n|\Z)")
_MARKER = re.compile(r"[-*+•]|[0-9]{1,9}[.)]")
_LINE = re.compile(r"( *)([^\n]*)(?:\n|\Z)")
_BEGINS = re.compile(r"#{1,6}[ \t]|>|([-*_])(?:[ \t]*\1){2,}[ \t]*$")


class Fence(NamedTuple):
    """The marks that begin fenced code: where, how many, and where the code ends (-1: nowhere)."""

    start: int
    marks: str
    end: int


class Fences:
    """The fenced code of a text. What is looked for is looked for once, in linear time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closings: dict[tuple[str, bool], _Closings] = {}
        self._reaches: dict[tuple[int, int], tuple[int, int]] = {}
        self._lists = _Lists(text)

    def begin(self, at: int) -> None:
        """A section begins here: no list goes on into it."""
        self._lists.begin(at)

    def fence(self, at: int, end: int) -> Fence | None:
        """The fence on the line from `at` to `end`, if there is one.

        In a list or a quote it is a fence only if it closes inside that list or quote.
        """
        found = _FENCE.match(self._text, at, end)
        if found is None:
            return None
        prefix, marks = found[1], found[2]
        if _PLAIN.fullmatch(prefix):
            closing = self._closing(end, marks, nested=False)
            return Fence(found.start(2), marks, closing)
        if (reach := self._reach(at, end, prefix)) < 0:
            return None
        closing = self._closing(end, marks, nested=True)
        return Fence(found.start(2), marks, closing) if 0 <= closing <= reach else None

    def _closing(self, at: int, marks: str, *, nested: bool) -> int:
        """Where the first line after `at` ends that can close these marks; -1 if none does."""
        key = marks[0], nested
        if key not in self._closings:
            self._closings[key] = _Closings(self._text, *key)
        return self._closings[key].after(at, len(marks))

    def _reach(self, at: int, end: int, prefix: str) -> int:
        """How far the list or the quote reaches whose marks and indent begin a line."""
        quotes = prefix.count(">")
        if quotes:
            indent = 0
        elif marker := list(_MARKER.finditer(prefix)):
            indent = marker[-1].start() + 2
        else:
            indent = self._lists.indent(at, prefix)
        if not 0 <= indent <= _DEEPEST or quotes > _MOST_NESTED:
            return -1
        begins, reaches = self._reaches.get((quotes, indent), (0, -1))
        if not begins <= end < reaches:
            line = rf"(?:[ \t]*>){{{quotes}}}" if quotes else rf"(?:[ \t]*(?=\n|\Z)| {{{indent}}})"
            inside = re.compile(rf"(?:\n{line}[^\n]*)*+").match(self._text, end)
            reaches = inside.end() if inside else end
            self._reaches[quotes, indent] = end, reaches
        return reaches


class _Closings:
    """The lines that can close code of one mark, each with the most marks from it on."""

    def __init__(self, text: str, mark: str, nested: bool) -> None:
        found = [
            (match.start(), match.end(), len(match[2]))
            for match in _CLOSING.finditer(text)
            if match[2][0] == mark and (nested or _PLAIN.fullmatch(match[1]))
        ]
        self._starts = [start for start, _, _ in found]
        self._ends = [end for _, end, _ in found]
        self._marks = [marks for _, _, marks in found]
        self._most = self._marks[:]
        for index in range(len(found) - 2, -1, -1):
            self._most[index] = max(self._most[index], self._most[index + 1])

    def after(self, at: int, marks: int) -> int:
        index = bisect_left(self._starts, at)
        if index == len(self._most) or self._most[index] < marks:
            return -1
        while self._marks[index] < marks:
            index += 1
        return self._ends[index]


class _Lists:
    """Which lists are open at a line, found by walking over the lines once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open: list[
            tuple[int, int]
        ] = []  # the least indent of what belongs, and the usual one
        self._is_blank = True

    def begin(self, at: int) -> None:
        self._at = at
        self._open = []
        self._is_blank = True

    def indent(self, at: int, prefix: str) -> int:
        """The least indent of the list that this indented line belongs to, or -1."""
        while self._at < at and (line := _LINE.match(self._text, self._at)):
            self._pass(len(line[1]), line[2])
            self._at = line.end()
        columns = len(prefix) if prefix.isspace() and "\t" not in prefix else 0
        for least, usual in reversed(self._open):
            if least <= columns:
                return least if columns - min(columns, usual) <= 3 else -1
        return -1

    def _pass(self, indent: int, rest: str) -> None:
        if not rest.strip(" \t"):
            self._is_blank = True
            return
        marker = _MARKER.match(rest)
        if self._is_blank or marker or _BEGINS.match(rest):
            while self._open and self._open[-1][0] > indent:
                self._open.pop()
        self._is_blank = False
        at = 0
        while (marker := _MARKER.match(rest, at)) and rest[
            marker.end() : marker.end() + 1
        ] in " \t":
            start = indent + at
            at = marker.end()
            while rest[at : at + 1] in (" ", "\t"):
                at += 1
            self._open.append((start + 2, indent + at))
            if at >= len(rest):
                break
