"""Regular expressions without what can take for ever: read into a program for an automaton.

No look-around and no back-references, so that time grows with the text and no faster.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from tutor.core.text import harmless
from tutor.search.letters import alike

MOST_STEPS = 400  # of a program
_DEEPEST = 40  # groups in groups
_MOST_TIMES = 200


class RegularError(Exception):
    """What is wrong with a regular expression, and where (counted from 0)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Place(Enum):
    """A condition on what is before and after a place of the text."""

    LINE_START = auto()
    LINE_END = auto()
    WORD_EDGE = auto()
    NO_WORD_EDGE = auto()


class Characters(NamedTuple):
    """A set of characters: ranges, and classes such as d for digits."""

    ranges: tuple[tuple[str, str], ...] = ()
    classes: str = ""
    is_negated: bool = False

    def has(self, character: str) -> bool:
        """Whether a character is among them, in small letters or capitals."""
        found = any(
            low <= form <= high for form in alike(character) for low, high in self.ranges
        ) or any(_is_of(name, character) for name in self.classes)
        return found != self.is_negated


class Take(NamedTuple):
    """Take one of these characters."""

    characters: Characters


class Fork(NamedTuple):
    """Go on at either of two steps."""

    one: int
    other: int


Step = Take | Fork | Place | None  # None: what was sought is found
Program = tuple[Step, ...]


class Union(NamedTuple):
    """One of these."""

    parts: tuple[Node, ...]


class Row(NamedTuple):
    """These one after the other."""

    parts: tuple[Node, ...]


class Repeat(NamedTuple):
    """This so many times."""

    part: Node
    least: int
    most: int  # -1: no bound


Node = Characters | Place | Union | Row | Repeat

_ANY = Characters((("\n", "\n"),), is_negated=True)
_CLASSES = "dDwWsS"
_PLACES = {"b": Place.WORD_EDGE, "B": Place.NO_WORD_EDGE}
_CONTROLS = {"n": "\n", "t": "\t"}


def is_of_word(character: str) -> bool:
    """Whether a character belongs to words: a letter, a digit or an underscore."""
    return character.isalnum() or character == "_"


def _is_of(name: str, character: str) -> bool:
    match name.lower():
        case "d":
            found = character.isdecimal()
        case "w":
            found = is_of_word(character)
        case _:
            found = character.isspace()
    return found != name.isupper()


def tree(pattern: str) -> Node:
    """What a pattern says; a RegularError says what is wrong."""
    return _Reader(pattern).read()


