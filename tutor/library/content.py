"""A card's text as the learner sees it: comments left out, pictures named, parts hidden."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tutor.library.cloze import HOLE
from tutor.library.wording import AUTOMATIC
from tutor.markdown.scanner import scan
from tutor.markdown.sections import Section
from tutor.markdown.spans import BRACKETED, Part, Span, lines_inside

_POINT = re.compile(r" {0,3}[-*+] \[[ xX]\][ \t]+(\S.*)")
_POINT_INSIDE = re.compile(r"\n {0,3}[-*+] \[[ xX]\]")
_NAMES_A_PART = re.compile(rf"<!--\s*id\s*:\s*{AUTOMATIC}\s*-->")
_CONTINUED = re.compile(r"(?: {2,}|\t)\S")
_INDENTED_BLANKS = re.compile(r"(?:[ \t]*\n)*")


@dataclass(frozen=True, slots=True)
class Hidden:
    """One hidden part: the note without it, what it hides, and which of the same text it is."""

    question: str
    answer: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note that hides parts, its text without brackets, and where the parts lie in it."""

    text: str
    parts: tuple[tuple[int, int], ...]

    def hidden(self) -> Iterator[Hidden]:
        """The parts, each with the question that asks for it."""
        for start, end in self.parts:
            answer = self.text[start:end]
            question = f"{self.text[:start]}{HOLE}{self.text[end:]}"
            yield Hidden(question, answer.strip(), self.text.count(answer, 0, start))


def shown(section: Section) -> str:
    """The text without comments, with pictures named and brackets as they are."""
    edited = [span for span in section.spans if span.part in (Part.COMMENT, Part.PICTURE)]
    return _note(section, edited).text if edited else trim(section.text)


def note(section: Section) -> Note:
    """The text without comments and without the brackets around hidden parts."""
    return _note(section, section.spans)


def _note(section: Section, spans: Iterable[Span]) -> Note:
    text, done = section.source, section.start
    pieces: list[str] = []
    marks: list[int] = []
    length = 0
    for start, end, instead, is_mark in sorted(_edits(section, spans)):
        if start < done:
            continue
        pieces += (text[done:start], instead)
        length += start - done
        if is_mark:
            marks.append(length)
        length += len(instead)
        done = end
    pieces.append(text[done : section.end])
    whole = "".join(pieces)
    trimmed = trim(whole)
    before = len(whole.rstrip()) - len(trimmed)
    places = [min(max(mark - before, 0), len(trimmed)) for mark in marks]
    return Note(trimmed, tuple(zip(places[::2], places[1::2], strict=True)))


def trim(text: str) -> str:
    """The text without the blank lines and spaces around it; an indented first line stays so."""
    text = text.rstrip()
    if not text[:1].isspace():
        return text
    blank_lines = _INDENTED_BLANKS.match(text)
    if blank_lines and blank_lines.end():
        return text[blank_lines.end() :]
    return text.lstrip()


def _edits(section: Section, spans: Iterable[Span]) -> Iterator[tuple[int, int, str, bool]]:
    """What to replace: from, to, by what, and whether it is the edge of a hidden part."""
    for span in spans:
        if span.part is Part.COMMENT:
            yield _left_out(section, span)
        elif span.part is Part.PICTURE:
            alt = " ".join(section.source[span.start + 2 : span.brackets].split())
            picture = f"{alt} ({span.target})" if alt else span.target
            yield span.start, span.end, f"[picture: {picture}]", False
        elif span.part in BRACKETED:
            yield span.start, span.start + 1, "", True
            yield span.end - 1, span.end, "", True


def _left_out(section: Section, span: Span) -> tuple[int, int, str, bool]:
    """A comment, with its line if nothing else is on it, else with the spaces before it."""
    text, first, last = section.source, section.start, section.end
    start, end = span.start, span.end
    while end < last and text[end] in " \t":
        end += 1
    if end < last and text[end] != "\n":
        if text[end] == "]" and _NAMES_A_PART.match(text, start):
            start = len(text[first:start].rstrip(" \t")) + first
        return start, span.end, "", False
    while start > first and text[start - 1] in " \t":
        start -= 1
    if (start == first or text[start - 1] == "\n") and end < last:
        end += 1
    return start, end, "", False


def key_points(answer: str, section: Section) -> tuple[str, tuple[str, ...]]:
    """A section's answer without the checklist it closes with, and the points of that list."""
    if "[" not in answer:
        return answer, ()
    lines = answer.split("\n")
    points: list[str] = []
    rest: list[str] = []
    first = len(lines)
    at = len(answer) + 1
    inside: set[int] = set()  # where lines begin that are code or maths
    if any(_POINT_INSIDE.search(section.source, span.start, span.end) for span in section.spans):
        inside = lines_inside(answer, scan(answer).spans)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        at -= len(line) + 1
        if at not in inside and (point := _POINT.match(line)):
            points.append(" ".join(" ".join([point[1], *reversed(rest)]).split()))
            rest = []
            first = index
        elif _CONTINUED.match(line):
            rest.append(line)
        elif line.strip():
            break
    if not points:
        return answer, ()
    points.reverse()
    return trim("\n".join(lines[:first])) or "\n".join(f"- {p}" for p in points), tuple(points)
