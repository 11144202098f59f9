"""A card's text as the learner sees it: comments left out, pictures named, parts hidden."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tutor.library.card_comments import OF_A_PART, of_parts
from tutor.library.cloze import BETWEEN, HOLE
from tutor.library.inner_brackets import inner_brackets, unescaped
from tutor.library.wording import AUTOMATIC
from tutor.markdown.scanner import scan
from tutor.markdown.sections import Section
from tutor.markdown.spans import BRACKETED, Part, Span, hides, lines_inside

_POINT = re.compile(r" {0,3}[-*+] \[[ xX]\][ \t]+(\S.*)")
_POINT_INSIDE = re.compile(r"\n {0,3}[-*+] \[[ xX]\]")
_OF_A_PART = re.compile(
    rf"<!--\s*(?:id\s*:\s*{AUTOMATIC}|(?:group|hint)\s*:(?:(?!-->).)*)\s*-->", re.S
)
_CONTINUED = re.compile(r"(?: {2,}|\t)\S")
_INDENTED_BLANKS = re.compile(r"(?:[ \t]*\n)*")


class Hidden(NamedTuple):
    """One hidden part: the note without it, and what it hides.

    It is known by its `part` in the note's key, by which of the same text that is, and by the key
    without it.
    """

    question: str
    answer: str
    part: str
    occurrence: int
    asked: str
    members: tuple[int, ...]  # which parts of the note it hides: several, if they are a group


class Note(NamedTuple):
    """A note that hides parts, its text without brackets, and where the parts lie in it.

    It is known by `key`: its text without those brackets, too, that only earlier readers took for
    hidden parts; `places` are those of the parts in it.
    """

    text: str
    parts: tuple[tuple[int, int], ...]
    key: str
    places: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]  # what hides
    signs: tuple[str, ...]  # "" or that of the code or maths that a part is in
    groups: Mapping[int, str]  # by part
    hints: Mapping[int, str]

    def hidden(self) -> Iterator[Hidden]:
        """What is asked for: a part, or the parts of a group together."""
        done: set[str] = set()
        for index in range(len(self.parts)):
            group = self.groups.get(index, "")
            if group and group in done:
                continue
            done.add(group)
            members = [
                other
                for other in range(len(self.parts))
                if other == index or (group and self.groups.get(other) == group)
            ]
            yield self._hidden([other for other in members if self._answer(other)] or [index])

    def _hidden(self, members: list[int]) -> Hidden:
        places = [self.places[index] for index in members]
        parts = [self.key[slice(*place)] for place in places]
        holes = [
            f"{HOLE} ({hint})" if (hint := self.hints.get(index)) else HOLE for index in members
        ]
        return Hidden(
            question=_with_holes(self.text, [self.parts[index] for index in members], holes),
            answer=BETWEEN.join(map(self._answer, members)),
            part=BETWEEN.join(part.strip() for part in parts),
            occurrence=self.key.count(parts[0], 0, places[0][0]),
            asked=_with_holes(self.key, places, [HOLE] * len(places)),
            members=tuple(members),
        )

    def _answer(self, index: int) -> str:
        answer = self.text[slice(*self.parts[index])].strip()
        sign = self.signs[index]
        return f"{sign}{unescaped(answer)}{sign}" if answer and (sign or "`" in answer) else answer


def _with_holes(text: str, places: Sequence[tuple[int, int]], holes: Sequence[str]) -> str:
    """The text without these places, from the first to the last."""
    done, pieces = 0, []
    for (start, end), hole in zip(places, holes, strict=True):
        pieces += [text[done:start], hole]
        done = end
    return "".join([*pieces, text[done:]])


def shown(section: Section) -> str:
    """The text without comments, with pictures named and brackets as they are."""
    edited = [span for span in section.spans if span.part in (Part.COMMENT, Part.PICTURE)]
    return _edited(section, _edits(section, edited))[0] if edited else trim(section.text)


def note(section: Section) -> Note:
    """The text without comments and without the brackets around hidden parts.

    Where nothing else is hidden, brackets inside code and maths hide.
    """
    spans, signs = _hiding(section)
    text, parts = _edited(section, _edits(section, spans))
    key, places = text, parts
    if any(span.blank or span.part in BRACKETED for span in spans if not hides(span)):
        key, places = _edited(section, _earlier_edits(section, spans))
    hiding = tuple(filter(hides, spans))
    groups, hints = (of_parts(hiding, section, wanted) for wanted in OF_A_PART)
    return Note(text, parts, key, places, hiding, signs, groups, hints)


def _hiding(section: Section) -> tuple[list[Span], tuple[str, ...]]:
    """The spans of a note, those of hidden parts among them, and the sign around each part."""
    spans = section.spans
    count = len(list(filter(hides, spans)))
    if count:
        return spans, ("",) * count
    inside = list(inner_brackets(section))
    within = [Span(Part.BRACKETS, start, end, end - 1) for start, end, _ in inside]
    return [*spans, *within], tuple(sign for _, _, sign in inside)


Edit = tuple[int, int, str, bool]  # from, to, by what, whether it is the edge of a hidden part


def _edited(section: Section, edits: Iterable[Edit]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with these edits, and where the hidden parts are in it."""
    text, done = section.source, section.start
    pieces: list[str] = []
    marks: list[int] = []
    length = 0
    for start, end, instead, is_mark in sorted(edits):
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
    return trimmed, tuple(zip(places[::2], places[1::2], strict=True))