def program(pattern: str) -> Program:
    """The steps by which a text is searched for a pattern; a RegularError says what is wrong."""
    node = tree(pattern)
    steps: list[Step] = []
    _write(node, steps, pattern)
    return (*steps, None)


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0

    def read(self) -> Node:
        node = self._union()
        if self._at < len(self._pattern):
            raise RegularError("this ) closes nothing; for the sign itself write \\)", self._at)
        return node

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _union(self) -> Node:
        parts = [self._row()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else Union(tuple(parts))

    def _row(self) -> Node:
        parts: list[Node] = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._repeated())
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _repeated(self) -> Node:
        node = self._single()
        while (bounds := self._bounds()) is not None:
            node = Repeat(node, *bounds)
            if self._next() == "?":  # as few as possible: it is found all the same
                self._at += 1
        return node

    def _bounds(self) -> tuple[int, int] | None:
        sign = self._next()
        if sign and sign in "*+?":
            self._at += 1
            return {"*": (0, -1), "+": (1, -1), "?": (0, 1)}[sign]
        if sign != "{":
            return None
        end = self._pattern.find("}", self._at)
        inside = self._pattern[self._at + 1 : end] if end > 0 else ""
        low, comma, high = inside.partition(",")
        is_read = all(not part or (part.isascii() and part.isdigit()) for part in (low, high))
        if end < 0 or not is_read or not (low or high) or max(len(low), len(high)) > 4:
            raise RegularError("write {3}, {2,5} or {2,}; for the sign itself \\{", self._at)
        least = int(low or 0)
        most = int(high) if high else -1 if comma else least
        if max(least, most) > _MOST_TIMES or 0 <= most < least:
            message = f"a count is at most {_MOST_TIMES}, and the first is not above the second"
            raise RegularError(message, self._at)
        self._at = end + 1
        return least, most

    def _single(self) -> Node:
        start, sign = self._at, self._next()
        self._at += 1
        match sign:
            case "(":
                return self._group(start)
            case "[":
                return self._set(start)
            case ".":
                return _ANY
            case "^":
                return Place.LINE_START
            case "$":
                return Place.LINE_END
            case "\\":
                return self._escaped(start)
            case "*" | "+" | "?" | "{":
                message = f"nothing to repeat before this; for the sign itself write \\{sign}"
                raise RegularError(message, start)
        return Characters(((sign, sign),))

    def _group(self, start: int) -> Node:
        if self._next() == "?":
            if self._pattern[self._at : self._at + 2] != "?:":
                message = "of the groups that begin with (? only (?: is supported"
                raise RegularError(message, start)
            self._at += 2
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RegularError(f"more than {_DEEPEST} groups in each other", start)
        node = self._union()
        self._depth -= 1
        if self._next() != ")":
            message = "this ( is not closed; for the sign itself write \\("
            raise RegularError(message, start)
        self._at += 1
        return node

    def _escaped(self, start: int) -> Node:
        sign = self._next()
        self._at += 1
        if sign in _PLACES:
            return _PLACES[sign]
        if sign and sign in _CLASSES:
            return Characters(classes=sign)
        character = self._plain(sign, start)
        return Characters(((character, character),))

    def _plain(self, sign: str, start: int) -> str:
        """The character that a backslash and this sign stand for."""
        if not sign:
            raise RegularError(
                "a single backslash at the end; for the sign itself write \\\\", start
            )
        if sign.isascii() and sign.isalnum():
            if sign in _CONTROLS:
                return _CONTROLS[sign]
            message = f"\\{harmless(sign)} has no meaning here; for a backslash itself write \\\\"
            raise RegularError(message, start)
        return sign

    def _set(self, start: int) -> Node:
        is_negated = self._next() == "^"
        self._at += is_negated
        ranges: list[tuple[str, str]] = []
        classes = ""
        first = self._at
        while self._next() != "]" or self._at == first:
            at = self._at
            low = self._member(start)
            if len(low) > 1:
                classes += low[1]
            elif self._next() == "-" and self._pattern[self._at + 1 : self._at + 2] not in (
                "",
                "]",
            ):
                self._at += 1
                high = self._member(start)
                if len(high) > 1 or high < low:
                    raise RegularError("this is no range of characters", at)
                ranges.append((low, high))
            else:
                ranges.append((low, low))
        self._at += 1
        return Characters(tuple(ranges), classes, is_negated)

    def _member(self, start: int) -> str:
        """One character of a set; of a class its backslash and letter."""
        at, sign = self._at, self._next()
        if not sign:
            raise RegularError("this [ is not closed; for the sign itself write \\[", start)
        self._at += 1
        if sign != "\\":
            return sign
        escaped = self._next()
        self._at += 1
        if escaped and escaped in _CLASSES:
            return f"\\{escaped}"
        return self._plain(escaped, at)


def _write(node: Node, steps: list[Step], pattern: str) -> None:
    """Append the steps of a node; they end where the next node's begin."""
    if len(steps) > MOST_STEPS:
        message = "this is too long, or repeats too much: find words and leave out the rest"
        raise RegularError(message, len(pattern))
    match node:
        case Characters():
            steps.append(Take(node))
        case Place():
            steps.append(node)
        case Row():
            for part in node.parts:
                _write(part, steps, pattern)
        case Union():
            ends = []
            for part in node.parts[:-1]:
                fork = _reserve(steps)
                _write(part, steps, pattern)
                ends.append(_reserve(steps))
                steps[fork] = Fork(fork + 1, len(steps))
            _write(node.parts[-1], steps, pattern)
            for end in ends:
                steps[end] = Fork(len(steps), len(steps))
        case Repeat():
            for _ in range(node.least):
                before = len(steps)
                _write(node.part, steps, pattern)
                if len(steps) == before:  # of nothing there is no need to have more
                    break
            if node.most < 0:
                fork = _reserve(steps)
                _write(node.part, steps, pattern)
                steps.append(Fork(fork, fork))
                steps[fork] = Fork(fork + 1, len(steps))
                return
            forks = []
            for _ in range(node.most - node.least):
                forks.append(_reserve(steps))
                _write(node.part, steps, pattern)
            for fork in forks:
                steps[fork] = Fork(fork + 1, len(steps))


def _reserve(steps: list[Step]) -> int:
    """The place of a step that is written once it is known where it leads."""
    steps.append(Fork(0, 0))
    return len(steps) - 1