def trim(text: str) -> str:
    """The text without the blank lines and spaces around it; an indented first line stays so."""
    text = text.rstrip()
    if not text[:1].isspace():
        return text
    blank_lines = _INDENTED_BLANKS.match(text)
    if blank_lines and blank_lines.end():
        return text[blank_lines.end() :]
    return text.lstrip()


def _edits(section: Section, spans: Iterable[Span]) -> Iterator[Edit]:
    for span in spans:
        if span.part is Part.COMMENT:
            yield _left_out(section, span)
        elif span.part is Part.PICTURE:
            alt = " ".join(section.source[span.start + 2 : span.brackets].split())
            picture = f"{alt} ({span.target})" if alt else span.target
            yield span.start, span.end, f"[picture: {picture}]", False
        elif hides(span):
            yield span.start, span.start + 1, "", True
            yield span.end - 1, span.end, "", True


def _earlier_edits(section: Section, spans: Sequence[Span]) -> Iterator[Edit]:
    """The edits of an earlier reader: without all brackets that it took for hidden parts."""
    yield from _edits(section, [span for span in spans if not span.blank])
    for span in spans:
        first, last = span.start, span.end - 1
        if span.blank:
            is_wiki = section.source.startswith("![[", first)
            first, last = first + 1, last if is_wiki else span.brackets
            if not section.source[first + 1 : last].strip():
                continue
        elif not _hid_once(span):
            continue
        yield first, first + 1, "", False
        yield last, last + 1, "", False


def _hid_once(span: Span) -> bool:
    """Whether an earlier reader took these brackets for a hidden part."""
    return span.part in BRACKETED and not hides(span)


def _left_out(section: Section, span: Span) -> Edit:
    """A comment, with its line if nothing else is on it, else with the spaces before it."""
    text, first, last = section.source, section.start, section.end
    start, end = span.start, span.end
    while end < last and text[end] in " \t":
        end += 1
    if end < last and text[end] != "\n":
        if _OF_A_PART.match(text, start) and _ends_a_part(text, end):
            start = len(text[first:start].rstrip(" \t")) + first
        return start, span.end, "", False
    while start > first and text[start - 1] in " \t":
        start -= 1
    if (start == first or text[start - 1] == "\n") and end < last:
        end += 1
    return start, end, "", False


def _ends_a_part(text: str, at: int) -> bool:
    """Whether nothing but comments comes before the next bracket that closes."""
    while comment := _OF_A_PART.match(text, at):
        at = comment.end()
        while text.startswith((" ", "\t"), at):
            at += 1
    return text.startswith("]", at)


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
